"""Ballots as values, for tests that count."""

from collections.abc import Iterable, Mapping

from acgs.digest import sha256
from acgs.ledger.statement import BallotStatement, Decision
from acgs.names import Digest, Oid, Principal, Ref, Root

REPO = Oid("1" * 40)
BASE, RESULT = Root("a" * 64), Root("b" * 64)


def ballot(by: str, word: str = "yes", issued: int = 1) -> BallotStatement:
    return BallotStatement(
        result=RESULT,
        base=BASE,
        base_seq=1,
        by=Principal(by),
        decision=Decision(word),
        epoch=1,
        issued=issued,
        ref=Ref("refs/heads/main"),
        repo=REPO,
    )


def boxed(ballots: Iterable[BallotStatement], salt: str = "") -> Mapping[Digest, BallotStatement]:
    """Return them by an id; `salt` makes ids of equal ballots differ, as those of two statements would."""
    return {sha256(f"{salt}{n}".encode()): each for n, each in enumerate(ballots)}
