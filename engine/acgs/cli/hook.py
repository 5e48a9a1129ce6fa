"""`acgs hook NAME`: what the three-line hooks call."""

import typer

app = typer.Typer(no_args_is_help=True)


@app.callback()
def hook() -> None:
    """Do what a Git hook of this name is for.

    Example: acgs hook pre-commit
    """


@app.command()
def update(ref: str, old: str, new: str) -> None:
    """Refuse a push that the council has not ratified, or that takes something from the ledger.

    Example: acgs hook update refs/heads/main OLD NEW
    """
    from acgs.cli.push import require_takeable

    require_takeable(ref, old, new)


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
    from acgs.git.pushed import wake

    wake()
