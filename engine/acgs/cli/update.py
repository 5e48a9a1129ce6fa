"""`acgs hook update`: what a repository that is pushed to takes. Every push waits for it: it loads what it needs."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from acgs.cli import console
from acgs.errors import Conflict, NotRatified

if TYPE_CHECKING:
    from acgs.git.repository import Repository
    from acgs.names import Oid, Ref

_WHY = {
    "deleted": "the governed ref is not deleted",
    "no-root": "the tree of {0.new} has no governed root",
    "not-ratified": "the council has not ratified {0.root}",
}


def update(ref: str, old: str, new: str) -> None:
    """Refuse a push that the council has not ratified, or that takes something from the ledger.

    Example: acgs hook update refs/heads/main OLD NEW
    """
    from acgs.council.inbox import INBOX
    from acgs.ledger.chain import LEDGER
    from acgs.names import NO_OID, Oid, Ref

    repo = _pushed_to()
    moved = repo.settled(Ref(ref))
    if moved == LEDGER:
        _require_grown(repo, Oid(old), Oid(new))
    elif not moved.startswith(INBOX):
        _require_admitted(repo, moved, Oid(new))
    console.note(f"{ref}: {'deleted' if new == NO_OID else new}")


def _require_grown(repo: "Repository", old: "Oid", new: "Oid") -> None:
    """Refuse unless the ledger goes on from where it is, and all of it holds."""
    from acgs.cli.clone import Clone, now
    from acgs.council.admission import walk
    from acgs.names import NO_OID

    if new == NO_OID:
        raise Conflict("the ledger is never deleted", code="rollback")
    if old != NO_OID and not repo.is_ancestor(old, new):
        raise Conflict(f"the ledger only grows: {new} does not descend from {old}", code="rollback")
    walk(repo, new, now=now(), pin=Clone(repo, None).pin(""))


def _require_admitted(repo: "Repository", ref: "Ref", new: "Oid") -> None:
    from acgs.cli.clone import Clone, now
    from acgs.council.admission import judge
    from acgs.ledger.entry import Admitted

    record = Clone(repo, None).record()
    if record is None or ref != repo.settled(record.ref):
        return
    judgement = judge(repo, record, new, now())
    if judgement.admitted is not Admitted.YES:
        code = judgement.admitted.value
        raise NotRatified(_WHY[code].format(judgement), code=code, hint="acgs propose, acgs vote")


def _pushed_to() -> "Repository":
    """Return the repository that is pushed to, with the push's objects, kept apart until hooks agree."""
    from acgs.git.pushed import git_folder
    from acgs.git.repository import Repository

    repo = Repository.open(git_folder())
    apart = [os.environ.get("GIT_OBJECT_DIRECTORY", "")]
    apart += os.environ.get("GIT_ALTERNATE_OBJECT_DIRECTORIES", "").split(os.pathsep)
    for folder in filter(None, apart):
        repo.borrow(Path(folder))
    return repo
