"""The strict form of timestamps."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from acgs.norms.instant import nanoseconds

_ZONES = st.integers(-1439, 1439).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@settings(deadline=None)
@given(st.datetimes(datetime(1678, 1, 2), datetime(2261, 12, 30), timezones=_ZONES))  # noqa: DTZ001 - zones are drawn
def test_an_instant_is_what_the_calendar_says(at: datetime) -> None:
    since = at - datetime(1970, 1, 1, tzinfo=UTC)
    microseconds = (since.days * 86_400 + since.seconds) * 10**6 + since.microseconds

    assert nanoseconds(at.isoformat()) == microseconds * 1000


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1970-01-01T00:00:00Z", 0),
        ("1970-01-01T00:00:00.000000001Z", 1),
        ("1970-01-01T01:00:00.1+01:00", 100_000_000),
        ("1969-12-31T23:59:59-00:00", -(10**9)),
        ("2262-01-01T00:59:59+01:00", None),
        ("2261-12-31T23:59:59.999999999-23:59", 9_214_732_739_999_999_999),
        ("1678-01-01T00:00:00+23:59", -9_214_646_340 * 10**9),
        ("2024-02-29T00:00:00Z", 1_709_164_800 * 10**9),
    ],
)
def test_fractions_offsets_and_the_first_and_last_year(text: str, found: int | None) -> None:
    assert nanoseconds(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-01-01",
        "2026-01-01t00:00:00Z",
        "2026-01-01 00:00:00Z",
        "2026-01-01T00:00:00z",
        "2026-01-01T00:00:00",
        " 2026-01-01T00:00:00Z",
        "2026-01-01T00:00:00Z\n",
        "2026-01-01T23:59:60Z",
        "2026-01-01T24:00:00Z",
        "2026-01-01T00:60:00Z",
        "2026-02-29T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-00-01T00:00:00Z",
        "1677-12-31T23:59:59Z",
        "2262-01-01T00:00:00Z",
        "2026-01-01T00:00:00+24:00",
        "2026-01-01T00:00:00+00:60",
        "2026-01-01T00:00:00+0100",
        "2026-01-01T00:00:00+01",
        "2026-01-01T0:00:00Z",
        "2026-01-01T00:00:00.Z",
        "2026-01-01T00:00:00,5Z",
        "2026-01-01T00:00:00.1234567890Z",
        "２026-01-01T00:00:00Z",
        "٢026-01-01T00:00:00Z",
    ],
)
def test_anything_else_is_none(text: str) -> None:
    assert nanoseconds(text) is None
