"""Points in time, written for a witness."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Final

_SECOND: Final = 10**9
_DAY: Final = 86_400 * _SECOND
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)

FIRST_NS: Final = (datetime(1678, 1, 1, tzinfo=UTC) - _EPOCH).days * _DAY - _DAY
LAST_NS: Final = (datetime(2262, 1, 1, tzinfo=UTC) - _EPOCH).days * _DAY + _DAY
"""The years 1678 to 2261 as written, widened by a day for the offset: bounds, not what is admitted."""


def written(nanoseconds: int) -> Iterator[str]:
    """Yield spellings of one instant, the plainest first; not each is admitted at the ends of the range."""
    seconds, rest = divmod(nanoseconds, _SECOND)
    for hours in (0, 1, -1, 23, -23):
        local = (_EPOCH + timedelta(seconds=seconds, hours=hours)).strftime("%Y-%m-%dT%H:%M:%S")
        fraction = f".{rest:09}".rstrip("0") if rest else ""
        zones = ("Z", "+00:00", "-00:00") if hours == 0 else (f"{hours:+03}:00",)
        for zone in zones:
            yield f"{local}{fraction}{zone}"
            yield from (f"{local}{fraction or '.'}{'0' * pad}{zone}" for pad in range(1, 10 - max(len(fraction), 1)))
