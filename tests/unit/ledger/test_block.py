import pytest

from acgs.errors import Unavailable, Untrusted
from acgs.ledger.block import compose, line_of, read_block, read_block_of
from acgs.ledger.framing import LARGEST_BYTES
from acgs.ledger.statement import BallotStatement, CommitStatement, ProofStatement
from acgs.names import Digest
from support.ballots import BASE, REPO, RESULT, ballot
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


def test_a_statement_of_one_kind_does_not_stand_in_the_place_of_another() -> None:
    assert read_block_of(BallotStatement, BLOCK, code="ballot-block")[1] == read_block(BLOCK).statement

    later = BLOCK.replace(b"/ballot/v1", b"/engine/v1")
    for block, other, code in (
        (BLOCK, "ballot-kind", "ballot-kind"),
        (BLOCK, "", "note-block"),
        (later, "", "note-block"),
    ):
        with pytest.raises(Untrusted) as refusal:
            read_block_of(CommitStatement, block, code="note-block", other=other)
        assert refusal.value.code == code


def test_a_block_ends_where_one_ends_that_anybody_would_read() -> None:
    def proof(size: int) -> bytes:
        caveats = (f"{'x' * (size + 1)}: sampled",)
        statement = ProofStatement(RESULT, BASE, caveats, nothing_new=False, report=Digest("1" * 64), repo=REPO)
        return compose(statement, Maker(1).sign)

    room = LARGEST_BYTES - len(proof(0)) - len("0000")  # what the length of the payload needs more to be written
    assert len(read_block(proof(room)).data) > LARGEST_BYTES - 10

    with pytest.raises(Untrusted):
        read_block(proof(room + 10))
