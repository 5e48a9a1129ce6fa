"""The speeds of the product as ratios; they record and do not judge."""

import json
import os
import shutil
import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from cel_expr_python import cel
from pytest_benchmark.fixture import BenchmarkFixture

from acgs.constitution.principle import Json
from acgs.council.admission import walk
from acgs.ledger.chain import LEDGER
from acgs.norms.evaluate import bites
from acgs.norms.norm import Norm
from acgs.rego.opa import find_opa
from support.agent_tools import POLICIES, ROOT, norm, valid_requests
from support.council import Chamber
from support.repo import clean_environment
from support.speeds import Speed, alternately, shown

HAND = Path(__file__).parent
Record = Callable[[Speed], None]


def opa_bench(policy: Path, query: str, request: Path) -> float:
    """Return the median seconds of one evaluation, as `opa bench` measures it."""
    opa = str(find_opa().path)
    command = [opa, "bench", "--format", "json", "--data", str(policy), "--input", str(request), query]
    report = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return float(report["Extra"]["histogram_timer_rego_query_eval_ns_median"]) / 1e9


def representative() -> Sequence[Json]:
    """Return a read that is allowed, a payment that is approved, a message that is denied."""
    chosen: list[Json] = []
    for of, why in (
        ("A09", "reading a file is no payment"),
        ("A09", "two approvers of different roles"),
        ("A13", "one recipient outside"),
    ):
        chosen += [example.input for example in norm(of).principle.examples if example.why == why]
    return chosen


def test_decision_of_24_principles(benchmark: BenchmarkFixture, record: Record, tmp_path: Path) -> None:
    """The least of three medians by request; by hand, once for valid inputs only, and once for whatever there is."""
    requests = []
    for n, request in enumerate(representative()):
        requests.append(tmp_path / f"{n}.json")
        requests[-1].write_text(json.dumps(request))
    decisions = {
        "compiled": (POLICIES, "data.acgs.agent_tools.decision"),
        "by hand, for valid inputs": (HAND / "agent_tools.rego", "data.bench.agent_tools.decision"),
        "by hand, for all inputs": (HAND / "agent_tools_total.rego", "data.bench.agent_tools_total.decision"),
    }

    def measure() -> list[list[float]]:
        turns = [
            [[opa_bench(*decision, request) for decision in decisions.values()] for _ in range(3)]
            for request in requests
        ]
        return [[min(took) for took in zip(*turn, strict=True)] for turn in turns]

    rows = benchmark.pedantic(measure, rounds=1)  # type: ignore[no-untyped-call]  # its authors gave it no types

    compiled, *by_hand = zip(*rows, strict=True)
    for anchor, took in zip([*decisions][1:], by_hand, strict=True):
        each = ", ".join(f"{ours / theirs:.2f}" for ours, theirs in zip(compiled, took, strict=True))
        mean, note = statistics.mean(took), f"(a read, a payment, a message: {each})"
        record(Speed("decision of 24 principles, opa bench", statistics.mean(compiled), anchor, mean, "≤ 1.5 ×", note))


def test_check_of_24_principles(benchmark: BenchmarkFixture, record: Record, tmp_path: Path) -> None:
    """Whole processes; the start of each program alone stands beside it, and what is left without both."""
    shutil.copytree(ROOT / "constitution", tmp_path / "constitution")
    shutil.copytree(ROOT / "policies", tmp_path / "policies")
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    acgs, opa = Path(sys.executable).parent / "acgs", str(find_opa().path)

    # As installed: the first run leaves bytecode to the others, whatever this machine's tests are told.
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | {"NO_COLOR": "1"}

    def run(*command: str) -> None:
        subprocess.run(command, check=True, capture_output=True, cwd=tmp_path, env=env)

    ours, anchor = alternately(
        lambda: run(str(acgs), "check"), lambda: run(opa, "check", "--strict", str(POLICIES)), rounds=7
    )
    start, opa_start = alternately(lambda: run(str(acgs), "--help"), lambda: run(opa, "version"), rounds=7)
    benchmark.pedantic(run, (str(acgs), "check"), rounds=3)  # type: ignore[no-untyped-call]  # likewise

    without = (ours - start) / (anchor - opa_start)
    note = f"(start-up alone {shown(start)} and {shown(opa_start)}, {without:.2f} × without)"
    record(Speed("acgs check, whole process", ours, "opa check, whole process", anchor, "≤ 3 ×", note))


def by_cel(of: Norm) -> Callable[[Json], bool]:
    """Return what answers whether `of` bites by CEL's run time alone, in the evaluator's order."""
    env = cel.NewEnv(None, variables={"input": cel.Type.DYN})
    when, unless, require = (
        env.compile(passage.text) if passage else None
        for passage in (of.principle.when, of.principle.unless, of.principle.require)
    )

    def answer(condition: cel.Expression | None, request: Json) -> object:
        return condition.eval(data={"input": request}).value() if condition else None

    def is_biting(request: Json) -> bool:
        if answer(when, request) is False or answer(unless, request) is True:
            return False
        return answer(require, request) is not True

    return is_biting


@pytest.mark.parametrize("of", ["A09", "A17", "A24"])
def test_evaluator_of_one_principle(benchmark: BenchmarkFixture, record: Record, of: str) -> None:
    chosen, requests = norm(of), valid_requests()
    cel_bites = by_cel(chosen)

    ours, anchor = alternately(
        lambda: [bites(chosen, request) for request in requests],
        lambda: [cel_bites(request) for request in requests],
        rounds=50,
    )
    benchmark(bites, chosen, requests[0])

    each = len(requests)
    record(Speed(f"evaluator, {of} and one input", ours / each, "CEL's run time", anchor / each, "≤ 20 ×"))


def test_verifying_a_ledger(benchmark: BenchmarkFixture, record: Record, room: Chamber) -> None:
    """All that `verify` asks of a ledger of 26 entries, beside what the script for third parties asks of it."""
    for n in range(25):
        room.later(seconds=1)
        room.commit({"README": f"{n}\n"})
        room.notarise()
    tip, entries = room.held.entries[-1].oid, len(room.held.entries)
    script = ["sh", str(ROOT / "docs" / "verify-with-git-and-gpgv.sh"), str(room.held.pin), LEDGER]

    def by_hand() -> None:
        subprocess.run(script, cwd=room.repo.path, env=clean_environment(), check=True, capture_output=True)

    ours, anchor = alternately(lambda: walk(room.opened, tip, now=room.now, pin=room.held.pin), by_hand, rounds=3)
    benchmark.pedantic(room.walk_to, (tip,), rounds=3)  # type: ignore[no-untyped-call]  # its authors gave it no types

    record(Speed("verify, one entry of a ledger", ours / entries, "the script in sh", anchor / entries, "reported"))
