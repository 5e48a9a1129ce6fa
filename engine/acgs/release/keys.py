"""ES256 keys of bundles: made once, kept as PEM files of mode 0600.

Trusted: whoever holds one of these files decides what the sidecars that pin it enforce.
"""

import base64
import enum
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature

from acgs.digest import sha256
from acgs.errors import Misconfigured, Unavailable
from acgs.shelf import write

_P256_BYTES: Final = 32
_JWS: Final = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]{86}")
_ES256: Final = ec.ECDSA(hashes.SHA256())


class Kind(enum.StrEnum):
    """The three bundles of a target, each with a key of its own."""

    BUNDLE = "bundle"
    CONTROL = "control"
    DISCOVERY = "discovery"


@dataclass(frozen=True, slots=True)
class Key:
    """An ES256 key; its id is taken from the public half, so that another key has another id."""

    kind: Kind
    private: ec.EllipticCurvePrivateKey

    @property
    def public_pem(self) -> str:
        return self._public(serialization.Encoding.PEM).decode("ascii")

    @property
    def keyid(self) -> str:
        return f"{self.kind}-{sha256(self._public(serialization.Encoding.DER))[:16]}"

    def _public(self, encoding: serialization.Encoding) -> bytes:
        return self.private.public_key().public_bytes(encoding, serialization.PublicFormat.SubjectPublicKeyInfo)

    def sign(self, payload: bytes) -> str:
        """Return the compact JWS of `payload`, `alg` and `kid` alone in its header (RFC 7515; RFC 7518 §3.4)."""
        header = json.dumps({"alg": "ES256", "kid": self.keyid}, separators=(",", ":")).encode()
        signed = f"{_base64url(header)}.{_base64url(payload)}"
        r, s = decode_dss_signature(self.private.sign(signed.encode(), _ES256))
        return f"{signed}.{_base64url(r.to_bytes(_P256_BYTES, 'big') + s.to_bytes(_P256_BYTES, 'big'))}"

    def payload_of(self, jws: str) -> bytes | None:
        """Return what `jws` says, or None unless this key signed it. The header is not read: the key is pinned."""
        if _JWS.fullmatch(jws) is None:
            return None
        signed, _, signature = jws.rpartition(".")
        raw = _from_base64url(signature)
        r, s = (int.from_bytes(half, "big") for half in (raw[:_P256_BYTES], raw[_P256_BYTES:]))
        try:
            self.private.public_key().verify(encode_dss_signature(r, s), signed.encode(), _ES256)
        except InvalidSignature:
            return None
        return _from_base64url(signed.rpartition(".")[2])


def open_key(folder: Path, kind: Kind) -> Key:
    """Return the key of `kind` in `folder`, made now if it is not there.

    Raises:
        Misconfigured: the file is no ES256 key, or others may read it.
    """
    path = folder / f"{kind}.pem"
    if not path.exists():
        private = ec.generate_private_key(ec.SECP256R1())
        pem = private.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        write_secret(path, pem)
    return read_key(folder, kind)


def read_key(folder: Path, kind: Kind) -> Key:
    """Return the key of `kind` in `folder`.

    Raises:
        Misconfigured: it is not there, is no ES256 key, or others may read it.
    """
    path = folder / f"{kind}.pem"
    try:
        private = serialization.load_pem_private_key(read_secret(path), password=None)
    except ValueError as error:
        raise Misconfigured(f"{path} is no private key in PEM", code="release-key") from error
    if not isinstance(private, ec.EllipticCurvePrivateKey) or not isinstance(private.curve, ec.SECP256R1):
        raise Misconfigured(f"{path} is no ES256 key (a private key on P-256)", code="release-key")
    return Key(kind, private)


def read_secret(path: Path) -> bytes:
    """Return what stands in a file that only its owner may read, without the white space around it.

    Raises:
        Misconfigured: it is not there, others may read it, or nothing stands in it: an empty secret is everybody's.
    """
    if not path.is_file():
        raise Misconfigured(f"{path} is not there", code="secret-missing", hint="`acgs serve` makes it")
    if path.stat().st_mode & 0o077:
        raise Misconfigured(f"others may read {path}", code="secret-mode", hint=f"chmod 600 {path}")
    secret = path.read_bytes().strip()
    if not secret:
        raise Misconfigured(f"{path} is empty", code="secret-empty")
    return secret


def write_secret(path: Path, data: bytes) -> None:
    """Put `data` into a new file of mode 0600, whole or not at all; one that is there already stays as it is.

    Raises:
        Unavailable: `secret-write`; nothing is there.
    """
    try:
        write(path, data, mode=0o600, is_new=True)
    except OSError as error:
        raise Unavailable(f"{path} cannot be written: {error.strerror}", code="secret-write") from error


def _base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def _from_base64url(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
