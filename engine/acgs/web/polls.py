"""What a poll says: `If-None-Match` and `Prefer`, read as RFC 9110, RFC 7240 and OPA write them.

Bytes as received, unverified; nothing here refuses, what is malformed says nothing. Pure.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from acgs.shelf import Published

LONGEST_WAIT_S: Final = 300

_TAG: Final = re.compile(rb'\*|("[\x21\x23-\x7e\x80-\xff]*")')  # RFC 9110 §8.8.3; W/ is dropped: compared weakly
_OURS: Final = re.compile(rb'"(0|[1-9][0-9]*)-[0-9a-f]{64}"')
_PREFERENCE: Final = re.compile(rb'(?:[^;,"]|"(?:[^"\\]|\\.)*"?)+')  # OPA parts them by `;` where RFC 7240 has `,`


@dataclass(frozen=True, slots=True)
class Seen:
    """What the asker has, by its `If-None-Match`."""

    tags: frozenset[bytes]
    is_any: bool

    def has(self, published: Published) -> bool:
        return self.is_any or published.etag.encode() in self.tags

    def above(self, published: Published) -> bytes | None:
        """Return the tag of the highest serial that is above `published`'s, or None."""
        higher = [(key, tag) for tag in self.tags if (key := _serial_key(tag)) > _serial_key(published.etag.encode())]
        return max(higher)[1] if higher else None

    def clashes(self, published: Published) -> bool:
        """Return whether a tag has the serial of `published` and another digest: nobody gives a serial twice."""
        own = published.etag.encode()
        return any(tag != own and _serial_key(tag) == _serial_key(own) for tag in self.tags)


def read_seen(if_none_match: Iterable[bytes]) -> Seen:
    """Return what the header lines, one list together, name; tags that are not of our form are left out."""
    found = [match for line in if_none_match for match in _TAG.finditer(line)]
    tags = frozenset(match[1] for match in found if match[1] is not None and _OURS.fullmatch(match[1]))
    return Seen(tags, any(match[1] is None for match in found))


def read_wait_s(prefer: Iterable[bytes]) -> int:
    """Return how long the asker is willing to wait, at most LONGEST_WAIT_S; 0 if it does not say."""
    for preference in _PREFERENCE.findall(b",".join(prefer)):
        name, _, value = preference.partition(b"=")
        if name.strip().lower() == b"wait":
            return _seconds(value.strip())
    return 0


def _seconds(value: bytes) -> int:
    if re.fullmatch(rb"[0-9]+", value) is None:
        return 0
    significant = value.lstrip(b"0")
    return min(int(significant[:4] or b"0"), LONGEST_WAIT_S)  # four digits are more than the longest wait already


def _serial_key(tag: bytes) -> tuple[int, bytes]:
    """Return the serial in an order that no length of digits can make slow: by length, then by digits."""
    serial = tag[1 : tag.index(b"-")]
    return len(serial), serial
