"""The formula of a condition says of every input what the evaluator says: the encoding is what could be wrong."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.small import DOCUMENTS, conditions

from acgs.constitution.principle import Json
from acgs.norms.condition import Expression
from acgs.norms.evaluate import ABSENT, Document, Truth, evaluate
from acgs.proof.meaning import Meaning
from acgs.proof.premises import equal_here
from acgs.proof.question import Found, Never, Question, find
from acgs.proof.rebuild import at
from acgs.proof.script import Term
from acgs.proof.solve import Solver

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture]


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


@settings(max_examples=150, deadline=None, suppress_health_check=SLOW)
@given(condition=conditions(), documents=st.lists(st.one_of(DOCUMENTS, st.just(ABSENT)), min_size=3, max_size=8))
def test_every_document_is_a_model_in_which_the_condition_is_what_the_evaluator_says(
    solver: Solver, condition: Expression, documents: list[Document]
) -> None:
    meaning = Meaning()
    truths = {truth: _truth(meaning, condition, truth) for truth in Truth}
    script, places = meaning.script, list(meaning.root.all())
    same = [
        script.conj(
            *(
                script.neg(place.present)
                if (value := at(document, place.path)) is ABSENT
                else equal_here(script, meaning.texts, place, value)  # type: ignore[arg-type]
                for place in places
            )
        )
        for document in documents
    ]
    meaning.texts.assert_facts()

    for document, here in zip(documents, same, strict=True):
        claimed = evaluate(condition, document)
        script_of_one = f"{script.text}\n(assert {here})\n(assert (not {truths[claimed]}))"
        assert solver.load(f"{script.text}\n(assert {here})") == "sat"
        assert solver.load(script_of_one) == "unsat"


@settings(max_examples=150, deadline=None, suppress_health_check=SLOW)
@given(condition=conditions(), truth=st.sampled_from(Truth), documents=st.lists(DOCUMENTS, min_size=20, max_size=40))
def test_what_is_called_impossible_no_document_shows_and_what_is_found_the_evaluator_confirms(
    solver: Solver, condition: Expression, truth: Truth, documents: list[Json]
) -> None:
    question = Question(
        goal=lambda meaning: _truth(meaning, condition, truth),
        holds=lambda document: evaluate(condition, document) is truth,
        schemas=(),
        examples=(),
    )

    answer = find(solver, question)

    if isinstance(answer, Never):
        assert all(evaluate(condition, document) is not truth for document in documents)
    elif isinstance(answer, Found):
        assert evaluate(condition, answer.document) is truth
    else:
        assert "defect" not in answer.reason
