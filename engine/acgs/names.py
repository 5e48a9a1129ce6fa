"""The names that rooms pass to one another: identifiers as types of their own, and one file of a tree.

Trusted for shape only: who reads a name from outside holds it to its pattern here first.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NewType

DomainId = NewType("DomainId", str)
PrincipleId = NewType("PrincipleId", str)
Principal = NewType("Principal", str)
Target = NewType("Target", str)

Oid = NewType("Oid", str)
"""40 lower-case hex: an object of a SHA-1 Git repository."""
Digest = NewType("Digest", str)
"""64 lower-case hex: SHA-256 over the bytes that are named beside it."""
Root = NewType("Root", str)
"""A governed root: the digest of a tree's governed listing (ledger-format §2)."""
Fingerprint = NewType("Fingerprint", str)
"""40 upper-case hex of a v4 primary key."""
Ref = NewType("Ref", str)
"""A full ref, `refs/heads/…`."""
Seq = NewType("Seq", int)
"""The place of an entry in the ledger; genesis is 1."""

NO_OID: Final = Oid("0" * 40)
NO_ROOT: Final = Root("0" * 64)

DOMAIN_ID: Final = re.compile(r"[a-z][a-z0-9_]{0,31}")
PRINCIPLE_ID: Final = re.compile(r"[A-Z][A-Z0-9]{0,15}")
PRINCIPAL: Final = re.compile(r"[a-z][a-z0-9-]{0,31}")
TARGET: Final = PRINCIPAL
OID: Final = re.compile(r"[0-9a-f]{40}")
DIGEST: Final = re.compile(r"[0-9a-f]{64}")
FINGERPRINT: Final = re.compile(r"[0-9A-F]{40}")

MODULE: Final = re.compile(r"policies/([^/]+)/[^/]+(?<!_test)\.rego")
"""The path of Rego that ships, with its domain: what is proved and what is bundled is the same by this alone."""


@dataclass(frozen=True, slots=True)
class File:
    """One file of a tree, as git stores it: mode `100644`, `100755`, `120000` or `160000`, and the bytes."""

    mode: str
    data: bytes


Files = Mapping[str, File]
"""A tree, or a part of one: path from the root, `/` between names, to file."""
