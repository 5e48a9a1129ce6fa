"""`acgs compile` in a real repository: written, compared, and never more than its own files."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from acgs.cli import main
from support.agent_tools import ROOT

FOLDER = "policies/agent_tools"


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    shutil.copytree(ROOT / "constitution", tmp_path / "constitution")
    monkeypatch.chdir(tmp_path)
    assert main(["compile"]) == 0
    return tmp_path


def test_what_is_compiled_is_what_check_wants(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compile", "--check"]) == 0
    assert len(list((tree / FOLDER).iterdir())) == 27
    capsys.readouterr()

    assert main(["compile", "--check", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"version": 1, "mended": False, "differences": []}


def test_a_hand_edited_file_is_named_and_compiling_mends_it(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tree / FOLDER / "a09.rego"
    written = path.read_text()
    path.write_text(written.replace("<= 100000", "< 100000"))
    capsys.readouterr()

    assert main(["compile", "--check"]) == 1
    assert capsys.readouterr().out == f"different: {FOLDER}/a09.rego\n"
    assert main(["compile"]) == 0
    assert path.read_text() == written


def test_a_file_of_a_person_is_refused_and_kept(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tree / FOLDER / "mine.rego"
    path.write_text("package acgs.agent_tools.extra.mine\n")

    assert main(["compile", "--check"]) == 1
    assert "not generated: policies/agent_tools/mine.rego" in capsys.readouterr().out
    assert main(["compile"]) == 2
    assert "[not-generated]" in capsys.readouterr().err
    assert path.exists()


def test_the_file_of_a_principle_that_is_gone_goes_too(tree: Path) -> None:
    next((tree / "constitution" / "agent_tools").glob("A24-*.md")).unlink()

    assert main(["compile", "--check"]) == 1
    assert main(["compile"]) == 0
    assert not (tree / FOLDER / "a24.rego").exists()
    assert main(["compile", "--check"]) == 0


def test_a_constitution_with_a_fault_is_not_compiled(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.read_bytes() for path in (tree / FOLDER).iterdir()}
    principle = next((tree / "constitution" / "agent_tools").glob("A09-*.md"))
    principle.write_text(principle.read_text().replace("amount_cents > 100000", "amount_cent > 100000"))

    assert main(["compile"]) == 1
    assert "A09-large-payments.md:6" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in (tree / FOLDER).iterdir()} == before
