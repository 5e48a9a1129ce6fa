"""Founding from a member's clone: what the server does not take leaves no trace."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from acgs.council.ballot import founding
from acgs.council.tree import require_governed
from acgs.ledger.chain import LEDGER, NOTES
from support.council import MAIN, PRINCIPLE, chamber, rule
from support.gpg import GpgHome
from support.repo import GitRepo, clean_environment, new_repo


def council_init(work: GitRepo, home: GpgHome, *words: str) -> tuple[int, str]:
    environment = clean_environment() | {"GNUPGHOME": str(home.path), "HOME": str(home.path)}
    environment["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{environment['PATH']}"
    command = [sys.executable, "-m", "acgs", "council", "init", *words]
    done = subprocess.run(command, cwd=work.path, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_a_genesis_that_the_server_refuses_is_nowhere(gpg_home: GpgHome, tmp_path: Path) -> None:
    room = chamber(gpg_home, tmp_path / "r", now=datetime.now(UTC).replace(microsecond=0))
    new = room.commit({**room.council_files(room.council_file()), PRINCIPLE: rule(100)})
    bond = founding(MAIN, require_governed(room.opened, new).root)
    for name in room.members:
        room.cast(name, bond)
    hook = room.repo.path / ".git" / "hooks" / "update"
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    work = room.repo.clone(tmp_path / "clone")

    status, said = council_init(work, gpg_home)
    assert (status, "[push-declined]" in said) == (2, True), said
    assert work.run("rev-parse", "-q", "--verify", NOTES).returncode
    hook.unlink()

    status, said = council_init(work, gpg_home)
    assert status == 0, said
    assert work.git("rev-parse", NOTES) == room.repo.git("rev-parse", LEDGER)


@pytest.mark.parametrize(
    ("members", "said"),
    [
        (["ana=XYZ"], "'ana=XYZ' is no NAME=FINGERPRINT"),
        (["ana"], "'ana' is no NAME=FINGERPRINT"),
        ([f"ana={'A' * 40}", f"ana={'B' * 40}"], "ana is there twice"),
    ],
)
def test_a_founder_without_a_key_or_with_two_is_named(
    gpg_home: GpgHome, tmp_path: Path, members: list[str], said: str
) -> None:
    status, answer = council_init(new_repo(tmp_path / "r"), gpg_home, *(f"--member={member}" for member in members))

    assert (status, answer.splitlines()[0]) == (2, f"acgs: {said} [members]")
