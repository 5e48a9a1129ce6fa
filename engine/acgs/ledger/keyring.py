"""Keys in a gpg home: made for an engine, exported for a council.

Trusted: nothing; a certificate is read by `certificate` before it counts. python-gnupg talks to gpg here.
"""

from pathlib import Path
from typing import Final

import gnupg

from acgs.errors import Misconfigured, Unavailable
from acgs.ledger.certificate import format_certificate
from acgs.names import Fingerprint

LONGEST_HOME_BYTES: Final = 86
"""Beyond that the agent's sockets have no room for their names."""


def make_key(home: Path, name: str) -> Fingerprint:
    """Make a key of Ed25519 that signs, never expires and has no passphrase, in a home that only its owner can read."""
    _require_short(home)
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    gpg = _gpg(home)
    what = gpg.gen_key_input(
        key_type="EDDSA",
        key_curve="ed25519",
        key_usage="sign",
        name_real=name,
        name_email=f"{name}@acgs.invalid",
        expire_date="0",
        no_protection=True,
    )
    made = gpg.gen_key(what)
    if not made.fingerprint:
        raise Unavailable(f"gpg made no key: {made.stderr}", code="gpg-failed")
    return Fingerprint(made.fingerprint)


def export(home: Path | None, fingerprint: Fingerprint) -> bytes:
    """Return the certificate of a key, in the form in which `constitution/keys/` holds it."""
    exported = _gpg(home).export_keys(fingerprint, armor=False, minimal=True)
    if not exported:
        raise Unavailable(f"gpg has no key {fingerprint}", code="gpg-failed")
    return format_certificate(exported)


def secret_keys(home: Path | None) -> frozenset[Fingerprint]:
    """Return the primary keys of which a home holds a secret part."""
    return frozenset(Fingerprint(key["fingerprint"]) for key in _gpg(home).list_keys(secret=True))


def _gpg(home: Path | None) -> "gnupg.GPG":
    if home:
        _require_short(home)
    try:
        return gnupg.GPG(gnupghome=str(home) if home else None)
    except OSError as exc:
        raise Unavailable(f"gpg: {exc}", code="gpg-missing", hint="install GnuPG (gnupg)") from exc


def _require_short(home: Path) -> None:
    if len(bytes(home.absolute())) > LONGEST_HOME_BYTES:
        raise Misconfigured(f"{home} is too long a path for gpg's sockets", code="gpg-home")
