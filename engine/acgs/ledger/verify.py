"""Whose signature it is, and whether that key counted at a time of the ledger (ledger-format §12).

Trusted: every signature that gives authority passes here. Keys are found by the fingerprint that the signature signs;
`at` is Acgs-Time, never the signature's own time, since whoever has a key can write any; no clock is read.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from acgs.errors import Untrusted
from acgs.ledger.certificate import Certificate
from acgs.ledger.encodings import show_time
from acgs.ledger.framing import SignaturePacket
from acgs.ledger.keys import holds

SKEW: Final = timedelta(seconds=300)


class Codes(NamedTuple):
    """What it is called when the key is not of the roster, the mathematics fail, or the key did not count then."""

    key: str
    signature: str
    time: str


ENGINE: Final = Codes("engine-key", "engine-signature", "engine-key-time")
BALLOT: Final = Codes("ballot-key", "ballot-signature", "ballot-key-time")
NOTE: Final = Codes("note-key", "note-signature", "note-key")
PROOF: Final = Codes("proof", "proof", "proof")
COMMIT: Final = Codes("unknown-key", "bad-signature", "not-valid-then")


def require_signed(
    packet: SignaturePacket, payload: bytes, among: Iterable[Certificate], at: datetime, codes: Codes
) -> Certificate:
    """Return the one of `among` whose key made `packet` over `payload` and counted at `at`, or refuse by `codes`.

    What the engine signs is made within 300 s of `at`, all else at most 300 s after it, a ballot not before its key.
    """
    try:
        certificate = signer(packet, payload, among)
        require_valid_at(certificate, packet, at)
        (require_made_around if codes in {ENGINE, NOTE, PROOF} else require_made_by)(packet, at)
        if codes == BALLOT:
            _require_made_after_key(packet, certificate)
    except Untrusted as exc:
        raise Untrusted(str(exc), code=codes[COMMIT.index(exc.code)]) from exc
    return certificate


def _require_made_after_key(packet: SignaturePacket, certificate: Certificate) -> None:
    key = certificate.key(packet.issuer)
    if not key or packet.created < key.created:
        raise Untrusted(f"signed before the key {packet.issuer} was made", code=COMMIT.time)


def signer(packet: SignaturePacket, payload: bytes, certificates: Iterable[Certificate]) -> Certificate:
    """Return the certificate whose key, primary or subkey, made `packet`; else `unknown-key`, `bad-signature`."""
    found = [(key, each) for each in certificates if (key := each.key(packet.issuer))]
    if not found:
        raise Untrusted(f"no certificate has the key {packet.issuer}", code="unknown-key")
    key, certificate = max(found, key=lambda pair: pair[0].can_sign)  # it may be adopted in another's certificate
    if not holds(key.packet, packet.fields, payload):
        raise Untrusted(f"the signature by {packet.issuer} does not hold", code="bad-signature")
    return certificate


def require_valid_at(certificate: Certificate, packet: SignaturePacket, at: datetime) -> None:
    """Refuse, `not-valid-then`, unless primary and signing key were valid at `at` and the key may sign."""
    key = certificate.key(packet.issuer)
    if not key or not key.can_sign or not all(k.is_valid_at(at) for k in (certificate.keys[0], key)):
        raise Untrusted(f"the key {packet.issuer} did not count at {show_time(at)}", code="not-valid-then")


def require_made_by(packet: SignaturePacket, at: datetime) -> None:
    """Refuse a signature that says it was made more than 300 s after `at`: ballots and commits."""
    if packet.created > at + SKEW:
        raise Untrusted(f"signed {show_time(packet.created)}, after {show_time(at)}", code="not-valid-then")


def require_made_around(packet: SignaturePacket, at: datetime) -> None:
    """Refuse a signature that does not say it was made within 300 s of `at`: entries and the engine's blocks."""
    if abs(packet.created - at) > SKEW:
        raise Untrusted(f"signed {show_time(packet.created)}, not about {show_time(at)}", code="not-valid-then")
