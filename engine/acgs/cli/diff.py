"""`acgs diff`: which requests a change newly allows or denies."""

from typing import TYPE_CHECKING, Annotated

import typer

from acgs.cli.console import progress, put_json, say
from acgs.cli.place import repository_root
from acgs.cli.prove import Format

if TYPE_CHECKING:
    from acgs.git.repository import Repository
    from acgs.names import Files, Oid
    from acgs.proof.difference import Side

WORKING_TREE = "the working tree"


def diff(
    *,
    base: Annotated[str, typer.Argument(help="A revision; unless given, the merge base with main.")] = "",
    head: Annotated[str, typer.Argument(help="A revision; unless given, the working tree.")] = "",
    any_json: Annotated[
        bool, typer.Option("--any-json", help="Ask about every JSON value, not valid ones only.")
    ] = False,
    tells: Annotated[bool, typer.Option("--exit-code", help="Exit 1 if something changed.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="The answer as one JSON document.")] = False,
    face: Annotated[Format, typer.Option("--format", help="Of the answer.")] = Format.TEXT,
) -> None:
    """Show which requests gain or lose access, one for each principle and direction, as near to an example as can be.

    Each is decided by OPA with the Rego of either side; where that is not what its principles mean, with the Rego that
    compiling gives, and that is said. Exit 0 answered, 3 could not tell.

    Example: acgs diff HEAD~1 HEAD
    """
    from acgs.git.repository import Repository
    from acgs.git.worktree import read_worktree
    from acgs.proof.difference import diff as ask
    from acgs.rego.opa import find_opa
    from acgs.report.diff import diff_json, diff_markdown, diff_text

    place = repository_root()
    repository = Repository.open(place)
    before = repository.resolve(base) if base else _fork(repository)
    after = repository.resolve(head) if head else None
    sides = _side(_files(repository, before)), _side(_files(repository, after) if after else read_worktree(place))
    with progress("comparing"):
        found = ask(*sides, find_opa(), any_json=any_json)
    names = before, after or WORKING_TREE
    if as_json:
        put_json(diff_json(found, *names))
    else:
        say((diff_text if face is Format.TEXT else diff_markdown)(found, *names))
    codes = {"unchanged": 0, "changed": 1 if tells else 0, "could not tell": 3}
    raise typer.Exit(codes[found.verdict])


def _fork(repository: "Repository") -> "Oid":
    """Return where this branch left main, its remote's where there is no local one.

    Raises:
        Misconfigured: `no-base`, there is no main, or nothing in common with it.
    """
    from acgs.errors import Misconfigured
    from acgs.names import Ref

    main = repository.ref(Ref("refs/heads/main")) or repository.ref(Ref("refs/remotes/origin/main"))
    fork = repository.merge_base(main, repository.resolve("HEAD")) if main else None
    if fork is None:
        raise Misconfigured("there is no main to compare with", code="no-base", hint="name it: acgs diff BASE")
    return fork


def _files(repository: "Repository", commit: "Oid") -> "Files":
    return repository.files(commit, ("constitution/**", "policies/**"))


def _side(files: "Files") -> "Side":
    """Return what a tree means, with its Rego, and what compiling gives; without a constitution it means nothing."""
    from acgs.constitution.catalogue import read_constitution
    from acgs.norms.norm import read_all
    from acgs.proof.difference import Side
    from acgs.synthesis.compiled import compile_all

    if not any(path.startswith("constitution/") for path in files):
        return Side({}, {})
    norms = read_all(read_constitution(files))
    return Side(norms, files, compile_all(norms))
