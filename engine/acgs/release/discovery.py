"""Discovery: the bundle from which a sidecar learns which bundles to poll and which keys to pin.

Its own key is the only one in a sidecar's boot configuration; what boot names, discovery can never steer.
"""

from acgs.names import Oid, Target
from acgs.release.keys import Key, Kind
from acgs.release.manifest import Data, data, manifest
from acgs.release.sealed import Bundle, seal
from acgs.release.signing import scope, sign

SERVICE = "acgs"
"""The one service of the boot configuration; its URL, token and headers stay there."""

POLLING: Data = {"long_polling_timeout_seconds": 60, "max_delay_seconds": 5, "min_delay_seconds": 1}
"""While polls are held the delays count after errors only, so they are short."""


def discovery(genesis: Oid, target: Target, key: Key, bundle: Key, control: Key, *, now_ns: int, last: int) -> Bundle:
    """Return the target's discovery, signed now by `key`; its serial is above `last`, as control's is."""
    root = f"acgs_discovery/{target}"
    serial = max(now_ns // 1_000_000, last + 1)
    files = manifest(serial, [root]) | data(root, configuration(genesis, target, bundle, control))
    return seal(files, sign(files, key, scope(genesis, target, Kind.DISCOVERY)), serial)


def configuration(genesis: Oid, target: Target, bundle: Key, control: Key) -> Data:
    """Return the part of OPA's configuration that is discovered: two bundles, two keys, each pinned to its scope."""
    return {
        "bundles": {
            "bundle": _bundle(f"/bundles/{target}", bundle, scope(genesis, target, Kind.BUNDLE)),
            "control": _bundle(f"/bundles/{target}/control", control, scope(genesis, target, Kind.CONTROL)),
        },
        "status": {"prometheus": True},  # without it GET /v1/status has no answer; nothing is uploaded
        "keys": {key.keyid: {"algorithm": "ES256", "key": key.public_pem} for key in (bundle, control)},
    }


def _bundle(resource: str, key: Key, scope: str) -> Data:
    return {
        "service": SERVICE,
        "resource": resource,
        "persist": True,
        "polling": POLLING,
        "signing": {"keyid": key.keyid, "scope": scope},
    }
