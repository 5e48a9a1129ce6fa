"""The words of ledger-format §1: times, counts and refs, each with one spelling.

Trusted: a value that was read here is spelt in its only form. Pure; every text is as received.
"""

import re
from datetime import UTC, datetime
from typing import Final

from acgs.errors import Untrusted
from acgs.names import Ref

LARGEST: Final = 2**53 - 1

_TIME: Final = re.compile(r"2[0-2][0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
_COUNT: Final = re.compile(r"0|[1-9][0-9]{0,15}")
_NO_REF: Final = re.compile(r"[^!-~]|[~^:?*\[\\]|//|\.\.|@\{|/\.|\.lock(/|$)|[/.]$")  # git check-ref-format


def read_time(text: str) -> datetime:
    """Return the second that `text` names, in UTC.

    Raises:
        Untrusted: no existing second of the years 2000 to 2261, or spelt otherwise.
    """
    if not _TIME.fullmatch(text):
        raise Untrusted(f"no time: {text!a}", code="time")
    try:
        time = datetime.strptime(text, "%Y-%m-%dT%H:%M:%S%z")
    except ValueError as exc:
        raise Untrusted(f"no such second: {text}", code="time") from exc
    if time.year > 2261:  # noqa: PLR2004 - ledger-format §1
        raise Untrusted(f"beyond 2261: {text}", code="time")
    return time


def show_time(time: datetime) -> str:
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def read_count(text: str, *, least: int = 0) -> int:
    """Return the integer from `least` to 2⁵³−1 that `text` is in decimal, without leading zeros."""
    if not _COUNT.fullmatch(text) or not least <= int(text) <= LARGEST:
        raise Untrusted(f"no number from {least}: {text!a}", code="number")
    return int(text)


def read_ref(text: str) -> Ref:
    """Return a full branch name that `git check-ref-format` takes, in printable ASCII."""
    if not text.startswith("refs/heads/") or _NO_REF.search(text):
        raise Untrusted(f"no branch: {text!a}", code="ref")
    return Ref(text)
