"""`hooks/pre-commit`, called by a real `git commit`: what is staged counts, and nothing else."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from support.repo import GitRepo, new_repo

PRINCIPLE = "constitution/payments/A09-large-payments.md"
PATH = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))


@pytest.fixture
def repo(tmp_path: Path) -> GitRepo:
    """Return a repository with a constitution, compiled and staged, and the hook installed."""
    repo = new_repo(tmp_path / "repo")
    for verb in ("init", "compile"):
        subprocess.run([sys.executable, "-m", "acgs", verb], cwd=repo.path, capture_output=True, check=True)
    repo.git("config", "core.hooksPath", "hooks")
    repo.git("add", "-A")
    return repo


def commit(repo: GitRepo, *words: str) -> tuple[bool, str]:
    """Return whether git made the commit, and what it said."""
    identity = {f"GIT_{role}_{part}": "ana" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
    done = repo.run("commit", "-q", "-m", "change", *words, env=identity | {"PATH": PATH})
    return done.returncode == 0, done.stderr.decode()


def edited(repo: GitRepo) -> str:
    """Leave an edit that does not pass, and return what stood there."""
    before = (repo.path / PRINCIPLE).read_text()
    repo.write({PRINCIPLE: before.replace("amount_cents >", "amount_cent >")})
    return before


def test_an_edit_that_is_not_staged_does_not_stop_a_good_commit(repo: GitRepo) -> None:
    edited(repo)

    assert commit(repo) == (True, "")


def test_a_bad_commit_is_refused_though_the_work_tree_is_mended(repo: GitRepo) -> None:
    before = edited(repo)
    repo.git("add", "-A")
    repo.write({PRINCIPLE: before})

    done, said = commit(repo)

    assert not done
    assert "[unknown-field]" in said


@pytest.mark.parametrize("words", [("--all",), ("--", PRINCIPLE)])
def test_what_git_commits_without_staging_counts_too(repo: GitRepo, words: tuple[str, ...]) -> None:
    assert commit(repo) == (True, "")
    before = edited(repo)

    done, said = commit(repo, *words)

    assert not done
    assert "[unknown-field]" in said
    repo.git("add", "-A")
    repo.write({PRINCIPLE: before})
    assert commit(repo, "--allow-empty", *words) == (True, "")


def test_a_merge_that_is_not_resolved_is_said(repo: GitRepo) -> None:
    assert commit(repo) == (True, "")
    blob = repo.git("rev-parse", f"HEAD:{PRINCIPLE}")
    lines = "".join(f"100644 {blob} {stage}\t{PRINCIPLE}\n" for stage in (1, 2, 3))
    repo.git("update-index", "--index-info", data=f"0 {'0' * 40}\t{PRINCIPLE}\n{lines}".encode())

    hook = [sys.executable, "-m", "acgs", "hook", "pre-commit"]
    done = subprocess.run(hook, cwd=repo.path, capture_output=True, text=True, check=False)

    assert done.returncode == 2
    assert "unmerged" in done.stderr
    assert "[index]" in done.stderr
