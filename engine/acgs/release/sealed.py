"""A bundle as it is shipped: files, their signatures, the tar of both, its digest and tag."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from acgs.digest import sha256
from acgs.names import Digest
from acgs.release.archive import pack, unpack
from acgs.release.keys import Key
from acgs.release.signing import SIGNATURES, is_signed


@dataclass(frozen=True, slots=True)
class Bundle:
    """A signed bundle; `serial` grows with each of its name."""

    serial: int
    tar: bytes
    signatures: bytes

    @property
    def digest(self) -> Digest:
        """The SHA-256 of the tar: what the ledger keeps and what the ETag shows."""
        return sha256(self.tar)

    @classmethod
    def of(cls, serial: int, tar: bytes) -> Self:
        """Return the bundle that lies on the shelf as `tar`."""
        return cls(serial, tar, unpack(tar)[SIGNATURES])

    @property
    def files(self) -> Mapping[str, bytes]:
        """What is signed."""
        return {name: data for name, data in unpack(self.tar).items() if name != SIGNATURES}

    def is_signed(self, key: Key, scope: str) -> bool:
        """Return whether a sidecar that pins `key` and `scope` takes it."""
        return is_signed(self.files, self.signatures, key, scope)


def seal(files: Mapping[str, bytes], signatures: bytes, serial: int) -> Bundle:
    """Return the bundle of `files` under `signatures`, made now or kept by the ledger: the same give the same tar."""
    return Bundle(serial, pack({**files, SIGNATURES: signatures}), signatures)
