"""Public keys as OpenPGP packets hold them, and the mathematics of their signatures (RFC 9580 §5.5, §5.2.4).

Trusted: `holds` is the only place where a signature is found good. It knows no clock and no policy: the answer is a
function of key, bytes and signature. The primitives are those of `cryptography`.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa, utils

from acgs.errors import Untrusted
from acgs.ledger import packets
from acgs.names import Fingerprint

RSA: Final = 1
ECDSA: Final = 19
EDDSA: Final = 22
HASHES: Final = {8: hashes.SHA256(), 9: hashes.SHA384(), 10: hashes.SHA512()}

_LEAST_RSA_BITS: Final = 3072
_LONGEST_RSA_BITS: Final = 16_384
_ED25519: Final = bytes.fromhex("092b06010401da470f01")
_CURVES: Final[dict[bytes, ec.EllipticCurve]] = {
    bytes.fromhex("082a8648ce3d030107"): ec.SECP256R1(),
    bytes.fromhex("052b81040022"): ec.SECP384R1(),
    bytes.fromhex("052b81040023"): ec.SECP521R1(),
}

Public = rsa.RSAPublicKey | ec.EllipticCurvePublicKey | ed25519.Ed25519PublicKey


@dataclass(frozen=True, slots=True)
class KeyPacket:
    """A v4 public key or subkey. `public` is None where the algorithm is none of ledger-format §4."""

    body: bytes
    fingerprint: Fingerprint
    created: datetime
    algorithm: int
    public: Public | None = field(compare=False, repr=False)

    @property
    def hashed(self) -> bytes:
        """The key as a signature over it covers it."""
        return b"\x99" + len(self.body).to_bytes(2, "big") + self.body


def read_key(body: bytes) -> KeyPacket:
    """Return the v4 key that is the body of a public-key or public-subkey packet."""
    if len(body) < 7 or body[0] != 4 or len(body) >= 2**16:  # noqa: PLR2004 - version, time, algorithm
        raise Untrusted("no v4 key", code="certificate")
    name = hashlib.sha1(b"\x99" + len(body).to_bytes(2, "big") + body, usedforsecurity=False)  # v4 names keys so
    created = datetime.fromtimestamp(int.from_bytes(body[1:5], "big"), UTC)
    fingerprint = Fingerprint(name.hexdigest().upper())
    return KeyPacket(body, fingerprint, created, body[5], _public(body[5], body[6:]))


def holds(key: KeyPacket, signature: packets.Signature, signed: bytes) -> bool:
    """Return True iff `signature` is one by `key` over `signed`, its two digest bytes included."""
    algorithm = HASHES.get(signature.hash_id)
    if algorithm is None or key.public is None or signature.algorithm != key.algorithm:
        return False
    digest = hashlib.new(algorithm.name, signed + signature.covered).digest()
    if digest[:2] != signature.prefix:
        return False
    try:
        _verify(key.public, signature.integers, digest, algorithm)
    except InvalidSignature:
        return False
    return True


def _verify(public: Public, integers: tuple[bytes, ...], digest: bytes, algorithm: hashes.HashAlgorithm) -> None:
    match public, integers:
        case ed25519.Ed25519PublicKey(), (r, s) if max(len(r), len(s)) <= 32:  # noqa: PLR2004 - RFC 8032 §5.1.6
            public.verify(r.rjust(32, b"\0") + s.rjust(32, b"\0"), digest)
        case ec.EllipticCurvePublicKey(), (r, s):
            der = utils.encode_dss_signature(int.from_bytes(r, "big"), int.from_bytes(s, "big"))
            public.verify(der, digest, ec.ECDSA(utils.Prehashed(algorithm)))
        case rsa.RSAPublicKey(), (one,) if len(one) <= (public.key_size + 7) // 8:
            whole = one.rjust((public.key_size + 7) // 8, b"\0")
            public.verify(whole, digest, padding.PKCS1v15(), utils.Prehashed(algorithm))
        case _:
            raise InvalidSignature


def _public(algorithm: int, material: bytes) -> Public | None:
    try:
        if algorithm == RSA:
            return _rsa(*packets.integers(material))
        if algorithm == EDDSA and material.startswith(_ED25519):
            return _ed25519(*packets.integers(material[len(_ED25519) :]))
        curve = _CURVES.get(material[: material[0] + 1]) if algorithm == ECDSA else None
        return _ecdsa(curve, *packets.integers(material[material[0] + 1 :])) if curve else None
    except (TypeError, ValueError) as exc:  # too many integers, or no point of the curve
        raise Untrusted("a key whose material is not its algorithm's", code="certificate") from exc


def _rsa(modulus: bytes, exponent: bytes) -> Public | None:
    if not _LEAST_RSA_BITS <= len(modulus) * 8 <= _LONGEST_RSA_BITS:
        return None
    return rsa.RSAPublicNumbers(int.from_bytes(exponent, "big"), int.from_bytes(modulus, "big")).public_key()


def _ed25519(point: bytes) -> Public:
    if point[:1] != b"\x40":
        raise ValueError("not a point in the native form")
    return ed25519.Ed25519PublicKey.from_public_bytes(point[1:])


def _ecdsa(curve: ec.EllipticCurve, point: bytes) -> Public:
    return ec.EllipticCurvePublicKey.from_encoded_point(curve, point)
