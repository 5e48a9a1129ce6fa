"""Numbers, strings and lists: what has its type, and what is mistyped."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from acgs.constitution.principle import Json
from acgs.constitution.schema import Kind, Listing, Record, Scalar, Shape, Table
from acgs.norms.condition import INT_MAX, INT_MIN
from acgs.norms.places import Lack, admit, integer

INTEGER, STRING, BOOLEAN = Scalar(Kind.INTEGER), Scalar(Kind.STRING), Scalar(Kind.BOOLEAN)


@settings(deadline=None)
@given(st.integers(INT_MIN, INT_MAX), st.integers(0, 30))
def test_an_integer_is_found_in_every_spelling(number: int, zeros: int) -> None:
    spelt = Decimal(f"{number}{'0' * zeros}E-{zeros}")

    assert (integer(number), integer(spelt)) == (number, number)


@pytest.mark.parametrize(
    "text", ["9223372036854775808", "-9223372036854775809", "0.5", "1E+999999999", "1E-999", "9223372036854775807.5"]
)
def test_every_other_number_is_none(text: str) -> None:
    assert integer(Decimal(text)) is None


@pytest.mark.parametrize("text", ["0E+999999999", "-0", "0.000", "1E-646456994", "-5E-999999999"])
def test_zero_has_many_spellings_one_of_them_is_what_opa_underflows(text: str) -> None:
    assert integer(Decimal(text)) == 0


@pytest.mark.parametrize(
    ("shape", "value"),
    [
        (BOOLEAN, 1),
        (BOOLEAN, "true"),
        (INTEGER, True),
        (INTEGER, "1"),
        (STRING, 1),
        (STRING, "\0"),
        (STRING, ["a"]),
        (Listing(STRING, 1), ["a", "b"]),
        (Listing(STRING, 1), {"0": "a"}),
        (Listing(STRING, 1), "a"),
        (Table(STRING), ["a"]),
        (Record({}), [["a", 1]]),
        *((shape, None) for shape in (BOOLEAN, INTEGER, STRING, Listing(STRING, 1), Table(STRING), Record({}))),
    ],
)
def test_what_is_of_another_type_is_mistyped(shape: Shape, value: Json) -> None:
    assert admit(value, shape) is Lack.MISTYPED


@pytest.mark.parametrize(
    ("shape", "value"),
    [(BOOLEAN, False), (STRING, ""), (STRING, "\U0010ffff"), (Listing(STRING, 1), [5]), (Table(INTEGER), {"a": "x"})],
)
def test_a_list_or_a_map_has_its_type_whatever_is_in_it(shape: Shape, value: Json) -> None:
    assert admit(value, shape) == value
