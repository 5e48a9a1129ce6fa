"""Whose signature it is, and whether that key counted at ledger time (ledger-format §12).

Trusted: every signature that gives authority passes here. Pure; `at` is Acgs-Time, never the signature's own time.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Final, NamedTuple

from acgs.errors import Untrusted
from acgs.ledger.certificate import Certificate
from acgs.ledger.framing import SignaturePacket
from acgs.ledger.verify import require_made_around, require_made_by, require_valid_at, signer


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
    """Return the certificate, one of `among`, whose key made `packet` over `payload` and was valid at `at`.

    Raises:
        Untrusted: with the one of `codes` that fits. What the engine signs is made within 300 s of `at`, all else at
            most 300 s after it.
    """
    try:
        certificate = signer(packet, payload, among)
    except Untrusted as exc:
        code = codes.key if exc.code == COMMIT.key else codes.signature
        raise Untrusted(str(exc), code=code) from exc
    try:
        require_valid_at(certificate, packet, at)
        (require_made_around if codes in {ENGINE, NOTE, PROOF} else require_made_by)(packet, at)
    except Untrusted as exc:
        raise Untrusted(str(exc), code=codes.time) from exc
    key = certificate.key(packet.issuer)
    if codes == BALLOT and key and packet.created < key.created:
        raise Untrusted(f"signed before the key {key.fingerprint} was made", code=codes.time)
    return certificate
