"""OpenPGP packets built by hand, right or wrong in one place, signed by keys of Ed25519 that a number names.

What gpg would never write is written here; what gpg writes is in `support.gpg`.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from acgs.ledger import packets
from acgs.ledger.framing import format_armour
from acgs.names import Fingerprint

BIRTH = datetime(2026, 1, 1, tzinfo=UTC)
NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
SHA256, SHA384, SHA512 = 8, 9, 10
HASH_NAMES = {1: "md5", 2: "sha1", 8: "sha256", 9: "sha384", 10: "sha512", 11: "sha224"}
MAY_CERTIFY, MAY_SIGN = 1, 2

Subpacket = tuple[int, bytes]


def seconds(at: datetime) -> bytes:
    return int(at.timestamp()).to_bytes(4, "big")


def integer(value: bytes) -> bytes:
    """Return a multiprecision integer."""
    value = value.lstrip(b"\0")
    return int.from_bytes(value, "big").bit_length().to_bytes(2, "big") + value


def area(parts: Sequence[Subpacket]) -> bytes:
    return b"".join(bytes([len(body) + 1, kind]) + body for kind, body in parts)


@dataclass(frozen=True)
class Maker:
    """A key of Ed25519; the same number is the same key."""

    number: int
    created: datetime = BIRTH

    @cached_property
    def secret(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.number.to_bytes(32, "big"))

    @property
    def body(self) -> bytes:
        """The body of its public-key packet."""
        point = integer(b"\x40" + self.secret.public_key().public_bytes_raw())
        return b"\x04" + seconds(self.created) + b"\x16\x09\x2b\x06\x01\x04\x01\xda\x47\x0f\x01" + point

    @property
    def hashed(self) -> bytes:
        return b"\x99" + len(self.body).to_bytes(2, "big") + self.body

    @property
    def fingerprint(self) -> Fingerprint:
        return Fingerprint(hashlib.sha1(self.hashed, usedforsecurity=False).hexdigest().upper())

    def named(self) -> Subpacket:
        """The issuer fingerprint."""
        return 33, b"\x04" + bytes.fromhex(self.fingerprint)

    def key_id(self) -> Subpacket:
        return 16, bytes.fromhex(self.fingerprint)[-8:]

    def body_over(
        self,
        signed: bytes,
        *,
        kind: int = 0,
        version: int = 4,
        algorithm: int = 22,
        hash_id: int = SHA512,
        at: datetime = NOON,
        hashed: Sequence[Subpacket] | None = None,
        more: Sequence[Subpacket] = (),
        unhashed: Sequence[Subpacket] | None = None,
        spoil: bytes | None = None,
    ) -> bytes:
        """Return the body of a signature over `signed`, mathematically right whatever else is wrong with it.

        Args:
            hashed: in the place of creation time and issuer fingerprint; `more` comes after them.
            unhashed: in the place of the key id.
            spoil: in the place of the two digest bytes.
        """
        parts = [(2, seconds(at)), self.named()] if hashed is None else list(hashed)
        inside, outside = area([*parts, *more]), area([self.key_id()] if unhashed is None else unhashed)
        covered = bytes([version, kind, algorithm, hash_id]) + len(inside).to_bytes(2, "big") + inside
        digest = hashlib.new(HASH_NAMES[hash_id])
        digest.update(signed + covered + bytes([version]) + b"\xff" + len(covered).to_bytes(4, "big"))
        made = self.secret.sign(digest.digest())
        prefix = digest.digest()[:2] if spoil is None else spoil
        return covered + len(outside).to_bytes(2, "big") + outside + prefix + integer(made[:32]) + integer(made[32:])

    def packet(self, signed: bytes, **how: object) -> bytes:
        """Return the signature packet, as gpg lays it out; `how` as in `body_over`."""
        return packets.wrap(packets.SIGNATURE, self.body_over(signed, **how), old=True)  # type: ignore[arg-type]

    def sign(self, signed: bytes, **how: object) -> bytes:
        """Return a detached signature, armoured."""
        return format_armour(self.packet(signed, **how))


def name_packets(maker: Maker, name: str = "m", *, flags: int = MAY_SIGN | MAY_CERTIFY, **how: object) -> bytes:
    """Return a user id and the self-signature that says what the primary may do."""
    signed = maker.hashed + b"\xb4" + len(name).to_bytes(4, "big") + name.encode()
    how.setdefault("more", [(27, bytes([flags]))])
    how.setdefault("at", BIRTH)
    return packets.wrap(packets.USER_ID, name.encode(), old=True) + maker.packet(signed, kind=0x13, **how)


def subkey_packets(maker: Maker, sub: Maker, *, agrees: Maker | None, flags: int = MAY_SIGN, **how: object) -> bytes:
    """Return a subkey with its binding; `agrees` is who signs in return: `sub` itself, where it is not adopted."""
    signed = maker.hashed + sub.hashed
    embedded = [(32, agrees.body_over(signed, kind=0x19, at=BIRTH))] if agrees else []
    more = [(27, bytes([flags])), *embedded]
    how.setdefault("at", BIRTH)
    return packets.wrap(packets.SUBKEY, sub.body, old=True) + maker.packet(signed, kind=0x18, more=more, **how)


def certificate(maker: Maker, *parts: bytes) -> bytes:
    """Return the armoured certificate of these packets after the primary key; a name where none are given."""
    packed = packets.wrap(packets.PUBLIC_KEY, maker.body, old=True) + b"".join(parts or (name_packets(maker),))
    return format_armour(packed, "PUBLIC KEY BLOCK")
