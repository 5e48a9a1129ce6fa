"""Objects of one repository on this machine, as they are stored.

Trusted: bytes come from the object database under their own name, sizes first. `refs/replace`, grafts and filters have
no say: commits and trees are read from their raw bytes. What this writes is new objects.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

import pygit2
from pygit2.enums import ObjectType

from acgs.errors import Unavailable, Untrusted
from acgs.git.patterns import EVERYTHING, matches, may_hold
from acgs.git.trees import FOLDER, LARGEST_BYTES, TreeEntry, format_tree, read_commit_head, read_tree
from acgs.names import File, Files, Oid

UNSHALLOW: Final = "git fetch --unshallow"
MOST_ENTRIES: Final = 200_000
"""Of names that one listing looks at; ten small trees can name 10¹⁰ paths."""
MOST_BYTES: Final = 128 * 2**20
"""Of files that one reading brings; a thousand names can share one blob."""


class Objects:
    """Commits, trees and blobs by name."""

    def __init__(self, opened: pygit2.Repository) -> None:
        self.is_shallow: Final = bool(opened.is_shallow)
        self._commits = lru_cache(maxsize=4096)(lambda oid: self._read(oid, ObjectType.COMMIT))
        self._odb = opened.odb

    def borrow(self, objects: Path) -> None:
        """Read from this folder of objects too: where git keeps a push apart until the hooks agree."""
        self._odb.add_disk_alternate(str(objects))

    def raw(self, commit: Oid) -> bytes:
        """Return the bytes of a commit."""
        return self._commits(commit)

    def blob(self, oid: Oid) -> bytes:
        """Return the bytes of a blob."""
        return self._read(oid, ObjectType.BLOB)

    def tree(self, treeish: Oid) -> Oid:
        """Return the tree of a commit, or the tree itself."""
        is_tree = self._header(treeish)[0] == ObjectType.TREE
        return treeish if is_tree else read_commit_head(self.raw(treeish))[0]

    def names(self, tree: Oid) -> tuple[TreeEntry, ...]:
        """Return what stands in this one tree."""
        return tuple(read_tree(self._read(tree, ObjectType.TREE)))

    def entries(self, treeish: Oid, patterns: Sequence[str] = EVERYTHING) -> Iterator[tuple[str, TreeEntry]]:
        """Yield path and entry of each file that a pattern (ledger-format §2) matches; other folders are not opened."""
        queue, seen = deque([("", self.tree(treeish))]), 0
        while queue:
            prefix, tree = queue.popleft()
            for entry in self.names(tree):
                seen += 1
                if seen > MOST_ENTRIES:
                    raise Untrusted(f"more than {MOST_ENTRIES} names in a tree", code="too-large")
                path = prefix + entry.name
                if entry.mode == FOLDER and may_hold(path, patterns):
                    queue.append((path + "/", entry.oid))
                elif entry.mode != FOLDER and matches(path, patterns):
                    yield path, entry

    def files(self, treeish: Oid, patterns: Sequence[str] = EVERYTHING) -> Files:
        """Return the files that a pattern matches, none twice, not too many bytes; a submodule has none."""
        found: dict[str, File] = {}
        left = MOST_BYTES
        for path, entry in self.entries(treeish, patterns):
            if path in found:
                raise Untrusted(f"{path!a} is there twice", code="no-root")
            found[path] = File(entry.mode, b"" if entry.mode == "160000" else self.blob(entry.oid))
            left -= len(found[path].data)
            if left < 0:
                raise Untrusted(f"more than {MOST_BYTES} bytes in a tree", code="too-large")
        return dict(sorted(found.items()))

    def write_blob(self, data: bytes) -> Oid:
        return self._write(ObjectType.BLOB, data)

    def write_tree(self, base: Oid | None, additions: Files) -> Oid:
        """Return the tree of `base` with files added to it; one that is there already is a mistake of ours."""
        folders: dict[str, dict[str, File]] = {}
        entries = {entry.name: entry for entry in self.names(base)} if base else {}
        for path, file in additions.items():
            name, _, rest = path.partition("/")
            if rest:
                folders.setdefault(name, {})[rest] = file
            elif name in entries:
                raise ValueError(f"{path} is in the tree already")
            else:
                entries[name] = TreeEntry(file.mode, name, self.write_blob(file.data))
        for name, inner in folders.items():
            below = entries.get(name)
            if below and below.mode != FOLDER:
                raise ValueError(f"{name} is no folder")
            entries[name] = TreeEntry(FOLDER, name, self.write_tree(below.oid if below else None, inner))
        return self._write(ObjectType.TREE, format_tree(entries.values()))

    def write_commit(self, raw: bytes) -> Oid:
        return self._write(ObjectType.COMMIT, raw)

    def _write(self, kind: ObjectType, data: bytes) -> Oid:
        try:
            return Oid(str(self._odb.write(kind, data)))
        except OSError as exc:
            raise Unavailable(f"an object cannot be written: {exc}", code="git-write") from exc

    def _header(self, oid: Oid) -> tuple[int, int]:
        try:
            return self._odb.read_header(oid)
        except pygit2.GitError as exc:
            code, hint = ("shallow", UNSHALLOW) if self.is_shallow else ("object-missing", "")
            raise Unavailable(f"the object {oid} is not here", code=code, hint=hint) from exc

    def _read(self, oid: Oid, due: ObjectType) -> bytes:
        kind, size = self._header(oid)
        if kind != due:
            raise Untrusted(f"{oid} is no {due.name.lower()}", code="odd-object")
        if size > LARGEST_BYTES:
            raise Untrusted(f"{oid} has {size} bytes, more than {LARGEST_BYTES}", code="too-large")
        try:
            return bytes(self._odb.read(oid)[1])
        except pygit2.GitError as exc:  # its bytes do not have its name
            raise Unavailable(f"the object {oid} is damaged: {exc}", code="object-missing") from exc
