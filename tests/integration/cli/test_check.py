"""`acgs check`, a whole process in a real working tree."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from acgs.names import Files
from support.author import A09, A09_PATH, DOMAIN, replaced, tree
from support.repo import clean_environment, new_repo

Check = Callable[..., subprocess.CompletedProcess[str]]
LOADED = (
    "import sys; from acgs.cli import main; main(['check']); print(*sorted({m.split('.')[0] for m in sys.modules}))"
)


@pytest.fixture
def check(tmp_path: Path) -> Check:
    repo = new_repo(tmp_path)

    def run(files: Files, *options: str, code: str = "") -> subprocess.CompletedProcess[str]:
        repo.write(files)
        program = ["-c", code] if code else ["-m", "acgs", "check", *options]
        return subprocess.run(
            [sys.executable, *program],
            cwd=repo.path,
            env=clean_environment(),
            capture_output=True,
            check=False,
            text=True,
            timeout=60,
        )

    return run


def test_a_sound_tree_passes(check: Check) -> None:
    done = check(tree())

    assert (done.returncode, done.stdout, done.stderr) == (0, "agent_tools: 1 principle, no errors\n", "")


def test_a_misspelt_field_gets_file_line_caret_and_the_nearest_name(check: Check) -> None:
    done = check(tree({A09_PATH: replaced(A09, "call.amount_cents > 100000", "call.amont_cents > 100000")}))

    first, line, caret, hint = done.stdout.splitlines()
    assert done.returncode == 1
    assert first.startswith(f"{A09_PATH}:6:")
    assert line[caret.index("^") :].startswith(("amont_cents", ".amont_cents"))
    assert "amount_cents" in hint


def test_faults_of_every_stage_come_at_once(check: Check) -> None:
    """Form, schema's types, conditions and examples: no stage hides what another principle has."""
    files = tree(
        {
            f"{DOMAIN}/B01-form.md": A09.replace("A09", "B01").replace("mode: enforce", "mode: off"),
            f"{DOMAIN}/B02-condition.md": A09.replace("A09", "B02").replace("> 100000", "> 'x'"),
            f"{DOMAIN}/B03-example.md": A09.replace("A09", "B03").replace("> 100000", "> 100001"),
            "constitution/council.toml": "version = 2\n",
        }
    )

    errors = json.loads(check(files, "--json").stdout)["errors"]

    assert {error["file"].removeprefix("constitution/") for error in errors} == {
        *("agent_tools/B01-form.md", "agent_tools/B02-condition.md", "agent_tools/B03-example.md", "council.toml")
    }
    assert {error["line"] > 0 for error in errors if error["file"].endswith(".md")} == {True}


def test_no_solver_no_server_and_no_parser_of_commands_is_loaded(check: Check) -> None:
    loaded = set(check(tree(), code=LOADED).stdout.splitlines()[-1].split())

    assert {"acgs", "yaml", "jsonschema_rs"} <= loaded
    assert not loaded & {"z3", "fastapi", "granian", "opa_client", "gnupg", "pysequoia", "jinja2", "asyncio", "dbos"}
    assert not loaded & {"pygit2", "pydantic", "typer"}
