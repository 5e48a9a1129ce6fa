"""Timestamps in the one form that CEL, OPA and Z3 read alike (source: the measurements behind design §3)."""

import re
from datetime import date, time
from typing import Final

_FORM: Final = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]{1,9}))?(?:Z|([+-])([0-9]{2}):([0-9]{2}))"
)
_EPOCH: Final = date(1970, 1, 1).toordinal()
_FIRST_YEAR, _LAST_YEAR = 1678, 2261  # the whole years of int64 nanoseconds, as written


def nanoseconds(text: str) -> int | None:
    """Return the nanoseconds since the Unix epoch that `text` names, or None if it is not in the strict form."""
    form = _FORM.fullmatch(text)
    if form is None:
        return None
    year, month, day, hour, minute, second = map(int, form.groups()[:6])
    ahead_hour, ahead_minute = int(form[9] or 0), int(form[10] or 0)
    try:
        days = date(year, month, day).toordinal() - _EPOCH
        time(hour, minute, second), time(ahead_hour, ahead_minute)
    except ValueError:  # no such day or time
        return None
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    ahead = (ahead_hour * 60 + ahead_minute) * (-1 if form[8] == "-" else 1)
    whole = ((days * 24 + hour) * 60 + minute - ahead) * 60 + second
    return whole * 10**9 + int((form[7] or "").ljust(9, "0"))
