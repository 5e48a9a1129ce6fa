"""QUO-01, QUO-02, QUO-17: persons are counted, each by his last word."""

from pathlib import Path

import pytest

from acgs.council.proposal import State
from support.council import PRINCIPLE, Chamber, chamber, rule, words
from support.gpg import GpgHome

CHANGE = {PRINCIPLE: rule(200)}
HARD = {PRINCIPLE: rule(200, "hard")}


def test_two_keys_of_one_person_count_once(gpg_home: GpgHome, tmp_path: Path) -> None:
    gpg_home.key("alice-token")
    room = chamber(gpg_home, tmp_path / "r", more_keys={"alice": ("alice-token",)})
    room.found()
    bond = room.propose("raise", CHANGE).bond
    votes = [room.cast("alice", bond), room.cast("alice", bond, key="alice-token")]

    room.notarise()

    assert words(room.held) == ["genesis"]
    assert room.standing("raise").tally.agreeing == {"alice"}
    room.require_refused("raise", "quorum-person", *votes)


def test_a_ballot_of_lower_issued_submitted_later_does_not_win(room: Chamber) -> None:
    bond = room.propose("raise", CHANGE).bond
    votes = [room.cast("alice", bond), room.cast("bob", bond, "withdraw", issued=900)]
    votes.append(room.cast("bob", bond, issued=899))

    room.notarise()

    assert words(room.held) == ["genesis"]
    room.require_refused("raise", "quorum-withdrawn", *votes)


def test_a_higher_yes_takes_a_withdrawal_back(room: Chamber) -> None:
    bond = room.propose("raise", CHANGE).bond
    room.cast("bob", bond, "withdraw", issued=900)
    room.cast("bob", bond, issued=901)
    room.cast("alice", bond)

    assert words(room.notarise()) == ["genesis", "ratify"]


def test_two_words_of_one_issued_are_a_withdrawal(room: Chamber) -> None:
    bond = room.propose("raise", CHANGE).bond
    votes = [room.cast("alice", bond), *(room.cast("bob", bond, word, issued=900) for word in ("yes", "withdraw"))]

    room.notarise()

    assert words(room.held) == ["genesis"]
    room.require_refused("raise", "quorum-clash", *votes)


@pytest.mark.parametrize(("names", "state"), [("alice bob", State.OPEN), ("alice bob carol", State.RATIFIED)])
def test_a_hard_principle_takes_three_of_three(room: Chamber, names: str, state: State) -> None:
    room.propose("harden", HARD)
    room.vote("harden", *names.split())

    room.notarise()

    assert room.standing("harden").state is state


def test_two_of_three_do_not_carry_a_hard_principle_under_any_name(room: Chamber) -> None:
    bond = room.propose("harden", HARD).bond
    votes = [room.ballot(name, bond) for name in ("alice", "bob")]

    room.require_refused("harden", "class", *votes)


def test_two_of_three_are_short_of_the_hard_threshold(room: Chamber) -> None:
    from acgs.ledger.entry import RatifyClass

    bond = room.propose("harden", HARD).bond
    votes = [room.ballot(name, bond) for name in ("alice", "bob")]

    room.require_refused("harden", "quorum-short", *votes, change_class=RatifyClass.HARD)
