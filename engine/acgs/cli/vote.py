"""`acgs vote`: what a branch would become, recomputed here, shown, and signed by a member's own gpg."""

import time
from typing import TYPE_CHECKING, Annotated

import typer

from acgs.cli import console
from acgs.errors import Error, Misconfigured, Untrusted

if TYPE_CHECKING:
    from acgs.cli.clone import Clone
    from acgs.council.inbox import Inbox
    from acgs.council.proposal import Standing
    from acgs.ledger.block import Block
    from acgs.ledger.certificate import Certificate
    from acgs.ledger.statement import Decision
    from acgs.names import Fingerprint


def vote(
    branch: Annotated[str, typer.Argument(help="The proposal; the current branch unless said.")] = "",
    *,
    withdraw: Annotated[bool, typer.Option("--withdraw", help="Take an earlier yes back.")] = False,
    key: Annotated[str, typer.Option(metavar="FINGERPRINT", help="Which of your keys, where you have several.")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask before signing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Answer as JSON.")] = False,
) -> None:
    """Sign a ballot over what a branch would become; before the founding, over the founding.

    Example: acgs vote raise-the-limit
    """
    from acgs.cli.clone import now, open_clone, require_open
    from acgs.council.inbox import store
    from acgs.ledger.statement import Decision
    from acgs.report.standing import changes_text, standing_json, standing_text

    clone = open_clone()
    with console.progress("fetching, verifying"):
        clone.update()
        head = clone.branch(branch)
        standing, said = clone.standing_of(head)
    require_open(standing, now())
    shown = [standing_text(standing, said), *changes_text(standing), _difference(standing)]
    console.note("\n".join(shown), is_asked=not yes)
    signer = _key(standing, key)
    decision = Decision.WITHDRAW if withdraw else Decision.YES
    if not yes:
        typer.confirm(f"Sign {decision} with {signer}?", abort=True, err=True)
    block = _sign(clone, standing, signer, decision)
    with console.progress("delivering"):
        clone.deliver(*store(clone.repo, block))
        after, said = clone.standing_of(head)
    if as_json:
        console.put_json({"version": 1, "ballot": block.id, "standing": standing_json(after, said)})
    else:
        console.say(f"signed {decision}: ballot {block.id}\n{standing_text(after, said)}")


def _difference(standing: "Standing") -> str:
    from acgs.cli.ready import difference_text

    try:
        with console.progress("diff"):
            return difference_text(standing.before, standing.result.files)[0]
    except Error as exc:
        return f"  could not tell what it does to requests: {exc}"


def _key(standing: "Standing", given: str) -> "Fingerprint":
    """Return the key to vote with: the one that is given, else the only one of a member that this gpg home holds."""
    from acgs.ledger.keyring import secret_keys
    from acgs.names import Fingerprint

    file = standing.council.file
    theirs = {key for name in file.members for key in file.principals[name]}
    mine = [Fingerprint(given.replace(" ", "").upper())] if given else sorted(theirs & secret_keys(None))
    match mine:
        case [key] if key in theirs:
            return key
        case [key]:
            raise Untrusted(f"{key} is no key of a member of this council", code="ballot-key")
        case []:
            raise Misconfigured("this gpg home has no key of a member", code="no-key", hint="--key FINGERPRINT")
        case _:
            raise Misconfigured(f"several keys: {', '.join(mine)}", code="several-keys", hint="--key FINGERPRINT")


def _sign(clone: "Clone", standing: "Standing", key: "Fingerprint", decision: "Decision") -> "Block":
    from dataclasses import asdict

    from acgs.ledger.block import compose, read_block
    from acgs.ledger.sign import Signer
    from acgs.ledger.statement import BallotStatement

    council = standing.council
    by = next(name for name in council.file.members if key in council.file.principals[name])
    issued = next_issued(clone.inbox(), [council.certificates[own] for own in council.file.principals[by]])
    statement = BallotStatement(**asdict(standing.bond), by=by, decision=decision, issued=issued)
    return read_block(compose(statement, Signer(None, key).sign))


def next_issued(inbox: "Inbox", own: "list[Certificate]") -> int:
    """Return Unix milliseconds, or one more than the last that a key of `own` signed; what others say has no say."""
    from acgs.council.ballot import ballot_in
    from acgs.ledger.encodings import LARGEST

    said = [ballot_in(block).issued for _, block in inbox.ballots if _is_signed(block, own)]
    issued = max(time.time_ns() // 1_000_000, 1 + max(said, default=0))
    if issued > LARGEST:
        raise Misconfigured("a key of yours has signed the last number that there is", code="issued")
    return issued


def _is_signed(block: "Block", own: "list[Certificate]") -> bool:
    from acgs.ledger.verify import signer

    try:
        signer(block.packet, block.line, own)
    except Untrusted:
        return False
    return True
