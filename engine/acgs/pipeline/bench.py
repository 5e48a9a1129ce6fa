"""What the pipeline works with, and what holds after a pass of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from acgs.council.record import Pin, Record
from acgs.ledger.sign import Signer
from acgs.names import Seq, Target
from acgs.release.admit import Release
from acgs.release.keys import Key, Kind
from acgs.release.sealed import Bundle
from acgs.shelf import Shelf

NEW_KEY: Final = "bundle-key-is-new"
"""In the data folder, until what another bundle key signed is released again by the one that was made here."""


@dataclass(frozen=True, slots=True)
class Bench:
    """What the pipeline works with: the origin, a folder for what may be deleted at any moment, keys, a pin."""

    origin: str
    data: Path
    signer: Signer
    keys: Mapping[Kind, Key]
    pin: Pin | None

    @property
    def shelf(self) -> Shelf:
        return Shelf(self.data / "shelf")


@dataclass(frozen=True, slots=True)
class Served:
    """The last release of a target, as the ledger has it; `is_ours` says that sidecars of this bench will take it."""

    seq: Seq
    release: Release
    bundle: Bundle
    is_ours: bool


@dataclass(frozen=True, slots=True)
class State:
    """What holds after a pass; `waiting` says in words what keeps something from being released, if anything does."""

    record: Record | None
    serials: Mapping[Target, Seq]
    waiting: tuple[str, ...]
