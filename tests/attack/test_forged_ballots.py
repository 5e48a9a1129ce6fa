"""QUO-03, -04, -05, SIG-08, -18: ballots that nobody's hand can make the ledger carry."""

from datetime import timedelta

import pytest

from acgs.council import notary
from acgs.council.ballot import Bond
from acgs.errors import Untrusted
from acgs.ledger.block import Block, compose, read_block
from acgs.ledger.entry import Ratify, RatifyClass
from acgs.ledger.statement import ProofStatement
from acgs.names import NO_OID, NO_ROOT, Digest, Oid, Ref, Root
from support.council import PRINCIPLE, START, Chamber, chamber, refused, rule
from support.gpg import GpgHome


@pytest.fixture
def bond(room: Chamber) -> Bond:
    return room.propose("raise", {PRINCIPLE: rule(200)}).bond


@pytest.fixture
def one(room: Chamber, bond: Bond) -> Block:
    """Alice's own, in order."""
    return room.ballot("alice", bond)


def test_the_honest_ballots_ratify(room: Chamber, bond: Bond, one: Block) -> None:
    room.forge_ratification("raise", [one, room.ballot("bob", bond)])

    record = room.walk()

    assert [sorted(node.agreeing) for node in record.nodes.values()] == [["alice", "bob", "carol"], ["alice", "bob"]]


def test_a_key_of_nobody_does_not_count(room: Chamber, bond: Bond, one: Block) -> None:
    room.require_ignored("raise", "ballot-key", one, room.ballot("bob", bond, key="mallory"))


def test_a_signature_over_other_bytes_does_not_count(room: Chamber, bond: Bond, one: Block) -> None:
    other, later = room.ballot("bob", bond), room.ballot("bob", bond)

    room.require_ignored("raise", "ballot-signature", one, read_block(later.line + other.armour))


def test_nobody_speaks_for_another(room: Chamber, bond: Bond, one: Block) -> None:
    room.require_ignored("raise", "ballot-key", one, room.ballot("bob", bond, key="alice"))


def test_an_engine_does_not_vote(room: Chamber, bond: Bond, one: Block) -> None:
    room.require_ignored("raise", "ballot-role", one, room.ballot("engine-1", bond))


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"repo": Oid("1" * 40)}, "ballot-repo"),
        ({"repo": NO_OID, "base": NO_ROOT, "base_seq": 0}, "ballot-repo"),
        ({"ref": Ref("refs/heads/other")}, "ballot-ref"),
        ({"base": Root("2" * 64)}, "ballot-base"),
        ({"base_seq": 2}, "ballot-base-seq"),
        ({"epoch": 2}, "ballot-epoch"),
    ],
)
def test_a_ballot_about_another_step_does_not_count(
    room: Chamber, bond: Bond, one: Block, said: dict[str, object], code: str
) -> None:
    room.require_ignored("raise", code, one, room.ballot("bob", bond, **said))  # type: ignore[arg-type]  # fields


def test_a_tree_edited_after_the_vote_has_no_votes(room: Chamber, bond: Bond) -> None:
    votes = [room.cast(name, bond) for name in ("alice", "bob")]
    room.propose("raise", {"policies/pay/a09.rego": "package acgs.pay.a09\n"}, start="raise")

    assert room.standing("raise").tally.agreeing == frozenset()
    room.require_refused("raise", "ballot-result", *votes)
    assert not room.held.nodes.keys() - {1}


def test_a_ballot_counts_once(room: Chamber, bond: Bond) -> None:
    votes = [room.cast(name, bond) for name in ("alice", "bob")]
    room.notarise()

    room.forge_ratification("raise", votes)

    with refused("ballot-reused"):
        room.walk()


def test_a_proof_of_the_engine_is_no_ballot(room: Chamber, bond: Bond, one: Block) -> None:
    statement = ProofStatement(bond.result, bond.base, (), nothing_new=False, report=Digest("0" * 64), repo=bond.repo)
    proof = read_block(compose(statement, room.key("engine-1").signer(room.now).sign))

    room.require_refused("raise", "ballot-kind", one, proof)


def test_a_ballot_lies_under_its_own_id(room: Chamber, bond: Bond, one: Block) -> None:
    other = room.ballot("bob", bond)

    class Misplaced(Block):
        id = Digest("0" * 64)

    room.require_refused(
        "raise", "ballot-block", one, Misplaced(other.line, other.armour, other.statement, other.packet)
    )


def test_a_key_counts_at_the_time_of_the_entry(gpg_home: GpgHome, room: Chamber) -> None:
    """QUO-07, TIM-02: the key was good when the ballot was signed, and has expired when it is recorded."""
    gpg_home.key("dora", at=START - timedelta(days=1), expires="seconds=126000")
    late = chamber(gpg_home, room.repo.path.parent / "late", ("alice", "bob", "dora"))
    late.found()
    bond = late.propose("raise", {PRINCIPLE: rule(200)}).bond
    votes = [late.cast(name, bond) for name in ("alice", "dora")]
    assert not late.standing("raise").tally.code
    late.later(hours=11)

    assert late.standing("raise").tally.code == "quorum-short"
    late.require_ignored("raise", "ballot-key-time", *votes)


def test_a_ballot_from_the_future_waits(room: Chamber, bond: Bond, one: Block) -> None:
    room.later(seconds=301)
    ahead = room.ballot("bob", bond)
    room.later(seconds=-301)

    room.require_ignored("raise", "ballot-key-time", one, ahead)


def test_an_honest_engine_cannot_write_what_does_not_verify(room: Chamber, bond: Bond) -> None:
    """Whatever the notary composes is followed before the ledger moves."""
    event = Ratify(room.held.ref, room.held.last, room.held.node.root, bond.result, RatifyClass.ORDINARY)
    tip = room.tip()

    with pytest.raises(Untrusted):
        notary.append(room.opened, room.held, event, {}, room.key("engine-1").signer(room.now), room.now)

    assert room.tip() == tip
