"""The bundle of a release, for one target: ratified Rego, and data that say which release it is (ledger-format §11).

Trusted: every `.rego` in it is a blob of the ratified tree; what is added is data.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from acgs.constitution.gates import read_gates
from acgs.council.ratified import Ratified
from acgs.names import MODULE, Digest, Seq, Target
from acgs.release.keys import Key, Kind
from acgs.release.manifest import Data, data, manifest
from acgs.release.sealed import Bundle, seal
from acgs.release.signing import scope, sign

if TYPE_CHECKING:  # whoever rebuilds a bundle to verify a ledger loads no proof
    from acgs.release.admit import Release


def build(release: "Release", target: Target, serial: Seq, proof: Digest, key: Key) -> Bundle:
    """Return the bundle of `release` for `target`, signed now.

    Args:
        release: what it is made of.
        target: one that the constitution of this release names.
        serial: the seq of the `release` entry that will record it.
        proof: the id of that entry's proof statement.
        key: the bundle key.
    """
    files = contents(release.ratified, target, serial, proof)
    return seal(files, sign(files, key, scope(release.ratified.repo, target, Kind.BUNDLE)), serial)


def rebuild(release: "Release", target: Target, serial: Seq, proof: Digest, signatures: bytes) -> Bundle:
    """Return the bundle that the ledger recorded, byte for byte, from the signatures that it kept."""
    return seal(contents(release.ratified, target, serial, proof), signatures, serial)


def digest_due(ratified: Ratified, target: Target, serial: Seq, proof: Digest, signatures: bytes) -> Digest:
    """Return what a `release` entry has to record as its bundle; whoever verifies a ledger asks for no more."""
    return seal(contents(ratified, target, serial, proof), signatures, serial).digest


def contents(ratified: Ratified, target: Target, serial: Seq, proof: Digest) -> Mapping[str, bytes]:
    """Return the files of the bundle, unsigned."""
    domains = read_gates(ratified.files).targets[target]
    found = {path: file for path, file in ratified.files.items() if (m := MODULE.fullmatch(path)) and m[1] in domains}
    said: Data = {
        "proof": proof,
        "revision": ratified.revision,
        "root": ratified.root,
        "serial": serial,
        "target": target,
    }
    files = {path: file.data for path, file in found.items()} | manifest(
        serial, [f"acgs/{domain}" for domain in domains]
    )
    for domain in domains:
        files |= data(f"acgs/{domain}/release", said)
    return files
