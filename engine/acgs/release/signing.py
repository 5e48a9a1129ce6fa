"""`.signatures.json` as OPA defines it: what each file's digest is taken over, who signs, for which scope.

Trusted: OPA takes a bundle exactly when this file holds. Pure, but for the key.
"""

import hashlib
import json
import posixpath
from collections.abc import Mapping
from typing import Final

from acgs.names import Oid, Target
from acgs.release.keys import Key, Kind
from acgs.release.manifest import write_json

SIGNATURES: Final = ".signatures.json"
_PARSED: Final = frozenset({".manifest", "data.json"})  # OPA's IsStructuredDoc, of the names that we write


def scope(genesis: Oid, target: Target, kind: Kind) -> str:
    """Return what a signature is good for: one ledger, one target, one kind, and nothing else."""
    return f"acgs:{genesis[:16]}:{target}:{kind}"


def sign(files: Mapping[str, bytes], key: Key, scope: str) -> bytes:
    """Return the `.signatures.json` over exactly `files`; ES256 draws lots, so no two are the same."""
    return write_json({"signatures": [key.sign(write_json(_claims(files, key, scope)))]})


def is_signed(files: Mapping[str, bytes], signatures: bytes, key: Key, scope: str) -> bool:
    """Return whether a sidecar that pins `key` and `scope` takes exactly `files`."""
    match json.loads(signatures):
        case {"signatures": [str(jws)]}:
            payload = key.payload_of(jws)
            return payload is not None and json.loads(payload) == _claims(files, key, scope)
        case _:
            return False


def _claims(files: Mapping[str, bytes], key: Key, scope: str) -> dict[str, list[dict[str, str]] | str]:
    listed = [{"algorithm": "SHA-256", "hash": opa_hash(name, files[name]), "name": name} for name in sorted(files)]
    return {"files": listed, "keyid": key.keyid, "scope": scope}


def opa_hash(name: str, data: bytes) -> str:
    """Return the digest that OPA compares for one file: JSON over its parsed form, all else over the bytes."""
    hashed = _go_json(data) if posixpath.basename(name) in _PARSED else data
    return hashlib.sha256(hashed).hexdigest()


class _Number(str):
    """A number as it was spelt."""

    __slots__ = ()


def _go_json(data: bytes) -> bytes:
    """Return `data` as OPA walks it: keys sorted, no blanks, numbers as spelt (OPA v1/bundle/hash.go)."""
    return _spell(json.loads(data, parse_int=_Number, parse_float=_Number)).encode()


def _spell(value: object) -> str:
    match value:
        case _Number():
            return str(value)
        case dict():
            return "{" + ",".join(f"{_spell(key)}:{_spell(value[key])}" for key in sorted(value)) + "}"
        case list():
            return "[" + ",".join(map(_spell, value)) + "]"
        case _:
            text = json.dumps(value, ensure_ascii=False)
            return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")  # Go's encoder escapes them always
