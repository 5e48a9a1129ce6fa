"""One founding for all of these tests; each works on its own copy."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from support.founding import Founding, founded
from support.gpg import GpgHome
from support.repo import GitRepo


@pytest.fixture(scope="session")
def home() -> Iterator[GpgHome]:
    with GpgHome() as made:
        yield made


@pytest.fixture(scope="session")
def original(home: GpgHome, tmp_path_factory: pytest.TempPathFactory) -> Founding:
    folder = tmp_path_factory.mktemp("founding")
    return founded(home, folder / "origin", proofs=folder / "proofs")


@pytest.fixture
def founding(original: Founding, tmp_path: Path) -> Founding:
    shutil.copytree(original.origin, tmp_path / "origin")
    return replace(original, chamber=replace(original.chamber, repo=GitRepo(tmp_path / "origin")))
