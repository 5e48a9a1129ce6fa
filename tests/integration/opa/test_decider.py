"""The kept child: exact numbers, undefined apart from values, and an end."""

import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from acgs.constitution.principle import Json
from acgs.errors import Invalid, Unavailable, Undecided
from acgs.norms.places import ABSENT
from acgs.rego.decide import CONFLICT, UNDEFINED, Decider
from acgs.rego.opa import find_opa

OPA = find_opa()
MODULE = b"""package a

echo := input.x

all := input

fact := data.facts.x

both := [data.facts.x, now_ns, input.x]

now_ns := time.now_ns()

torn := 1 if input.x == 1

torn := 2 if input.y == 1

tearing := 1

tearing := 2 if not input

slow if {
	some i in numbers.range(1, 100000000)
	i == input.x
}
"""


@pytest.fixture(scope="module")
def decider() -> Iterator[Decider]:
    with Decider(OPA, {"d/a.rego": MODULE}, {"facts": {"x": Decimal("1.10")}}) as child:
        yield child


@pytest.mark.parametrize(
    "value",
    [
        1,
        2**63,
        10**40,
        Decimal("1.0"),
        Decimal("1E+2"),
        Decimal("0.1000"),
        Decimal("1E-400"),
        Decimal("-0.0"),
        None,
        False,
        [],
        {},
        "\u2028\0\U0001f600",
        "`${x}`",
        {"a": [1, {"b": Decimal("1E+9")}]},
    ],
)
def test_values_come_back_as_they_are_spelt(value: Json, decider: Decider) -> None:
    assert repr(decider.ask("a/echo", {"x": value})) == repr(value)


def test_undefined_is_no_value() -> None:
    with Decider(OPA, {"a.rego": MODULE}) as child:
        assert child.ask_many("a/echo", [{}, {"x": {}}, {"x": None}, [], 5, None, ABSENT, {"x": False}]) == (
            [UNDEFINED, {}, None, UNDEFINED, UNDEFINED, UNDEFINED, UNDEFINED, False]
        )
        assert child.ask("a/none", {}) is UNDEFINED


def test_no_input_is_not_the_input_null(decider: Decider) -> None:
    assert decider.ask_many("a/all", [ABSENT, None, ABSENT, {}]) == [UNDEFINED, None, UNDEFINED, {}]
    assert decider.ask_many("a/fact", [ABSENT, None]) == [Decimal("1.10"), Decimal("1.10")]


def test_data_and_rules_are_replaced_for_one_question(decider: Decider) -> None:
    hostile: Json = {'a"]}': "\n`{{ }}\u2028\0", "n": Decimal("1E+2")}

    assert decider.ask("a/both", {"x": 1}, {"facts": {"x": hostile}, "a/now_ns": 7}) == [hostile, 7, 1]
    assert decider.ask("a/fact", {}) == Decimal("1.10")


def test_many_answers_come_in_the_order_of_the_questions(decider: Decider) -> None:
    documents: list[Json] = [{"x": number} if number % 3 else {} for number in range(1201)]

    assert decider.ask_many("a/echo", documents) == [n if n % 3 else UNDEFINED for n in range(1201)]


def test_several_rules_are_asked_together_each_with_its_answer(decider: Decider) -> None:
    found = decider.ask_all(["a/echo", "a/now_ns", "a/nowhere"], [{"x": 1}, ABSENT], {"a/now_ns": 7})

    assert found == [(1, 7, UNDEFINED), (UNDEFINED, 7, UNDEFINED)]


@pytest.mark.parametrize("first", [0, 7, 499, 500, 1200])
def test_from_a_conflict_of_rules_on_there_is_no_answer_at_that_path(first: int, decider: Decider) -> None:
    documents: list[Json] = [{"x": 1, "y": 1} if n in {first, 1200} else {"x": 1} for n in range(1201)]

    found = decider.ask_all(["a/echo", "a/torn"], documents)

    assert found == [(1, 1)] * first + [(1, CONFLICT)] * (1201 - first)


def test_without_an_input_rules_conflict_too(decider: Decider) -> None:
    assert decider.ask_many("a/tearing", [{}, ABSENT, {}]) == [1, CONFLICT, CONFLICT]


def test_another_error_of_opa_is_no_conflict(decider: Decider) -> None:
    with pytest.raises(Undecided) as refusal:
        decider.ask("a/echo", {}, {"a/now_ns/deeper": 1})
    assert refusal.value.code == "opa-error"


def test_what_opa_check_refuses_is_not_run() -> None:
    with pytest.raises(Invalid) as refusal, Decider(OPA, {"d/a.rego": b'package a\n\nx := http.send({"url": "x"})\n'}):
        pass
    assert [(fault.file, fault.line) for fault in refusal.value.faults] == [("d/a.rego", 3)]


def test_a_question_that_takes_too_long_is_overdue_and_the_child_still_ends() -> None:
    start = time.monotonic()
    with Decider(OPA, {"a.rego": MODULE}, timeout_s=2.0) as child:
        pid = child._child.pid
        with pytest.raises(Unavailable) as refusal:
            child.ask("a/slow", {"x": 0})

    assert refusal.value.code == "opa-overdue"
    assert time.monotonic() - start < 20
    assert not Path(f"/proc/{pid}").exists()


def test_a_child_that_died_is_said() -> None:
    with Decider(OPA, {"a.rego": MODULE}) as child:
        child._child.kill()
        child._child.wait()
        with pytest.raises(Unavailable) as refusal:
            child.ask("a/echo", {"x": 1})
    assert refusal.value.code == "opa-died"


def test_data_that_opa_cannot_load_is_said() -> None:
    with pytest.raises(Unavailable) as refusal, Decider(OPA, {"a.rego": MODULE}, {"a": 1}):
        pass
    assert refusal.value.code in {"opa-died", "opa-overdue"}
