from pathlib import Path

import pytest

from support.gpg import gpg_home
from support.repo import GitRepo, new_repo

__all__ = ["gpg_home"]


@pytest.fixture
def repo(tmp_path: Path) -> GitRepo:
    return new_repo(tmp_path / "repo")


@pytest.fixture
def bare(tmp_path: Path) -> GitRepo:
    return new_repo(tmp_path / "bare", bare=True)
