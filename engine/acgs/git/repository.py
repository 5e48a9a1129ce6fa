"""Objects and refs of one repository on this machine, as they are stored.

Trusted: bytes come from the object database under their own name, sizes first. `refs/replace`, grafts and filters have
no say: commits and trees are read from their raw bytes. What this writes is new objects, and refs by compare-and-swap.
"""

import os
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final, Self

import pygit2
from pygit2.enums import ObjectType, ReferenceType

from acgs.errors import Conflict, Misconfigured, Unavailable, Untrusted
from acgs.git.trees import FOLDER, LARGEST_BYTES, TreeEntry, format_tree, read_commit_head, read_tree
from acgs.names import File, Files, Oid, Ref

_UNSHALLOW: Final = "git fetch --unshallow"
MOST_ENTRIES: Final = 200_000
"""Of names that one listing looks at; ten small trees can name 10¹⁰ paths."""
MOST_BYTES: Final = 128 * 2**20
"""Of files that one reading brings; a thousand names can share one blob."""

EVERYTHING: Final = ("**",)

_DEEPEST: Final = 5  # symbolic refs: git follows no more
_LONGEST: Final = 1023  # bytes of a ref's name: GIT_REFNAME_MAX of libgit2, with its 0


class Repository:
    """An open repository, bare or not; its work tree is neither read nor written."""

    def __init__(self, opened: pygit2.Repository) -> None:
        self._repo = opened
        self.path: Final = Path(opened.path)
        self.folder: Final = Path(opened.workdir or opened.path)
        """Where a person stands who works in it; a remote's relative path counts from here."""
        self.is_shallow: Final = bool(opened.is_shallow)
        self._commits = lru_cache(maxsize=4096)(lambda oid: self._read(oid, ObjectType.COMMIT))
        self._odb = opened.odb
        self._parents: dict[Oid, tuple[Oid, ...]] = {}
        self._last: tuple[frozenset[Oid], set[Oid]] = (frozenset(), set())

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open the repository at or above `path`; else Misconfigured: `no-repository`, `object-format` (SHA-256)."""
        try:
            return cls(pygit2.Repository(pygit2.discover_repository(str(path)) or str(path)))
        except pygit2.GitError as exc:
            code = "object-format" if "object format" in str(exc) else "no-repository"
            raise Misconfigured(f"{path}: {exc}", code=code) from exc

    def borrow(self, objects: Path) -> None:
        """Read from this folder of objects too: where git keeps a push apart until the hooks agree."""
        self._odb.add_disk_alternate(str(objects))

    def resolve(self, revision: str) -> Oid:
        """Return the commit that `revision` names, as a person writes it.

        Raises:
            Misconfigured: `unknown-revision`. Unavailable: `shallow`, it may well be in the rest.
        """
        try:
            return Oid(str(self._repo.revparse_single(revision).peel(ObjectType.COMMIT).id))
        except pygit2.GitError as exc:
            if self.is_shallow:
                said = f"no commit is called {revision} in this shallow clone"
                raise Unavailable(said, code="shallow", hint=_UNSHALLOW) from exc
            hint = "this branch has no commit yet" if self._repo.head_is_unborn else ""
            raise Misconfigured(f"no commit is called {revision}", code="unknown-revision", hint=hint) from exc

    def ref(self, ref: Ref) -> Oid | None:
        """Return the object that `ref`, a full name, points at; None where there is no such ref."""
        found = self._found(self.settled(ref))
        if found and found.type == ReferenceType.SYMBOLIC:
            raise Unavailable(f"{ref} points at more than {_DEEPEST} others", code="ref-unreadable")
        return Oid(str(found.target)) if found else None

    def settled(self, ref: Ref) -> Ref:
        """Return the name that moves when `ref` is moved: another one, where `ref` is symbolic."""
        for _ in range(_DEEPEST):
            found = self._found(ref)
            if found is None or found.type != ReferenceType.SYMBOLIC:
                break
            ref = Ref(str(found.target))
        return ref

    def _found(self, ref: Ref) -> pygit2.Reference | None:
        try:
            return self._repo.references.get(ref)
        except UnicodeDecodeError:  # how pygit2 says of a name that is not UTF-8 that there is none
            return None
        except (pygit2.GitError, ValueError) as exc:  # the latter of a name that is too long for libgit2
            raise Unavailable(f"{ref:.80} cannot be read: {exc!s:.80}", code="ref-unreadable") from exc

    def refs(self, prefix: str) -> Mapping[Ref, Oid]:
        """Return every ref below `prefix` (`refs/heads/acgs-inbox/`) with the object that it points at.

        One whose name is longer than libgit2 reads, as whoever can push can make one, is left out.
        """
        names = (Ref(name) for name in self._repo.listall_references() if name.startswith(prefix))
        return {name: oid for name in names if len(os.fsencode(name)) <= _LONGEST and (oid := self.ref(name))}

    def move_ref(self, ref: Ref, old: Oid | None, new: Oid) -> None:
        """Point `ref` at `new`, provided it points at `old` (None: provided it is not there) at that very moment.

        Raises:
            Conflict: somebody moved first, or is about to. Unavailable: `git-write`: the disk does not take it.
        """
        try:
            found = self._repo.references.get(ref)
            if (Oid(str(found.target)) if found else None) != old:
                raise Conflict(f"{ref} has moved")
            if found:
                found.set_target(new)
            else:
                self._repo.references.create(ref, new)
        except pygit2.GitError as exc:  # no narrower class: moved or made by another since it was read
            raise Conflict(f"{ref} has moved: {exc}") from exc
        except OSError as exc:
            if "failed to lock" in str(exc):  # libgit2 says it so, and by no number
                raise Conflict(f"{ref} is locked: {exc}") from exc
            raise Unavailable(f"{ref}: {exc}", code="git-write") from exc

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
                if entry.mode == FOLDER and _may_hold(path, patterns):
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

    def parents(self, commit: Oid) -> tuple[Oid, ...]:
        """Return the parents of a commit as its own bytes name them."""
        if commit not in self._parents:
            self._parents[commit] = read_commit_head(self.raw(commit))[1]
        return self._parents[commit]

    def reachable(self, new: Oid, hidden: Collection[Oid]) -> tuple[Oid, ...]:
        """Return the commits reachable from `new` and from none of `hidden`, `new` first where it is one."""
        return tuple(self._walk([new], self._closure(frozenset(hidden))))

    def is_ancestor(self, old: Oid, new: Oid) -> bool:
        """Return True iff `old` is `new` or reachable from it."""
        return any(commit == old for commit in self._walk([new], frozenset()))

    def merge_base(self, one: Oid, other: Oid) -> Oid | None:
        """Return a best common ancestor; of several always the same one."""
        common = self._closure(frozenset({one})) & self._closure(frozenset({other}))
        return min(common.difference(*(self.parents(commit) for commit in common)), default=None)

    def first_parent_line(self, new: Oid, stop_at: Oid) -> tuple[Oid, ...]:
        """Return first parents from `new` down to the first that `stop_at` reaches, that one left out; oldest first."""
        line = [new]
        while line[-1] != stop_at and (parents := self.parents(line[-1])):
            line.append(parents[0])
        # Where the line meets `stop_at` itself, nothing above can be reached from there.
        known = {stop_at} if line[-1] == stop_at else self._closure(frozenset({stop_at}))
        return tuple(reversed([commit for commit in line if commit not in known]))

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

    def _walk(self, starts: Iterable[Oid], known: Collection[Oid]) -> Iterator[Oid]:
        queue, seen = deque(starts), set(starts)
        while queue:
            commit = queue.popleft()
            if commit in known:
                continue
            yield commit
            fresh = [parent for parent in self.parents(commit) if parent not in seen]
            seen.update(fresh)
            queue.extend(fresh)

    def _closure(self, of: frozenset[Oid]) -> set[Oid]:
        """Return all that `of` reach. What was asked last is extended, so that a ledger is walked once."""
        before, known = self._last
        if not before <= of:
            known = set()
        known |= set(self._walk(of, known))
        self._last = (of, known)
        return known

    def _header(self, oid: Oid) -> tuple[int, int]:
        try:
            return self._odb.read_header(oid)
        except pygit2.GitError as exc:
            code, hint = ("shallow", _UNSHALLOW) if self.is_shallow else ("object-missing", "")
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


def matches(path: str, patterns: Sequence[str]) -> bool:
    """Return True iff a pattern of ledger-format §2 matches `path`; case counts."""
    return any(
        pattern in ("**", path) or (pattern.endswith("/**") and path.startswith(pattern[:-2])) for pattern in patterns
    )


def _may_hold(folder: str, patterns: Sequence[str]) -> bool:
    below = folder + "/"
    return matches(below, patterns) or any(pattern.startswith(below) for pattern in patterns)
