import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acgs.constitution.document import MAX_DEPTH, places, read_json, write_json
from acgs.constitution.principle import Json

NUMBERS = st.integers() | st.decimals(allow_nan=False, allow_infinity=False).filter(lambda d: abs(d.adjusted()) < 9_000)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
VALUES: st.SearchStrategy[Json] = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXTS,
    lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner),
    max_leaves=20,
)


@given(VALUES)
def test_what_is_written_is_read_back(value: Json) -> None:
    assert read_json(write_json(value), strict=True) == value


@given(VALUES)
def test_the_standard_library_reads_the_same_but_for_exactness(value: Json) -> None:
    assert json.loads(write_json(value), parse_float=Decimal) == value


def test_numbers_are_exact_and_integers_are_int() -> None:
    value = read_json(b"[9007199254740993, 0.1, 1.0, 1e2, -0]", strict=True)

    assert value == [9007199254740993, Decimal("0.1"), Decimal("1.0"), Decimal("1E+2"), 0]
    assert isinstance(value, list)
    assert [type(number) for number in value] == [int, Decimal, Decimal, Decimal, int]


@pytest.mark.parametrize(
    ("data", "value"),
    [
        (b'{"a": 1, "a": 2}', {"a": 2}),
        (rb'"\ud800"', "\ufffd"),
        (rb'"\ude00\ud83d"', "\ufffd\ufffd"),
        (rb'"\ud83d\ude00"', "\U0001f600"),
        (rb'"\\ud800"', r"\ud800"),
        (rb'{"\ud800": 1, "\udfff": 2}', {"\ufffd": 2}),
        (b'"\xff\xfe"', "\ufffd\ufffd"),
        (b'"\xed\xa0\x80"', "\ufffd\ufffd\ufffd"),
        (b'"\xe2\x82z"', "\ufffd\ufffdz"),
        (b"1e-646456995", 0),
    ],
)
def test_leniently_read_is_as_opa_reads(data: bytes, value: Json) -> None:
    assert read_json(data, strict=False) == value


@pytest.mark.parametrize(
    "data",
    [b'{"a": 1, "a": 2}', b'[{"b": {"a": 1, "a": 1}}]', rb'"\ud800"', rb'"\ude00\ud83d"', b'"\xff"', b'"\xed\xa0\x80"'],
)
def test_strictly_read_nothing_is_mended(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_json(data, strict=True)


@pytest.mark.parametrize(
    "data",
    [
        *(b"NaN", b"[Infinity]", b"-Infinity", b"", b"01", b"1.", b"[1,]", b"1 2", b"'a'", b'"\t"', b"\xef\xbb\xbf1"),
        *(
            b'"\\uD8"',
            b'"\\uD8\xc3\xa9"',
            b"1e30104",
            b"1e-30104",
            b"1e99999999999",
            b"0e99999999999",
            b"1e" + b"9" * 5000,
        ),
        *(b"1" * 30_001, b"[" * 100_000, b"[" * 999 + b"]" * 999),
    ],
)
@pytest.mark.parametrize("strict", [True, False])
def test_what_is_no_json_for_opa_is_refused(data: bytes, *, strict: bool) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_json(data, strict=strict)


@pytest.mark.parametrize(
    ("opening", "closing", "most"),
    [(b"[", b"]", MAX_DEPTH), (b'{"a": ', b"}", MAX_DEPTH), (b'[{"a": ', b"}]", MAX_DEPTH // 2)],
)
def test_depth_is_bounded(opening: bytes, closing: bytes, most: int) -> None:
    assert read_json(opening * most + b"1" + closing * most, strict=True)
    with pytest.raises(ValueError, match="deeper"):
        read_json(opening * (most + 1) + b"1" + closing * (most + 1), strict=True)


def test_an_exponent_is_as_large_as_opa_reads_it() -> None:
    assert read_json(b"[0e2147483648, 1e-2147483648]", strict=True) == [0, 0]
    for number in (b"0e2147483649", b"1e-2147483649"):
        with pytest.raises(ValueError, match="exponent"):
            read_json(number, strict=True)


def test_long_numbers_are_exact_and_can_be_printed() -> None:
    digits = "7" * 29_000

    value = read_json(digits.encode(), strict=True)

    assert str(value) == digits
    assert write_json([value]) == f"[{digits}]".encode()


def test_a_fault_has_its_place() -> None:
    with pytest.raises(json.JSONDecodeError, match="duplicate key 'a'") as refusal:
        read_json(b'{"a": {"b": 1},\n "c": 2, "a": 3}', strict=True)

    assert (refusal.value.lineno, refusal.value.colno) == (2, 10)


@given(VALUES)
def test_each_value_has_one_place(value: Json) -> None:
    def paths(value: Json, path: tuple[str | int, ...]) -> list[tuple[str | int, ...]]:
        members = enumerate(value) if isinstance(value, list) else value.items() if isinstance(value, dict) else ()
        return [path, *(inner for step, member in members for inner in paths(member, (*path, step)))]

    found = [path for path, _ in places(write_json(value).decode())]

    assert sorted(map(repr, [*found, *([()] if () not in found else [])])) == sorted(map(repr, paths(value, ())))
