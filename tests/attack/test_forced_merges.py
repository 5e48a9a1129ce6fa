"""AUT-02, AUT-13, QUO-13, QUO-16, REF-01, REF-02: the last ratified revision decides, whatever stands on the ref."""

import tracemalloc
from dataclasses import replace
from datetime import timedelta

from acgs.constitution.council_file import Role
from acgs.council.admission import judge
from acgs.council.proposal import State
from acgs.council.ratified import require_ratified
from acgs.council.threshold import ChangeClass
from acgs.ledger.chain import note_path
from acgs.ledger.entry import Admitted, RatifyClass, Rewind, Update
from acgs.names import NO_OID, Oid, Principal, Seq
from support.council import PRINCIPLE, Chamber, refused, rule, words


def last(room: Chamber) -> Update | Rewind:
    event = room.held.entries[-1].event
    assert isinstance(event, Update | Rewind)
    return event


def test_a_ratified_merge_is_admitted_however_it_is_made(room: Chamber) -> None:
    room.propose("raise", {PRINCIPLE: rule(200)})
    room.vote("raise", "alice", "bob")
    room.notarise()
    room.repo.git("merge", "-q", "--squash", "raise")
    squashed = room.repo.commit_index("raise", at=room.now)

    room.notarise()

    assert (last(room).admitted, require_ratified(room.walk()).revision) == (Admitted.YES, squashed)


def test_an_unratified_forced_merge_is_recorded_and_a_plain_revert_heals_it(room: Chamber) -> None:
    start = require_ratified(room.held)
    forced = room.commit({PRINCIPLE: rule(10**9)}, "forced")

    room.notarise()

    assert (last(room).new, last(room).admitted) == (forced, Admitted.NOT_RATIFIED)
    assert require_ratified(room.walk()) == start

    room.repo.git("revert", "--no-commit", "HEAD")
    healed = room.repo.commit_index("revert", at=room.now)
    room.notarise()

    assert last(room).admitted is Admitted.YES
    assert require_ratified(room.walk()) == replace(start, revision=healed)


def ratified_and_then(room: Chamber, *texts: str) -> list[Oid]:
    """Ratify a change that nobody merges, and return commits on the governed branch, one for each text of its rule."""
    room.propose("raise", {PRINCIPLE: rule(200)})
    room.vote("raise", "alice", "bob")
    room.notarise()
    return [room.commit({PRINCIPLE: text}) for text in texts]


def test_what_leads_to_a_tip_that_nobody_ratified_is_not_read(room: Chamber) -> None:
    before, tip = ratified_and_then(room, rule(10**8), rule(10**9))
    folder = room.repo.git("rev-parse", f"{before}:constitution")
    (room.repo.path / ".git/objects" / folder[:2] / folder[2:]).unlink()

    assert judge(room.opened, room.held, tip, room.now).admitted is Admitted.NOT_RATIFIED


def test_what_leads_to_a_tip_that_is_ratified_is_not_held(room: Chamber) -> None:
    *_, tip = ratified_and_then(room, *(rule(n) + "x" * 2**19 for n in range(30)), rule(100))
    repo = room.opened
    tracemalloc.start()

    judgement = judge(repo, room.held, tip, room.now)

    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert judgement.admitted is Admitted.YES
    assert peak < 2**19 * 10


def test_an_evil_merge_is_not_what_was_ratified(room: Chamber) -> None:
    room.propose("raise", {PRINCIPLE: rule(200)})
    room.vote("raise", "alice", "bob")
    room.notarise()
    room.repo.git(
        "-c", "user.name=m", "-c", "user.email=m@example.org", "merge", "-q", "--no-ff", "--no-commit", "raise"
    )
    room.commit({PRINCIPLE: rule(201)}, "evil")

    room.notarise()

    assert last(room).admitted is Admitted.NOT_RATIFIED
    assert require_ratified(room.walk()).node == 1


def test_an_engine_cannot_call_a_forced_merge_admitted(room: Chamber) -> None:
    before = room.walk()
    forced = room.commit({PRINCIPLE: rule(10**9)}, "forced")
    room.notarise()
    honest = last(room)
    room.repo.git("update-ref", "refs/heads/acgs-ledger", before.entries[-1].oid)
    notes = room.opened.files(room.held.entries[-1].tree, (note_path(forced),))
    room.record = before

    for said, code in (
        (replace(honest, admitted=Admitted.YES), "admitted"),
        (replace(honest, old=NO_OID), "old"),
        (replace(honest, root=before.node.root), "new-root"),
        (replace(honest, ratified=Seq(honest.ratified + 1)), "ratified"),
        (Rewind(honest.ref, honest.old, honest.new, honest.root, honest.admitted, honest.ratified), "event"),
    ):
        room.forge(said, {path: file.data for path, file in notes.items()})
        with refused(code):
            room.walk()
        room.repo.git("update-ref", "refs/heads/acgs-ledger", before.entries[-1].oid)
    assert room.walk() == before


