"""Every import contract breaks when what it forbids is planted; without that none does."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import acgs

ROOT = Path(acgs.__file__).parents[2]
CONTRACTS = [
    contract["name"]
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
]
PLANTED = {  # module: what it must not import
    "errors.py": ["acgs.names"],  # a lower layer looks up
    "council/roster.py": ["acgs.norms.norm", "acgs.council.admission"],
    "norms/norm.py": ["acgs.git.repository"],
    "web/bundles.py": ["acgs.git.repository"],
    "digest.py": ["z3", "pygit2", "gnupg", "pysequoia", "cel_expr_python", "google.protobuf", "opa_client"],
    "names.py": ["fastapi", "granian", "jinja2"],
}
SIBLINGS = {"norms/condition.py": ["acgs.norms.evaluate"], "web/polls.py": ["acgs.cli.place"]}


def kept(folder: Path) -> dict[str, bool]:
    """Return of each contract whether it is kept."""
    done = subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder / "engine")},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    lines = [line.strip() for line in done.stdout.splitlines()]
    said = {name: [line.removeprefix(name) for line in lines if line.startswith(f"{name} ")] for name in CONTRACTS}
    return {name: words[0].startswith(" KEPT") for name, words in said.items() if words}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "engine", tmp_path / "engine", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_each_contract_is_kept_and_breaks_when_its_breach_is_planted(copy: Path) -> None:
    assert kept(copy) == dict.fromkeys(CONTRACTS, True)

    for path, modules in (PLANTED | SIBLINGS).items():
        with (copy / "engine" / "acgs" / path).open("a", encoding="utf-8") as module:
            module.write("".join(f"\nimport {name}" for name in modules) + "\n")

    assert kept(copy) == dict.fromkeys(CONTRACTS, False)
