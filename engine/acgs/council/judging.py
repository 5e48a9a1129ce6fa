"""Judging a ref update: do ratifications lead from the last ratified root to the tip's (ledger-format §9).

Trusted: what is admitted is what this says. Pure; the roots of the line are given, oldest first.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol

from acgs.ledger.entry import Admitted
from acgs.names import Oid, Root, Seq

LAPSE: Final = timedelta(days=30)


class Step(Protocol):
    """A ratification as the judging sees it: on node `base`, of `root`; `is_admitted` once a tip has carried it."""

    @property
    def seq(self) -> Seq: ...
    @property
    def base(self) -> Seq | None: ...
    @property
    def root(self) -> Root: ...
    @property
    def time(self) -> datetime: ...
    @property
    def is_admitted(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a tip is: its root, what becomes of it, and the ratifications that it brings, oldest first."""

    new: Oid
    root: Root | None
    admitted: Admitted
    brings: tuple[Seq, ...]
    is_rewind: bool


def is_void(steps: Mapping[Seq, Step], seq: Seq, at: datetime) -> bool:
    """Whether the node counts no more: itself or one that it stands on has not been admitted in 30 days."""
    step = steps[seq]
    while not step.is_admitted:
        if at >= step.time + LAPSE or step.base is None:
            return True
        step = steps[step.base]
    return False


def is_open_base(steps: Mapping[Seq, Step], base: Seq, last: Seq, at: datetime) -> bool:
    """Whether a node may be recorded on `base`: the last ratified, or descending from it through nodes not void."""
    step = steps[base]
    while step.seq != last:
        if is_void(steps, step.seq, at) or step.base is None:
            return False
        step = steps[step.base]
    return True


def chain(
    steps: Mapping[Seq, Step], last: Seq, line: Sequence[Root | None], tip: Root, at: datetime
) -> tuple[Seq, ...] | None:
    """Return the nodes that lead from `last` to `tip`, the tip's root; none if that is `last`'s; None: not admitted.

    The longest fits, of these the one with the lowest seqs. Their roots lie on `line` in order, each strictly later.
    """
    live = [step for step in sorted(steps.values(), key=lambda s: s.seq) if not is_void(steps, step.seq, at)]

    def lead(base: Seq, start: int) -> Iterator[tuple[Seq, ...]]:
        for step in live:
            if step.base != base:
                continue
            if step.root == tip and start < len(line):
                yield (step.seq,)
            # The earliest place leaves most room for what follows.
            at_place = next((n for n in range(start, len(line)) if line[n] == step.root), None)
            if at_place is not None:
                yield from ((step.seq, *rest) for rest in lead(step.seq, at_place + 1))

    found = [() if steps[last].root == tip else None, *lead(last, 0)]
    return max((way for way in found if way is not None), key=lambda way: (len(way), [-s for s in way]), default=None)
