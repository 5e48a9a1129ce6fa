"""`make tools` takes a program that is the pinned version, however it writes what it says."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from acgs.rego.opa import find_opa

ROOT = Path(__file__).parents[2]
PINNED = "".join(re.findall(r"^OPA_VERSION := (.+)$", (ROOT / "Makefile").read_text(), re.MULTILINE))

SLOWLY = """#!/bin/sh
{opa} "$@" | while read -r line; do
  printf '%s\\n' "$line" || exit 141
  sleep 0.05
done
"""


def put(folder: Path, version: str, candidate: Path) -> subprocess.CompletedProcess[str]:
    """Ask for `opa` at `folder`, with `candidate` at hand and a Go that builds nothing."""
    no_go = folder / "go"
    no_go.write_text("#!/bin/sh\n")
    no_go.chmod(0o755)
    path = f"{folder}{os.pathsep}/usr/bin{os.pathsep}/bin"
    return subprocess.run(
        ["bash", str(ROOT / "tools" / "opa.sh"), str(folder / "bin" / "opa")],
        env={"PATH": path, "HOME": str(folder), "OPA_VERSION": version, "ACGS_OPA": str(candidate)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture
def slow(tmp_path: Path) -> Path:
    """Give the real opa behind a pipe that hands on its lines one by one."""
    program = tmp_path / "slow-opa"
    program.write_text(SLOWLY.format(opa=Path(find_opa().path).resolve()))
    program.chmod(0o755)
    return program


def test_an_opa_that_writes_its_version_line_by_line_is_taken(tmp_path: Path, slow: Path) -> None:
    done = put(tmp_path, PINNED, slow)
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "bin" / "opa").resolve() == slow


def test_an_opa_of_another_version_is_not_taken_nor_one_that_was_not_built(tmp_path: Path, slow: Path) -> None:
    done = put(tmp_path, PINNED.rpartition(".")[0], slow)
    assert done.returncode == 3
    assert "what was built is not opa" in done.stderr
    assert not (tmp_path / "bin" / "opa").exists()
