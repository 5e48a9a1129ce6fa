"""The whole road, as a newcomer runs it: four outcomes, and nothing left behind."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from acgs.cli.stage import set_stage, until
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


def typed(*lines: str) -> str:
    """Return what comes back from lines that a person types into a shell, with nothing of whoever runs this."""
    script, clean = "set -e\n" + "\n".join(lines), {"PATH": "/usr/bin:/bin", "HOME": "/nowhere"}
    done = subprocess.run(["bash"], input=script, env=clean, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def is_running(number: str) -> bool:
    try:
        return Path("/proc", number, "stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_the_demo_ends_with_its_outcomes_and_what_it_offers_to_type_works(tmp_path: Path) -> None:
    done = walked(tmp_path, "--keep")
    assert done.returncode == 0, done.stdout + done.stderr
    offered = dict(
        re.findall(r"^  (\w+) +(.*(?:\n {11}.*)*)", done.stdout.partition("To play with them:")[2], re.MULTILINE)
    )

    try:
        answers = typed(*(offered[name] for name in ("first", "ask", "explain", "change", "agree", "merge")))
    finally:
        typed(offered["stop"])

    assert [outcome for outcome in OUTCOMES if outcome not in done.stdout] == []
    assert '"id":"A09"' in answers
    assert "denied in payments; A09 fired" in answers
    assert "newly denied by A09" in answers
    assert "open: 2 of 2 needed agree" in answers
    assert list(tmp_path.iterdir()) == []
    kept = re.findall(r"\d+", offered["stop"].partition(";")[0])
    assert len(kept) == 2
    until(lambda: None if any(map(is_running, kept)) else True, "server and sidecar have ended", 30)


def test_a_road_that_was_walked_leaves_no_program_and_no_folder() -> None:
    with set_stage(keep=False) as stage:
        ana = stage.person("ana")
        program = stage.start(["sleep", "60"], stage.folder / "sleep.log")

    assert program.poll() is not None
    assert not stage.folder.exists()
    assert not ana.home.exists()


@pytest.mark.parametrize(("lacking", "code"), [("opa", "opa-missing"), ("git", "git-missing"), ("gpg", "gpg-missing")])
@pytest.mark.parametrize("words", [("demo",), ("serve", "--repo", ".", "--data", "data", "--engine-key", "A" * 40)])
def test_what_needs_a_program_says_at_once_how_to_have_it(
    tmp_path: Path, lacking: str, code: str, words: tuple[str, ...]
) -> None:
    (tmp_path / "bin").mkdir()
    programs = {name: str(shutil.which(name)) for name in ("git", "gpg", "gpgconf")} | {"opa": find_opa().path}
    for program, path in programs.items():
        if program != lacking:
            (tmp_path / "bin" / program).symlink_to(path)
    done = subprocess.run(
        [sys.executable, "-m", "acgs", *words],
        cwd=tmp_path,
        env={"PATH": str(tmp_path / "bin"), "HOME": str(tmp_path), "CI": "1"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert (done.returncode, done.stdout) == (3, "")
    assert f"[{code}]" in done.stderr
    assert len(done.stderr.splitlines()) == 2
