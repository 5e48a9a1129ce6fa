import os
from pathlib import Path

import pytest

from acgs.errors import Misconfigured
from acgs.git.repository import Repository
from acgs.git.trees import LARGEST_BYTES
from acgs.git.worktree import read_index, read_worktree
from acgs.names import File
from support.repo import GitRepo

PATTERNS = ("constitution/**", "policies/**")


def test_a_clean_work_tree_is_its_commit(repo: GitRepo) -> None:
    commit = repo.commit(
        {
            "constitution/a.md": b"x\r\n\xff",
            "constitution/deep/b": File("100755", b"#!"),
            "policies/link": File("120000", b"../elsewhere"),
            "README.md": "not read",
        }
    )

    assert read_worktree(repo.path) == Repository.open(repo.path).files(commit, PATTERNS)


def test_the_work_tree_is_what_would_be_committed(repo: GitRepo) -> None:
    repo.commit({".gitignore": "*.tmp\n", "constitution/a": "1", "constitution/gone": "1", "constitution/b.tmp": "1"})
    repo.write({"constitution/a": "2", "constitution/gone": None, "constitution/new": "3", "policies/ä b": "4"})

    found = read_worktree(repo.path)

    assert {path: file.data for path, file in found.items()} == {
        "constitution/a": b"2",
        "constitution/new": b"3",
        "policies/ä b": b"4",
    }
    commit = repo.commit({})
    assert Repository.open(repo.path).files(commit, PATTERNS) == found


def test_the_index_is_what_will_be_committed_whatever_the_work_tree_holds(repo: GitRepo) -> None:
    repo.commit({"constitution/a": "1", "constitution/gone": "1"})
    staged = {"constitution/a": "2", "constitution/gone": None, "policies/x": File("100755", b"3"), "README": "4"}
    repo.write(staged)
    repo.git("add", "-A")
    repo.write({"constitution/a": "5", "constitution/gone": "6", "policies/new": "7"})

    found = read_index(repo.path)

    assert {path: file.data for path, file in found.items()} == {"constitution/a": b"2", "policies/x": b"3"}
    assert Repository.open(repo.path).files(repo.commit_index(), PATTERNS) == found


def test_no_filter_runs_and_other_folders_are_read_when_asked(repo: GitRepo, tmp_path: Path) -> None:
    """OBJ-09."""
    repo.git("config", "filter.f.clean", f"touch {tmp_path}/ran")
    repo.write({".gitattributes": "* filter=f text\n", "constitution/a": b"x\r\n", "docs/b": "1"})

    assert read_worktree(repo.path) == {"constitution/a": File("100644", b"x\r\n")}
    assert set(read_worktree(repo.path, ["docs"])) == {"docs/b"}
    assert not (tmp_path / "ran").exists()


def test_nothing_is_read_through_a_link_and_a_pipe_does_not_hang(repo: GitRepo, tmp_path: Path) -> None:
    repo.commit({"constitution/deep/a": "1", "policies/p": "1"})
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/a").write_text("secret")
    (repo.path / "constitution/deep/a").unlink()
    (repo.path / "constitution/deep").rmdir()
    (repo.path / "constitution/deep").symlink_to(tmp_path / "outside")
    (repo.path / "policies/p").unlink()
    os.mkfifo(repo.path / "policies/p")

    assert read_worktree(repo.path) == {"constitution/deep": File("120000", bytes(tmp_path / "outside"))}


def test_what_cannot_be_read_is_named(repo: GitRepo, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    repo.write({"constitution/big": bytes(LARGEST_BYTES + 1)})
    for root, code in ((tmp_path / "none", "no-repository"), (repo.path, "too-large")):
        with pytest.raises(Misconfigured) as refusal:
            read_worktree(root)

        assert refusal.value.code == code
