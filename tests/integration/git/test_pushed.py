"""How a push wakes the server: the file, wherever the repository keeps it."""

from pathlib import Path

import pytest

from acgs.git.pushed import wake, woken
from support.repo import new_repo


@pytest.mark.parametrize("is_bare", [True, False])
def test_a_push_is_seen_from_outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_bare: bool) -> None:
    repository = new_repo(tmp_path / "law", bare=is_bare).path
    monkeypatch.setenv("GIT_DIR", str(repository if is_bare else repository / ".git"))
    assert woken(repository) == 0

    wake()

    assert woken(repository) > 0


def test_a_url_is_never_woken() -> None:
    assert woken(Path("https://example.invalid/law.git")) == 0
