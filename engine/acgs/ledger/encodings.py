"""The words of ledger-format §1, each with one spelling; a field's type says which word it holds.

Trusted: a value that was read here is spelt in its only form. Pure; every text is as received.
"""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final

from acgs.errors import Untrusted
from acgs.names import (
    DIGEST,
    FINGERPRINT,
    OID,
    PRINCIPAL,
    TARGET,
    Digest,
    Fingerprint,
    Oid,
    Principal,
    Ref,
    Root,
    Seq,
    Target,
)

LARGEST: Final = 2**53 - 1

_TIME: Final = re.compile(r"(2[01][0-9]{2}|22[0-5][0-9]|226[01])-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
_COUNT: Final = re.compile(r"0|[1-9][0-9]{0,15}")
_NO_REF: Final = re.compile(r"[^!-~]|[~^:?*\[\\]|//|\.\.|@\{|/\.|\.lock(/|$)|[/.]$")  # git check-ref-format
_PATTERNS: Final[Mapping[object, re.Pattern[str]]] = {
    Oid: OID,
    Digest: DIGEST,
    Root: DIGEST,
    Fingerprint: FINGERPRINT,
    Principal: PRINCIPAL,
    Target: TARGET,
}


def read_as(kind: object, text: str) -> object:
    """Return the value of type `kind`, one of the names of `acgs.names`, a time or a closed set, that `text` spells.

    Raises:
        Untrusted: code `word`.
    """
    if pattern := _PATTERNS.get(kind):
        if not pattern.fullmatch(text):
            raise _refused(f"not {pattern.pattern}", text)
        return text
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        if text not in list(kind):
            raise _refused(f"not one of {', '.join(kind)}", text)
        return kind(text)
    if kind not in _READERS:
        raise _refused(f"no text for {kind}", text)
    return _READERS[kind](text)


def read_time(text: str) -> datetime:
    """Return the second that `text` names, in UTC: one that exists, of the years 2000 to 2261."""
    if not _TIME.fullmatch(text):
        raise _refused("no time", text)
    try:
        return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S%z")
    except ValueError as exc:
        raise _refused("no such second", text) from exc


def show_time(time: datetime) -> str:
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def read_count(text: str, *, least: int = 0) -> int:
    """Return the integer from `least` to 2⁵³−1 that `text` is in decimal, without leading zeros."""
    if not _COUNT.fullmatch(text) or not least <= int(text) <= LARGEST:
        raise _refused(f"no number from {least}", text)
    return int(text)


def read_ref(text: str) -> Ref:
    """Return a full branch name that `git check-ref-format` takes, in printable ASCII."""
    if not text.startswith("refs/heads/") or _NO_REF.search(text):
        raise _refused("no branch", text)
    return Ref(text)


def _refused(message: str, text: str) -> Untrusted:
    return Untrusted(f"{message}: {text[:80]!a}", code="word")


_READERS: Final[Mapping[object, Callable[[str], object]]] = {
    Ref: read_ref,
    Seq: lambda text: Seq(read_count(text, least=1)),
    datetime: read_time,
}
