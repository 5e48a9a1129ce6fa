"""The one form of a detached OpenPGP signature: armour and v4 packet (ledger-format §4), and what commits may add (§5).

Trusted: whatever returns a packet has looked at every byte of it. What it signs, and by whose key, is `verify`'s. Pure.
"""

import base64
import binascii
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from acgs.errors import Untrusted
from acgs.ledger import packets
from acgs.ledger.keys import ECDSA, EDDSA, HASHES, RSA
from acgs.names import Fingerprint

LARGEST_BYTES: Final = 65_536

_INTEGERS: Final = {RSA: 1, ECDSA: 2, EDDSA: 2}
_CREATED: Final = 2
_ISSUER: Final = 33
_CRITICAL: Final = 0x80
_HEADERS: Final = re.compile(rb"\A(-----BEGIN PGP SIGNATURE-----\n)(?:[!-9;-~]+: [ -~]*\n)+(?=\n)")


@dataclass(frozen=True, slots=True)
class SignaturePacket:
    """A document signature in its one form, unverified. `issuer` is the key that made it, primary or subkey."""

    raw: bytes
    created: datetime
    issuer: Fingerprint
    fields: packets.Signature


def format_armour(packet: bytes, kind: str = "SIGNATURE") -> bytes:
    """Return the only armour in which `packet` is stored."""
    return _armour(packet, kind, b"=" + base64.b64encode(_crc24(packet).to_bytes(3, "big")) + b"\n")


def unarmour(text: bytes, kind: str = "SIGNATURE") -> bytes:
    """Return the bytes of which `text`, as received, is the one armour, or refuse with code `framing`."""
    packet = _decode(text)
    if text != format_armour(packet, kind):
        raise Untrusted("armour in another form", code="framing")
    return packet


def parse_armour(text: bytes) -> SignaturePacket:
    """Return the signature that `text`, as received, is the one form of, or refuse with code `framing`."""
    return read_packet(unarmour(text))


def parse_commit_armour(text: bytes) -> SignaturePacket:
    """Return the signature of a commit: armour headers, no CRC, and one empty last line are allowed (§5)."""
    text = _HEADERS.sub(rb"\1", text)
    text = text[:-1] if text.endswith(b"-----\n\n") else text
    packet = _decode(text)
    if text not in (format_armour(packet), _armour(packet, "SIGNATURE", b"")):
        raise Untrusted("armour in another form", code="framing")
    return read_packet(packet)


def read_packet(raw: bytes) -> SignaturePacket:
    """Return the one document signature of which `raw` consists, or refuse with code `framing` (§4)."""
    found = list(packets.walk(raw))
    if len(found) != 1 or found[0][0] != packets.SIGNATURE:
        raise _odd("not exactly one signature packet")
    body = found[0][1]
    if raw not in (packets.wrap(packets.SIGNATURE, body, old=old) for old in (True, False)):
        raise _odd("a length that is not the shortest")
    fields = packets.read_signature_body(body)
    if fields.kind != 0 or fields.hash_id not in HASHES or len(fields.integers) != _INTEGERS.get(fields.algorithm):
        raise _odd(f"type {fields.kind:#x}, algorithm {fields.algorithm} or hash {fields.hash_id}")
    issuer = _issuer(fields)
    if fields.unhashed not in (b"", b"\x09\x10" + bytes.fromhex(issuer)[-8:]):
        raise _odd("more is unsigned than the key id")
    return SignaturePacket(raw, _created(fields), issuer, fields)


def _created(fields: packets.Signature) -> datetime:
    match [body for kind, body in fields.hashed if kind & ~_CRITICAL == _CREATED]:
        case [body] if len(body) == 4:  # noqa: PLR2004 - seconds since 1970 in 32 bits
            return datetime.fromtimestamp(int.from_bytes(body, "big"), UTC)
    raise _odd("not one creation time")


def _issuer(fields: packets.Signature) -> Fingerprint:
    due = (_CREATED, _ISSUER)
    if any(kind & _CRITICAL and kind & ~_CRITICAL not in due for kind, _ in fields.hashed):
        raise _odd("a critical subpacket")
    match [body for kind, body in fields.hashed if kind & ~_CRITICAL == _ISSUER]:
        case [body] if len(body) == 21 and body[0] == 4:  # noqa: PLR2004 - version and SHA-1 of the key
            return Fingerprint(body[1:].hex().upper())
    raise _odd("not one issuer fingerprint")


def _decode(text: bytes) -> bytes:
    if len(text) > LARGEST_BYTES:
        raise _odd(f"armour longer than {LARGEST_BYTES} bytes")
    inner = [line for line in text.split(b"\n") if not line.startswith((b"-----", b"="))]
    try:
        return binascii.a2b_base64(b"".join(inner))
    except binascii.Error as exc:
        raise _odd("no base64") from exc


def _armour(packet: bytes, kind: str, crc: bytes) -> bytes:
    text = base64.b64encode(packet)
    lines = b"".join(text[at : at + 64] + b"\n" for at in range(0, len(text), 64))
    return b"-----BEGIN PGP %b-----\n\n%b%b-----END PGP %b-----\n" % (kind.encode(), lines, crc, kind.encode())


def _crc24(data: bytes) -> int:
    crc = 0xB704CE
    for byte in data:
        crc = (crc << 8 & 0xFFFFFF) ^ _CRC[crc >> 16 ^ byte]
    return crc


def _eight_bits(crc: int) -> int:
    for _ in range(8):
        crc = crc << 1 ^ (0x1864CFB * (crc >> 23 & 1))
    return crc


_CRC: Final = tuple(_eight_bits(byte << 16) for byte in range(256))


def _odd(message: str) -> Untrusted:
    return Untrusted(message, code="framing")
