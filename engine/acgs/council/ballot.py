"""What a ballot must bind, and whose it must be, before it is counted (ledger-format §6).

Trusted: `threshold` counts what passed here and asks nothing again. Pure; bytes as received.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, fields
from datetime import datetime

from acgs.constitution.council_file import Role
from acgs.council.roster import Council
from acgs.errors import Untrusted
from acgs.ledger.block import Block, read_block_of
from acgs.ledger.statement import BallotStatement
from acgs.ledger.verify import BALLOT, require_signed
from acgs.names import NO_OID, NO_ROOT, Digest, Oid, Ref, Root


@dataclass(frozen=True, slots=True)
class Bond:
    """The one step that a ballot is about, by the names and in the order in which a ballot is asked for it."""

    repo: Oid
    ref: Ref
    base: Root
    base_seq: int
    epoch: int
    result: Root


def founding(ref: Ref, result: Root) -> Bond:
    """Return what founding ballots bind (ledger-format §10)."""
    return Bond(NO_OID, ref, NO_ROOT, 0, 1, result)


def read_ballot(data: bytes) -> Block:
    """Return the block in which a ballot is signed, or refuse: `ballot-block`, `ballot-kind`; whose is asked later."""
    return read_block_of(BallotStatement, data, code="ballot-block", other="ballot-kind")[0]


def ballot_in(block: Block) -> BallotStatement:
    """Return the statement of a block that `read_ballot` has read."""
    if not isinstance(block.statement, BallotStatement):
        raise Untrusted(f"a statement of kind {block.statement.kind}, no ballot", code="ballot-kind")
    return block.statement


def require_ballot(block: Block, bond: Bond, council: Council, at: datetime, used: AbstractSet[Digest]) -> None:
    """Refuse a ballot, in the order of ledger-format §13, unless it is a member's own on `bond` and may count then."""
    # 1. Its key is in the roster that counts, its signature holds, its principal is `by` and a member, valid then.
    certificate = require_signed(block.packet, block.line, council.certificates.values(), at, BALLOT)
    ballot = ballot_in(block)
    if (owner := council.file.principal_of(certificate.primary)) != ballot.by:
        raise Untrusted(f"the key of {owner} speaks for {ballot.by}", code="ballot-key")
    if ballot.by not in council.file.roles[Role.COUNCIL]:
        raise Untrusted(f"{ballot.by} is not a member of the council", code="ballot-role")
    # 2. It binds exactly this step.
    for name in (each.name for each in fields(Bond)):
        if (found := getattr(ballot, name)) != (due := getattr(bond, name)):
            word = name.replace("_", "-")
            raise Untrusted(f"the ballot of {ballot.by} is about {word} {found}, not {due}", code=f"ballot-{word}")
    # 3. It has counted in no earlier entry.
    if block.id in used:
        raise Untrusted(f"the ballot {block.id} has counted before", code="ballot-reused")
