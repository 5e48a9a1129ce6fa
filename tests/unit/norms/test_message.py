"""Messages: places, braces, and what they never tell."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from acgs.constitution.principle import Json
from acgs.norms.evaluate import ABSENT, Document
from acgs.norms.message import read_message, render
from acgs.norms.refusal import Refused
from support.norms import TYPES


def shown(text: str, document: Document) -> str:
    return render(read_message(TYPES, text), document)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (5, "5"),
        (-(2**63), "-9223372036854775808"),
        (Decimal("1.0"), "1"),
        (Decimal("1E+2"), "100"),
        (2**63, "‹mistyped›"),
        ("5", "‹mistyped›"),
        (True, "‹mistyped›"),
        (None, "‹mistyped›"),
    ],
)
def test_integers_are_shown_in_decimal(value: Json, text: str) -> None:
    assert shown("<{input.n}>", {"n": value}) == f"<{text}>"


def test_strings_are_shown_as_they_are_and_booleans_in_words() -> None:
    assert shown("{input.s} {input.yes}", {"s": "{input.n}\n", "yes": True}) == "{input.n}\n true"
    assert shown("{input.yes}", {"yes": False}) == "false"
    assert shown("{input.at}", {"at": "no date"}) == "no date"


@pytest.mark.parametrize("document", [{"m": 5}, {"m": "x"}, {}, ABSENT, None])
def test_a_place_that_is_not_loggable_is_withheld_whatever_it_holds(document: Document) -> None:
    assert shown("{input.m}", document) == "‹withheld›"


def test_what_is_loggable_says_nothing_of_what_is_in_it() -> None:
    document: Json = {"who": {"name": "ann"}, "names": ["bo"]}

    assert shown("{input.who.name} {input.names[0]}", document) == "‹withheld› ‹withheld›"


@pytest.mark.parametrize("document", [{}, ABSENT, None, [], 5])
def test_a_missing_place_or_one_below_a_missing_or_mistyped_parent_is_missing(document: Document) -> None:
    assert shown("{input.n}", document) == "‹missing›"


@settings(deadline=None)
@given(st.text())
def test_doubled_braces_are_braces(text: str) -> None:
    written = text.replace("{", "{{").replace("}", "}}")

    assert shown(written, {}) == text


def test_braces_and_places_stand_side_by_side() -> None:
    assert shown("{{{input.n}}}{{}}", {"n": 1}) == "{1}{}"


def test_a_key_may_hold_a_brace() -> None:
    assert shown('{input.labels["}"]}', {"labels": {"}": "x"}}) == "‹withheld›"


@pytest.mark.parametrize(
    ("text", "code", "at"),
    [
        ("a } b", "message-brace", (1, 3)),
        ("a {", "message-brace", (1, 3)),
        ("a {input.n", "message-brace", (1, 3)),
        ("{}", "cel-syntax", (1, 2)),
        ("ab {input.nn}", "unknown-field", (1, 10)),
        ("a\nb {input.nn}", "unknown-field", (2, 9)),
        ("a {input\n .nn}", "unknown-field", (2, 2)),
        ("{input.n + 1}", "message-place", (1, 2)),
        ("{1}", "message-place", (1, 2)),
        ("{timestamp(input.at)}", "message-place", (1, 2)),
        ("{input.who}", "cel-object", (1, 7)),
        ("{input.names}", "cel-list", (1, 7)),
    ],
)
def test_a_brace_or_a_place_that_is_none_is_refused_where_it_stands(text: str, code: str, at: tuple[int, int]) -> None:
    with pytest.raises(Refused) as refused:
        read_message(TYPES, text)

    assert [(refusal.code, refusal.at) for refusal in refused.value.refusals] == [(code, at)]
