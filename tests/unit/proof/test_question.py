"""The input that is found is near to an example, small, valid, and one on which it holds; else there is no answer."""

from collections.abc import Iterator, Mapping

import pytest

from acgs.constitution.principle import Json
from acgs.norms.evaluate import Document, fires
from acgs.proof.question import Found, Never, Wanted, find
from acgs.proof.solve import Solver
from acgs.proof.verdict import Undecided
from support.norms import DOCUMENT, norm, schema

ANA: Json = {"name": "ana", "age": 41, "tags": []}


@pytest.fixture(scope="module")
def solver() -> Iterator[Solver]:
    with Solver() as running:
        yield running


def asked(solver: Solver, permit: str, *examples: Json, changes: Mapping[str, Json] = {}) -> object:
    """Return the valid input found on which a permit applies, whose condition must be definitely true."""
    meant = norm(effect="permit", when=permit)
    shaped = schema({**DOCUMENT, **changes})
    question = Wanted(lambda m: m.speaks(meant), lambda d: fires(meant, d), (shaped,), examples)
    answer = find(solver, question)
    return answer.document if isinstance(answer, Found) else answer


def test_an_example_on_which_it_holds_is_taken_as_it_is(solver: Solver) -> None:
    assert asked(solver, "input.n > 5", {"n": 1}, {"n": 700, "s": "x"}) == {"n": 700, "s": "x"}


def test_the_nearest_example_is_changed(solver: Solver) -> None:
    examples: list[Json] = [{"n": 1, "m": 1, "yes": False}, {"n": 1, "m": 700, "yes": False}]

    assert asked(solver, "input.n > 5 && input.m > 5", *examples) == {"n": 6, "m": 700, "yes": False}


def test_numbers_are_small_and_lists_short(solver: Solver) -> None:
    assert asked(solver, "input.n < -5 && size(input.numbers) > 1 && input.numbers.all(x, x > 2)", {}) == {
        "n": -6,
        "numbers": [3, 3],
    }


def test_what_is_not_asked_about_is_as_in_the_example(solver: Solver) -> None:
    found = asked(solver, "input.people.exists(p, p.age > 60)", {"people": [ANA], "s": "x", "opaque": {"a": [1]}})

    assert found == {"people": [{"name": "ana", "age": 61, "tags": []}], "s": "x", "opaque": {"a": [1]}}


def test_what_is_required_is_filled_in(solver: Solver) -> None:
    assert asked(solver, "input.yes", changes={"required": ["n", "names"]}) == {"yes": True, "n": 0, "names": []}


def test_strings_that_differ_are_told_apart(solver: Solver) -> None:
    condition = "size(input.names) == 3 && input.names.all(a, input.names.exists_one(b, a == b))"

    found = asked(solver, condition, {})

    assert isinstance(found, dict)
    assert len(set(found["names"])) == 3


def test_a_string_answers_every_test(solver: Solver) -> None:
    condition = (
        'input.s.startsWith("/srv/") && input.s.endsWith(".key") && !input.s.contains("..") && size(input.s) > 11'
    )

    found = asked(solver, condition, {})

    assert isinstance(found, dict)
    assert len(str(found["s"])) == 12


def test_tests_that_no_string_answers_are_never_met(solver: Solver) -> None:
    assert asked(solver, 'input.s.startsWith("ab") && input.s.endsWith("c") && size(input.s) == 2', {}) == Never()
    assert asked(solver, 'input.s.startsWith("ab") && !input.s.contains("b")', {}) == Never()
    assert asked(solver, 'input.s < ""', {}) == Never()


def test_what_the_schema_forbids_is_never_met(solver: Solver) -> None:
    assert asked(solver, "input.n > 1000000", {}) == Never()
    assert asked(solver, "size(input.s) > 30", {}) == Never()


def test_a_pattern_that_is_not_read_is_answered_by_a_string_like_the_examples(solver: Solver) -> None:
    digest: Json = {"type": "string", "pattern": "^[0-9a-f]{8}$"}
    assert isinstance(DOCUMENT["properties"], dict)
    changes: dict[str, Json] = {"properties": {**DOCUMENT["properties"], "t": digest}}

    found = asked(solver, 'input.t != "0000beef"', {"t": "0000beef"}, changes=changes)

    assert found == {"t": "0000beea"}


def test_a_rule_of_the_schema_that_is_not_read_makes_no_wrong_answer(solver: Solver) -> None:
    found = asked(solver, "input.yes", {}, changes={"not": {"required": ["yes"]}})

    assert isinstance(found, Undecided)
    assert "not valid" in found.reason


def test_a_meaning_that_z3_and_the_evaluator_see_differently_is_no_answer(solver: Solver) -> None:
    meant = norm(when="input.yes")

    def never(_: Document) -> bool:
        return False

    answer = find(solver, Wanted(lambda m: m.bites(meant), never, (), ({},)))

    assert answer == Undecided("the input that was found does not reproduce: a defect of ACGS")


def test_the_same_question_finds_the_same_input_whatever_was_asked_before(solver: Solver) -> None:
    condition = 'input.people.exists(p, p.name != input.s && p.age > 3) && input.t < "m"'
    with Solver() as fresh:
        first = asked(fresh, condition, {"s": "ana"})
    asked(solver, "input.people.exists(p, p.age % 7 == 3)", {})

    assert asked(solver, condition, {"s": "ana"}) == first
