"""Strings for tests, exactly those that answer, none left out and none too many; and the spellings of an instant."""

from itertools import product
from string import ascii_lowercase, digits

from hypothesis import given, settings
from hypothesis import strategies as st

from acgs.norms.condition import Affix
from acgs.norms.instant import nanoseconds
from acgs.proof.spelling import FIRST_NS, LAST_NS, Test, holds, spell, written

TESTS = st.tuples(st.sampled_from(Affix), st.text("ab", max_size=3))


@settings(max_examples=200, deadline=None)
@given(wanted=st.dictionaries(TESTS, st.booleans(), max_size=4), length=st.one_of(st.none(), st.integers(0, 4)))
def test_strings_that_answer_are_found_iff_there_are_any(wanted: dict[Test, bool], length: int | None) -> None:
    sizes = range(6) if length is None else [length]
    strings = ("".join(letters) for size in sizes for letters in product("abz", repeat=size))
    answering = [text for text in strings if all(holds(test, text) == want for test, want in wanted.items())]

    found, is_all = spell(wanted, length, 3)

    assert all(holds(test, text) == want for text in found for test, want in wanted.items())
    assert len(set(found)) == len(found)
    assert not answering or found
    assert not is_all or set(answering) == set(found)


def test_the_shortest_string_comes_first() -> None:
    assert spell({(Affix.PREFIX, "/srv/"): True, (Affix.SUFFIX, "v/"): True}, None, 1) == (["/srv/"], False)


def test_a_string_that_cannot_be_is_known_to_be_none() -> None:
    assert spell({(Affix.PREFIX, "ab"): True, (Affix.PART, "b"): False}, None, 5) == ([], True)


def test_there_is_always_a_letter_that_no_test_names() -> None:
    """Else strings that are there would be taken for impossible."""
    named = {(Affix.PREFIX, letter): False for letter in (*ascii_lowercase, *digits, "\u4e00", "\u4e01")}

    found, is_all = spell(named, 1, 1)

    assert len(found) == 1
    assert not is_all


def test_a_length_without_room_leaves_none() -> None:
    assert spell({(Affix.PREFIX, "abc"): True, (Affix.SUFFIX, "de"): True}, 4, 5) == ([], True)


@given(st.integers(FIRST_NS, LAST_NS))
def test_what_is_written_is_that_instant_or_not_in_the_form(instant: int) -> None:
    assert {nanoseconds(text) for text in written(instant)} <= {instant, None}


@given(st.integers(FIRST_NS + 2 * 86_400 * 10**9, LAST_NS - 2 * 86_400 * 10**9))
def test_an_instant_within_the_years_can_be_written(instant: int) -> None:
    assert nanoseconds(next(written(instant))) == instant


def test_no_instant_of_the_form_is_out_of_bounds() -> None:
    first, last = nanoseconds("1678-01-01T00:00:00+23:59"), nanoseconds("2261-12-31T23:59:59.999999999-23:59")

    assert first is not None
    assert last is not None
    assert FIRST_NS <= first < last <= LAST_NS
