"""The council of one tree: its file, and the certificates that the file names, all of them and no other.

Trusted: who is asked for authority comes from here, always of the base's tree (ledger-format §3). Pure.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from acgs.constitution.council_file import COUNCIL_FILE, KEYS, CouncilFile, Role, read_council_file
from acgs.errors import Untrusted
from acgs.ledger.certificate import Certificate, read_certificate
from acgs.names import Files, Fingerprint


@dataclass(frozen=True, slots=True)
class Council:
    """Who counts: the file's principals with their certificates, by primary fingerprint."""

    file: CouncilFile
    certificates: Mapping[Fingerprint, Certificate]

    def of_role(self, role: Role) -> tuple[Certificate, ...]:
        return tuple(self.certificates[key] for key in self.file.keys_of(role))


def read_council(files: Files) -> Council:
    """Return the council of a tree, given its files or only the governed ones.

    Raises:
        Invalid: `council-file`. Untrusted: `no-root`: no such file, or `constitution/keys/` is not its certificates.
    """
    at = files.get(COUNCIL_FILE)
    if at is None or at.mode != "100644":
        raise Untrusted(
            f"no {COUNCIL_FILE}, as a plain file", code="no-root", hint="acgs council init writes one; commit it"
        )
    file = _file(at.data)
    due = {f"{KEYS}{key}.asc": key for key in sorted(file.fingerprints())}
    there = {path for path in files if path.startswith(KEYS)}
    if odd := sorted(there ^ due.keys()):
        raise Untrusted(f"{odd[0]} is {'not in the council file' if odd[0] in there else 'missing'}", code="no-root")
    return Council(file, {key: _certificate(files[path].data, key) for path, key in due.items()})


@lru_cache(maxsize=256)
def _file(data: bytes) -> CouncilFile:
    return read_council_file(data)


def _certificate(data: bytes, key: Fingerprint) -> Certificate:
    try:
        certificate = read_certificate(data)
    except Untrusted as exc:
        raise Untrusted(f"{KEYS}{key}.asc: {exc}", code="no-root") from exc
    if certificate.primary != key:
        raise Untrusted(f"{KEYS}{key}.asc is the certificate of {certificate.primary}", code="no-root")
    return certificate
