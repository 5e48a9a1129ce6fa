import pytest

from acgs.errors import Unavailable, Untrusted
from acgs.ledger.block import compose, line_of, read_block
from acgs.ledger.statement import BallotStatement
from support.ballots import ballot
from support.openpgp import Maker
from support.vectors import BALLOT_ID, BLOCK, ROOT

LINE, _, ARMOUR = BLOCK.partition(b"\n")


def test_the_published_ballot_is_read_and_written_to_the_byte() -> None:
    block = read_block(BLOCK)

    assert block.id == BALLOT_ID
    assert isinstance(block.statement, BallotStatement)
    assert (block.statement.by, block.statement.result, block.statement.issued) == ("bob", ROOT, 10)
    assert compose(block.statement, lambda _: block.armour) == block.data == BLOCK


def test_the_line_is_what_is_signed() -> None:
    statement = ballot("bob")

    block = read_block(compose(statement, Maker(1).sign))

    assert (block.line, block.statement) == (line_of(statement), statement)
    assert block.line.endswith(b"}\n")


@pytest.mark.parametrize(
    "data",
    [
        BLOCK + BLOCK,
        BLOCK + b"\n",
        b"\n" + BLOCK,
        BLOCK[:-1],
        LINE + b"\n",
        ARMOUR,
        b"",
        LINE + b"\r\n" + ARMOUR,
        LINE + b"\n\n" + ARMOUR,
        BLOCK.replace(b"DSSEv1 28", b"DSSEv1 028"),
        BLOCK.replace(b" 437 ", b" 436 "),
        BLOCK.replace(b" 437 ", b" 437  "),
        BLOCK.replace(b"DSSEv1", b"DSSEv2"),
        BLOCK.replace(b"in-toto+json", b"in-toto+JSON"),
        BLOCK.replace(b'"bob"', b'"BOB"'),
        BLOCK.replace(b"=6Lxr", b"=AAAA"),
        BLOCK + bytes(100_000),
    ],
)
def test_anything_beside_one_block_is_refused_under_the_code_of_its_place(data: bytes) -> None:
    with pytest.raises(Untrusted) as refusal:
        read_block(data, code="ballot-block")

    assert refusal.value.code == "ballot-block"


def test_a_kind_of_a_later_version_is_not_refused() -> None:
    with pytest.raises(Unavailable):
        read_block(BLOCK.replace(b"/ballot/v1", b"/engine/v1"))
