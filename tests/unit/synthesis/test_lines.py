import pytest

from acgs.synthesis.lines import cost, lines_of, text_guard

LOW, HIGH = "x >= -9223372036854775808", "x <= 9223372036854775807"


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ((), ["true"]),
        (("a", "b", "a"), ["a", "b"]),
        ((LOW, HIGH, "x > 5"), [HIGH, "x > 5"]),
        ((LOW, HIGH, "x > 5", "x <= 9"), ["x > 5", "x <= 9"]),
        ((LOW, HIGH, "x >= 9223372036854775807"), [HIGH, "x >= 9223372036854775807"]),
        ((LOW, HIGH, "x > -9223372036854775808", "y > 5"), [HIGH, "x > -9223372036854775808", "y > 5"]),
        ((LOW, HIGH, "x < y"), [LOW, HIGH, "x < y"]),
    ],
)
def test_an_end_of_int64_stands_only_where_no_nearer_bound_does(body: tuple[str, ...], lines: list[str]) -> None:
    assert lines_of(body).split("\n") == lines


def test_guards_of_texts_come_last_and_several_as_one() -> None:
    first, second = text_guard("input.a"), text_guard("a_0")

    assert lines_of((first, "z")).split("\n") == ["z", first]
    assert lines_of((first, second, "z")).split("\n") == [
        "z",
        'texts := concat("", [input.a, a_0])',
        'not contains(texts, "\\u0000")',
    ]


EVERY = "every x_0 in input.l {\n\tx_0.n > input.n\n\tx_0.n < input.n\n}"


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        (("f(input.a)", "g(input.a)"), ["v1 := input.a", "f(v1)", "g(v1)"]),
        (("f(input.a)", "g(input.a.b)"), ["f(input.a)", "g(input.a.b)"]),
        (("v1 := f(input.a)", "g(input.a)"), ["v2 := input.a", "v1 := f(v2)", "g(v2)"]),
        (("f(x_0.a)", "g(x_0.a)"), ["v1 := x_0.a", "f(v1)", "g(v1)"]),
        (("f(input.a)", 'input.a == "x"'), ["f(input.a)", 'input.a == "x"']),
        (("f(input.a)", "g(input.a)", 'input.a == "x"'), ["v1 := input.a", "f(v1)", "g(v1)", 'input.a == "x"']),
        (("f(input.a)", "some x_0 in input.a"), ["f(input.a)", "some x_0 in input.a"]),
        (("f(input.a)", 'g("input.a")'), ["f(input.a)", 'g("input.a")']),
        (("not f(input.a)", "g(input.a)"), ["not f(input.a)", "v1 := input.a", "g(v1)"]),
        (("not f(input.a)", "not g(input.a)"), ["not f(input.a)", "not g(input.a)"]),
        (
            ("v1 := [f(input.a) | some x_0 in input.l]", "g(input.a)"),
            ["v1 := [f(input.a) | some x_0 in input.l]", "v2 := input.a", "g(v2)"],
        ),
        ((EVERY,), EVERY.split("\n")),
        (
            ("some x_0 in input.m", "f(x_0.n)", "g(x_0.n)", EVERY),
            ["some x_0 in input.m", "v1 := x_0.n", "f(v1)", "g(v1)", *EVERY.split("\n")],
        ),
        (
            ("f(input.l)", EVERY, "g(input.n)"),
            [
                *("v1 := input.l", "f(v1)", "every x_0 in v1 {", "\tx_0.n > input.n", "\tx_0.n < input.n", "}"),
                *("v2 := input.n", "g(v2)"),
            ],
        ),
    ],
)
def test_what_calls_read_repeatedly_has_a_name_where_it_cannot_be_missing(
    body: tuple[str, ...], lines: list[str]
) -> None:
    assert lines_of(body).split("\n") == lines


def test_the_lines_within_a_line_cost_too() -> None:
    assert cost(("a", EVERY)) == 5