def test_a_roster_changed_by_the_proposal_gives_it_no_votes(room: Chamber) -> None:
    """The proposal makes mallory a member, and mallory and alice agree to it."""
    room.key("mallory")
    file = room.council_file()
    names = (*file.roles[Role.COUNCIL], Principal("mallory"))
    keys = {**file.principals, Principal("mallory"): (room.key("mallory").fingerprint,)}
    mine = replace(file, epoch=2, roles={**file.roles, Role.COUNCIL: names}, principals=keys)
    bond = room.propose("coup", room.council_files(mine)).bond
    votes = [room.cast(name, bond) for name in ("alice", "mallory")]

    room.notarise()

    assert words(room.held) == ["genesis"]
    assert [each.code for each in room.standing("coup").ignored] == ["ballot-key"]
    room.require_refused("coup", "class", *votes)


def test_a_roster_under_another_class_is_refused_too(room: Chamber) -> None:
    mine = replace(room.council_file(), epoch=2, expires=room.now + timedelta(days=999))
    bond = room.propose("coup", room.council_files(mine)).bond
    votes = [room.ballot(name, bond) for name in ("alice", "bob", "carol")]

    room.require_refused("coup", "class", *votes, change_class=RatifyClass.HARD)


def test_a_council_file_that_an_administrator_merged_does_not_count(room: Chamber) -> None:
    start = require_ratified(room.held)
    room.key("mallory")
    mine = replace(
        room.council_file(),
        epoch=2,
        principals={**room.council_file().principals, Principal("alice"): (room.key("mallory").fingerprint,)},
    )
    room.commit({**room.council_files(mine), f"constitution/keys/{room.key('alice').fingerprint}.asc": None}, "forced")
    room.notarise()

    assert last(room).admitted is Admitted.NOT_RATIFIED
    assert require_ratified(room.walk()) == start

    relying = room.propose("next", {PRINCIPLE: rule(200)})
    room.cast("alice", relying.bond, key="mallory")
    assert (relying.bond.base, relying.change) == (start.root, ChangeClass.COUNCIL)
    assert [each.code for each in room.standing("next").ignored] == ["ballot-key"]


def test_a_change_that_was_ratified_reverted_and_proposed_again_has_no_votes(room: Chamber) -> None:
    first = room.propose("raise", {PRINCIPLE: rule(200)})
    votes = [room.cast(name, first.bond) for name in ("alice", "bob")]
    room.notarise()
    room.repo.merge("raise", at=room.now)
    room.notarise()
    room.agree("back", {PRINCIPLE: rule(100)}, "alice", "bob")

    again = room.propose("again", {PRINCIPLE: rule(200)})

    assert again.result.root == first.result.root
    assert (again.state, again.tally.agreeing) == (State.OPEN, frozenset())
    tip = room.tip()
    room.notarise()
    assert room.tip() == tip
    room.require_refused("again", "ballot-base-seq", *votes)


def test_a_vote_for_another_base_does_not_count(room: Chamber) -> None:
    """Two proposals on one base; the first is admitted, and the other has lost its base, and its votes."""
    room.propose("other", {"policies/pay/x.rego": "package acgs.pay.x\n"})
    room.vote("other", "alice", "bob")
    room.agree("raise", {PRINCIPLE: rule(200)}, "alice", "bob")

    with refused("not-up-to-date"):
        room.standing("other")

    room.repo.git("switch", "-q", "other")
    room.repo.merge("main", at=room.now)
    room.repo.git("switch", "-q", "main")
    assert room.standing("other").tally.agreeing == frozenset()
    room.repo.merge("other", at=room.now)
    room.notarise()
    assert last(room).admitted is Admitted.NOT_RATIFIED


def test_a_deleted_ref_and_one_without_a_root_move_nothing(room: Chamber) -> None:
    start = require_ratified(room.held)
    room.commit({"constitution/keys/odd": "x"}, "no root")
    room.notarise()
    assert last(room).admitted is Admitted.NO_ROOT

    room.repo.git("switch", "-q", "--detach")
    room.repo.git("branch", "-q", "-D", "main")
    room.notarise()

    assert (last(room).word, last(room).admitted, last(room).new) == ("rewind", Admitted.DELETED, NO_OID)
    assert require_ratified(room.walk()) == start


def test_nothing_is_ratified_without_a_council() -> None:
    with refused("not-founded"):
        require_ratified(None)
