"""`verify` asks who agreed: it loads no solver, no CEL, no web server."""

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from support.council import chamber
from support.gpg import GpgHome
from support.repo import clean_environment

PROGRAM = """
import sys
from acgs.cli import main
status = main(["verify"])
heavy = {"z3", "cel_expr_python", "google", "fastapi", "granian", "opa_client", "jinja2"}
print(status, sorted(heavy & {name.split(".")[0] for name in sys.modules}))
"""


def test_verify_loads_neither_solver_nor_cel(tmp_path: Path) -> None:
    with GpgHome() as home:
        chamber(home, tmp_path / "r", ("alice",), now=datetime.now(UTC).replace(microsecond=0)).found()
    command = [sys.executable, "-c", PROGRAM]
    done = subprocess.run(command, cwd=tmp_path / "r", env=clean_environment(), capture_output=True, text=True)  # noqa: PLW1510

    assert done.stdout.splitlines()[-1] == "0 []", done.stdout + done.stderr
    assert "a council of one" in done.stdout
