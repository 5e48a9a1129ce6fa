"""The input that is found is near to an example, small, valid, and one on which it holds; else there is no answer."""

from collections.abc import Iterator, Mapping

import pytest

from acgs.constitution.principle import Json
from acgs.norms.evaluate import Document
from acgs.proof.question import Found, Never, Wanted, find
from acgs.proof.saying import Saying, speaks
from acgs.proof.solve import Answer, Solver
from acgs.proof.verdict import Undecided
from support.norms import DOCUMENT, norm, schema

UNSPELT = "no string was found that answers as a witness would have to"
ANA: Json = {"name": "ana", "age": 41, "tags": []}


@pytest.fixture(scope="module")
def solver() -> Iterator[Solver]:
    with Solver() as running:
        yield running


def asked(solver: Solver, permit: str, *examples: Json, changes: Mapping[str, Json] = {}) -> object:
    """Return the valid input found on which a permit applies, whose condition must be definitely true."""
    meant = norm(effect="permit", when=permit)
    shaped = schema({**DOCUMENT, **changes})
    question = Wanted(speaks(meant), (shaped,), examples)
    answer = find(solver, question)
    return answer.document if isinstance(answer, Found) else answer


def affixes(prefix: str, suffix: str) -> str:
    fit = len(prefix) + len(suffix)
    return f'input.t.startsWith("{prefix}") && input.t.endsWith("{suffix}") && size(input.t) < {fit}'


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


def test_a_string_between_others_is_found(solver: Solver) -> None:
    def between(condition: str) -> Json:
        found = asked(solver, condition, {})
        return found["s"] if isinstance(found, dict) else str(found)

    assert between('"a" < input.s && input.s < "b"') == "aa"
    assert between('input.s > "zzz"') == "{"
    assert between('input.s > "a" && input.s < "aa"') == "a`a"
    assert between('"a" < input.s && input.s < "a\\u0002"') == "a\u0001a"
    assert between('input.s > "az" && input.s < "bb" && size(input.s) == 1') == "b"
    assert between('input.s < "a"') == between('input.s < "\\u0001"') == ""


@pytest.mark.parametrize(
    "condition",
    [
        '"a" < input.s && input.s < "a\\u0001"',
        'input.s > "b" && input.s < "c" && size(input.s) == 1',
        'input.s > "b" && input.s < "c" && input.s.startsWith("a")',
    ],
)
def test_where_no_string_lies_between_there_is_no_answer(solver: Solver, condition: str) -> None:
    """Codes are not letters: Z3 knows no reason, so nobody says `Never`, and no string is made up."""
    assert asked(solver, condition, {}) == Undecided(UNSPELT)


def test_after_so_many_lessons_there_is_no_answer(solver: Solver) -> None:
    """Each length at which both do not fit is a lesson, of which Z3 takes twelve, and not twenty."""
    a, b = "a" * 20, "b" * 20

    assert asked(solver, affixes(a[:12], b[:12]), {}) == Never()
    assert asked(solver, affixes(a, b), {}) == Undecided(UNSPELT)


def test_a_bool_stays_as_it_is_in_the_example(solver: Solver) -> None:
    assert asked(solver, "input.n > 5 && !input.yes", {"n": 1, "yes": False}) == {"n": 6, "yes": False}


def test_elements_that_nobody_looks_at_are_filled_in(solver: Solver) -> None:
    """Of a list 64 elements are looked at."""
    found = asked(solver, "size(input.many) > 65", {"many": [1, 2]})

    assert found == {"many": [1, 2, *[0] * 64]}


def test_a_string_that_nobody_can_read_is_found_where_no_other_will_do(solver: Solver) -> None:
    meant = norm(when="has(input.s)", unless='input.s == "a" || input.s != "a"')
    question = Wanted(speaks(meant), (schema(),), ({"s": "b"},))

    assert find(solver, question) == Found({"s": "\0"})


def test_a_string_of_a_list_is_like_those_of_the_examples(solver: Solver) -> None:
    items: Json = {"type": "array", "maxItems": 2, "items": {"type": "string", "pattern": "^[0-9a-f]{8}$"}}
    changes: dict[str, Json] = {"properties": {**DOCUMENT["properties"], "names": items}}

    found = asked(solver, "input.names[1] != input.names[0]", {"names": ["0000beef"]}, changes=changes)

    assert found == {"names": ["0000beef", "0000beea"]}


def test_a_pattern_beside_a_length_is_answered_by_a_string_as_long_as_those_of_the_examples(solver: Solver) -> None:
    digest: Json = {"type": "string", "pattern": "^sha-[0-9a-f]{2}$", "maxLength": 40}
    changes: dict[str, Json] = {"properties": {**DOCUMENT["properties"], "t": digest}}

    found = asked(solver, 'input.t != "sha-0f"', {"t": "sha-0f"}, changes=changes)

    assert isinstance(found, dict)
    assert len(str(found["t"])) == 6


def test_a_rule_of_the_schema_that_is_not_read_makes_no_wrong_answer(solver: Solver) -> None:
    found = asked(solver, "input.yes", {}, changes={"not": {"required": ["yes"]}})

    assert isinstance(found, Undecided)
    assert "not valid" in found.reason


def test_a_meaning_that_z3_and_the_evaluator_see_differently_is_no_answer(solver: Solver) -> None:
    meant = norm(when="input.yes")

    def never(_: Document) -> bool:
        return False

    answer = find(solver, Wanted(Saying(lambda m: m.bites(meant), never), (), ({},)))

    assert answer == Undecided("the input that was found does not reproduce: a defect of ACGS")


class _Dying(Solver):
    """Its child is gone as soon as it has found something, as when memory runs out then."""

    def load(self, text: str) -> Answer:
        answer = super().load(text)
        assert self._child is not None
        self._child.kill()
        return answer


def test_a_solver_that_ends_on_the_way_to_an_input_has_no_answer() -> None:
    with _Dying() as solver:
        assert asked(solver, "input.n > 5", {}) == Undecided("memory", is_stable=False)


def test_the_same_question_finds_the_same_input_whatever_was_asked_before(solver: Solver) -> None:
    condition = 'input.people.exists(p, p.name != input.s && p.age > 3) && input.t < "m"'
    with Solver() as fresh:
        first = asked(fresh, condition, {"s": "ana"})
    asked(solver, "input.people.exists(p, p.age % 7 == 3)", {})

    assert asked(solver, condition, {"s": "ana"}) == first
