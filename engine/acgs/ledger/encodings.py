"""The words of ledger-format §1, each with one spelling; a field's type says which word it holds.

Trusted: a value that was read here is spelt in its only form. Pure; every text is as received.
"""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache, partial
from typing import Annotated, Final, get_type_hints

from acgs import names
from acgs.constitution.forms import is_branch, moment
from acgs.errors import Untrusted
from acgs.names import Digest, Fingerprint, Oid, Principal, Ref, Root, Seq, Target

LARGEST: Final = 2**53 - 1
Positive = Annotated[int, "from 1"]

_COUNT: Final = re.compile(r"0|[1-9][0-9]{0,15}")


@cache
def hints_of(kind: type) -> Mapping[str, object]:
    """Return which word each field of `kind` holds, as `read_as` takes it."""
    return get_type_hints(kind, include_extras=True)


def read_as(kind: object, text: str) -> object:
    """Return the value of type `kind`, a name, a number, a time or a closed set, that `text` spells, or refuse: `word`.

    `none` is None where the type has it.
    """
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        if text not in list(kind):
            raise _refused(f"not one of {', '.join(kind)}", text)
        return kind(text)
    if kind not in _READERS:
        raise _refused(f"no text for {kind}", text)
    return _READERS[kind](text)


def read_time(text: str) -> datetime:
    """Return the second that `text` names, in UTC: one that exists, of the years 2000 to 2261."""
    if (time := moment(text)) is None:
        raise _refused("no time", text)
    return time


def show_time(time: datetime) -> str:
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def read_count(text: str, *, least: int = 0) -> int:
    """Return the integer from `least` to 2⁵³−1 that `text` is in decimal, without leading zeros."""
    if not _COUNT.fullmatch(text) or not least <= int(text) <= LARGEST:
        raise _refused(f"no number from {least}", text)
    return int(text)


def read_ref(text: str) -> Ref:
    """Return a full branch name that `git check-ref-format` takes, in printable ASCII."""
    if not is_branch(text):
        raise _refused("no branch", text)
    return Ref(text)


def _matching(pattern: re.Pattern[str], text: str) -> str:
    if not pattern.fullmatch(text):
        raise _refused(f"not {pattern.pattern}", text)
    return text


def _refused(message: str, text: str) -> Untrusted:
    return Untrusted(f"{message}: {text[:80]!a}", code="word")


_digest, _fingerprint = partial(_matching, names.DIGEST), partial(_matching, names.FINGERPRINT)
_READERS: Final[Mapping[object, Callable[[str], object]]] = {
    Oid: partial(_matching, names.OID),
    Digest: _digest,
    Root: _digest,
    Root | None: lambda text: None if text == "none" else _digest(text),
    Fingerprint: _fingerprint,
    Fingerprint | None: lambda text: None if text == "none" else _fingerprint(text),
    Principal: partial(_matching, names.PRINCIPAL),
    Target: partial(_matching, names.TARGET),
    Ref: read_ref,
    int: read_count,
    Positive: partial(read_count, least=1),
    Seq: partial(read_count, least=1),
    datetime: read_time,
}
