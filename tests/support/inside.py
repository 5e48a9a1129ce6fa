"""`acgs` as it is typed in a folder, inside this process, by whoever has the keys of a gpg home."""

from collections.abc import Callable
from pathlib import Path

import pytest

from acgs.cli.app import main
from support.gpg import GpgHome

Acgs = Callable[..., tuple[int, str, str]]
"""From a folder and words to exit code, answer and commentary."""


@pytest.fixture
def acgs(home: GpgHome, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Acgs:
    monkeypatch.setenv("GNUPGHOME", str(home.path))

    def typed(place: Path, *words: str) -> tuple[int, str, str]:
        monkeypatch.chdir(place)
        capsys.readouterr()
        return main(words), *capsys.readouterr()

    return typed
