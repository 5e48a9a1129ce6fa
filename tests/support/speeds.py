"""A line of the speed table: one figure beside its anchor, both of the same run."""

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Speed:
    """What was measured, in seconds. Without an anchor the figure itself is held to `to_reach`."""

    work: str
    ours_s: float
    anchor: str
    anchor_s: float | None
    to_reach: str
    note: str = ""

    def line(self) -> str:
        if self.anchor_s is None:
            beside = f"{self.anchor:<32} {'':>10} {'':>8}"
            return f"{self.work:<40} {shown(self.ours_s):>10}   {beside}   {self.to_reach} {self.note}".rstrip()
        ratio = f"{self.ours_s / self.anchor_s:.2f} ×"
        beside = f"{self.anchor:<32} {shown(self.anchor_s):>10}"
        return f"{self.work:<40} {shown(self.ours_s):>10}   {beside} {ratio:>8}   {self.to_reach} {self.note}".rstrip()


def shown(seconds: float) -> str:
    """Return a duration in the unit in which it is read best."""
    if seconds >= 1:
        return f"{seconds:.2f} s"
    return f"{seconds * 1e3:.1f} ms" if seconds >= 1e-3 else f"{seconds * 1e6:.1f} µs"


def alternately(ours: Callable[[], object], anchor: Callable[[], object], *, rounds: int) -> tuple[float, float]:
    """Return the least seconds of each, measured in turn: what else the machine does can only add to it."""
    took: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for work, times in zip((ours, anchor), took, strict=True):
            start = time.perf_counter()
            work()
            times.append(time.perf_counter() - start)
    return min(took[0]), min(took[1])
