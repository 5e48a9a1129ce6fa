"""The JSON files of a bundle: `.manifest` and the data, in one spelling.

Trusted: the digest of a bundle covers these bytes. Pure.
"""

import json
from collections.abc import Iterable, Mapping, Sequence

Data = Mapping[str, "Data"] | Sequence["Data"] | str | int | bool
"""What a bundle carries as data: never null, never a float."""


def write_json(value: Data) -> bytes:
    """Return `value` on one line, keys sorted, and LF.

    Compare with `digest.canonical`, which refuses what the ledger does not admit: nanoseconds, which pass 2⁵³.
    """
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode() + b"\n"


def manifest(serial: int, roots: Iterable[str]) -> dict[str, bytes]:
    """Return the `.manifest` of a bundle that owns `roots`; OPA's `revision` is the serial in decimal."""
    return {".manifest": write_json({"rego_version": 1, "revision": str(serial), "roots": sorted(roots)})}


def data(root: str, value: Data) -> dict[str, bytes]:
    """Return the one data file that puts `value` at `root`."""
    return {f"{root}/data.json": write_json(value)}
