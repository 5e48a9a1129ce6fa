"""Digests: SHA-256, canonical JSON, and the governed root.

Trusted: what is signed, compared and pinned is what these functions return. Pure.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence

from acgs.names import Digest, Files, Root

Canonical = Mapping[str, "Canonical"] | Sequence["Canonical"] | str | int | bool
"""JSON of ledger-format §1: ASCII strings, integers 0 … 2⁵³−1, no null, no floats."""


def sha256(data: bytes) -> Digest:
    return Digest(hashlib.sha256(data).hexdigest())


def canonical(value: Canonical) -> bytes:
    """Return the one spelling of `value` (RFC 8785, narrowed as ledger-format §1 says).

    Raises:
        ValueError: a string outside 0x20–0x7E or an integer out of range: a mistake of ours, since every
            text that enters is held to that alphabet first.
    """
    _require_narrow(value)
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode("ascii")


def _require_narrow(value: Canonical) -> None:
    match value:
        case bool():
            return
        case str():
            if not (value.isascii() and value.isprintable()):
                raise ValueError(f"not in 0x20–0x7E: {value!r}")
        case int():
            if not 0 <= value < 2**53:
                raise ValueError(f"not in 0 … 2⁵³−1: {value}")
        case Mapping():
            for key, member in value.items():
                _require_narrow(key)
                _require_narrow(member)
        case _:
            for member in value:
                _require_narrow(member)


def governed_root(governed: Files) -> Root:
    """Return the root of exactly these files (ledger-format §2, step 4).

    Compare with `git.governed`, which chooses the files of a tree and refuses those that have no root.
    """
    lines = (
        f"{file.mode} {sha256(file.data)} {path}\n".encode()
        for path, file in sorted(governed.items(), key=lambda item: item[0].encode())
    )
    return Root(sha256(b"".join(lines)))
