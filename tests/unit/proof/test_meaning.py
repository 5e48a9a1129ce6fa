"""The formula of a condition says of every input what the evaluator says: the encoding is what could be wrong."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from acgs.norms.condition import Expression
from acgs.norms.evaluate import ABSENT, Absent, Document, Truth, evaluate
from acgs.proof.meaning import Meaning
from acgs.proof.premises import equal_here
from acgs.proof.question import Found, Never, Question, find
from acgs.proof.rebuild import at
from acgs.proof.script import Term
from acgs.proof.solve import Solver
from support.expressions import Maker

SEEDS = st.integers(0, 2**40)
SLOW = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]


@pytest.fixture(scope="module")
def solver() -> Iterator[Solver]:
    with Solver() as running:
        yield running


def _truth(meaning: Meaning, condition: Expression, truth: Truth) -> Term:
    said = meaning.truth(condition)
    match truth:
        case Truth.TRUE:
            return said.true
        case Truth.FALSE:
            return said.false
        case Truth.UNKNOWN:
            return meaning.script.neg(meaning.script.disj(said.true, said.false))


def _is(meaning: Meaning, document: Document) -> Term:
    """Return that the input is `document`, at every place that has been looked at."""
    here = []
    for place in meaning.root.all():
        value = at(document, place.path)
        is_absent = isinstance(value, Absent)
        here.append(
            meaning.script.neg(place.present) if is_absent else equal_here(meaning.script, meaning.texts, place, value)  # type: ignore[arg-type]
        )
    return meaning.script.conj(*here)


@settings(max_examples=100, deadline=None, suppress_health_check=SLOW)
@given(seed=SEEDS)
def test_every_document_is_a_model_in_which_the_condition_is_what_the_evaluator_says(solver: Solver, seed: int) -> None:
    maker = Maker(seed)
    condition, documents = maker.condition(3), [ABSENT, *(maker.document() for _ in range(4))]
    meaning = Meaning()
    truths = {truth: _truth(meaning, condition, truth) for truth in Truth}
    same = [_is(meaning, document) for document in documents]
    meaning.texts.assert_facts()

    for document, here in zip(documents, same, strict=True):
        text = f"{meaning.script.text}\n(assert {here})"
        assert solver.load(text) == "sat"
        assert solver.load(f"{text}\n(assert (not {truths[evaluate(condition, document)]}))") == "unsat"


@settings(max_examples=100, deadline=None, suppress_health_check=SLOW)
@given(seed=SEEDS, truth=st.sampled_from(Truth))
def test_what_is_called_impossible_no_document_shows_and_what_is_found_the_evaluator_confirms(
    solver: Solver, seed: int, truth: Truth
) -> None:
    maker = Maker(seed)
    condition = maker.condition(3)
    question = Question(
        goal=lambda meaning: _truth(meaning, condition, truth),
        holds=lambda document: evaluate(condition, document) is truth,
        schemas=(),
        examples=(),
    )

    answer = find(solver, question)

    if isinstance(answer, Never):
        assert all(evaluate(condition, maker.document()) is not truth for _ in range(200))
    elif isinstance(answer, Found):
        assert evaluate(condition, answer.document) is truth
    else:
        assert "defect" not in answer.reason
