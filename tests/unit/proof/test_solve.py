"""Z3 at arm's length: only Z3's own `unsat` is one, and whatever happens to the child is no answer."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from acgs.proof.script import Term
from acgs.proof.solve import Lost, Solver
from acgs.proof.verdict import Undecided

HARD = (
    "(declare-const x Int)(declare-const y Int)(declare-const z Int)(assert (= (+ (* x x x) (* y y y) (* z z z)) 114))"
)
EASY = "(declare-const a Int)(assert (< a 0))"


GREEDY = "(declare-const a (_ BitVec 8192))(assert (= (bvmul a a) (bvadd a a)))(assert (distinct a (bvmul a a)))"
"""Every bit of a product: gigabytes before there is anything to decide."""


def test_an_answer_is_what_z3_says() -> None:
    with Solver() as solver:
        assert solver.load(EASY) == "sat"
        assert solver.load(f"{EASY}(assert (> a 0))") == "unsat"


def test_steps_run_out_the_same_way_each_time() -> None:
    with Solver(rlimit=20_000) as solver:
        answers = [solver.load(HARD) for _ in range(3)]

    assert answers == [Undecided("the solver gave up within 20,000 steps")] * 3


def test_memory_runs_out_without_an_answer_and_the_next_question_has_one() -> None:
    with Solver(memory_bytes=400 * 2**20, rlimit=4_000_000_000) as solver:
        answer = solver.load(GREEDY)

        assert answer == Undecided("memory", is_stable=False)
        assert solver.load(EASY) == "sat"


def test_a_child_that_cannot_start_is_no_answer() -> None:
    with Solver(memory_bytes=2**20) as solver:
        assert solver.load(EASY) == Undecided("memory", is_stable=False)


def test_values_are_those_of_a_model_or_lost() -> None:
    with Solver(rlimit=20_000) as solver:
        solver.load(HARD)

        with pytest.raises(Lost) as lost:
            solver.values([Term("x")])

    assert lost.value.answer == Undecided("the solver gave up within 20,000 steps")


def test_a_module_in_the_folder_where_it_is_called_is_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "json.py").write_text("import pathlib; pathlib.Path('run').touch()")
    monkeypatch.chdir(tmp_path)

    with Solver() as solver:
        assert solver.load(EASY) == "sat"
    assert not (tmp_path / "run").exists()


def test_narrowing_keeps_a_model() -> None:
    with Solver() as solver:
        solver.load("(declare-const a Int)(define-fun t () Bool (< a 5))(define-fun u () Bool (> a 7))")

        assert solver.narrow("t")  # type: ignore[arg-type]
        assert not solver.narrow("u")  # type: ignore[arg-type]
        assert solver.values(["t", "u"]) == {"t": 1, "u": 0, "true": 1, "false": 0}  # type: ignore[list-item]


_TEXT = """
from support.norms import norm
from acgs.digest import sha256
from acgs.proof.meaning import Meaning
from acgs.proof.premises import Premises
from support.norms import SCHEMA
m = Meaning()
when = 'input.people.exists(p, p.name.startsWith("a") || p.name in input.names) && size(input.s) > 2'
n = norm(when=when, unless='input.labels.k < "b"')
m.script.require(m.bites(n))
m.script.require(Premises(m.script, m.texts, SCHEMA.document).admits(m.root, SCHEMA.document))
m.texts.assert_facts()
print(sha256(m.script.text.encode()))
"""


def test_what_z3_is_told_depends_on_no_hash_seed() -> None:
    told = set()
    for seed in ("0", "1", "2"):
        env = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": "tests"}
        done = subprocess.run([sys.executable, "-c", _TEXT], env=env, capture_output=True, text=True, check=True)
        told.add(done.stdout)

    assert len(told) == 1
