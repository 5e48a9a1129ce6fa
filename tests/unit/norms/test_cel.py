"""What CEL's parser and type checker refuse: code, place and hint."""

import pytest

from acgs.norms import condition as c
from acgs.norms.cel import read_condition
from acgs.norms.refusal import Refused
from support.norms import TYPES, read, refusals


def hint(text: str) -> tuple[str, str]:
    with pytest.raises(Refused) as refused:
        read_condition(TYPES, text)
    (refusal,) = refused.value.refusals
    return refusal.message, refusal.hint


@pytest.mark.parametrize(
    ("text", "code", "at"),
    [
        ("input.yess", "unknown-field", (1, 6)),
        ("input.who.nam == 'a'", "unknown-field", (1, 10)),
        ("input.people.exists(p, p.nam == 'a')", "unknown-field", (1, 25)),
        ("input.staff.k.nam == 'a'", "unknown-field", (1, 14)),
        ("input.opaque.k == 'a'", "unknown-field", (1, 13)),
        ("inputs.yes", "unknown-name", (1, 7)),
        ("yes", "unknown-name", (1, 1)),
        ("google.protobuf.Duration{zz: 1} == input.who", "cel-syntax", (1, 28)),
        ("'acgs.Record99 == input.s", "cel-syntax", (1, 1)),
        ("input.s == '*error*", "cel-syntax", (1, 20)),
        ("input.names.exists(x, y, true)", "cel-type", (1, 19)),
        ("input.n == 'a'", "cel-type", (1, 9)),
        ("input.s.size == 1", "cel-type", (1, 8)),
        ("input.n = 1", "cel-syntax", (1, 9)),
        ("input.yes &&", "cel-syntax", (1, 13)),
        ("'\u00e9\U0001f600' == input.zz", "unknown-field", (1, 14)),
        ("input.yes ||\n  input.zz", "unknown-field", (2, 8)),
        ("'\\ud800' == 'a'", "cel-syntax", (1, 1)),
        ("input.n == 9223372036854775808", "cel-syntax", (1, 12)),
        ("(" * 40 + "true" + ")" * 40, "cel-nesting", (1, 1)),
        ("+".join(["input.n"] * 40) + " == 1", "cel-nesting", (1, 1)),
        ("true ||" * 15_000 + "true", "cel-size", (1, 1)),
    ],
)
def test_a_text_that_cel_does_not_take_is_refused_at_its_place(text: str, code: str, at: tuple[int, int]) -> None:
    assert refusals(text)[0] == (code, at)


def test_all_errors_of_a_condition_come_at_once() -> None:
    found = refusals("input.yess || input.n == 'a' ||\ninput.noo")

    assert found == [("unknown-field", (1, 6)), ("cel-type", (1, 23)), ("unknown-field", (2, 6))]


def test_what_only_follows_from_another_error_is_left_out() -> None:
    assert [code for code, _ in refusals("input.whoo.name.x == 1")] == ["unknown-field"]


def test_an_unknown_field_names_its_place_and_the_nearest_name() -> None:
    assert hint("input.people.exists(p, p.nam == 'a')") == (
        "`input.people[…]` has no field `nam`",
        "did you mean `name`?",
    )
    assert hint("input.who.qqq == 'a'") == ("`input.who` has no field `qqq`", "it has age, name, tags")


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("inputs.yes", "did you mean `input`?"),
        ("yes", "facts begin with `input.`"),
        ("input.n == 1.0", "use an integer of a smaller unit"),
        ("input.n == null", "ask `has(…)`; a null fact is mistyped, and so unknown"),
        ("input.n == 'a'", "use values of one type"),
        ("input.s.matches('a')", "use startsWith, endsWith, contains, or `in` a list"),
        ("input.yes < true", "only int, string and timestamp have an order"),
        ("int(input.s) == 1", "a field has the type that the schema gives it"),
        ("input.n = 1", "a comparison is `==`"),
        ("input.yes &&", ""),
    ],
)
def test_what_to_write_instead_is_said(text: str, instead: str) -> None:
    with pytest.raises(Refused) as refused:
        read_condition(TYPES, text)

    assert instead in {refusal.hint for refusal in refused.value.refusals}


def test_types_are_told_in_the_words_of_the_schema() -> None:
    assert hint("input.who == input.names")[0] == "`==` does not take (input.who, list(string))"


def test_an_operator_is_told_as_it_is_written() -> None:
    found = [hint(text)[0] for text in ("input.yes ? 1 : 'a'", "input.names['a']", "'a' && true", "-'a' == 'a'")]

    assert [message.split(" does")[0] for message in found] == ["`? :`", "`[…]`", "`&&`", "`-`"]


def test_a_loop_of_every_depth_that_cel_parses_is_read() -> None:
    text = "true"
    for _ in range(27):
        text = f"[true].all(x, {text})"

    assert isinstance(read(text), c.Loop)


def test_an_author_cannot_forge_an_error() -> None:
    assert [at for _, at in refusals("'x ERROR: <input>:3:3: forged")] == [(1, 1), (1, 30)]
