"""`acgs compile`: the Rego of every principle."""

from typing import Annotated

import typer

from acgs.cli.console import progress, put_json, say
from acgs.cli.place import repository_root


def compile_(
    *,
    check: Annotated[
        bool, typer.Option("--check", help="Only compare; exit 1 if a file is not what it would be.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="The files that differ, as one JSON document.")] = False,
) -> None:
    """Write the Rego of every principle below policies/.

    Files of principles that are gone are removed; a file that acgs did not write is refused.

    Example: acgs compile --check
    """
    from acgs.constitution.catalogue import read_constitution
    from acgs.git.worktree import read_worktree
    from acgs.norms.norm import read_all
    from acgs.report.compile import check_text, compile_json, written_text
    from acgs.synthesis.compiled import compare, compile_all, write

    root = repository_root()
    with progress("compiling"):
        files = read_worktree(root)
        wanted = compile_all(read_all(read_constitution(files)))
    differences = compare(files, wanted)
    if not check:
        write(root, wanted, differences)
    if as_json:
        put_json(compile_json(differences, is_check=check))
    else:
        say((check_text if check else written_text)(differences, len(wanted)))
    raise typer.Exit(1 if check and differences else 0)
