"""The chain of entries in a repository, and what each adds to the tree before it (ledger-format §7, §8).

Trusted: an entry that `entries` yields is read and stands where its parent says; `added` has looked at every name that
differs from the tree before. Trees are compared by object id, so an entry costs what it adds, not what is there.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Final

from acgs.errors import Misconfigured, Untrusted
from acgs.git.objects import MOST_ENTRIES
from acgs.git.repository import Repository
from acgs.git.trees import FOLDER, TreeEntry
from acgs.ledger.encodings import show_time
from acgs.ledger.entry import Entry, Event, Genesis, Head, Ratify, Release, Rewind, SignedEntry, Update, compose, parse
from acgs.names import DIGEST, NO_OID, OID, Digest, Files, Oid, Ref, Seq

LEDGER: Final = Ref("refs/heads/acgs-ledger")
"""The ledger on every server."""
NOTES: Final = Ref("refs/notes/acgs")
"""The ledger in a clone: `fetch = refs/heads/acgs-ledger:refs/notes/acgs`, never with `+`."""

_DEEPEST: Final = 200
_NOTE: Final = re.compile(r"[0-9a-f]{2}/[0-9a-f]{2}/[0-9a-f]{36}")
_NAMES: Final = {
    "note": OID,
    "governed": re.compile(r".+", re.DOTALL),
    "ballots": DIGEST,
    "proof": re.compile(""),
    "signatures.json": re.compile(""),
}
_DUE: Final[Mapping[type[Event], frozenset[str]]] = {
    Genesis: frozenset({"note", "governed", "ballots"}),
    Update: frozenset({"note"}),
    Rewind: frozenset({"note"}),
    Ratify: frozenset({"governed", "ballots"}),
    Release: frozenset({"proof", "signatures.json"}),
    Head: frozenset(),
}


@dataclass(frozen=True, slots=True)
class Added:
    """What one entry adds: blobs by what they are. `governed` is by path, with its modes."""

    notes: Mapping[Oid, Oid]
    governed: Mapping[str, TreeEntry]
    ballots: Mapping[Digest, Oid]
    proof: Oid | None
    signatures: Oid | None


def note_path(commit: Oid) -> str:
    return f"{commit[:2]}/{commit[2:4]}/{commit[4:]}"


def folder(seq: Seq) -> str:
    """Return the folder of entry `seq`, D of ledger-format §7, with its `/`."""
    return f"_acgs/{seq // 1000}/{seq}/"


def entries(repo: Repository, tip: Oid, *, after: Oid | None = None) -> Iterator[SignedEntry]:
    """Yield the entries from genesis, or from the one that follows `after`, to `tip`, until one is refused.

    Raises:
        Untrusted: as `entry.parse`; `rollback`: `tip` does not descend from `after`.
    """
    line, at = [], tip
    while at != after:
        line.append(at)
        parents = repo.parents(at)
        if not parents and after:
            raise Untrusted(f"{tip} does not descend from the entry {after}", code="rollback")
        if not parents:
            break
        at = parents[0]
    for oid in reversed(line):
        yield parse(repo.raw(oid))


def append(
    repo: Repository,
    ref: Ref | None,
    parent: SignedEntry | None,
    event: Event,
    additions: Files,
    *,
    council: Digest,
    time: datetime,
    sign: Callable[[bytes], bytes],
    accept: Callable[[SignedEntry], object] = lambda _: None,
) -> SignedEntry:
    """Sign and store the entry that follows `parent`, and point `ref`, where there is one, from `parent` to it.

    `accept` is asked last, before the ref moves; what it raises stops that.

    Raises:
        Conflict: somebody appended first; nothing refers to this. Misconfigured: `clock`, `time` is before the last.
    """
    if parent and time < parent.time:
        raise Misconfigured(f"the clock says {show_time(time)}, the last entry {show_time(parent.time)}", code="clock")
    entry = Entry(
        tree=repo.write_tree(parent.tree if parent else None, additions),
        parent=parent.oid if parent else None,
        seq=Seq(parent.seq + 1 if parent else 1),
        event=event,
        repo=genesis_of(parent) if parent else NO_OID,
        council=council,
        time=time,
    )
    signed = parse(compose(entry, sign))
    repo.write_commit(signed.raw)
    accept(signed)
    if ref:
        repo.move_ref(ref, signed.parent, signed.oid)
    return signed


def genesis_of(entry: SignedEntry) -> Oid:
    """Return the name of the ledger: the oid of its genesis, as `entry` says."""
    return entry.oid if isinstance(entry.event, Genesis) else entry.repo


def added(repo: Repository, before: SignedEntry | None, entry: SignedEntry) -> Added:
    """Return what `entry` adds to the tree of `before`, or refuse: `tree-removed`, `tree-changed`, `tree-layout`.

    The last is for names that hide another, for bombs, and for what its event does not add.
    """
    found: dict[str, dict[str, TreeEntry]] = {"tree-removed": {}, "tree-changed": {}, "tree-layout": {}, "": {}}
    for code, path, each in islice(_difference(repo, before.tree if before else None, entry.tree, ""), MOST_ENTRIES):
        found[code][path] = each
    fresh = found.pop("")
    for code, paths in found.items():
        if paths:
            raise Untrusted(f"entry {entry.seq}: {min(paths)!a}", code=code)
    if len(fresh) == MOST_ENTRIES:
        raise Untrusted(f"entry {entry.seq} adds {MOST_ENTRIES} files or more", code="tree-layout")
    return _laid_out(entry, fresh)


def _difference(repo: Repository, before: Oid | None, after: Oid, prefix: str) -> Iterator[tuple[str, str, TreeEntry]]:
    """Yield where two trees differ: the code that refuses it, none for a new file; the path."""
    old = {entry.name: entry for entry in repo.names(before)} if before else {}
    names = repo.names(after)
    new = {entry.name: entry for entry in names}
    odd = len(new) != len(names) or any("/" in name for name in new) or (prefix and not new)
    if odd or prefix.count("/") > _DEEPEST:
        yield "tree-layout", prefix, TreeEntry(FOLDER, prefix, after)
        return
    yield from (("tree-removed", prefix + name, old[name]) for name in sorted(old.keys() - new.keys()))
    for name, entry in new.items():
        was = old.get(name)
        if was == entry:
            continue
        if was and not was.mode == entry.mode == FOLDER:
            yield "tree-changed", prefix + name, entry
        elif entry.mode == FOLDER:
            yield from _difference(repo, was.oid if was else None, entry.oid, f"{prefix}{name}/")
        else:
            yield "", prefix + name, entry


def _laid_out(entry: SignedEntry, paths: Mapping[str, TreeEntry]) -> Added:
    found: dict[str, dict[str, TreeEntry]] = {kind: {} for kind in _NAMES}
    for path, blob in paths.items():
        kind, name = _place(path, folder(entry.seq))
        modes = {"100644", "100755"} if kind == "governed" else {"100644"}
        if kind not in _DUE[type(entry.event)] or not _NAMES[kind].fullmatch(name) or blob.mode not in modes:
            raise Untrusted(f"entry {entry.seq} adds {path!a}", code="tree-layout")
        found[kind][name] = blob
    proof, signatures = (found[kind].get("") for kind in ("proof", "signatures.json"))
    return Added(
        {Oid(name): blob.oid for name, blob in found["note"].items()},
        found["governed"],
        {Digest(name): blob.oid for name, blob in found["ballots"].items()},
        proof.oid if proof else None,
        signatures.oid if signatures else None,
    )


def _place(path: str, folder: str) -> tuple[str, str]:
    """Return what a file is by where it lies, and its name there."""
    if _NOTE.fullmatch(path):
        return "note", path.replace("/", "")
    kind, _, name = path.removeprefix(folder).partition("/") if path.startswith(folder) else ("", "", path)
    return kind, name
