"""Certificates: the primary key, its subkeys, and what their self-signatures say of them (ledger-format §3, §12).

Trusted: what stands in a `Certificate` is signed by its primary key; one self-signature that does not hold refuses all.
Signatures by others say nothing here. pysequoia reads the same bytes and must name the same key.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Final

import pysequoia

from acgs.errors import Untrusted
from acgs.ledger import packets
from acgs.ledger.framing import format_armour, unarmour
from acgs.ledger.keys import KeyPacket, holds, read_key
from acgs.names import Fingerprint

_KIND: Final = "PUBLIC KEY BLOCK"
_DIRECT, _CERTIFICATIONS, _BINDING, _BACK = 0x1F, range(0x10, 0x14), 0x18, 0x19
_KEY_REVOCATION, _SUBKEY_REVOCATION, _NAME_REVOCATION = 0x20, 0x28, 0x30
_CREATED, _EXPIRES, _KEY_EXPIRES, _KEY_ID, _FLAGS, _EMBEDDED, _ISSUER = 2, 3, 9, 16, 27, 32, 33
_MAY_SIGN: Final = 0x02
_PLACES: Final = {
    packets.PUBLIC_KEY: {_DIRECT, _KEY_REVOCATION},
    packets.USER_ID: {*_CERTIFICATIONS, _NAME_REVOCATION},
    packets.USER_ATTRIBUTE: {*_CERTIFICATIONS, _NAME_REVOCATION},
    packets.SUBKEY: {_BINDING, _SUBKEY_REVOCATION},
}
_MAY_BE_CRITICAL: Final = frozenset(
    {_CREATED, _KEY_EXPIRES, 11, _KEY_ID, 21, 22, 23, 25, _FLAGS, 30, _EMBEDDED, _ISSUER}
)


@dataclass(frozen=True, slots=True)
class Key:
    """A primary key or subkey. `expires` is exclusive; a subkey may sign only with its back-signature."""

    fingerprint: Fingerprint
    created: datetime
    expires: datetime | None
    is_revoked: bool
    can_sign: bool
    packet: KeyPacket

    def is_valid_at(self, at: datetime) -> bool:
        """Return True iff the key has been made, has not expired and carries no revocation (§12)."""
        return self.created <= at and (self.expires is None or at < self.expires) and not self.is_revoked


@dataclass(frozen=True, slots=True)
class Certificate:
    """One person's or engine's keys; `keys[0]` is the primary. `armoured` is the one form in which it is stored."""

    primary: Fingerprint
    keys: tuple[Key, ...]
    armoured: bytes

    def key(self, fingerprint: Fingerprint) -> Key | None:
        return next((key for key in self.keys if key.fingerprint == fingerprint), None)


@dataclass(frozen=True, slots=True)
class _Component:
    """A packet of the certificate and the signatures that follow it."""

    tag: int
    body: bytes
    signatures: tuple[packets.Signature, ...]


def format_certificate(exported: bytes) -> bytes:
    """Return the form in which a certificate, binary or armoured, by any OpenPGP program, is stored; no secret part."""
    found = _split(exported)
    if len(found) != 1:
        raise _refused(f"{len(found)} certificates")
    return format_armour(bytes(found[0]), _KIND)


@lru_cache(maxsize=256)
def read_certificate(data: bytes) -> Certificate:
    """Return the certificate that `data` is: armoured in our form, one, no secret part; else refuse: `certificate`."""
    try:
        raw = unarmour(data, _KIND)
        first, *others = _components(raw)
        primary = read_key(first.body)
        keys = (_primary(primary, first, others), *_subkeys(primary, others))
    except Untrusted as refusal:
        raise _refused(f"no certificate: {refusal}") from refusal
    if [cert.fingerprint.upper() for cert in _split(raw)] != [primary.fingerprint]:
        raise _refused("another certificate to pysequoia")
    return Certificate(primary.fingerprint, keys, data)


def _split(raw: bytes) -> list[pysequoia.Cert]:
    try:
        return pysequoia.Cert.split_bytes(raw)
    except (ValueError, RuntimeError, OSError) as exc:  # pysequoia passes on what its library said
        raise _refused("no certificate to pysequoia") from exc


def _components(raw: bytes) -> list[_Component]:
    found: list[tuple[int, bytes, list[packets.Signature]]] = []
    for tag, body in packets.walk(raw):
        match tag:
            case packets.SIGNATURE if found:
                found[-1][2].append(packets.read_signature_body(body))
            case packets.PUBLIC_KEY if not found:
                found.append((tag, body, []))
            case packets.SUBKEY | packets.USER_ID | packets.USER_ATTRIBUTE if found:
                found.append((tag, body, []))
            case _:
                raise _refused(f"a packet of tag {tag}")
    if not found or len({(tag, body) for tag, body, _ in found}) < len(found):
        raise _refused("no key, or one thing twice")
    if any(signature.kind not in _PLACES[tag] for tag, _, signatures in found for signature in signatures):
        raise _refused("a signature where none of its type belongs")
    return [_Component(tag, body, tuple(signatures)) for tag, body, signatures in found]


def _primary(primary: KeyPacket, first: _Component, others: Sequence[_Component]) -> Key:
    if primary.public is None:
        raise _refused(f"algorithm {primary.algorithm}, or its size or curve, is none of ledger-format §4")
    names = [(name, _hashed_name(name)) for name in others if name.tag != packets.SUBKEY]
    kept = [each for each in names if _newest(primary, *each, (_NAME_REVOCATION,)) is None]
    own = [_newest(primary, *each, _CERTIFICATIONS) for each in kept]
    said = [signature for signature in (_newest(primary, first, b"", (_DIRECT,)), *own) if signature]
    if not said:
        raise _refused("a primary key that is bare")
    revoked = any(signature.kind == _KEY_REVOCATION for signature in first.signatures)
    return Key(primary.fingerprint, primary.created, _expiry(primary, said), revoked, _may_sign(said), primary)


def _subkeys(primary: KeyPacket, others: Iterable[_Component]) -> Iterator[Key]:
    for component in others:
        if component.tag == packets.SUBKEY:
            key = read_key(component.body)
            binding = _newest(primary, component, key.hashed, (_BINDING,))
            if binding is None:
                raise _refused("a subkey that is not bound")
            revoked = any(signature.kind == _SUBKEY_REVOCATION for signature in component.signatures)
            can_sign = _may_sign([binding]) and _is_bound_back(primary, key, binding)
            yield Key(key.fingerprint, key.created, _expiry(key, [binding]), revoked, can_sign, key)


def _newest(primary: KeyPacket, component: _Component, signed: bytes, kinds: Sequence[int]) -> packets.Signature | None:
    """Return the latest self-signature of these kinds; refuse if any of them does not hold."""
    own = [s for s in component.signatures if s.kind in kinds and _is_by(primary, s)]
    for signature in own:
        if not _is_understood(signature) or not holds(primary, signature, primary.hashed + signed):
            raise _refused("a self-signature that does not hold, or of a hash that is none of ledger-format §4")
    return max(own, key=lambda signature: _said(signature, _CREATED) or b"", default=None)


def _is_bound_back(primary: KeyPacket, key: KeyPacket, binding: packets.Signature) -> bool:
    embedded = [body for kind, body in _all(binding) if kind == _EMBEDDED]
    backs = [packets.read_signature_body(body) for body in embedded]
    signed = primary.hashed + key.hashed
    return any(back.kind == _BACK and _is_understood(back) and holds(key, back, signed) for back in backs)


def _is_by(primary: KeyPacket, signature: packets.Signature) -> bool:
    issuers = [body[1:] for kind, body in _all(signature) if kind == _ISSUER]
    issuers = issuers or [body for kind, body in _all(signature) if kind == _KEY_ID]
    return all(bytes.fromhex(primary.fingerprint).endswith(issuer) for issuer in issuers)


def _is_understood(signature: packets.Signature) -> bool:
    kinds = [kind & 0x7F for kind, _ in signature.hashed]
    critical = {kind & 0x7F for kind, _ in signature.hashed if kind & 0x80}
    is_time = all(len(body) == 4 for kind, body in signature.hashed if kind & 0x7F in {_CREATED, _KEY_EXPIRES})  # noqa: PLR2004
    return kinds.count(_CREATED) == 1 and _EXPIRES not in kinds and is_time and critical <= _MAY_BE_CRITICAL


def _all(signature: packets.Signature) -> list[tuple[int, bytes]]:
    return [(kind & 0x7F, body) for kind, body in (*signature.hashed, *packets.subpackets(signature.unhashed))]


def _said(signature: packets.Signature, due: int) -> bytes | None:
    return next((body for kind, body in signature.hashed if kind & 0x7F == due), None)


def _expiry(key: KeyPacket, said: Iterable[packets.Signature]) -> datetime | None:
    """Return the earliest of the ends that the newest self-signatures set; gpg sets the same on all of them."""
    seconds = [int.from_bytes(_said(signature, _KEY_EXPIRES) or b"", "big") for signature in said]
    return min((key.created + timedelta(seconds=after) for after in seconds if after), default=None)


def _may_sign(said: Iterable[packets.Signature]) -> bool:
    flags = [body for signature in said if (body := _said(signature, _FLAGS)) is not None]
    return bool(flags) and all(body[:1] and body[0] & _MAY_SIGN for body in flags)


def _hashed_name(name: _Component) -> bytes:
    lead = b"\xb4" if name.tag == packets.USER_ID else b"\xd1"
    return lead + len(name.body).to_bytes(4, "big") + name.body


def _refused(message: str) -> Untrusted:
    return Untrusted(message, code="certificate")
