"""Discovery: the bundle from which a sidecar learns which bundles to poll and which keys to pin.

Its own key is the only one in a sidecar's boot configuration; what boot names, discovery can never steer.
"""

import io
import json
import tarfile
from dataclasses import dataclass
from typing import Final

from acgs.errors import Untrusted
from acgs.names import Oid, Target
from acgs.release.keys import Key, Kind
from acgs.release.manifest import Data, data, manifest
from acgs.release.sealed import Bundle, seal
from acgs.release.signing import SIGNATURES, scope, sign

SERVICE: Final = "acgs"
"""The one service of the boot configuration; its URL, token and headers stay there."""

POLLING: Final[Data] = {"long_polling_timeout_seconds": 60, "max_delay_seconds": 5, "min_delay_seconds": 1}
"""While polls are held the delays count after errors only, so they are short."""


def discovery(genesis: Oid, target: Target, key: Key, bundle: Key, control: Key, *, now_ns: int, last: int) -> Bundle:
    """Return the target's discovery, signed now by `key`; its serial is above `last`, as control's is."""
    root = f"acgs_discovery/{target}"
    serial = max(now_ns // 1_000_000, last + 1)
    files = manifest(serial, [root]) | data(root, configuration(genesis, target, bundle, control))
    return seal(files, sign(files, key, scope(genesis, target, Kind.DISCOVERY)), serial)


@dataclass(frozen=True, slots=True)
class Pin:
    """What a sidecar trusts from its first start on: one key, for one scope."""

    keyid: str
    scope: str
    public_pem: str


def pinned(tar: bytes, key: Key) -> Pin:
    """Return what a sidecar has to pin so that it takes the discovery bundle in `tar`.

    Raises:
        Untrusted: `discovery-key`, another key has signed it.
    """
    with tarfile.open(fileobj=io.BytesIO(tar)) as archive:
        found = archive.extractfile(SIGNATURES)
        (jws,) = json.load(found)["signatures"] if found else ("",)
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
