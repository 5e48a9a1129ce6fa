"""`acgs verify`: the whole ledger, by this clone alone; what holds up to the first refusal, and that."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from acgs.cli import console
from acgs.errors import Error, Misconfigured, Unavailable, exit_code

if TYPE_CHECKING:
    from acgs.cli.clone import Clone
    from acgs.council.record import Record
    from acgs.ledger.statement import CommitStatement
    from acgs.names import Oid


def verify(
    commits: Annotated[str, typer.Argument(metavar="RANGE", help="Show these commits too: A..B, or one.")] = "",
    *,
    pin: Annotated[str, typer.Option(help="The pin; else git config acgs.pin.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Answer as JSON.")] = False,
) -> None:
    """Check every signature, entry and ratification, from genesis to the last entry, with this clone alone.

    Example: acgs verify main~3..main --pin acgs:v1:…
    """
    from acgs.cli.clone import now, open_clone
    from acgs.council.admission import records
    from acgs.council.ratified import not_founded
    from acgs.release.bundle import digest_due
    from acgs.report.standing import caveats
    from acgs.report.verify import verify_json, verify_text

    clone = open_clone()
    record: Record | None = None
    shown: list[CommitStatement] = []
    refusal: Error | None = None
    about = ""
    try:
        if clone.tip is None:
            raise not_founded()
        with console.progress("verifying"):
            for after in records(clone.repo, clone.tip, now=now(), pin=clone.pin(pin), rebuild=digest_due):
                record = after
            about = commits
            shown = list(_noted(clone, record, commits)) if record and commits else []
    except Misconfigured:
        raise
    except Error as exc:
        refusal = exc
    said = caveats(record) if record else [] if clone.pin(pin) else ["not pinned"]
    if as_json:
        console.put_json(verify_json(record, shown, refusal, said, about))
    else:
        console.say(verify_text(record, shown, refusal, said, about))
    raise typer.Exit(exit_code(refusal) if refusal else 0)


def _noted(clone: "Clone", record: "Record", commits: str) -> "Iterator[CommitStatement]":
    """Yield what the ledger says of each commit of the range, oldest first."""
    from acgs.ledger.block import read_block_of
    from acgs.ledger.chain import note_path
    from acgs.ledger.statement import CommitStatement

    start, dots, end = commits.partition("..")
    first = clone.repo.resolve(end or "HEAD") if dots else clone.repo.resolve(start)
    hidden: list[Oid] = [clone.repo.resolve(start or "HEAD")] if dots else list(clone.repo.parents(first))
    for commit in reversed(clone.repo.reachable(first, hidden)):
        found = [*clone.repo.files(record.entries[-1].tree, (note_path(commit),)).values()]
        if not found:
            raise Unavailable(f"the ledger has no note of {commit}", code="not-recorded")
        yield read_block_of(CommitStatement, found[0].data, code="note-block")[1]
