"""Whose signature a commit carries, or the first reason why nobody's (ledger-format §5).

Trusted: the notes say what this says. Authorship only; authority over a ref update never comes from here. Pure.
"""

import re
from datetime import datetime
from typing import Final

from acgs.council.roster import Council
from acgs.council.signature import COMMIT, require_signed
from acgs.digest import sha256
from acgs.errors import Untrusted
from acgs.ledger.framing import SignaturePacket, parse_commit_armour
from acgs.ledger.statement import CommitStatement, Reason
from acgs.names import Fingerprint, Oid, Seq

_HEADERS: Final = re.compile(rb"tree( parent)* author committer( encoding)?( mergetag)*( gpgsig)?")
_FOREIGN: Final = (b"-----BEGIN SSH SIGNATURE-----", b"-----BEGIN SIGNED MESSAGE-----")


def statement_of(commit: Oid, raw: bytes, council: Council, at: datetime, *, repo: Oid, seq: Seq) -> CommitStatement:
    """Return what is true of the commit with these raw bytes, recorded at `at` under `council`."""
    found, reason = signer_of(raw, council, at)
    return CommitStatement(commit, sha256(raw), found, reason, repo, seq)


def signer_of(raw: bytes, council: Council, at: datetime) -> tuple[Fingerprint | None, Reason | None]:
    """Return the roster fingerprint whose signature over the commit verifies and was valid at `at`, or the reason."""
    split = _split(raw)
    if split is None:
        return None, Reason.ODD_COMMIT
    payload, armour = split
    if armour is None:
        return None, Reason.UNSIGNED
    if armour.startswith(_FOREIGN):
        return None, Reason.UNSUPPORTED
    packet = _packet(armour)
    if packet is None:
        return None, Reason.ODD_COMMIT
    try:
        return require_signed(packet, payload, council.certificates.values(), at, COMMIT).primary, None
    except Untrusted as exc:
        return None, Reason(exc.code)


def _split(raw: bytes) -> tuple[bytes, bytes | None] | None:
    """Return what is signed and the signature; None for headers other than git's own in git's order, and for a NUL."""
    head, blank, _ = raw.partition(b"\n\n")
    names: list[bytes] = []
    signature: list[bytes] = []
    kept: list[bytes] = []
    for line in head.split(b"\n"):
        name, _, value = line.partition(b" ")
        if name:
            names.append(name)
        elif not names or names[-1] not in {b"gpgsig", b"mergetag"}:
            return None
        (signature if names[-1] == b"gpgsig" else kept).append(value if names[-1] == b"gpgsig" else line)
    if not blank or b"\0" in raw or not _HEADERS.fullmatch(b" ".join(names)):
        return None
    payload = b"\n".join(kept) + raw[len(head) :]
    return payload, b"".join(line + b"\n" for line in signature) if signature else None


def _packet(armour: bytes) -> SignaturePacket | None:
    try:
        return parse_commit_armour(armour)
    except Untrusted:
        return None
