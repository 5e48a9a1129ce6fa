"""Why a condition is what it is."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from acgs.constitution.principle import Json
from acgs.norms.evaluate import Document, evaluate
from acgs.norms.explain import Part, explain
from acgs.norms.norm import Norm
from support.expressions import Maker
from support.norms import norm


def lines(condition: str, document: Document) -> list[str]:
    """Return each part as `value text ← reason`, indented by its depth."""

    def walk(part: Part, indent: str) -> list[str]:
        reason = f" ← {part.reason}" if part.reason else ""
        return [f"{indent}{part.value} {part.text}{reason}", *(x for p in part.parts for x in walk(p, indent + " "))]

    return walk(explain(norm(when=condition), document)["when"], "")


def test_every_part_has_its_value_and_a_chain_is_one_row() -> None:
    assert lines(
        "input.yes && input.n > 1 && input.s in ['a', input.t]", {"yes": True, "n": Decimal("1.0"), "s": "b"}
    ) == [
        'false input.yes && input.n > 1 && input.s in ["a", input.t]',
        " true input.yes",
        " false input.n > 1",
        "  1 input.n",
        ' unknown input.s in ["a", input.t]',
        '  "b" input.s',
        "  unknown input.t ← input.t is missing: the schema has a string",
    ]


@pytest.mark.parametrize(
    ("condition", "document", "reason"),
    [
        ("input.n == 1", {"n": "1"}, "input.n is mistyped: the schema has an integer of 64 bits"),
        ("input.n == 1", None, "input is mistyped: the schema has an object"),
        ("input.who.age == 1", {}, "input.who is missing: the schema has an object"),
        ("input.who.age == 1", {"who": []}, "input.who is mistyped: the schema has an object"),
        ("input.people[1].age == 1", {"people": [{}]}, "input.people[1] is missing: the schema has an object"),
        ("size(input.names) == 1", {"names": ["a"] * 5}, "input.names is mistyped: the schema has a list of at most 4"),
        ("input.s in input.names", {"s": "a", "names": ["a", 1]}, "input.names[1] is mistyped"),
        ("input.n * 2 == 1", {"n": 2**62}, "leaves the integers of 64 bits"),
        ("timestamp(input.at) < timestamp(input.due)", {"at": "x", "due": "x"}, "not a timestamp in the strict form"),
        ("has(input.who)", [], "input is mistyped: the schema has an object"),
        ("has(input.who.age)", {"who": 5}, "input.who is mistyped: the schema has an object"),
    ],
)
def test_what_is_unknown_names_the_fact_that_makes_it_so(condition: str, document: Json, reason: str) -> None:
    assert any(line.endswith(f"← {reason}") for line in lines(condition, document))


def test_a_long_chain_is_one_row_however_cel_balances_it() -> None:
    found = lines(" && ".join(f"has(input.{name})" for name in "mnmst"), {})

    assert [line for line in found if line.startswith(" false")] == [f" false has(input.{name})" for name in "mnmst"]


def test_a_loop_shows_each_step() -> None:
    assert lines("input.numbers.exists(x, x == 2)", {"numbers": [1, 2]}) == [
        "true input.numbers.exists(x, x == 2)",
        " [1,2] input.numbers",
        " false x = input.numbers[0]: x == 2",
        "  1 x",
        " true x = input.numbers[1]: x == 2",
        "  2 x",
    ]


def test_the_branch_not_taken_is_not_shown() -> None:
    assert lines("input.yes ? input.no : input.n == 1", {"yes": True, "no": False})[1:] == [
        " true input.yes",
        " false input.no",
    ]


@settings(deadline=None)
@given(st.integers(0, 10**6))
def test_the_whole_of_an_explanation_is_what_the_evaluator_says(seed: int) -> None:
    maker, principle = Maker(seed), norm().principle
    condition, document = maker.condition(2), maker.document()

    part = explain(Norm(principle, condition, None, None, ()), document)["when"]

    assert part.value == evaluate(condition, document).value
