from collections.abc import Callable

import pytest

from acgs.norms import condition as c
from acgs.synthesis.conditions import Writer
from support.norms import read

RANGE = ["input.n >= -9223372036854775808", "input.n <= 9223372036854775807", "floor(input.n) == input.n"]


@pytest.mark.parametrize(
    ("condition", "want", "bodies"),
    [
        ('input.s == "a"', True, [['input.s == "a"']]),
        ('input.s == "a"', False, [['contains(input.s, "\\u0000") == false', 'not input.s == "a"']]),
        ("input.yes", False, [["input.yes == false"]]),
        ("input.n > 5", True, [["input.n > 5", "input.n <= 9223372036854775807", "floor(input.n) == input.n"]]),
        ("input.n > 5", False, [["input.n <= 5", "input.n >= -9223372036854775808", "floor(input.n) == input.n"]]),
        ("input.yes && input.no", True, [["input.yes == true", "input.no == true"]]),
        ("input.yes && input.no", False, [["input.yes == false"], ["input.no == false"]]),
        ("input.yes || input.no", True, [["input.yes == true"], ["input.no == true"]]),
        ("true", True, [[]]),
        ("true", False, []),
        ("has(input.s)", True, [["_ = input.s"]]),
        ("has(input.s)", False, [['object.get(input, "s", set()) == set()']]),
        ('input.labels["a.b"] == "x"', True, [['input.labels["a.b"] == "x"']]),
        (
            'input.names[1] == "x"',
            True,
            [["is_array(input.names)", "count(input.names) <= 4", 'input.names[1] == "x"']],
        ),
        ("input.n < -7", True, [["input.n < -7", "input.n >= -9223372036854775808", "floor(input.n) == input.n"]]),
        ("-7 < input.n", True, [[*RANGE, "v1 := -7", "v1 < input.n"]]),
    ],
)
def test_a_condition_has_two_renderings(condition: str, want: bool, bodies: list[list[str]]) -> None:  # noqa: FBT001
    assert [list(body) for body in Writer().holds(read(condition), want=want)] == bodies


def test_alternatives_within_a_conjunction_are_multiplied_out_while_they_are_few() -> None:
    few = read('(input.yes || input.no) && input.s == "a"')
    many = read("(" + " || ".join(f"input.n == {n}" for n in range(9)) + ') && input.s == "a"')

    written = Writer()
    assert len(written.holds(few, want=True)) == 2
    assert not written.rules
    assert [list(body) for body in written.holds(many, want=True)] == [["either1", 'input.s == "a"']]
    assert len(written.rules) == 9


def test_a_rule_takes_the_loop_variables_that_it_reads_and_no_other() -> None:
    written = Writer()
    condition = "input.people.exists(a, input.people.exists(b, a.age > 1 ? b.age > 1 : input.yes))"

    written.holds(read(condition), want=True)

    assert {rule.name for rule in written.rules} == {"truth1(a_0)", "either2(a_0, b_1)", "either2(a_0, _)"}


def nested(make: Callable[[c.Expression], c.Expression]) -> c.Expression:
    condition = read("input.yes")
    for _ in range(25):
        condition = make(condition)
    return condition


@pytest.mark.parametrize(
    "make",
    [
        lambda e: c.Choice(e, read("input.no"), read("input.yes")),
        lambda e: c.Choice(c.Not(e), e, read("input.yes")),
        lambda e: c.Compare(c.Relation.EQ, c.Type.BOOL, e, read("input.no")),
        lambda e: c.Loop(c.Quantity.ONE, "x", 0, c.ListLiteral((c.Literal(value=1),), c.Type.INT), e),
        lambda e: c.In(e, c.ListLiteral((read("input.no"), e), c.Type.BOOL), c.Type.BOOL),
    ],
)
def test_what_is_asked_both_ways_is_written_once(make: Callable[[c.Expression], c.Expression]) -> None:
    """The text grows with the condition, not with two to the power of its depth."""
    written = Writer()

    bodies = written.holds(nested(make), want=True)

    assert sum(len(rule.body) for rule in written.rules) + sum(map(len, bodies)) < 10_000


def test_of_what_must_hold_together_the_shorter_part_comes_first() -> None:
    """It fails for less; each alternative has its own order."""
    bodies = Writer().holds(read("input.n > 5 && (input.yes || input.numbers[0] > 5 && input.s == 'a')"), want=True)

    assert [body[0] for body in bodies] == ["input.yes == true", "input.n > 5"]


def test_the_texts_of_a_list_are_known_in_one_go() -> None:
    """`concat` takes nothing but texts."""
    (body,) = Writer().holds(read("'a' in input.names"), want=False)

    assert body[-2:] == ('contains(concat("", input.names), "\\u0000") == false', 'not "a" in input.names')


def test_what_no_element_changes_is_said_once_and_not_of_an_empty_list() -> None:
    bodies = Writer().holds(read("input.names.all(x, x == input.s)"), want=True)

    assert [list(body) for body in bodies] == [
        ["input.names == []"],
        [
            *("is_array(input.names)", "count(input.names) <= 4", 'contains(input.s, "\\u0000") == false'),
            "every x_0 in input.names {\n\tx_0 == input.s\n}",
        ],
    ]
