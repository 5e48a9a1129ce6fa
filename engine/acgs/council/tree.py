"""Trees as the council sees them: what is governed in one, and what an entry of the ledger adds.

Trusted: roots and additions are read from objects by name, from one tree and from nothing else (ledger-format §2, §7).
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from acgs.constitution.council_file import COUNCIL_FILE, KEYS
from acgs.council.record import Governed
from acgs.council.roster import read_council
from acgs.digest import governed_root
from acgs.errors import Invalid, Unavailable, Untrusted
from acgs.git.governed import governed_files
from acgs.git.repository import Repository
from acgs.git.trees import FOLDER, TreeEntry
from acgs.ledger.certificate import Certificate
from acgs.ledger.entry import SignedEntry
from acgs.names import DIGEST, File, Files, Oid, Root, Seq

_NOTE: Final = re.compile(r"([0-9a-f]{2})/([0-9a-f]{2})/([0-9a-f]{36})")


def folder_of(seq: int) -> str:
    """Return D, where an entry keeps what it adds besides notes."""
    return f"_acgs/{seq // 1000}/{seq}/"


def note_path(commit: Oid) -> str:
    return f"{commit[:2]}/{commit[2:4]}/{commit[4:]}"


def govern(files: Files) -> Governed:
    """Return what is governed in a tree of these files.

    Raises:
        Invalid: `council-file`. Untrusted: `no-root`.
    """
    council = read_council(files)
    governed = governed_files(files, council.file.governed)
    return Governed(governed, governed_root(governed), council)


def governed_at(repo: Repository, commit: Oid) -> Governed | None:
    """Return what is governed in a commit's tree; None if it has no root."""
    return _governed_at(repo, repo.tree(commit))


def root_at(repo: Repository, commit: Oid) -> Root | None:
    governed = governed_at(repo, commit)
    return governed.root if governed else None


def require_governed(repo: Repository, commit: Oid) -> Governed:
    """Compare with `governed_at`: this says why there is no root (Invalid `council-file`, Untrusted `no-root`)."""
    patterns = (COUNCIL_FILE, f"{KEYS}**")
    council = read_council(repo.files(commit, patterns))
    return govern(repo.files(commit, council.file.governed))


@lru_cache(maxsize=128)
def _governed_at(repo: Repository, tree: Oid) -> Governed | None:
    try:
        return require_governed(repo, tree)
    except (Invalid, Untrusted):
        return None


@dataclass(slots=True)
class Additions:
    """What an entry adds to its parent's tree. Notes are named by commit, ballots by file name; all as received."""

    notes: dict[Oid, bytes] = field(default_factory=dict)
    governed: dict[str, File] = field(default_factory=dict)
    ballots: dict[str, bytes] = field(default_factory=dict)
    proof: bytes = b""
    signatures: bytes = b""


@dataclass(frozen=True, slots=True)
class Incoming:
    """An entry with a signature that holds, of a key of `engine`, and what it adds."""

    signed: SignedEntry
    engine: Certificate
    added: Additions


def additions(repo: Repository, parent: Oid | None, tree: Oid, seq: Seq, due: Collection[str]) -> Additions:
    """Return what `tree` adds to the tree `parent`, provided that it adds only, and only what is `due`.

    Raises:
        Untrusted: `tree-removed`, `tree-changed`, `tree-layout`.
        Unavailable: `event-not-read`: acts, which this version does not read.
    """
    found = Additions()
    for path, entry in _added(repo, parent, tree, ""):
        kind, name = _kind(path, seq)
        if kind == "acts" and "proof" in due:
            raise Unavailable("a roll-back is not read by this version", code="event-not-read")
        if kind not in due or (entry.mode != "100644" and kind != "governed"):
            raise Untrusted(f"{path} has no place in entry {seq}", code="tree-layout")
        data = repo.blob(entry.oid) if entry.mode[:2] == "10" else b""
        match kind:
            case "notes":
                found.notes[Oid(name)] = data
            case "governed":
                found.governed[name] = File(entry.mode, data)
            case "ballots":
                found.ballots[name] = data
            case "proof":
                found.proof = data
            case _:
                found.signatures = data
    return found


def _added(repo: Repository, old: Oid | None, new: Oid, prefix: str) -> Iterator[tuple[str, TreeEntry]]:
    before = {entry.name: entry for entry in repo.names(old)} if old else {}
    entries = repo.names(new)
    after = {entry.name: entry for entry in entries}
    if gone := before.keys() - after.keys():
        raise Untrusted(f"{prefix}{min(gone)} is gone", code="tree-removed")
    if len(after) != len(entries) or not after:
        raise Untrusted(f"the folder {prefix!a} is empty or has one name twice", code="tree-layout")
    for name, entry in after.items():
        was, path = before.get(name), prefix + name
        if was == entry:
            continue
        if entry.mode == FOLDER and (was is None or was.mode == FOLDER):
            yield from _added(repo, was.oid if was else None, entry.oid, f"{path}/")
        elif was:
            raise Untrusted(f"{path} has changed", code="tree-changed")
        else:
            yield path, entry


def _kind(path: str, seq: Seq) -> tuple[str, str]:
    if note := _NOTE.fullmatch(path):
        return "notes", "".join(note.groups())
    kind, _, name = path.removeprefix(folder_of(seq)).partition("/")
    if not path.startswith(folder_of(seq)) or (kind == "ballots" and not DIGEST.fullmatch(name)):
        return "", ""
    is_file = kind in {"proof", "signatures.json"}
    return (kind, name) if is_file != bool(name) else ("", "")
