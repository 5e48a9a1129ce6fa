from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from acgs.council import notary
from acgs.council.ballot import founding
from acgs.council.inbox import read_inbox
from acgs.council.proposal import State
from acgs.council.ratified import require_ratified
from acgs.council.tree import require_governed
from acgs.ledger.chain import LEDGER
from acgs.ledger.entry import Admitted, Rewind, Update
from acgs.names import File, Ref
from acgs.report.standing import caveats
from support.council import PRINCIPLE, Chamber, chamber, copied, refused, rule, words
from support.gpg import GpgHome


def last(room: Chamber) -> Update | Rewind:
    event = room.held.entries[-1].event
    assert isinstance(event, Update | Rewind)
    return event


def test_two_founders_found_agree_and_what_is_admitted_is_ratified(gpg_home: GpgHome, tmp_path: Path) -> None:
    room = chamber(gpg_home, tmp_path / "r", ("alice", "bob"))

    assert words(room.found()) == ["genesis"]

    room.later(hours=1)
    record = room.agree("raise", {PRINCIPLE: rule(200)}, "alice", "bob")

    assert words(record) == ["genesis", "ratify", "update"]
    assert record.node.agreeing == {"alice", "bob"}
    ratified = require_ratified(room.walk())
    assert (ratified.revision, ratified.node, ratified.repo) == (room.repo.head, 2, record.entries[0].oid)
    assert ratified.files[PRINCIPLE].data == rule(200).encode()


def test_a_council_of_one_is_one(gpg_home: GpgHome, tmp_path: Path) -> None:
    room = chamber(gpg_home, tmp_path / "r", ("alice",))
    room.found()

    assert "a council of one" in caveats(room.agree("raise", {PRINCIPLE: rule(200, "hard")}, "alice"))


def test_nothing_is_founded_before_every_founder_has_signed(gpg_home: GpgHome, tmp_path: Path) -> None:
    room = chamber(gpg_home, tmp_path / "r")
    room.commit({**room.council_files(room.council_file()), PRINCIPLE: rule(100)})
    bond = founding(room.council_file().ref, require_governed(room.opened, room.repo.head).root)
    for name in ("alice", "bob"):
        room.cast(name, bond)
    signer = room.key("engine-1").signer(room.now)

    assert notary.record(room.opened, None, signer, room.now, read_inbox(room.opened)) is None

    room.cast("carol", bond)
    stranger = room.key("alice").signer(room.now)
    assert notary.record(room.opened, None, stranger, room.now, read_inbox(room.opened)) is None

    assert words(room.notarise()) == ["genesis"]


def test_of_two_branches_that_would_found_a_council_none_does(gpg_home: GpgHome, tmp_path: Path) -> None:
    """Whoever can push puts a council of his own beside, with the engine's key that he has read in the other."""
    room = chamber(gpg_home, tmp_path / "r", ("alice", "bob"))
    room.commit({**room.council_files(room.council_file()), PRINCIPLE: rule(100)})
    theirs = replace(room.council_file(), ref=Ref("refs/heads/coup"))
    room.repo.git("switch", "-q", "-c", "coup")
    room.commit(room.council_files(theirs))

    with refused("foundings"):
        notary.record(room.opened, None, room.key("engine-1").signer(room.now), room.now, read_inbox(room.opened))

    assert room.tip() is None


def test_a_second_run_finds_nothing_to_do(room: Chamber) -> None:
    room.agree("raise", {PRINCIPLE: rule(200)}, "alice", "bob")
    tip = room.tip()

    assert room.notarise() is room.held
    assert room.tip() == tip


def test_of_two_notaries_one_wins_and_the_other_reads_again(room: Chamber) -> None:
    other = copied(room, room.repo.path.parent / "other")
    room.commit({"README": "two\n"})
    room.notarise()
    other.repo.git("fetch", "-q", str(room.repo.path), "main:theirs", f"+{LEDGER}:{LEDGER}")
    other.repo.git("reset", "-q", "--hard", "theirs")
    tip = other.tip()

    with refused("conflict"):
        other.notarise()

    assert other.tip() == tip
    other.record = other.walk()
    assert words(other.notarise()) == ["genesis", "update"]


def test_a_quiet_day_has_a_head(room: Chamber) -> None:
    room.later(hours=22, minutes=59)
    assert words(room.notarise()) == ["genesis"]
    room.later(minutes=1)

    assert words(room.notarise()) == ["genesis", "head"]
    assert room.walk().entries == room.held.entries


