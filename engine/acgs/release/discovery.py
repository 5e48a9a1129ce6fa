"""Discovery: the bundle from which a sidecar learns which bundles to poll and which keys to pin.

Its own key is the only one in a sidecar's boot configuration; what boot names, discovery can never steer.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from acgs.errors import Untrusted
from acgs.names import Oid, Target
from acgs.release.keys import Key, Kind
from acgs.release.manifest import Data, data, manifest
from acgs.release.sealed import Bundle, seal
from acgs.release.signing import is_signed, scope, sign

SERVICE: Final = "acgs"
"""The one service of the boot configuration; its URL, token and headers stay there."""

POLLING: Final[Data] = {"long_polling_timeout_seconds": 60, "max_delay_seconds": 5, "min_delay_seconds": 1}
"""While polls are held the delays count after errors only, so they are short."""


def renewed(genesis: Oid, target: Target, keys: Mapping[Kind, Key], before: Bundle | None, *, now_ns: int) -> Bundle:
    """Return the target's discovery: `before` while it says what is so, else one that is signed now.

    Its serial is the Unix milliseconds of signing, and above that of `before`, whatever the clock says.
    """
    root, own = f"acgs_discovery/{target}", scope(genesis, target, Kind.DISCOVERY)
    said = data(root, configuration(genesis, target, keys[Kind.BUNDLE], keys[Kind.CONTROL]))
    if before:
        files = manifest(before.serial, [root]) | said
        if is_signed(files, before.signatures, keys[Kind.DISCOVERY], own):
            return before
    serial = max(now_ns // 1_000_000, before.serial + 1 if before else 0)
    files = manifest(serial, [root]) | said
    return seal(files, sign(files, keys[Kind.DISCOVERY], own), serial)


@dataclass(frozen=True, slots=True)
class Pin:
    """What a sidecar trusts from its first start on: one key, for one scope."""

    keyid: str
    scope: str
    public_pem: str


def pinned(bundle: Bundle, key: Key) -> Pin:
    """Return what a sidecar has to pin so that it takes this discovery bundle.

    Raises:
        Untrusted: `discovery-key`, another key has signed it.
    """
    (jws,) = json.loads(bundle.signatures)["signatures"]
    payload = key.payload_of(jws)
    if payload is None:
        raise Untrusted(f"the discovery bundle is not signed by {key.keyid}", code="discovery-key")
    return Pin(key.keyid, json.loads(payload)["scope"], key.public_pem)


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
