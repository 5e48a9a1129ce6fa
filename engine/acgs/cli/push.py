"""What a repository takes that is pushed to: a ledger that goes on and holds, and what is ratified of the governed ref.

Trusted: nothing but Git. Every push waits for this: it loads what it needs, and no parser of commands.
"""

import os
from pathlib import Path
from typing import Final

from acgs.cli import console
from acgs.cli.clone import Clone, now
from acgs.council.admission import judge, walk
from acgs.council.inbox import INBOX
from acgs.errors import Conflict, Misconfigured, NotRatified
from acgs.git.pushed import git_folder
from acgs.git.repository import Repository
from acgs.ledger.chain import LEDGER
from acgs.ledger.entry import Admitted
from acgs.names import NO_OID, Oid, Ref

_WHY: Final = {
    Admitted.DELETED: "the governed ref is not deleted",
    Admitted.NO_ROOT: "the tree of {0.new} has no governed root",
    Admitted.NOT_RATIFIED: "the council has not ratified {0.root}",
}


def require_takeable(ref: str, old: str, new: str) -> None:
    """Refuse what the council has not ratified, and what takes from the ledger; the words are those of git's hook."""
    repo = _pushed_to()
    moved = repo.settled(Ref(ref))
    if moved == LEDGER:
        _require_grown(repo, Oid(old), Oid(new))
    elif not moved.startswith(INBOX):
        _require_admitted(repo, moved, Oid(new))
    console.note(f"{ref}: {'deleted' if new == NO_OID else new}")


def _require_grown(repo: Repository, old: Oid, new: Oid) -> None:
    """Refuse unless the ledger goes on from where it is, and all of it holds."""
    if new == NO_OID:
        raise Conflict("the ledger is never deleted", code="rollback")
    if old != NO_OID and not repo.is_ancestor(old, new):
        raise Conflict(f"the ledger only grows: {new} does not descend from {old}", code="rollback")
    walk(repo, new, now=now(), pin=Clone(repo, None).pin(""))


def _require_admitted(repo: Repository, ref: Ref, new: Oid) -> None:
    record = Clone(repo, None).record()
    if record is None or ref != repo.settled(record.ref):
        return
    judgement = judge(repo, record, new, now())
    if judgement.admitted is not Admitted.YES:
        why = _WHY[judgement.admitted].format(judgement)
        raise NotRatified(why, code=judgement.admitted.value, hint="acgs propose, acgs vote")


def _pushed_to() -> Repository:
    """Return the repository that is pushed to, with the push's objects, kept apart until hooks agree."""
    if os.environ.get("GIT_NAMESPACE"):  # the refs are then others than those whose names git says
        raise Misconfigured("no ledger governs a Git namespace", code="namespace", hint="serve a repository of its own")
    repo = Repository.open(git_folder())
    apart = [os.environ.get("GIT_OBJECT_DIRECTORY", "")]
    apart += os.environ.get("GIT_ALTERNATE_OBJECT_DIRECTORIES", "").split(os.pathsep)
    for folder in filter(None, apart):
        repo.borrow(Path(folder))
    return repo
