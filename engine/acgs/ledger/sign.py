"""Signing by gpg-agent: the secret key stays there, what comes back is in our form.

Trusted: nothing; what was signed is verified like any other signature before it is used.
"""

import subprocess
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from acgs.errors import Unavailable
from acgs.ledger.framing import format_armour, read_packet
from acgs.ledger.verify import require_made_around
from acgs.names import Fingerprint

_LIMIT_S: Final = 120  # a person may have to find a token
_GPG: Final = ("gpg", "--no-options", "--batch", "--no-tty", "--quiet", "--digest-algo", "SHA512", "--no-armor")


@dataclass(frozen=True, slots=True)
class Signer:
    """A key in the gpg home `home`, or in gpg's default home where that is None; `options` are gpg's own."""

    home: Path | None
    fingerprint: Fingerprint
    options: tuple[str, ...] = ()

    def sign(self, payload: bytes, at: datetime | None = None) -> bytes:
        """Return the armour of a signature over exactly `payload`, which we composed ourselves, made now.

        `at` is the time of the ledger that it has to be near, where there is one.
        """
        packet = read_packet(self._run(payload))
        if at:
            require_made_around(packet, at)
        return format_armour(packet.raw)

    def _run(self, payload: bytes) -> bytes:
        home = ("--homedir", str(self.home)) if self.home else ()
        command = [*_GPG, *home, *self.options, "--local-user", self.fingerprint, "--detach-sign"]
        try:
            done = subprocess.run(command, input=payload, capture_output=True, timeout=_LIMIT_S, check=False)
        except FileNotFoundError as exc:
            raise Unavailable("gpg is not on PATH", code="gpg-missing", hint="install GnuPG (gnupg)") from exc
        except subprocess.TimeoutExpired as exc:
            raise Unavailable(f"gpg did not sign within {_LIMIT_S} s", code="gpg-overdue") from exc
        if done.returncode or not done.stdout:
            said = done.stderr.decode(errors="replace").strip()
            raise Unavailable(f"gpg did not sign with {self.fingerprint}: {said}", code="gpg-failed")
        return done.stdout
