"""SIGKILL between any two steps, and a start after it: the work is done once, and nothing was half done."""

import shutil
import signal
from datetime import UTC, datetime
from pathlib import Path

import pytest

from acgs.council.admission import walk
from acgs.names import Target
from acgs.release.bundle import digest_due
from acgs.shelf import Shelf
from support.council import words
from support.founding import Founding, changed
from support.killed import killed

STEPS = [
    *("fetched", "verified", "recorded", "pushed", "confirmed", "verified"),
    *("published discovery", "published control"),
    *("proved", "admitted", "built", "appended", "pushed", "confirmed", "verified"),
    "published bundle",
]
TIGHTER = changed(b"> 100000", b"> 50000")


@pytest.fixture(scope="module")
def merged(original: Founding, tmp_path_factory: pytest.TempPathFactory) -> Founding:
    """A founded repository in which a change is voted for and merged, and nothing of that is recorded."""
    folder = tmp_path_factory.mktemp("merged")
    founding = original.copied(folder / "origin")
    founding.chamber.notarise()
    founding.agree("tighter", TIGHTER)
    return founding


@pytest.mark.parametrize("last", range(1, len(STEPS) + 1), ids=lambda last: f"after {last} {STEPS[last - 1]}")
def test_killed_after_any_step_and_started_again_it_completes_once(merged: Founding, tmp_path: Path, last: int) -> None:
    founding = merged.copied(tmp_path / "origin")

    assert killed(founding.desk, tmp_path / "data", last) == (-signal.SIGKILL, STEPS[:last])
    founding.pipeline(tmp_path / "data").reconcile()

    tip = founding.tip()
    assert tip is not None
    record = walk(founding.chamber.opened, tip, now=datetime.now(UTC), rebuild=digest_due)
    assert words(record) == ["genesis", "ratify", "update", "release"]
    published, tar = Shelf(tmp_path / "data" / "shelf").read("default/bundle")
    assert (published.serial, published.digest) == (4, record.releases[Target("default")][1].bundle)
    shutil.rmtree(tmp_path / "data" / "shelf")
    shutil.rmtree(tmp_path / "data" / "mirror.git")
    founding.pipeline(tmp_path / "data").reconcile()
    assert Shelf(tmp_path / "data" / "shelf").read("default/bundle") == (published, tar)
    assert founding.tip() == tip


def test_killed_before_its_founding_is_pushed_it_founds_once(founding: Founding, tmp_path: Path) -> None:
    for last in (STEPS.index("recorded") + 1, STEPS.index("pushed") + 1):
        assert killed(founding.desk, tmp_path / "data", last)[0] == -signal.SIGKILL

    founding.pipeline(tmp_path / "data").reconcile()
    tip = founding.tip()
    assert tip is not None
    assert words(walk(founding.chamber.opened, tip, now=datetime.now(UTC))) == ["genesis", "release"]
