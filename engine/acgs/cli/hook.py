"""`acgs hook NAME`: what the three-line hooks call."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from acgs.cli import console
from acgs.errors import Conflict, NotRatified

if TYPE_CHECKING:
    from acgs.git.repository import Repository
    from acgs.names import Oid, Ref

app = typer.Typer(no_args_is_help=True)
_WHY = {
    "deleted": "the governed ref is not deleted",
    "no-root": "the tree of {0.new} has no governed root",
    "not-ratified": "the council has not ratified {0.root}",
}


@app.callback()
def hook() -> None:
    """Do what a Git hook of this name is for.

    Example: acgs hook pre-commit
    """


@app.command()
def update(
    ref: Annotated[str, typer.Argument()], old: Annotated[str, typer.Argument()], new: Annotated[str, typer.Argument()]
) -> None:
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


@app.command("pre-commit")
def pre_commit() -> None:
    """Check the constitution as it is staged, and that its Rego is what compiling gives.

    Example: acgs hook pre-commit
    """
    from acgs.cli.place import repository_root
    from acgs.cli.ready import require_written
    from acgs.git.worktree import read_index

    require_written(read_index(repository_root()))


@app.command("post-receive")
def post_receive() -> None:
    """Wake the server that looks after this repository.

    Example: acgs hook post-receive
    """
    from acgs.names import WAKE_FILE

    (_git_dir() / WAKE_FILE).touch()


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
    from acgs.git.repository import Repository

    repo = Repository.open(_git_dir())
    apart = [os.environ.get("GIT_OBJECT_DIRECTORY", "")]
    apart += os.environ.get("GIT_ALTERNATE_OBJECT_DIRECTORIES", "").split(os.pathsep)
    for folder in filter(None, apart):
        repo.borrow(Path(folder))
    return repo


def _git_dir() -> Path:
    return Path(os.environ.get("GIT_DIR", ".")).resolve()
