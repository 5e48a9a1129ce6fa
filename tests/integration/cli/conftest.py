"""A law that alice and bob have founded, once for a run; each test works on its own copy, `law`."""

from pathlib import Path

import pytest

from support.founding import Founding, founding, home, original
from support.inside import acgs

__all__ = ["acgs", "founding", "home", "original"]


@pytest.fixture(scope="session")
def recorded(original: Founding, tmp_path_factory: pytest.TempPathFactory) -> Founding:
    made = original.copied(tmp_path_factory.mktemp("law") / "r")
    made.chamber.notarise()
    return made


@pytest.fixture
def law(recorded: Founding, tmp_path: Path) -> Founding:
    """Return a repository without a remote, whose council is founded; all its keys are in one gpg home."""
    return recorded.copied(tmp_path / "law")
