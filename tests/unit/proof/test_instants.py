"""Points in time are written as the one form reads them back."""

from hypothesis import given
from hypothesis import strategies as st

from acgs.norms.instant import nanoseconds
from acgs.proof.spelling import FIRST_NS, LAST_NS, written


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
