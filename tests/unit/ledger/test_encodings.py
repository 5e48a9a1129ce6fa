from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from acgs.errors import Untrusted
from acgs.ledger.encodings import LARGEST, read_count, read_ref, read_time, show_time

SECONDS = st.datetimes(datetime(2000, 1, 1), datetime(2261, 12, 31, 23, 59, 59))  # noqa: DTZ001 - made aware below


@settings(deadline=None)
@given(SECONDS)
def test_a_second_is_read_as_it_is_shown(naive: datetime) -> None:
    time = naive.replace(microsecond=0, tzinfo=UTC)

    assert read_time(show_time(time)) == time


@pytest.mark.parametrize(
    "text",
    [
        "1999-12-31T23:59:59Z",
        "2262-01-01T00:00:00Z",
        "2026-02-29T00:00:00Z",
        "2026-12-31T23:59:60Z",
        "2026-06-01T24:00:00Z",
        "2026-06-01t12:00:00z",
        "2026-06-01T12:00:00+00:00",
        "2026-06-01T12:00:00.0Z",
        "2026-6-1T12:00:00Z",
        "2026-06-01T12:00:00Z\n",
        "２026-06-01T12:00:00Z",
        "",
    ],
)
def test_another_spelling_of_a_time_is_refused(text: str) -> None:
    with pytest.raises(Untrusted):
        read_time(text)


@settings(deadline=None)
@given(st.integers(0, LARGEST))
def test_a_number_is_read_as_it_is_written(number: int) -> None:
    assert read_count(str(number)) == number


@pytest.mark.parametrize(
    "text", ["00", "01", "+1", "-1", "1.0", "1e3", " 1", "1\n", "", "٣", str(LARGEST + 1), "9" * 99]
)
def test_another_spelling_of_a_number_is_refused(text: str) -> None:
    with pytest.raises(Untrusted):
        read_count(text)


def test_a_number_below_the_least_is_refused() -> None:
    assert read_count("1", least=1) == 1

    with pytest.raises(Untrusted):
        read_count("0", least=1)


def test_a_branch_is_its_full_name() -> None:
    assert read_ref("refs/heads/feature/a-b_c.d") == "refs/heads/feature/a-b_c.d"

    for text in ("main", "refs/tags/v1", "refs/heads/", "refs/heads/é", "refs/heads/a b"):
        with pytest.raises(Untrusted):
            read_ref(text)
