"""The table of speeds, printed when the run ends."""

from collections.abc import Callable

import pytest

from support.council import founded_once, room
from support.founding import founding, home, original
from support.gpg import gpg_home
from support.speeds import Speed

__all__ = ["founded_once", "founding", "gpg_home", "home", "original", "room"]
SPEEDS = pytest.StashKey[list[Speed]]()


@pytest.fixture
def record(pytestconfig: pytest.Config) -> Callable[[Speed], None]:
    """Return what adds a line to the table."""
    return pytestconfig.stash.setdefault(SPEEDS, []).append


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if speeds := config.stash.get(SPEEDS, []):
        terminalreporter.section("speeds, each beside its anchor in this run")
        for speed in speeds:
            terminalreporter.write_line(speed.line())
