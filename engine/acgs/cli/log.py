"""`acgs log`: who agreed to a rule, when, and over which root."""

from typing import Annotated

import typer

from acgs.cli import console
from acgs.errors import Misconfigured, Unavailable


def log(
    principle: Annotated[str, typer.Argument(help="The id of a principle; every ratification unless said.")] = "",
    *,
    pin: Annotated[str, typer.Option(help="The pin; else git config acgs.pin.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Answer as JSON.")] = False,
) -> None:
    """Say who agreed to a rule, when, and over which root; newest first.

    Example: acgs log A09
    """
    from acgs.cli.clone import now, open_clone
    from acgs.names import PRINCIPLE_ID, PrincipleId
    from acgs.report.log import agreements, log_json, log_text
    from acgs.report.standing import caveats

    if principle and not PRINCIPLE_ID.fullmatch(principle):
        raise Misconfigured(f"{principle!r} is no id of a principle", code="principle", hint="capitals and digits: A09")
    clone = open_clone()
    try:
        with console.progress("fetching"):
            clone.update()
    except Unavailable as exc:
        console.note(f"as this clone has it: {exc}")
    with console.progress("verifying"):
        record = clone.require_record(pin)
    found = list(agreements(record, PrincipleId(principle) if principle else None, now()))
    if as_json:
        console.put_json(log_json(found, caveats(record)))
    else:
        console.say(log_text(found, caveats(record)))
