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


def renewed(genesis: Oid, target: Target, key: Key, before: Bundle | None, *, now_ns: int) -> Bundle:
    """Return the target's control: `before` while it is less than RENEW_S old, else one that is signed now.

    Args:
        genesis: of the ledger that the target is governed by.
        target: whose sidecars read it.
        key: the control key; what another one signed is signed anew.
        before: the last one. The new renewal is above its, whatever the clock says.
        now_ns: Unix nanoseconds.
    """
    own, now_ms = scope(genesis, target, Kind.CONTROL), now_ns // 1_000_000
    if before and now_ms - before.serial < RENEW_S * 1000 and before.is_signed(key, own):
        return before
    renewal = max(now_ms, before.serial + 1) if before else now_ms
    files = contents(target, renewal, now_ns + LEASE_S * 1_000_000_000)
    return seal(files, sign(files, key, own), renewal)


def contents(target: Target, renewal: int, not_after: int) -> Mapping[str, bytes]:
    """Return the files of a control, `renewal` in Unix milliseconds, `not_after` in nanoseconds."""
    root = f"acgs_control/{target}"
    said: Data = {"renewal": renewal, "not_after": not_after, "min_serial": 0, "revoked": [], "halted": {}}
    return manifest(renewal, [root]) | data(root, said)
