from pathlib import Path

from acgs.council.ratified import require_ratified
from support.council import PRINCIPLE, chamber, rule, words
from support.gpg import GpgHome


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
