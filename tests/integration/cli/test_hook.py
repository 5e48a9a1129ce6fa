"""The hooks that every push waits for: they load what they need, and say what stands in their way."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from support.repo import GitRepo, clean_environment, new_repo

PROGRAM = """
import sys
from acgs.cli import main
status = main(sys.argv[1:])
print(*sys.modules)
sys.exit(status)
"""


@pytest.fixture
def server(tmp_path: Path) -> GitRepo:
    return new_repo(tmp_path / "server.git", bare=True)


def hook(git_dir: Path, *words: str, **more: str) -> "subprocess.CompletedProcess[str]":
    env = clean_environment() | {"GIT_DIR": str(git_dir)} | more
    command = [sys.executable, "-c", PROGRAM, "hook", *words]
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False)


def test_what_judges_a_push_loads_no_parser_of_commands(server: GitRepo) -> None:
    done = hook(server.path, "update", "refs/heads/main", "0" * 40, "1" * 40)

    loaded = done.stdout.split()
    assert (done.returncode, done.stderr) == (0, f"refs/heads/main: {'1' * 40}\n")
    assert "acgs.council.admission" in loaded
    assert "typer" not in loaded


def test_what_wakes_the_server_loads_nothing_but_that(server: GitRepo) -> None:
    done = hook(server.path, "post-receive")

    assert done.returncode == 0
    assert (server.path / "acgs-wake").exists()
    ours = {name for name in done.stdout.split() if name.startswith("acgs")}
    assert ours == {"acgs", "acgs.cli", "acgs.cli.entry", "acgs.git", "acgs.git.pushed"}


def test_a_server_that_cannot_be_woken_is_a_sentence(server: GitRepo) -> None:
    file = server.path / "HEAD" / "acgs-wake"
    said = f"the server is not woken, and looks later: {file}: Not a directory"

    done = hook(file.parent, "post-receive")
    in_json = hook(file.parent, "post-receive", "--json")

    assert (done.returncode, done.stderr) == (2, f"acgs: {said} [machine]\n")
    assert json.loads(in_json.stdout.splitlines()[0])["errors"][0]["message"] == said
    assert "Traceback" not in hook(server.path / "gone", "post-receive").stderr


def test_a_wake_file_that_cannot_be_touched_is_made_anew(server: GitRepo) -> None:
    """In a shared repository it is another user's, whose times only he can set."""
    wake = server.path / "acgs-wake"
    wake.symlink_to("gone/gone")

    assert hook(server.path, "post-receive").returncode == 0
    assert (wake.exists(), wake.is_symlink()) == (True, False)


def test_a_pin_counts_in_a_repository_of_another_user(server: GitRepo, tmp_path: Path) -> None:
    """git reads no settings there unless it is told which repository; a variable for its own tests plays the other."""
    git = tmp_path / "bin" / "git"
    git.parent.mkdir()
    git.write_text(f'#!/bin/sh\nGIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec {shutil.which("git")} "$@"\n')
    git.chmod(0o755)
    server.git("config", "acgs.pin", f"acgs:v1:{'1' * 40}:{'2' * 64}")

    done = hook(server.path, "update", "refs/heads/main", "0" * 40, "1" * 40, PATH=f"{git.parent}:{os.environ['PATH']}")

    assert (done.returncode, "[rollback]" in done.stderr) == (1, True), done.stderr


def test_a_hook_that_is_called_with_too_few_words_is_told_so(server: GitRepo) -> None:
    done = hook(server.path, "update", "refs/heads/main")

    assert done.returncode == 2
    assert "Missing argument" in done.stderr