def test_stacked_proposals_are_voted_one_on_the_other_and_pushed_at_once(room: Chamber) -> None:
    room.propose("first", {PRINCIPLE: rule(200)})
    room.vote("first", "alice", "bob")
    room.notarise()
    second = room.propose("second", {PRINCIPLE: rule(300)}, start="first")
    assert (second.base and second.base.seq, second.state) == (2, State.OPEN)
    room.vote("second", "bob", "carol")
    room.notarise()
    room.repo.git("merge", "-q", "--ff-only", "second")

    record = room.notarise()

    assert words(record) == ["genesis", "ratify", "ratify", "update"]
    assert (last(room).admitted, record.last) == (Admitted.YES, 3)
    assert all(node.is_admitted for node in room.walk().nodes.values())


def test_a_proposal_may_be_named_after_the_ledger(room: Chamber) -> None:
    room.propose("acgs-ledger-retention", {PRINCIPLE: rule(200)})
    room.vote("acgs-ledger-retention", "alice", "bob")

    assert words(room.notarise()) == ["genesis", "ratify"]


def test_a_branch_that_changes_nothing_governed_has_nothing_to_vote_on(room: Chamber) -> None:
    room.propose("talk", {"README": "more\n"})

    assert [room.standing(branch).state for branch in ("main", "talk")] == [State.CLOSED, State.CLOSED]


def test_a_tip_that_becomes_admissible_without_moving_is_judged_anew(room: Chamber) -> None:
    room.propose("raise", {PRINCIPLE: rule(200)})
    room.repo.git("merge", "-q", "--ff-only", "raise")
    room.notarise()
    assert last(room).admitted is Admitted.NOT_RATIFIED
    room.vote("raise", "alice", "bob")

    record = room.notarise()

    assert words(record) == ["genesis", "update", "ratify", "update"]
    assert (last(room).old, last(room).admitted) == (last(room).new, Admitted.YES)
    assert room.walk().revision == room.repo.head


def test_a_rewind_is_recorded_as_one_and_judged_like_any_update(room: Chamber) -> None:
    founded = room.repo.head
    room.agree("raise", {PRINCIPLE: rule(200)}, "alice", "bob")
    room.repo.git("reset", "-q", "--hard", founded)

    room.notarise()

    assert (last(room).word, last(room).admitted) == ("rewind", Admitted.NOT_RATIFIED)
    assert room.walk().last == 2


def test_a_ratification_is_void_on_the_thirtieth_day(room: Chamber) -> None:
    room.propose("raise", {PRINCIPLE: rule(200)})
    room.vote("raise", "alice", "bob")
    room.notarise()
    assert room.standing("raise").state is State.RATIFIED
    room.later(days=30)
    room.repo.merge("raise", at=room.now)

    room.notarise()

    assert words(room.held)[-1] == "update"
    assert last(room).admitted is Admitted.NOT_RATIFIED
    assert room.standing("raise").state is State.OPEN
    room.vote("raise", "alice", "bob")
    room.notarise()
    assert last(room).admitted is Admitted.YES
    assert room.walk().last == room.held.last


def test_an_expired_council_file_ratifies_nothing(gpg_home: GpgHome, tmp_path: Path) -> None:
    room = chamber(gpg_home, tmp_path / "r")
    room.expires = room.now + timedelta(hours=1)
    room.found()
    bond = room.propose("raise", {PRINCIPLE: rule(200)}).bond
    votes = [room.cast(name, bond) for name in ("alice", "bob")]
    room.later(hours=1)

    room.notarise()

    assert words(room.held) == ["genesis"]
    room.require_refused("raise", "expired", *votes)


def test_ballots_on_other_results_are_no_news_of_this_one(room: Chamber) -> None:
    for branch, limit in (("raise", 200), ("lower", 50)):
        room.propose(branch, {PRINCIPLE: rule(limit)})
    room.vote("raise", "alice")

    for branch, agreeing in (("raise", ["alice"]), ("lower", [])):
        standing = room.standing(branch)
        assert (sorted(standing.tally.agreeing), standing.ignored) == (agreeing, ())


def test_what_lies_in_the_inbox_and_is_no_ballot_is_ignored_with_its_reason(room: Chamber) -> None:
    repo = room.opened
    for name, files, parents in (
        ("junk", {"ballot": File("100644", b"junk\n")}, ()),
        ("two", {"ballot": File("100644", b""), "more": File("100644", b"")}, ()),
        ("child", {"ballot": File("100644", b"junk\n")}, (room.repo.head,)),
    ):
        tree = repo.write_tree(None, files)
        head = f"tree {tree}\n" + "".join(f"parent {each}\n" for each in parents)
        who = "a <a@b> 1 +0000"
        commit = repo.write_commit(f"{head}author {who}\ncommitter {who}\n\nx\n".encode())
        room.repo.git("update-ref", f"refs/heads/acgs-inbox/alice/{name}", commit)

    inbox = read_inbox(repo)

    assert {each.ref.rpartition("/")[2]: each.code for each in inbox.ignored} == {
        "junk": "ballot-block",
        "two": "inbox",
        "child": "inbox",
    }
