"""Real keys, cheaply: one gpg home for the whole run, a key per name, signatures at any time that a test names.

Import `gpg_home` (a session fixture) into a conftest, or call `GpgHome` as a context manager.
"""

import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

import pytest

from acgs.ledger.certificate import Certificate, format_certificate, read_certificate
from acgs.ledger.framing import format_armour, unarmour
from acgs.ledger.sign import Signer
from acgs.names import Fingerprint

BIRTH = datetime(2026, 1, 1, tzinfo=UTC)
"""When every key here was made, unless a test says otherwise."""


def clock(at: datetime) -> tuple[str, str]:
    """Return the option with which gpg takes `at` for now, and holds the clock there."""
    return "--faked-system-time", at.astimezone(UTC).strftime("%Y%m%dT%H%M%S!")


@dataclass(frozen=True)
class GpgKey:
    """A key with its secret part in a home. `certificate` is as it was exported when it was made."""

    home: "GpgHome"
    fingerprint: Fingerprint
    certificate: Certificate

    def signer(self, at: datetime | None = None) -> Signer:
        """Return the signer; with `at`, one whose clock stands there."""
        return Signer(self.home.path, self.fingerprint, clock(at) if at else ())

    def sign(self, payload: bytes, at: datetime | None = None, *options: str) -> bytes:
        """Return a detached signature by gpg, armoured in our form, whatever its packet is."""
        when = clock(at) if at else ()
        return format_armour(self.home.gpg(*when, *options, "-u", self.fingerprint, "--detach-sign", data=payload))


@dataclass
class GpgHome:
    """A gpg home of its own under a short path (sockets end at 86 characters), ended and removed on leaving."""

    path: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="a", dir="/tmp")))
    keys: dict[str, GpgKey] = field(default_factory=dict)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        subprocess.run(["gpgconf", "--homedir", str(self.path), "--kill", "all"], check=False)
        shutil.rmtree(self.path, ignore_errors=True)

    def gpg(self, *arguments: str, data: bytes = b"") -> bytes:
        """Return what gpg prints; a failure fails the test."""
        command = ["gpg", "--homedir", str(self.path), "--no-options", "--batch", "--quiet", "--no-tty"]
        command += ["--pinentry-mode", "loopback", "--passphrase", "", *arguments]
        done = subprocess.run(command, input=data, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode(errors="replace")
        return done.stdout

    def key(
        self,
        name: str,
        algorithm: str = "ed25519",
        *,
        at: datetime = BIRTH,
        expires: str = "never",
        usage: str = "sign",
    ) -> GpgKey:
        """Return the key of this name, made at the first call: `algorithm` ed25519, rsa3072, nistp256 …

        Args:
            name: one key per name; a second call with other arguments is a mistake of the test.
            algorithm: as gpg's `--quick-generate-key` takes it.
            at: when the key says that it was made.
            expires: as gpg takes it, counted from `at`: `30d`, `never`.
            usage: of the primary key, as gpg takes it: `sign`, `cert`, `sign,cert`.
        """
        if name not in self.keys:
            self.gpg(*clock(at), "--quick-generate-key", f"{name} <{name}@example.org>", algorithm, usage, expires)
            self.keys[name] = self._exported(name)
        return self.keys[name]

    def key_with_subkey(self, name: str, algorithm: str = "ed25519", *, at: datetime = BIRTH) -> GpgKey:
        """Return a key whose primary only certifies and whose subkey signs."""
        if name not in self.keys:
            primary = self.key(name, algorithm, at=at, usage="cert").fingerprint
            self.gpg(*clock(at), "--quick-add-key", primary, algorithm, "sign", "never")
            self.keys[name] = self._exported(name)
        return self.keys[name]

    def renewed(self, key: GpgKey, expires: str, *, at: datetime) -> Certificate:
        """Set another expiry at `at`, as a person renews a key, and return the certificate as it is then."""
        self.gpg(*clock(at), "--quick-set-expire", key.fingerprint, expires)
        return read_certificate(format_certificate(self.gpg("--export", key.fingerprint)))

    def revoked(self, key: GpgKey) -> Certificate:
        """Return the certificate with the revocation that gpg wrote beside it when the key was made."""
        written = self.path / "openpgp-revocs.d" / f"{key.fingerprint}.rev"
        text = written.read_bytes().replace(b"\n:-----BEGIN", b"\n-----BEGIN")
        with GpgHome() as other:
            other.gpg("--import", data=key.certificate.armoured)
            other.gpg("--import", data=text)
            return read_certificate(format_certificate(other.gpg("--export", key.fingerprint)))

    def _exported(self, name: str) -> GpgKey:
        data = format_certificate(self.gpg("--export", f"<{name}@example.org>"))
        certificate = read_certificate(data)
        return GpgKey(self, certificate.primary, certificate)


def gpgv(certificates: Iterable[Certificate], armour: bytes, payload: bytes) -> Fingerprint | None:
    """Return the primary key by which `armour` is a signature over `payload`, as gpgv sees it: a second opinion.

    Only VALIDSIG is read, never the exit code: its last field is the primary.
    """
    with tempfile.TemporaryDirectory() as folder:
        ring, signature = Path(folder, "ring"), Path(folder, "signature")
        ring.write_bytes(b"".join(unarmour(each.armoured, "PUBLIC KEY BLOCK") for each in certificates))
        signature.write_bytes(armour)
        command = ["gpgv", "--homedir", folder, "--status-fd", "1", "--keyring", str(ring), str(signature), "-"]
        said = subprocess.run(command, input=payload, capture_output=True, check=False).stdout.decode()
    lines = [line.split() for line in said.splitlines() if line.startswith("[GNUPG:] VALIDSIG ")]
    return Fingerprint(lines[0][-1]) if len(lines) == 1 else None


@pytest.fixture(scope="session")
def gpg_home() -> Iterator[GpgHome]:
    with GpgHome() as home:
        yield home
