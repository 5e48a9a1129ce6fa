"""`acgs propose`: offer a branch to the council, once everything that can be known about it is known."""

from typing import Annotated

import typer

from acgs.cli import console
from acgs.errors import Misconfigured


def propose(
    branch: Annotated[str, typer.Argument(help="The proposal; the current branch unless said.")] = "",
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Answer as JSON.")] = False,
) -> None:
    """Run check, compile --check, prove and diff on a branch, push it, and say who is to vote.

    Example: acgs propose raise-the-limit
    """
    from acgs.cli.clone import now, open_clone, require_open
    from acgs.cli.ready import require_ready
    from acgs.names import Ref
    from acgs.report.standing import changes_text, standing_json, standing_text

    clone = open_clone()
    with console.progress("fetching, verifying"):
        clone.update()
        name = branch or clone.current
        head = clone.here(name)
        standing, said = clone.standing_of(head)
    require_open(standing, now())
    if standing.base and standing.bond.ref == f"refs/heads/{name}":
        raise Misconfigured(f"{name} is what is governed; a proposal is a branch of its own", code="branch")
    with console.progress("check, compile --check, prove, diff"):
        difference = require_ready(standing.before, standing.result.files)
    with console.progress("pushing"):
        clone.deliver(Ref(f"refs/heads/{name}"), head)
    if as_json:
        console.put_json(standing_json(standing, said))
    else:
        console.say("\n".join([standing_text(standing, said), *changes_text(standing), difference]))
    console.note(f"each of them: acgs vote {name}")
