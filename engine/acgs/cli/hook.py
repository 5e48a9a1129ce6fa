"""`acgs hook NAME`: what the three-line hooks call."""

from typing import Annotated

import typer

from acgs.cli import console

AsJson = Annotated[bool, typer.Option("--json", help="Answer as JSON, as `acgs check` does.")]
app = typer.Typer()


@app.callback()
def hook() -> None:
    """Do what a Git hook of this name is for.

    Example: acgs hook pre-commit
    """


@app.command()
def update(ref: str, old: str, new: str, *, as_json: AsJson = False) -> None:
    """Refuse a push that the council has not ratified, or that takes something from the ledger.

    Example: acgs hook update refs/heads/main OLD NEW
    """
    from acgs.cli.push import require_takeable

    require_takeable(ref, old, new)
    _agree(as_json=as_json)


@app.command("pre-commit")
def pre_commit(*, as_json: AsJson = False) -> None:
    """Check the constitution as it is staged, and that its Rego is what compiling gives.

    Example: acgs hook pre-commit
    """
    from acgs.cli.place import repository_root
    from acgs.cli.ready import require_written
    from acgs.git.worktree import read_index

    require_written(read_index(repository_root()))
    _agree(as_json=as_json)


@app.command("post-receive")
def post_receive(*, as_json: AsJson = False) -> None:
    """Wake the server that looks after this repository.

    Example: acgs hook post-receive
    """
    from acgs.errors import Misconfigured
    from acgs.git.pushed import wake

    try:
        wake()
    except OSError as exc:
        said = f"the server is not woken, and looks later: {exc.filename}: {exc.strerror}"
        raise Misconfigured(said, code="machine") from exc
    _agree(as_json=as_json)


def _agree(*, as_json: bool) -> None:
    if as_json:
        console.put_json({"version": 1, "errors": []})
