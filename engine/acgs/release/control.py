"""Control: the small bundle that tells sidecars until when, and from which serial on, they may allow.

`enforce` denies whatever control does not let through, so what is signed here stops a fleet, and what stops being
signed here stops it too, when the lease runs out.
"""

from collections.abc import Mapping
from typing import Final

from acgs.names import Oid, Target
from acgs.release.keys import Key, Kind
from acgs.release.manifest import Data, data, manifest
from acgs.release.sealed import Bundle, seal
from acgs.release.signing import scope, sign

LEASE_S: Final = 72 * 3600
RENEW_S: Final = 3600


def control(genesis: Oid, target: Target, key: Key, *, now_ns: int, last: int) -> Bundle:
    """Return the target's control, signed now: nothing revoked, nothing halted, good for LEASE_S.

    Args:
        genesis: of the ledger that the target is governed by.
        target: whose sidecars read it.
        key: the control key.
        now_ns: Unix nanoseconds.
        last: the renewal that was published last, 0 if none; the new one is above it, whatever the clock says.
    """
    renewal = max(now_ns // 1_000_000, last + 1)
    files = contents(target, renewal, now_ns + LEASE_S * 1_000_000_000)
    return seal(files, sign(files, key, scope(genesis, target, Kind.CONTROL)), renewal)


def contents(target: Target, renewal: int, not_after: int) -> Mapping[str, bytes]:
    """Return the files of a control, `renewal` in Unix milliseconds, `not_after` in nanoseconds."""
    root = f"acgs_control/{target}"
    said: Data = {"renewal": renewal, "not_after": not_after, "min_serial": 0, "revoked": [], "halted": {}}
    return manifest(renewal, [root]) | data(root, said)
