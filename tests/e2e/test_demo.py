"""The whole road, as a newcomer runs it: four outcomes, and nothing left behind."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from acgs.rego.opa import find_opa

OUTCOMES = (
    '"allow": true',
    '"violations": [{"id": "A09", "message": "payment of 250000 cents needs two approvers of different roles"}]',
    "payments A09: equivalent is Refuted",
    "policies/payments/decision.rego: digest mismatch",
    "verified: all to entry 5",
)


def walked(folder: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    paths = (Path(sys.executable).parent, Path(find_opa().path).parent, os.environ["PATH"])
    return subprocess.run(
        [sys.executable, "-m", "acgs", "demo", *words],
        cwd=folder,
        env={"PATH": os.pathsep.join(map(str, paths)), "HOME": str(folder), "TMPDIR": str(folder), "CI": "1"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def test_the_demo_ends_with_its_outcomes_and_leaves_nothing(tmp_path: Path) -> None:
    done = walked(tmp_path)

    assert done.returncode == 0, done.stdout + done.stderr
    assert [outcome for outcome in OUTCOMES if outcome not in done.stdout] == []
    assert list(tmp_path.iterdir()) == []


def test_without_opa_the_demo_says_how_to_have_it(tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    for program in ("git", "gpg", "gpgconf"):
        (tmp_path / "bin" / program).symlink_to(str(shutil.which(program)))
    done = subprocess.run(
        [sys.executable, "-m", "acgs", "demo"],
        env={"PATH": str(tmp_path / "bin"), "HOME": str(tmp_path), "CI": "1"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.returncode == 3
    assert "opa-missing" in done.stderr
    assert done.stdout == ""
