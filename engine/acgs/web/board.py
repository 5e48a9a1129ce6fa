"""What is on the shelf now, kept in memory, and who waits for the next.

Polls are answered from here, so that they live when all else is down. One event loop, no locks.
"""

import asyncio
import gzip
import logging
from dataclasses import dataclass, field
from typing import Final

from acgs.errors import Unavailable
from acgs.shelf import Published, Shelf

WATCH_S: Final = 0.2

_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Shown:
    """One publication as it goes out: gzip is transport, the tag is of the tar inside."""

    stamp: tuple[int, int]
    published: Published
    body: bytes


@dataclass(slots=True)
class Board:
    """The shelf, as polls see it."""

    shelf: Shelf
    is_closed: bool = False
    moved: asyncio.Event = field(default_factory=asyncio.Event)
    """Set at the next publication; whoever waits takes it before he looks."""
    _shown: dict[str, Shown] = field(default_factory=dict)
    _refused: dict[str, tuple[int, int]] = field(default_factory=dict)
    """The stamps of what could not be read: each is said once, and tried again."""

    def current(self, name: str) -> Shown | None:
        """Return what `name` points at, whoever published it; None if nothing ever was."""
        self._look(name)
        return self._shown.get(name)

    def _look(self, name: str) -> bool:
        """Take up what `name` points at and return whether it moved; what cannot be read leaves what was shown."""
        stamp = self.shelf.stamp(name)
        if stamp is None or (name in self._shown and self._shown[name].stamp == stamp):
            return False
        try:
            published, tar = self.shelf.read(name)
        except Unavailable as error:
            if self._refused.get(name) != stamp:
                _logger.error("%s stays as it is: %s", name, error)  # noqa: TRY400  # the reason is all there is to say
            self._refused[name] = stamp
            return False
        self._shown[name] = Shown(stamp, published, gzip.compress(tar, mtime=0))
        return True

    def wake(self) -> None:
        """Let every held poll look again. For the loop's own thread."""
        self.moved.set()
        self.moved = asyncio.Event()

    def close(self) -> None:
        """Answer every held poll now, and hold none any more."""
        self.is_closed = True
        self.wake()

    async def watch(self) -> None:
        """Wake the polls when another process publishes; returns after `close`."""
        while not self.is_closed:
            if sum(self._look(name) for name in tuple(self._shown)):  # each is to be looked at
                self.wake()
            await asyncio.sleep(WATCH_S)
