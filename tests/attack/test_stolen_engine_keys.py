"""LED-01, HST-01, TIM-02, AUT-06: entries that the engine's key has signed and that say what is not so."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from acgs.constitution.council_file import COUNCIL_FILE
from acgs.council.admission import follow, walk
from acgs.council.ballot import founding
from acgs.council.commits import statement_of
from acgs.council.tree import require_governed
from acgs.ledger import chain
from acgs.ledger.block import compose
from acgs.ledger.entry import Entry, Genesis, Head, Update, parse
from acgs.ledger.entry import compose as compose_entry
from acgs.names import NO_OID, Digest, File, Oid, Ref, Root, Seq
from support.council import MAIN, PRINCIPLE, Chamber, chamber, refused, rule
from support.gpg import GpgHome

OTHER = Oid("1" * 40)


def altered(room: Chamber, change: Callable[[Entry], Entry], seconds: int = 0, key: str = "engine-1") -> bytes:
    """Return a head entry that is right but for one thing, signed so many seconds from its time."""
    last = room.held.entries[-1]
    head = Entry(
        last.tree, last.oid, Seq(last.seq + 1), Head(), room.held.repo, room.held.council.file.digest, room.now
    )
    at = room.now + timedelta(seconds=seconds)
    return compose_entry(change(head), lambda payload: room.key(key).sign(payload, at))


def judged(room: Chamber, raw: bytes) -> None:
    follow(room.opened, room.held, parse(raw), now=room.now)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda head: replace(head, seq=Seq(head.seq + 1)), "seq"),
        (lambda head: replace(head, seq=Seq(head.seq - 1)), "seq"),
        (lambda head: replace(head, repo=OTHER), "repo"),
        (lambda head: replace(head, council=Digest("2" * 64)), "council"),
        (lambda head: replace(head, parent=OTHER), "parents"),
        (
            lambda head: replace(head, event=Update(Ref("refs/heads/x"), OTHER, NO_OID, None, "deleted", Seq(1))),  # type: ignore[arg-type]
            "ref",
        ),
    ],
)
def test_the_common_trailers_are_those_that_are_due(room: Chamber, change: Callable[[Entry], Entry], code: str) -> None:
    judged(room, altered(room, lambda head: head))

    with refused(code):
        judged(room, altered(room, change))


@pytest.mark.parametrize("seconds", [300, -300])
def test_an_entry_is_signed_about_when_it_says(room: Chamber, seconds: int) -> None:
    judged(room, altered(room, lambda head: head, seconds))

    with refused("engine-key-time"):
        judged(room, altered(room, lambda head: head, seconds + (1 if seconds > 0 else -1)))


def test_a_signature_of_another_entry_is_none_of_this(room: Chamber) -> None:
    honest = parse(altered(room, lambda head: head))

    with refused("engine-signature"):
        judged(room, compose_entry(honest, lambda payload: room.key("engine-1").sign(payload + b"\n", room.now)))


@pytest.mark.parametrize(
    "said", [{"base": Root("1" * 64)}, {"base_seq": Seq(7)}, {"base": None, "root": None}], ids=["root", "seq", "same"]
)
def test_a_ratification_names_a_node_and_changes_something(room: Chamber, said: dict[str, object]) -> None:
    bond = room.propose("raise", {PRINCIPLE: rule(200)}).bond
    votes = [room.ballot(name, bond) for name in ("alice", "bob")]
    if "root" in said:
        room.propose("raise", {PRINCIPLE: rule(100)}, start="raise")
        said = {}

    room.require_refused("raise", "base", *votes, **said)


def test_a_base_that_was_left_behind_is_no_base_any_more(room: Chamber) -> None:
    """QUO-08: two amendments of one base; the first that is admitted moves it."""
    first = room.held.node
    bond = room.propose("late", {PRINCIPLE: rule(300)}).bond
    votes = [room.ballot(name, bond) for name in ("alice", "bob")]
    room.agree("raise", {"policies/x": "x"}, "alice", "bob")
    room.repo.git("switch", "-q", "-C", "late", "main")
    room.repo.git("rm", "-q", "policies/x")
    room.commit({PRINCIPLE: rule(300)})

    assert room.opened.resolve("late")
    room.require_refused("late", "base-not-last", *votes, base_seq=first.seq, base=first.root)


@pytest.mark.parametrize(
    ("path", "data", "code"),
    [
        ("constitution/with space.md", b"x", "no-root"),
        ("README", b"x", "root"),
        ("constitution/more.md", b"x", "root"),
        ("constitution/keys/x.asc", b"x", "no-root"),
    ],
)
def test_what_is_carried_are_the_governed_files_and_no_more(room: Chamber, path: str, data: bytes, code: str) -> None:
    bond = room.propose("raise", {PRINCIPLE: rule(200)}).bond
    for name in ("alice", "bob"):
        room.cast(name, bond)
    room.notarise()
    assert 2 in room.held.nodes

    room.rewrite(2, lambda files: files.update({f"_acgs/0/2/governed/{path}": File("100644", data)}))

    with refused(code):
        room.walk()


def test_a_council_file_that_is_none_carries_nothing(room: Chamber) -> None:
    bond = room.propose("raise", {PRINCIPLE: rule(200)}).bond
    for name in ("alice", "bob"):
        room.cast(name, bond)
    room.notarise()

    room.rewrite(2, lambda files: files.update({f"_acgs/0/2/governed/{COUNCIL_FILE}": File("100644", b"x = 1\n")}))

    with refused("council-file"):
        room.walk()


def test_a_note_is_signed_as_its_entry_is(room: Chamber) -> None:
    new = room.commit({"README": "two\n"})
    event = Update(MAIN, room.held.tip, new, room.held.node.root, "yes", Seq(1))  # type: ignore[arg-type]
    seq = Seq(room.held.entries[-1].seq + 1)
    raw, council = room.repo.raw(new), room.held.council
    true = statement_of(new, raw, council, room.now, repo=room.held.repo, seq=seq)

    room.forge(event, {chain.note_path(new): compose(true, lambda line: room.key("alice").sign(line, room.now))})

    with refused("note-key"):
        room.walk()


@pytest.mark.parametrize(
    ("case", "code"),
    [("honest", ""), ("one founder short", "quorum-founders"), ("epoch", "epoch"), ("commit", "new-root")],
)
def test_a_founding_holds_for_who_verifies_it(gpg_home: GpgHome, tmp_path: Path, case: str, code: str) -> None:
    room = chamber(gpg_home, tmp_path / "r")
    file = room.council_file(epoch=2) if case == "epoch" else room.council_file()
    new = room.commit({**room.council_files(file), PRINCIPLE: rule(100)})
    governed = require_governed(room.opened, new)
    bond = replace(founding(MAIN, governed.root), epoch=file.epoch)
    voters = room.members[1:] if case == "one founder short" else room.members
    ballots = [room.ballot(name, bond) for name in voters]
    if case == "commit":
        new = room.commit({PRINCIPLE: rule(200)})
    note = statement_of(new, room.repo.raw(new), governed.council, room.now, repo=NO_OID, seq=Seq(1))
    sign = room.key("engine-1").signer(room.now).sign
    files = {f"_acgs/0/1/governed/{path}": each for path, each in governed.files.items()}
    files |= {f"_acgs/0/1/ballots/{block.id}": File("100644", block.data) for block in ballots}
    files |= {chain.note_path(new): File("100644", compose(note, sign))}
    event = Genesis(MAIN, new, governed.root)
    made = chain.append(
        room.opened, chain.LEDGER, None, event, files, council=governed.council.file.digest, time=room.now, sign=sign
    )

    if not code:
        assert walk(room.opened, made.oid, now=room.now).revision == new
        return
    with refused(code):
        walk(room.opened, made.oid, now=room.now)
