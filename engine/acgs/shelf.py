"""The shelf: published bundles, put by digest, and the names that point at them.

A name moves in one step, and only once what it points at is on disk: a crash or a full disk leaves the old state.
One process writes at a time (the pipeline holds the data folder's lock); any number read.
"""

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from acgs.digest import sha256
from acgs.errors import Unavailable, Untrusted
from acgs.names import Digest

_NAMES: Final = "names"
_OBJECTS: Final = "objects"


@dataclass(frozen=True, slots=True)
class Published:
    """What a name points at: a tar, by digest, under its serial."""

    serial: int
    digest: Digest

    @property
    def etag(self) -> str:
        return f'"{self.serial}-{self.digest}"'


@dataclass(frozen=True, slots=True)
class Shelf:
    """A folder of published files."""

    root: Path

    def publish(self, name: str, serial: int, tar: bytes) -> Published:
        """Put `tar`, then point `name` at it, and let go of what it pointed at before.

        Raises:
            Untrusted: code `rollback`; a name never goes back to a lower serial.
            Unavailable: it cannot be written; `name` points where it did.
        """
        before = self.pointed(name)
        if before is not None and before.serial > serial:
            raise Untrusted(f"{name} is at {before.serial} and would go back to {serial}", code="rollback")
        published = Published(serial, sha256(tar))
        try:
            write(self.root / _OBJECTS / published.digest, tar)
            write(self.root / _NAMES / name, f"{serial} {published.digest}\n".encode())
        except OSError as error:
            raise Unavailable(f"{name} cannot be published: {error.strerror}", code="shelf-write") from error
        if before is not None and before.digest != published.digest:
            (self.root / _OBJECTS / before.digest).unlink(missing_ok=True)
        return published

    def has(self, kind: str) -> bool:
        """Return whether any target has a publication of `kind`."""
        return any((self.root / _NAMES).glob(f"*/{kind}"))

    def pointed(self, name: str) -> Published | None:
        """Return what `name` points at; None if it was never published, or if what stands there is torn.

        Raises:
            Unavailable: it cannot be read.
        """
        try:
            serial, digest = (self.root / _NAMES / name).read_text("ascii").split()
            return Published(int(serial), Digest(digest))
        except (FileNotFoundError, ValueError):
            return None
        except OSError as error:
            raise Unavailable(f"{name} cannot be read: {error.strerror}", code="shelf-read") from error

    def stamp(self, name: str) -> tuple[int, int] | None:
        """Return a value that changes whenever `name` moves; one `stat`, so it may be asked often."""
        try:
            status = (self.root / _NAMES / name).stat()
        except OSError:
            return None
        return status.st_ino, status.st_mtime_ns

    def read(self, name: str) -> tuple[Published, bytes]:
        """Return what `name` points at, and the tar.

        Raises:
            Unavailable: nothing was published, or what was is gone or damaged.
        """
        published = self.pointed(name)
        if published is None:
            raise Unavailable(f"{name} was never published", code="shelf-read")
        try:
            tar = (self.root / _OBJECTS / published.digest).read_bytes()
        except OSError as error:
            if self.pointed(name) != published:
                return self.read(name)  # the name moved on between the two reads
            raise Unavailable(f"{name} cannot be read: {error.strerror}", code="shelf-read") from error
        if sha256(tar) != published.digest:
            raise Unavailable(f"{name} is damaged on the shelf", code="shelf-read")
        return published, tar


def write(path: Path, data: bytes, *, mode: int = 0o666, is_new: bool = False) -> None:
    """Put `data` at `path`, on disk, whole or not at all; with `is_new`, what is there already stays as it is."""
    if is_new and path.exists():
        return
    path.parent.mkdir(mode=0o777 if mode & 0o077 else 0o700, parents=True, exist_ok=True)
    half = path.with_name(f".{path.name}.{os.getpid()}")
    half.unlink(missing_ok=True)
    half.touch(mode)
    try:
        with half.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if is_new:
            with suppress(FileExistsError):
                path.hardlink_to(half)
        else:
            half.replace(path)
    finally:
        half.unlink(missing_ok=True)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
