"""What a ballot must bind, and whose it must be, before it is counted (ledger-format §6).

Trusted: `threshold` counts what passed here and asks nothing again. Pure; bytes as received.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime

from acgs.constitution.council_file import Role
from acgs.council.roster import Council
from acgs.council.signature import BALLOT, require_signed
from acgs.errors import Unavailable, Untrusted
from acgs.ledger.block import Block, read_block
from acgs.ledger.statement import BallotStatement
from acgs.names import NO_OID, NO_ROOT, Digest, Oid, Ref, Root


@dataclass(frozen=True, slots=True)
class Bond:
    """The one step that a ballot is about: in this repository, for this ref, from this base to this result."""

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
    """Return the block in which a ballot is signed; whose, and about what, is not asked yet.

    Raises:
        Untrusted: `ballot-block`: no block; `ballot-kind`: a block of another kind.
    """
    try:
        block = read_block(data, code="ballot-block")
    except Unavailable as exc:  # a kind of a later version is still no ballot
        raise Untrusted(str(exc), code="ballot-kind") from exc
    ballot_in(block)
    return block


def ballot_in(block: Block) -> BallotStatement:
    if not isinstance(block.statement, BallotStatement):
        raise Untrusted(f"a statement of kind {block.statement.kind}, no ballot", code="ballot-kind")
    return block.statement


def require_ballot(block: Block, bond: Bond, council: Council, at: datetime, used: AbstractSet[Digest]) -> None:
    """Refuse `block`, read by `read_ballot`, unless it is a member's own word about `bond` that may count at `at`.

    Raises:
        Untrusted: with the code of the first that fails, in the order of ledger-format §13.
    """
    # 1. Its key is in the roster that counts, its signature holds, its principal is `by` and a member, valid then.
    certificate = require_signed(block.packet, block.line, council.certificates.values(), at, BALLOT)
    ballot = ballot_in(block)
    if (owner := council.file.principal_of(certificate.primary)) != ballot.by:
        raise Untrusted(f"the key of {owner} speaks for {ballot.by}", code="ballot-key")
    if ballot.by not in council.file.roles[Role.COUNCIL]:
        raise Untrusted(f"{ballot.by} is not a member of the council", code="ballot-role")
    # 2. It binds exactly this step.
    require_bound(ballot, bond)
    # 3. It has counted in no earlier entry.
    if block.id in used:
        raise Untrusted(f"the ballot {block.id} has counted before", code="ballot-reused")


def require_bound(ballot: BallotStatement, bond: Bond) -> None:
    """Raise Untrusted with the code of the first thing that `ballot` binds otherwise than `bond`."""
    for name, found, due in (
        ("repo", ballot.repo, bond.repo),
        ("ref", ballot.ref, bond.ref),
        ("base", ballot.base, bond.base),
        ("base-seq", ballot.base_seq, bond.base_seq),
        ("epoch", ballot.epoch, bond.epoch),
        ("result", ballot.result, bond.result),
    ):
        if found != due:
            raise Untrusted(f"the ballot of {ballot.by} is about {name} {found}, not {due}", code=f"ballot-{name}")
