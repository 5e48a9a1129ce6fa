"""LED-01 … -05, LED-10, LED-13, HST-01: one changed byte anywhere, also by who has the engine's key."""

import subprocess
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from acgs.council import notary
from acgs.council.admission import follow, records, walk
from acgs.council.ballot import read_ballot
from acgs.errors import Error
from acgs.ledger.block import read_block
from acgs.ledger.chain import LEDGER, folder, note_path
from acgs.ledger.entry import Head, Update, compose, parse
from acgs.ledger.verify import signer
from acgs.names import Digest, File, Seq
from support.council import PRINCIPLE, Chamber, copied, refused, rule
from support.repo import clean_environment

SCRIPT = Path(__file__).parents[2] / "docs" / "verify-with-git-and-gpgv.sh"
Change = Callable[[dict[str, File]], None]


@pytest.fixture(scope="module")
def merged(founded_once: Chamber, tmp_path_factory: pytest.TempPathFactory) -> Chamber:
    """Genesis, a ratification, the merge that carries it, and a quiet day."""
    room = copied(founded_once, tmp_path_factory.mktemp("merged") / "r")
    room.agree("raise", {PRINCIPLE: rule(200)}, "alice", "bob")
    room.later(days=1)
    room.notarise()
    return room


@pytest.fixture
def room(merged: Chamber, tmp_path: Path) -> Chamber:
    return copied(merged, tmp_path / "r")


def script(room: Chamber, pin: str = "") -> tuple[int, str]:
    command = ["sh", str(SCRIPT), pin, LEDGER]
    done = subprocess.run(command, cwd=room.repo.path, env=clean_environment(), capture_output=True, check=False)
    assert not done.stderr, done.stderr
    return done.returncode, done.stdout.decode()


def flipped(path: str, at: int) -> Change:
    """Return the change of one byte to a digit, so that hex stays hex."""

    def change(files: dict[str, File]) -> None:
        data = bytearray(files[path].data)
        data[at] = ord("1") if data[at] == ord("0") else ord("0")
        files[path] = File(files[path].mode, bytes(data))

    return change


def ballot_path(room: Chamber) -> str:
    inside = f"{folder(Seq(2))}ballots/"
    return next(path for path in room.opened.files(room.held.entries[1].tree) if path.startswith(inside))


def test_script_and_engine_say_yes_to_an_honest_ledger(room: Chamber) -> None:
    assert room.walk().entries == room.held.entries
    answer = script(room, str(room.held.pin))
    assert answer == (0, f"yes: 4 entries, root {room.held.node.root}, pinned\n")
    assert script(room)[1].endswith("not pinned\n")


def test_another_pin_is_refused(room: Chamber) -> None:
    pin = replace(room.held.pin, council=Digest("0" * 64))

    with refused("pin"):
        walk(room.opened, room.held.entries[-1].oid, now=room.now, pin=pin)
    assert script(room, str(pin))[0] == 1


@pytest.mark.parametrize(
    ("seq", "place", "code", "says"),
    [
        (3, ("note", 300), "note-signature", "the note of"),
        (3, ("note", -80), "note-block", "the note of"),
        (2, ("ballot", 300), "ballot-block", "the ballot"),
        (2, ("ballot", -80), "ballot-block", "the ballot"),
        (2, ("governed", 40), "root", "the governed files are not those of the root"),
        (4, ("governed", 40), "tree-changed", "takes away or changes"),
        (4, ("note", 40), "tree-changed", "takes away or changes"),
    ],
)
def test_one_byte_changed_by_who_has_the_engines_key_is_named(
    room: Chamber, seq: int, place: tuple[str, int], code: str, says: str
) -> None:
    paths = {
        "note": note_path(room.held.revision),
        "ballot": ballot_path(room),
        "governed": f"{folder(Seq(2))}governed/{PRINCIPLE}",
    }

    room.rewrite(seq, flipped(paths[place[0]], place[1]))

    with refused(code):
        room.walk()
    status, said = script(room, str(room.held.pin))
    assert (status, said.startswith("no: "), says in said) == (1, True, True), said


def test_one_byte_of_a_commit_s_files_is_another_commit(room: Chamber) -> None:
    """A governed file of the governed ref itself: the tip is another, and it is not admitted."""
    room.commit({PRINCIPLE: rule(200).replace("most", "mosT")})
    room.notarise()

    assert room.walk().revision == room.held.revision != room.held.tip
    assert script(room)[0] == 0


def test_every_byte_of_an_entry_counts(room: Chamber) -> None:
    repo, before = room.opened, room.walk_to(room.held.entries[2].oid)
    raw = room.held.entries[3].raw
    assert follow(repo, before, parse(raw), now=room.now).entries == room.held.entries

    for at in range(len(raw)):
        altered = raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]
        with pytest.raises(Error):
            follow(repo, before, parse(altered), now=room.now)


@pytest.mark.parametrize("what", ["ballot", "note"])
def test_every_byte_of_a_block_counts(room: Chamber, what: str) -> None:
    path = ballot_path(room) if what == "ballot" else note_path(room.held.revision)
    data = room.opened.files(room.held.entries[-1].tree, (path,))[path].data
    certificates = room.held.council.certificates.values()
    read = read_ballot if what == "ballot" else read_block

    def take(data: bytes) -> None:
        block = read(data)
        signer(block.packet, block.line, certificates)

    take(data)
    for at in range(len(data)):
        with pytest.raises(Error):
            take(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])


