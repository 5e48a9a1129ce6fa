"""`acgs check`: everything that can be said without a solver."""

from typing import Annotated

import typer

from acgs.cli.faults import say_faults


def check(*, as_json: Annotated[bool, typer.Option("--json", help="Errors as one JSON document.")] = False) -> None:
    """Say everything that can be said without a solver: form, types, conditions, examples.

    Example: acgs check
    """
    raise typer.Exit(say_faults(as_json=as_json))
