"""The chain of entries in a repository, and what each adds to the tree before it (ledger-format §7, §8).

Trusted: an entry that `entries` yields is read and stands where its parent says; `added` has looked at every name that
differs from the tree before. Trees are compared by object id, so an entry costs what it adds, not what is there.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from acgs.errors import Misconfigured, Untrusted
from acgs.git.repository import MOST_ENTRIES, Repository
from acgs.git.trees import FOLDER, TreeEntry
from acgs.ledger.encodings import show_time
from acgs.ledger.entry import Entry, Event, Genesis, Head, Ratify, Release, Rewind, SignedEntry, Update, compose, parse
from acgs.names import NO_OID, Digest, Files, Oid, Ref, Seq

LEDGER: Final = Ref("refs/heads/acgs-ledger")
"""The ledger on every server."""
NOTES: Final = Ref("refs/notes/acgs")
"""The ledger in a clone: `fetch = refs/heads/acgs-ledger:refs/notes/acgs`, never with `+`."""

_NOTE: Final = re.compile(r"([0-9a-f]{2})/([0-9a-f]{2})/([0-9a-f]{36})")
_BALLOT: Final = re.compile(r"ballots/([0-9a-f]{64})")
_DEEPEST: Final = 200


@dataclass(frozen=True, slots=True)
class Added:
    """What one entry adds: blobs by what they are. `governed` is by path, with its modes."""

    notes: Mapping[Oid, Oid] = field(default_factory=dict)
    governed: Mapping[str, TreeEntry] = field(default_factory=dict)
    ballots: Mapping[Digest, Oid] = field(default_factory=dict)
    proof: Oid | None = None
    signatures: Oid | None = None


def note_path(commit: Oid) -> str:
    return f"{commit[:2]}/{commit[2:4]}/{commit[4:]}"


def folder(seq: Seq) -> str:
    """Return the folder of entry `seq`, D of ledger-format §7, with its `/`."""
    return f"_acgs/{seq // 1000}/{seq}/"


def entries(repo: Repository, tip: Oid, *, after: Oid | None = None) -> Iterator[SignedEntry]:
    """Yield the entries from genesis, or from the one that follows `after`, to `tip`.

    Raises:
        Untrusted: as `entry.parse`, at the entry that is refused; `rollback`: `tip` does not descend from `after`.
        Unavailable: `object-missing`, `shallow`, `event-not-read`.
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
        Conflict: somebody appended first. The entry is an object without a ref; nothing refers to it.
        Misconfigured: `clock`: `time` is before the parent's.
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
    """Return what `entry` adds to the tree of `before`.

    Raises:
        Untrusted: `tree-removed`, `tree-changed`, or `tree-layout`: it adds what its event does not.
    """
    difference = _Difference(repo)
    difference.compare(before.tree if before else None, entry.tree, "")
    for code in ("tree-removed", "tree-changed", "tree-layout"):
        if paths := difference.refused.get(code):
            raise Untrusted(f"entry {entry.seq}: {min(paths)!a}", code=code)
    return _laid_out(entry, difference.added)


class _Difference:
    """Two trees, compared name by name wherever their ids differ."""

    def __init__(self, repo: Repository) -> None:
        self._repo = repo
        self.added: dict[str, TreeEntry] = {}
        self.refused: dict[str, list[str]] = {}

    def compare(self, before: Oid | None, after: Oid, prefix: str) -> None:
        old = {entry.name: entry for entry in self._repo.names(before)} if before else {}
        names = self._repo.names(after)
        new = {entry.name: entry for entry in names}
        odd = len(new) != len(names) or any("/" in name for name in new) or (prefix and not new)
        if odd or prefix.count("/") > _DEEPEST or len(self.added) > MOST_ENTRIES:
            self.refused.setdefault("tree-layout", []).append(prefix)
            return
        for name in old.keys() - new.keys():
            self.refused.setdefault("tree-removed", []).append(prefix + name)
        for name, entry in new.items():
            if (was := old.get(name)) != entry:
                self._take(was, entry, prefix + name)

    def _take(self, was: TreeEntry | None, entry: TreeEntry, path: str) -> None:
        if was and not was.mode == entry.mode == FOLDER:
            self.refused.setdefault("tree-changed", []).append(path)
        elif entry.mode == FOLDER:
            self.compare(was.oid if was else None, entry.oid, path + "/")
        else:
            self.added[path] = entry


def _laid_out(entry: SignedEntry, paths: Mapping[str, TreeEntry]) -> Added:
    notes: dict[Oid, Oid] = {}
    governed: dict[str, TreeEntry] = {}
    ballots: dict[Digest, Oid] = {}
    single: dict[str, Oid] = {}
    for path, blob in paths.items():
        inner = path.removeprefix(folder(entry.seq))
        kind = _kind(path, inner)
        if kind not in _due(entry.event) or blob.mode not in (
            {"100644", "100755"} if kind == "governed" else {"100644"}
        ):
            raise Untrusted(f"entry {entry.seq} adds {path!a}", code="tree-layout")
        match kind:
            case "note":
                notes[Oid(path.replace("/", ""))] = blob.oid
            case "governed":
                governed[inner.removeprefix("governed/")] = blob
            case "ballots":
                ballots[Digest(inner.removeprefix("ballots/"))] = blob.oid
            case _:
                single[kind] = blob.oid
    return Added(notes, governed, ballots, single.get("proof"), single.get("signatures.json"))


def _kind(path: str, inner: str) -> str:
    if _NOTE.fullmatch(path):
        return "note"
    if inner == path:
        return ""
    if _BALLOT.fullmatch(inner):
        return "ballots"
    if inner.startswith("governed/"):
        return "governed"
    return inner if inner in {"proof", "signatures.json"} else ""


def _due(event: Event) -> frozenset[str]:
    match event:
        case Genesis():
            return frozenset({"note", "governed", "ballots"})
        case Update() | Rewind():
            return frozenset({"note"})
        case Ratify():
            return frozenset({"governed", "ballots"})
        case Release():
            return frozenset({"proof", "signatures.json"})
        case Head():
            return frozenset()
