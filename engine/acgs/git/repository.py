"""One repository on this machine: its objects, its refs, and what leads from commit to commit.

Trusted: history is what commits' own bytes name as parents. A ref is moved by compare-and-swap.
"""

import os
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final, Self

import pygit2
from pygit2.enums import ObjectType, ReferenceType

from acgs.errors import Conflict, Misconfigured, Unavailable
from acgs.git.objects import UNSHALLOW, Objects
from acgs.git.trees import read_commit_head
from acgs.names import Oid, Ref

_DEEPEST: Final = 5  # symbolic refs: git follows no more
_LONGEST: Final = 1023  # bytes of a ref's name: GIT_REFNAME_MAX of libgit2, with its 0


class Repository(Objects):
    """An open repository, bare or not; its work tree is neither read nor written."""

    def __init__(self, opened: pygit2.Repository) -> None:
        super().__init__(opened)
        self._repo = opened
        self.path: Final = Path(opened.path)
        self.folder: Final = Path(opened.workdir or opened.path)
        """Where a person stands who works in it; a remote's relative path counts from here."""
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
                raise Unavailable(said, code="shallow", hint=UNSHALLOW) from exc
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
