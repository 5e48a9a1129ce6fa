"""Progress: on a terminal, of what takes more than a second; nowhere else."""

import os
import pty
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from support.council import chamber
from support.gpg import GpgHome
from support.repo import GitRepo, clean_environment

LABELS = {
    ("check",): "checking",
    ("compile", "--check"): "compiling",
    ("why", "-"): "deciding",
    ("propose",): "fetching, verifying",
    ("vote",): "fetching, verifying",
    ("log",): "fetching",
    ("verify",): "verifying",
    ("council", "init"): "founding",
    (): "looking",
}


@pytest.fixture
def slow(tmp_path: Path) -> Path:
    """Return a folder with a git that takes its time."""
    program = tmp_path / "slow" / "git"
    program.parent.mkdir()
    slowly = "case $* in *ls-files*|*ls-remote*|*acgs.pin*) sleep 1.2;; esac"
    program.write_text(f'#!/bin/sh\n{slowly}\nexec {shutil.which("git")} "$@"\n')
    program.chmod(0o755)
    return program.parent


@pytest.fixture
def clone(gpg_home: GpgHome, tmp_path: Path) -> GitRepo:
    room = chamber(gpg_home, tmp_path / "room")
    room.found()
    return room.repo.clone(tmp_path / "clone")


def commentary(clone: GitRepo, slow: Path, *words: str, on_terminal: bool) -> str:
    """Return what the command says on stderr, a terminal or a pipe."""
    ours, theirs = pty.openpty() if on_terminal else os.pipe()
    path = os.pathsep.join((str(slow), os.environ["PATH"]))
    environment = clean_environment() | {"PATH": path, "HOME": str(clone.path)}
    command = [sys.executable, "-m", "acgs", *words]
    done = subprocess.Popen(
        command, cwd=clone.path, env=environment, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=theirs
    )
    os.close(theirs)
    done.communicate(b"{}", timeout=120)
    said = b""
    while chunk := _read(ours):
        said += chunk
    os.close(ours)
    return said.decode()


def _read(handle: int) -> bytes:
    try:
        return os.read(handle, 65536)
    except OSError:  # so Linux says that nobody writes to the terminal any more
        return b""


@pytest.mark.parametrize("words", LABELS)
def test_a_slow_command_shows_that_it_goes_on(clone: GitRepo, slow: Path, words: tuple[str, ...]) -> None:
    said = commentary(clone, slow, *words, on_terminal=True)

    assert re.match(rf"(\r{LABELS[words]} … \d s)+\r\x1b\[K", said), said


def test_a_pipe_is_told_nothing_of_it(clone: GitRepo, slow: Path) -> None:
    assert " … " not in commentary(clone, slow, "verify", on_terminal=False)
