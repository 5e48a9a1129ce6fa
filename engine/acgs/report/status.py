"""Where a clone is on the road, and what comes next, as `git status` says it: text and JSON."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from acgs.constitution.principle import Json


@dataclass(frozen=True, slots=True)
class Status:
    """What was found, by subject, in the order of the road; what holds only with a caveat; the next command."""

    found: Mapping[str, str]
    caveats: Sequence[str]
    next: str


def status_text(status: Status) -> str:
    width = max(map(len, status.found))
    lines = [f"{subject:<{width}}  {said}" for subject, said in status.found.items()]
    lines += [f"{'caveat':<{width}}  {caveat}" for caveat in status.caveats]
    return "\n".join([*lines, f"{'next':<{width}}  {status.next}"])


def status_json(status: Status) -> Json:
    return {
        "version": 1,
        "found": dict(status.found),
        "caveats": list[Json](status.caveats),
        "next": status.next,
    }
