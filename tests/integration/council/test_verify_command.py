"""`acgs verify` by its exit code: 0 verified, 1 refused, 3 could not tell; each with a word of its own."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from acgs.ledger.chain import LEDGER, NOTES
from acgs.ledger.entry import Head
from support.council import Chamber, chamber
from support.gpg import GpgHome
from support.repo import GitRepo, clean_environment


@pytest.fixture
def room(gpg_home: GpgHome, tmp_path: Path) -> Chamber:
    """Return a council founded by today's clock."""
    room = chamber(gpg_home, tmp_path / "r", now=datetime.now(UTC).replace(microsecond=0))
    room.found()
    return room


def verify(work: GitRepo, *words: str) -> tuple[int, str]:
    environment = clean_environment() | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    command = [sys.executable, "-m", "acgs", "verify", *words]
    done = subprocess.run(command, cwd=work.path, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_what_holds_is_verified_and_what_does_not_is_refused(room: Chamber, tmp_path: Path) -> None:
    status, said = verify(room.repo.clone(tmp_path / "good"), "--pin", str(room.held.pin), "main")
    assert (status, "verified: all to entry 1" in said, "not pinned" in said) == (0, True, False), said

    room.forge(Head(), key="alice")

    status, said = verify(room.repo.clone(tmp_path / "forged"))
    assert (status, "entry 2: refused [engine-key]" in said, "not pinned" in said) == (1, True, True), said


def test_what_is_not_here_is_neither(room: Chamber, tmp_path: Path) -> None:
    room.commit({"README": "two\n"})
    room.notarise()
    status, said = verify(room.repo.clone(tmp_path / "shallow", "--depth=1", "--no-single-branch"))
    assert (status, "could not tell [shallow]" in said, "\n  git fetch --unshallow" in said) == (3, True, True), said

    oid = room.held.tip
    (room.repo.path / ".git" / "objects" / oid[:2] / oid[2:]).unlink()
    status, said = verify(room.repo)
    assert (status, "entry 2: could not tell [object-missing]" in said) == (3, True), said


def test_a_range_that_cannot_be_told_is_named_and_no_entry(room: Chamber) -> None:
    status, said = verify(room.repo, "acgs-ledger")
    assert (status, "acgs-ledger: could not tell [not-recorded]" in said) == (3, True), said

    status, said = verify(room.repo, "acgs-ledger", "--json")
    assert (status, json.loads(said)["refusal"]["entry"]) == (3, None)

    status, said = verify(room.repo, "a" * 40 + "..main")
    assert (status, "[unknown-revision]" in said) == (2, True), said


def test_a_ledger_that_was_seen_and_is_gone_back_is_refused(room: Chamber, tmp_path: Path) -> None:
    work = room.repo.clone(tmp_path / "work")
    room.commit({"README": "two\n"})
    room.notarise()
    work.git("fetch", "-q", "origin", f"{LEDGER}:{NOTES}")
    other = work.git("-c", "user.name=x", "-c", "user.email=x@x", "commit-tree", "-m", "x", f"{NOTES}^{{tree}}")
    work.git("update-ref", "refs/remotes/origin/acgs-ledger", other)

    status, said = verify(work)

    assert (status, "[rollback]" in said) == (1, True), said
