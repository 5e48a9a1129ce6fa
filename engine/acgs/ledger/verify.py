"""Whose signature it is, and whether that key counted at a time of the ledger (ledger-format §12).

Trusted: the only way from a signature to a person. Keys are found by the fingerprint that the signature signs, times
are arguments; no clock is read.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from acgs.errors import Untrusted
from acgs.ledger.certificate import Certificate
from acgs.ledger.encodings import show_time
from acgs.ledger.framing import SignaturePacket
from acgs.ledger.keys import holds

SKEW: Final = timedelta(seconds=300)


def signer(packet: SignaturePacket, payload: bytes, certificates: Iterable[Certificate]) -> Certificate:
    """Return the certificate whose key, primary or subkey, made `packet` over `payload`.

    Raises:
        Untrusted: `unknown-key`: it is in none of `certificates`; `bad-signature`: the mathematics.
    """
    found = [(key, each) for each in certificates if (key := each.key(packet.issuer))]
    if not found:
        raise Untrusted(f"no certificate has the key {packet.issuer}", code="unknown-key")
    key, certificate = max(found, key=lambda pair: pair[0].can_sign)  # it may be adopted in another's certificate
    if not holds(key.packet, packet.fields, payload):
        raise Untrusted(f"the signature by {packet.issuer} does not hold", code="bad-signature")
    return certificate


def require_valid_at(certificate: Certificate, packet: SignaturePacket, at: datetime) -> None:
    """Refuse unless primary and signing key were valid at `at`, a time of the ledger, and the key may sign.

    The signature's own time is not asked: whoever has a key can write any time.

    Raises:
        Untrusted: `not-valid-then`.
    """
    key = certificate.key(packet.issuer)
    if key is None:
        raise ValueError(f"{packet.issuer} is not a key of {certificate.primary}")
    if not key.can_sign or not all(k.is_valid_at(at) for k in (certificate.keys[0], key)):
        raise Untrusted(f"the key {packet.issuer} did not count at {show_time(at)}", code="not-valid-then")


def require_made_by(packet: SignaturePacket, at: datetime) -> None:
    """Refuse a signature that says it was made more than 300 s after `at`: ballots, acts and commits."""
    if packet.created > at + SKEW:
        raise Untrusted(f"signed {show_time(packet.created)}, after {show_time(at)}", code="not-valid-then")


def require_made_around(packet: SignaturePacket, at: datetime) -> None:
    """Refuse a signature that does not say it was made within 300 s of `at`: entries and the engine's blocks."""
    if abs(packet.created - at) > SKEW:
        raise Untrusted(f"signed {show_time(packet.created)}, not about {show_time(at)}", code="not-valid-then")
