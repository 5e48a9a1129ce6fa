"""OpenPGP packets, subpackets and integers as bytes lay them out (RFC 9580 §4.2, §5.2.3.7, §3.2).

Trusted: every byte of the input is in exactly one part of the output; every length is definite. Pure.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from acgs.errors import Untrusted

SIGNATURE: Final = 2
PUBLIC_KEY: Final = 6
SUBKEY: Final = 14
USER_ID: Final = 13
USER_ATTRIBUTE: Final = 17


def walk(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield tag and body of each packet, in order, until the last byte is used up."""
    at = 0
    while at < len(data):
        tag, start, size = _header(data, at)
        at = start + size
        if at > len(data):
            raise Untrusted("a packet ends before its length", code="framing")
        yield tag, data[start:at]


def wrap(tag: int, body: bytes, *, old: bool) -> bytes:
    """Return the packet with the shortest length that the old or the new form has for it."""
    size = len(body)
    if old:
        kind, width = (0, 1) if size < 2**8 else (1, 2) if size < 2**16 else (2, 4)
        return bytes([0x80 | tag << 2 | kind]) + size.to_bytes(width, "big") + body
    return bytes([0xC0 | tag]) + _length(size) + body


def subpackets(area: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield type, with the critical bit 0x80, and body of each subpacket."""
    at = 0
    while at < len(area):
        start, size = _new_length(area, at)
        at = start + size
        if size == 0 or at > len(area):
            raise Untrusted("a subpacket ends before its length", code="framing")
        yield area[start], area[start + 1 : at]


def integers(data: bytes) -> Iterator[bytes]:
    """Yield each multiprecision integer, its bits counted exactly: none is zero, none has leading zeros."""
    at = 0
    while at < len(data):
        bits = int.from_bytes(data[at : at + 2], "big")
        value = data[at + 2 : at + 2 + (bits + 7) // 8]
        if int.from_bytes(value, "big").bit_length() != bits or not bits or len(value) != (bits + 7) // 8:
            raise Untrusted("an integer whose bits are not those it counts", code="framing")
        at += 2 + len(value)
        yield value


def _header(data: bytes, at: int) -> tuple[int, int, int]:
    first = data[at]
    if first >= 0xC0:  # noqa: PLR2004 - both high bits: the new form
        return first & 0x3F, *_new_length(data, at + 1)
    if not first & 0x80 or first & 3 == 3:  # noqa: PLR2004 - 3: indeterminate
        raise Untrusted("no packet of known length", code="framing")
    start = at + 1 + (1 << (first & 3))
    return first >> 2 & 0xF, start, int.from_bytes(data[at + 1 : start], "big")


def _new_length(data: bytes, at: int) -> tuple[int, int]:
    match data[at : at + 1]:
        case b"\xff":
            return at + 5, int.from_bytes(data[at + 1 : at + 5], "big")
        case one if one and one[0] < 192:  # noqa: PLR2004 - RFC 9580 §4.2.1
            return at + 1, one[0]
        case one if one and one[0] < 224 and at + 1 < len(data):  # noqa: PLR2004
            return at + 2, (one[0] - 192 << 8) + data[at + 1] + 192
        case _:
            raise Untrusted("no length, or a partial one", code="framing")


def _length(size: int) -> bytes:
    if size < 192:  # noqa: PLR2004 - RFC 9580 §4.2.1
        return bytes([size])
    if size < 8384:  # noqa: PLR2004
        return bytes([(size - 192 >> 8) + 192, size - 192 & 0xFF])
    return b"\xff" + size.to_bytes(4, "big")


@dataclass(frozen=True, slots=True)
class Signature:
    """The fields of a v4 signature packet. `covered` is what is hashed of it, after what it signs."""

    kind: int
    algorithm: int
    hash_id: int
    hashed: tuple[tuple[int, bytes], ...]
    unhashed: bytes
    prefix: bytes
    integers: tuple[bytes, ...]
    covered: bytes


def read_signature_body(body: bytes) -> Signature:
    """Return the fields of a v4 signature, each byte in one of them."""
    at = 6 + int.from_bytes(body[4:6], "big")
    end = at + 2 + int.from_bytes(body[at : at + 2], "big")
    if body[:1] != b"\x04" or len(body) < end + 2:
        raise Untrusted("no v4 signature", code="framing")
    covered = body[:at]
    return Signature(
        kind=body[1],
        algorithm=body[2],
        hash_id=body[3],
        hashed=tuple(subpackets(body[6:at])),
        unhashed=body[at + 2 : end],
        prefix=body[end : end + 2],
        integers=tuple(integers(body[end + 2 :])),
        covered=covered + b"\x04\xff" + len(covered).to_bytes(4, "big"),
    )
