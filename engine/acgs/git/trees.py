"""Trees and the heads of commits as git stores them: bytes in, values out.

Trusted: what an object says is read here and by no other parser. Pure.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from acgs.errors import Untrusted
from acgs.names import Oid

FOLDER: Final = "040000"
LARGEST_BYTES: Final = 16 * 2**20
"""Of one object; beyond that nothing is read."""

_ENTRY: Final = re.compile(rb"([0-7]{5,6}) ([^\0]+)\0(.{20})", re.DOTALL)
_COMMIT: Final = re.compile(rb"tree ([0-9a-fA-F]{40})\n((?:parent [0-9a-fA-F]{40}\n)*)")  # git takes capitals too


@dataclass(frozen=True, slots=True)
class TreeEntry:
    """One name in a tree: file, folder, symlink or submodule. `name` has surrogates for what is no UTF-8."""

    mode: str
    name: str
    oid: Oid


def read_tree(raw: bytes) -> Iterator[TreeEntry]:
    """Yield the entries of a tree, with the modes that `git ls-tree` shows."""
    at = 0
    while at < len(raw):
        found = _ENTRY.match(raw, at)
        if found is None:
            raise Untrusted("a tree that does not parse", code="odd-object")
        name = found[2].decode(errors="surrogateescape")
        yield TreeEntry(_shown(int(found[1], 8)), name, Oid(found[3].hex()))
        at = found.end()


def format_tree(entries: Iterable[TreeEntry]) -> bytes:
    """Return the tree of these entries, in git's order: folders as if their names ended in `/`."""
    return b"".join(
        b"%b %b\0" % (entry.mode.lstrip("0").encode(), _name(entry)) + bytes.fromhex(entry.oid)
        for entry in sorted(entries, key=lambda entry: _name(entry) + b"/" * (entry.mode == FOLDER))
    )


def read_commit_head(raw: bytes) -> tuple[Oid, tuple[Oid, ...]]:
    """Return the tree and the parents of a commit as its own first lines name them."""
    found = _COMMIT.match(raw)
    if found is None:
        raise Untrusted("a commit that does not begin with its tree", code="odd-object")
    return Oid(found[1].decode().lower()), tuple(map(Oid, found[2].decode().lower().split()[1::2]))


def _name(entry: TreeEntry) -> bytes:
    return entry.name.encode(errors="surrogateescape")


def _shown(mode: int) -> str:
    match mode & 0o170000:
        case 0o100000:
            return "100755" if mode & 0o100 else "100644"
        case 0o120000:
            return "120000"
        case 0o040000:
            return FOLDER
        case _:
            return "160000"
