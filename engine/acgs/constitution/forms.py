"""The form of each field of a council file, and of the texts that ledger-format §1 shares with it. Pure."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Final, TypeGuard

from acgs.names import FINGERPRINT, PRINCIPAL

_TIME: Final = re.compile(r"(2[01]\d\d|22[0-5]\d|226[01])-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)
_FRACTION: Final = re.compile(r"([1-9]\d?)/([1-9]\d?)", re.ASCII)
# git-check-ref-format(1), for what lies below refs/heads/
_NO_REF: Final = re.compile(r"[\x00-\x20\x7f~^:?*\[\\]|[^\x00-\x7f]|\.\.|@\{|//|/\.|\.lock(?:/|$)|[./]$|^[./]|^$")


def form_faults(fields: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Yield (field, what is wrong) of what is written; nothing iff each field has its form."""
    people = {field for field in fields if field.startswith("principals.")}
    for field in sorted((_FORMS.keys() | (people or {"principals"})) - fields.keys()):
        yield field, "is missing"
    for field in sorted(fields.keys() - _FORMS.keys() - people):
        yield field, "is not a key of a council file"
    for field, value in fields.items():
        is_formed, form = _FORMS.get(field, (_is_principal, "has keys and nothing else: 1 to 8 fingerprints, sorted"))
        if field in _FORMS.keys() | people and not is_formed(value):
            yield field, form
    for field in sorted(people):
        if not PRINCIPAL.fullmatch(field.removeprefix("principals.")):
            yield field, "is no name: [a-z][a-z0-9-]{0,31}"


def _is_count(value: object) -> bool:
    return type(value) is int and 1 <= value < 2**53


def moment(text: str) -> datetime | None:
    """Return the second of the years 2000 to 2261 that `text` names in its one form, if it does (ledger-format §1)."""
    if not _TIME.fullmatch(text):
        return None
    try:
        return second(text)
    except ValueError:
        return None


def second(text: str) -> datetime:
    """Return what a text of that form names."""
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S%z")


def _is_time(value: object) -> bool:
    return isinstance(value, str) and moment(value) is not None


def is_branch(text: str) -> bool:
    """Whether `text` is a full branch name that git takes, in printable ASCII."""
    name = text.removeprefix("refs/heads/")
    return name != text and not _NO_REF.search(name)


def _is_refs(value: object) -> bool:
    match value:
        case [str(ref)]:
            return is_branch(ref) and not re.match(r"refs/heads/acgs-(ledger$|inbox/)", ref)
        case _:
            return False


def _is_share(value: object) -> bool:
    parts = _FRACTION.fullmatch(value) if isinstance(value, str) else None
    return parts is not None and int(parts[2]) < 2 * int(parts[1]) <= 2 * int(parts[2])


def _is_sorted(value: object, least: int = 0, most: int = 2**53) -> TypeGuard[list[str]]:
    if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
        return False
    return value == sorted(set(value)) and least <= len(value) <= most


def _is_governed(value: object) -> bool:
    return _is_sorted(value) and ("**" in value or {"constitution/**", "policies/**"} <= set(value))


def _is_principal(value: object) -> bool:
    keys = value.get("keys") if isinstance(value, dict) and len(value) == 1 else None
    return _is_sorted(keys, 1, 8) and all(map(FINGERPRINT.fullmatch, keys))


_NAMES = "is a sorted list of principals, none twice"
_FORMS: Final[Mapping[str, tuple[Callable[[object], bool], str]]] = {
    "version": (lambda value: type(value) is int and value == 1, "is 1"),
    "epoch": (_is_count, "is a whole number, 1 … 2⁵³−1"),
    "expires": (_is_time, 'is a second as "2027-11-24T00:00:00Z", year 2000–2261'),
    "refs": (_is_refs, 'is exactly one full ref that git takes and that is not ours, as ["refs/heads/main"]'),
    "governed": (_is_governed, 'is sorted, no pattern twice, "constitution/**" and "policies/**" (or "**") among them'),
    "thresholds.ordinary": (_is_share, 'is "p/q", 1/2 < p/q <= 1, p and q 1 … 99'),
    "thresholds.hard": (_is_share, 'is "p/q", 1/2 < p/q <= 1, p and q 1 … 99'),
    "roles.council": (lambda value: _is_sorted(value, 1), f"{_NAMES}, at least one"),
    "roles.executive": (_is_sorted, _NAMES),
    "roles.breakglass": (_is_sorted, _NAMES),
    "roles.engine": (lambda value: _is_sorted(value, 1), f"{_NAMES}, at least one"),
}
