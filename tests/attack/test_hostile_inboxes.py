"""QUO-06, SIG-18: who can push to the inbox can put anything there, and takes no member's word from him by it."""

import pytest

from acgs.cli.clone import Clone
from acgs.cli.vote import next_issued
from acgs.council.inbox import INBOX, store
from acgs.ledger.block import Block, read_block
from acgs.ledger.encodings import LARGEST
from acgs.names import Oid, Ref
from support.council import PRINCIPLE, Chamber, refused, rule


def put_first(room: Chamber, block: Block) -> None:
    """Put a block where it is read before all others."""
    repo = room.opened
    _, commit = store(repo, block)
    repo.move_ref(Ref(f"{INBOX}a/{commit[:8]}"), None, commit)


def test_a_member_s_line_under_another_s_signature_hides_no_ballot(room: Chamber) -> None:
    """The id of a block is that of its line: who copies the line has the id."""
    bond = room.propose("raise", {PRINCIPLE: rule(200)}).bond
    honest = [room.ballot(name, bond) for name in ("alice", "bob")]
    for block in honest:
        put_first(room, read_block(block.line + room.key("mallory").sign(block.line, room.now)))
        room.put(block)

    standing = room.standing("raise")

    assert sorted(standing.tally.agreeing) == ["alice", "bob"]
    assert {each.code for each in standing.ignored} == {"ballot-key"}
    assert room.notarise().nodes.keys() == {1, 2}


def test_a_forged_number_does_not_silence_a_member(room: Chamber) -> None:
    bond = room.propose("raise", {PRINCIPLE: rule(200)}).bond
    room.cast("alice", bond, issued=10**13)
    put_first(room, room.ballot("alice", bond, key="mallory", issued=LARGEST))
    clone = Clone(room.opened, None)
    own = [room.key("alice").certificate]

    assert next_issued(clone.inbox(), own) == 10**13 + 1

    room.cast("alice", bond, issued=LARGEST)
    with refused("issued"):
        next_issued(clone.inbox(), own)


@pytest.mark.parametrize("word", ["tree ", "parent "])
def test_an_odd_commit_on_a_branch_stops_nobody(room: Chamber, word: str) -> None:
    """git takes names of objects in capitals; who can push one keeps no ballot from being counted."""
    bond = room.propose("raise", {PRINCIPLE: rule(200)}).bond
    for name in ("alice", "bob"):
        room.cast(name, bond)
    head, _, tail = room.repo.raw(room.commit({}, "odd")).decode().partition(word)
    room.repo.git("reset", "-q", "--hard", "HEAD~1")
    odd = Oid(room.repo.write_object("commit", f"{head}{word}{tail[:40].upper()}{tail[40:]}".encode()))
    room.repo.git("update-ref", "refs/heads/odd", odd)
    assert room.repo.git("rev-list", "--count", "odd")

    assert room.notarise().nodes.keys() == {1, 2}
    room.repo.git("update-ref", "refs/heads/main", odd)
    assert room.notarise().tip == odd
    assert room.walk().tip == odd
    assert room.opened.parents(odd) == (room.repo.git("rev-parse", "odd~1"),)
