"""The formula of a condition says of every input what the evaluator says: the encoding is what could be wrong."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from acgs.constitution.principle import Json
from acgs.norms.condition import INT_MAX, INT_MIN, Affix, Expression
from acgs.norms.evaluate import ABSENT, Absent, Document, Truth, evaluate
from acgs.proof.meaning import Meaning
from acgs.proof.places import Form
from acgs.proof.premises import equal_here
from acgs.proof.question import Found, Never, Wanted, find
from acgs.proof.rebuild import at
from acgs.proof.saying import Saying
from acgs.proof.script import Term, number
from acgs.proof.solve import Solver
from acgs.proof.spelling import holds
from support.expressions import Maker
from support.norms import read

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
    question = Wanted(
        Saying(
            goal=lambda meaning: _truth(meaning, condition, truth),
            holds=lambda document: evaluate(condition, document) is truth,
        ),
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


EDGES = (INT_MIN, INT_MIN + 1, INT_MAX, INT_MAX + 1, Decimal("7.0"), Decimal("0.5"))
NUMBERS: list[Json] = [-8, -7, -1, 0, 1, 7, 8, *EDGES]
AFFIXES, LOOPS = ("startsWith", "endsWith", "contains"), ("exists", "all", "exists_one")
TEXTS: list[Json] = ["", "a", "ab", "abc", "b", "ca", "a\0", "\U0001f600", 7]
LISTS: list[Json] = [[], [7], [7, 7], [7, None], [None, 8], [1, 2, 3, 4], [1, 2, 3, 4, 7], {}, None]


@pytest.mark.parametrize(
    ("place", "values", "text"),
    [
        *(("n", NUMBERS, f"input.n / {by} == {of}") for by in (2, -2, 3, -1) for of in (-3, -1, 0, 1, 4)),
        *(("n", NUMBERS, f"input.n % {by} == {of}") for by in (2, -2, 3, -1) for of in (-1, 0, 1)),
        *(("n", NUMBERS, text) for text in ("-input.n > 0", "input.n + 1 > 0", "input.n * 2 == 16", "input.n - 2 < 0")),
        *(("s", TEXTS, f"size(input.s) {op} {size}") for op in ("==", "<", ">=") for size in (0, 1, 2)),
        *(("s", TEXTS, f'input.s {op} "{text}"') for op in ("<", ">=", "==") for text in ("", "a", "aba", "b")),
        *(("s", TEXTS, f'input.s.{test}("{part}")') for test in AFFIXES for part in ("", "a", "b")),
        *(("s", TEXTS, f'"ab".{test}(input.s)') for test in AFFIXES),
        *(("s", TEXTS, f"input.s.{test}(input.t)") for test in AFFIXES),
        *(("numbers", LISTS, text) for text in ("7 in input.numbers", "size(input.numbers) > 3")),
        *(("n", NUMBERS, f"size([input.n, 1]) {op} 2") for op in ("==", "<", ">=")),
        *(("s", TEXTS, text) for text in ('size("ab") == size(input.s)', 'size("\U0001f600") == size(input.s)')),
        *(("numbers", LISTS, f"input.numbers.{loop}(x, x == 7)") for loop in LOOPS),
        *(("n", NUMBERS, f"[1, input.n, 7].{loop}(x, x == 7)") for loop in LOOPS),
        *(("who", [{}, {"name": None}, None, []], text) for text in ("has(input.who)", "has(input.who.name)")),
        *(("n", NUMBERS, text) for text in ("input.yes ? input.n > 0 : true", "(input.yes || true) && input.n > 0")),
    ],
)  # fmt: skip
def test_each_operator_at_its_edges_is_what_the_evaluator_says(
    solver: Solver, place: str, values: list[Json], text: str
) -> None:
    condition = read(text)
    for value in [*values, ABSENT]:
        document: Document = {"t": "a"} if isinstance(value, Absent) else {"t": "a", place: value}
        meaning = Meaning()
        claimed = _truth(meaning, condition, evaluate(condition, document))
        meaning.script.require(_is(meaning, document))
        meaning.texts.assert_facts()

        assert solver.load(meaning.script.text) == "sat"
        assert solver.load(f"{meaning.script.text}(assert (not {claimed}))") == "unsat"


@pytest.mark.parametrize("text", ["", "a", "ab", "abc"])
def test_what_is_asserted_of_strings_holds_of_a_string_that_no_condition_names(solver: Solver, text: str) -> None:
    """Its code is no literal's: what is known of it is what was asked."""
    meaning = Meaning()
    code = meaning.root.value(Form.TEXT)
    tests = [(affix, part) for affix in Affix for part in ("a", "b", "ab", "zz")]
    said = [(meaning.texts.test(code, test), holds(test, text)) for test in tests]
    size = meaning.texts.length(code)
    meaning.texts.assert_facts()
    for term, is_so in said:
        meaning.script.require(term if is_so else meaning.script.neg(term))
    meaning.script.require(meaning.script.equal(size, number(len(text))))
    if text:
        meaning.script.require(meaning.script.less(number(10), code))

    assert solver.load(meaning.script.text) == "sat"