def test_an_entry_signed_by_a_member_is_no_entry(room: Chamber) -> None:
    room.forge(Head(), key="alice")

    with refused("engine-key"):
        room.walk()
    assert "not signed by the engine" in script(room)[1]


@pytest.mark.parametrize("path", ["x", f"{folder(Seq(9))}proof", "ab/cd/" + "0" * 36])
def test_an_entry_adds_what_is_its_own_and_nothing_else(room: Chamber, path: str) -> None:
    room.forge(Head(), {path: b"x"})

    with refused("tree-layout"):
        room.walk()


def test_an_engine_leaves_no_note_out_adds_none_and_tells_no_lie(room: Chamber) -> None:
    new = room.commit({"README": "two\n"}, key="alice")
    root, seq = room.held.node.root, room.held.entries[-1].seq
    room.notarise()
    honest = room.held.entries[-1]
    notes = room.opened.files(honest.tree, (note_path(new),))
    event = honest.event
    assert isinstance(event, Update)
    assert (event.root, event.new, honest.seq) == (root, new, seq + 1)
    assert notes[note_path(new)].data.count(room.key("alice").fingerprint.encode()) == 1
    room.record = room.walk_to(honest.parent or new)

    def forged(change: Callable[[str], str]) -> None:
        room.repo.git("update-ref", LEDGER, str(honest.parent))
        block = read_block(notes[note_path(new)].data)
        text = change(block.line.split(b" ", 4)[4].decode())
        line = f"DSSEv1 28 application/vnd.in-toto+json {len(text)} {text}".encode()
        room.forge(event, {note_path(new): line + room.key("engine-1").sign(line, room.now)})

    for change, code in (
        (lambda text: text.replace(f'"seq":{seq + 1},', f'"seq":{seq},'), "note-seq"),
        (lambda text: text.replace(room.key("alice").fingerprint, room.key("bob").fingerprint), "note-signer"),
        (lambda text: text.replace(f'"gitCommit":"{new}"', f'"gitCommit":"{honest.oid}"'), "note-subject"),
        (lambda text: text.replace(room.held.repo, honest.oid), "note-subject"),
    ):
        forged(change)
        with refused(code):
            room.walk()
    more = {note_path(new): notes[note_path(new)].data, "ab/cd/" + "0" * 36: b""}
    for files, code in (({}, "note-missing"), (more, "note-extra")):
        room.repo.git("update-ref", LEDGER, str(honest.parent))
        room.forge(event, files)
        with refused(code):
            room.walk()


@pytest.mark.parametrize(("seconds", "code"), [(0, ""), (-1, "time"), (3600, "time")])
def test_time_never_falls_and_is_not_ahead(room: Chamber, seconds: int, code: str) -> None:
    """TIM-01, TIM-03: of entries signed at the time that they say."""
    update, head = room.held.entries[2:]
    at = (room.now if seconds > 0 else update.time) + timedelta(seconds=seconds)
    raw = compose(replace(head, time=at), partial(room.key("engine-1").sign, at=at))

    with refused(code) if code else nullcontext():
        follow(room.opened, room.walk_to(update.oid), parse(raw), now=room.now)


@pytest.mark.parametrize(("seconds", "code"), [(0, ""), (-300, ""), (-301, "time")])
def test_a_founding_is_not_ahead_of_who_verifies_it(room: Chamber, seconds: int, code: str) -> None:
    genesis = room.held.entries[0]

    with refused(code) if code else nullcontext():
        walk(room.opened, genesis.oid, now=genesis.time + timedelta(seconds=seconds))


def test_a_clock_behind_the_last_entry_writes_nothing(room: Chamber) -> None:
    tip = room.tip()
    room.later(hours=-30)

    with refused("clock"):
        notary.append(room.opened, room.held, Head(), {}, room.key("engine-1").signer(room.now), room.now)

    assert room.tip() == tip


def test_a_missing_object_is_neither_yes_nor_no(room: Chamber) -> None:
    """LED-11."""
    oid = room.held.entries[0].tree
    (room.repo.path / ".git" / "objects" / oid[:2] / oid[2:]).unlink()

    with refused("object-missing"):
        room.walk()
    assert script(room)[0] == 3


@pytest.mark.parametrize("lost", ["commit", "shallow"])
def test_a_script_without_all_objects_says_neither(room: Chamber, tmp_path: Path, lost: str) -> None:
    if lost == "commit":
        (room.repo.path / ".git" / "objects" / room.held.tip[:2] / room.held.tip[2:]).unlink()
    else:
        work = room.repo.clone(tmp_path / "shallow", "--depth=2", "--no-single-branch")
        work.git("update-ref", LEDGER, "refs/remotes/origin/acgs-ledger")
        room = replace(room, repo=work)

    status, said = script(room)

    assert (status, said.startswith("could not tell: ")) == (3, True), said


def test_the_first_refusal_is_the_one_that_is_told(room: Chamber) -> None:
    """Entries before it hold, and are yielded."""
    room.rewrite(3, flipped(note_path(room.held.revision), 300))
    tip = room.tip()
    assert tip is not None
    yielded = records(room.opened, tip, now=room.now, pin=room.held.pin)

    assert [next(yielded).entries[-1].seq, next(yielded).entries[-1].seq] == [1, 2]
    with refused("note-signature"):
        next(yielded)
