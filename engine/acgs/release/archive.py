"""A bundle's bytes: a reproducible tar; gzip is transport, and the web's business.

Trusted: the ledger keeps the digest of this tar, and a rebuild years later has to give it again. Pure.
"""

import io
import tarfile
from collections.abc import Mapping
from typing import Final

from acgs.errors import Fault, Invalid

_BLOCK: Final = tarfile.BLOCKSIZE
_END: Final = bytes(2 * _BLOCK)  # the two zero blocks of POSIX; tar programs pad on to a record of 20, we do not


def pack(files: Mapping[str, bytes]) -> bytes:
    """Return the one tar of `files`: ustar, sorted by the bytes of the name, no times, no owners (ledger-format §11).

    Raises:
        Invalid: code `release-path`, a name that ustar cannot hold.
    """
    ordered = sorted(files.items(), key=lambda item: item[0].encode())
    return b"".join(_member(name, data) for name, data in ordered) + _END


def _member(name: str, data: bytes) -> bytes:
    info = tarfile.TarInfo(name)
    info.size, info.mode = len(data), 0o644
    try:
        header = info.tobuf(tarfile.USTAR_FORMAT, "utf-8", "strict")
    except ValueError as error:
        raise Invalid([Fault(name, 1, 0, "release-path", "the name is too long for a bundle")]) from error
    return header + data + bytes(-len(data) % _BLOCK)


def unpack(tar: bytes) -> dict[str, bytes]:
    """Return the files of a tar of ours."""
    with tarfile.open(fileobj=io.BytesIO(tar)) as archive:
        return {member.name: found.read() for member in archive if (found := archive.extractfile(member))}
