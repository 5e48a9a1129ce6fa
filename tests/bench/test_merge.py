"""From a merge to a sidecar that has it: the engine beside a bare repository with the real hooks."""

import os
import shlex
import shutil
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from acgs.cli.app import main
from support.agent_tools import ROOT
from support.founding import Founding, changed, starter
from support.repo import GitRepo
from support.serving import DEADLINE_S, Serving, serving
from support.sidecar import Sidecar, free_port, running_opa
from support.speeds import Speed

ROUNDS = 7
CHANGES = (changed(b"> 100000", b"> 50000"), starter())


def until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + DEADLINE_S
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.005)


def published(founding: Founding) -> GitRepo:
    """Return a bare repository of this founding with our hooks, to which its work tree pushes."""
    path = founding.origin.with_name("law.git")
    founding.chamber.repo.git("clone", "-q", "--bare", ".", str(path))
    for name in ("update", "post-receive"):
        shutil.copy(ROOT / "hooks" / name, path / "hooks" / name)
    return GitRepo(path)


def ratified(founding: Founding, law: GitRepo, server: Serving, n: int) -> str:
    """Propose and vote, and return the branch once it is ratified and proved."""
    branch, git = f"change-{n}", founding.chamber.repo.git
    git("fetch", "-q", str(law.path), "+acgs-ledger:acgs-ledger")
    before = law.git("rev-parse", "acgs-ledger")
    founding.vote(branch, CHANGES[n % len(CHANGES)])
    git("push", "-q", str(law.path), branch, *(f"{each}:{each}" for each in founding.inbox))
    (law.path / "acgs-wake").touch()
    until(lambda: law.git("rev-parse", "acgs-ledger") != before)
    quiet_since = time.monotonic()
    while time.monotonic() < quiet_since + 1:
        quiet_since = time.monotonic() if server.opas else quiet_since
        time.sleep(0.02)
    return branch


def merged(founding: Founding, law: GitRepo, sidecar: Sidecar, branch: str) -> float:
    """Merge, push, and return the seconds from when the ref moved to when OPA answers by the new revision."""
    head = founding.chamber.repo.merge(branch, at=founding.chamber.now)
    founding.chamber.repo.git("push", "-q", str(law.path), "main", env={"PATH": os.environ["PATH"]})

    def has_it() -> bool:
        answer = sidecar.enforce("payments")
        return isinstance(answer, dict) and answer["revision"] == head

    until(has_it)
    return time.time() - (law.path / "refs" / "heads" / "main").stat().st_mtime


def test_merge_to_opa(
    benchmark: BenchmarkFixture,
    record: Callable[[Speed], None],
    founding: Founding,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    law = published(founding)
    with serving(founding, tmp_path / "server", "--repo", str(law.path)) as server:
        server.wait_for("default has release 2")
        out = ["--data", str(server.data), "--out", str(tmp_path / "opa"), "--address", f"127.0.0.1:{free_port()}"]
        assert main(["sidecar", "config", "--server", server.url, *out]) == 0
        _, *command = shlex.split(capsys.readouterr().out)
        with running_opa(command, tmp_path / "opa") as sidecar:
            sidecar.wait_until(lambda opa: opa.allows("payments", {}) or bool(opa.enforce("payments")))

            def measure() -> list[float]:
                branches = (ratified(founding, law, server, n) for n in range(ROUNDS))
                return [merged(founding, law, sidecar, branch) for branch in branches]

            took = benchmark.pedantic(measure, rounds=1)  # type: ignore[no-untyped-call]  # its authors gave it no types

    worst = f"(worst of {ROUNDS}: {max(took):.2f} s)"
    record(Speed("merge → OPA has the new revision", statistics.median(took), "–", None, "median ≤ 1 s", worst))
