"""The ledger as it was verified up to an entry: ratifications, the last ratified revision, what was released.

Trusted: only `admission` makes one. Values; pure.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from acgs.council.ballot import Bond
from acgs.council.roster import Council
from acgs.council.threshold import ChangeClass
from acgs.errors import Misconfigured
from acgs.ledger.entry import Release, SignedEntry
from acgs.names import Digest, Files, Oid, Principal, Ref, Root, Seq, Target

_PIN: Final = re.compile(r"acgs:v1:([0-9a-f]{40}):([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Pin:
    """What a verifier knows from outside the repository: which genesis, with which council file."""

    genesis: Oid
    council: Digest

    def __str__(self) -> str:
        return f"acgs:v1:{self.genesis}:{self.council}"


def read_pin(text: str) -> Pin:
    """Return the pin that `text` spells, or raise Misconfigured."""
    if not (parts := _PIN.fullmatch(text)):
        raise Misconfigured(f"no pin: {text!r}", code="pin", hint="acgs:v1:<oid of genesis>:<digest of council.toml>")
    return Pin(Oid(parts[1]), Digest(parts[2]))


@dataclass(frozen=True, slots=True)
class Governed:
    """The governed files of one tree, their root, and the council that they describe."""

    files: Files
    root: Root
    council: Council


@dataclass(frozen=True, slots=True)
class Node:
    """A ratification: `agreeing` have signed the step from the base to `governed`. Genesis has no base and no class."""

    seq: Seq
    time: datetime
    base: Seq | None
    governed: Governed
    change: ChangeClass | None
    agreeing: frozenset[Principal]
    is_admitted: bool = False

    @property
    def root(self) -> Root:
        return self.governed.root


@dataclass(frozen=True, slots=True)
class Record:
    """What holds after the last of `entries`.

    `last` is the last ratified node (L) and `revision` the commit that carried it (T); `tip` is where the governed ref
    was last seen, zeros after a deletion; `seen` are commits from which all recorded ones are reachable.
    """

    entries: tuple[SignedEntry, ...]
    nodes: Mapping[Seq, Node]
    last: Seq
    revision: Oid
    tip: Oid
    seen: frozenset[Oid]
    admitted: Mapping[Oid, Seq]
    used: frozenset[Digest]
    releases: Mapping[Target, tuple[Seq, Release]]
    pin: Pin
    is_pinned: bool

    @property
    def repo(self) -> Oid:
        return self.entries[0].oid

    @property
    def ref(self) -> Ref:
        return self.council.file.ref

    @property
    def node(self) -> Node:
        return self.nodes[self.last]

    @property
    def council(self) -> Council:
        """The council in force."""
        return self.node.governed.council

    def bond(self, base: Node, result: Root) -> Bond:
        """Return what ballots on the step from `base` to `result` bind."""
        return Bond(self.repo, self.ref, base.root, base.seq, base.governed.council.file.epoch, result)
