"""Characters for a string of which only tests are known, or which instant it is: the plainest first.

Tests are answered exactly, by an automaton whose state is how far each test has come, over the letters of the tests
and a few others that stand for all the rest.
"""

from collections import deque
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import islice
from typing import Final

from acgs.norms.condition import Affix

Test = tuple[Affix, str]

_LOST: Final = -1
_OTHERS: Final = "abcdefghijklmnopqrstuvwxyz0123456789" + "".join(map(chr, range(0x4E00, 0x9FA6)))
_MAX_STEPS: Final = 100_000

_SECOND: Final = 10**9
_DAY: Final = 86_400 * _SECOND
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)

FIRST_NS: Final = (datetime(1678, 1, 1, tzinfo=UTC) - _EPOCH).days * _DAY - _DAY
LAST_NS: Final = (datetime(2262, 1, 1, tzinfo=UTC) - _EPOCH).days * _DAY + _DAY
"""The years 1678 to 2261 as written, widened by a day for the offset: bounds, not what is admitted."""


def holds(test: Test, text: str) -> bool:
    match test:
        case Affix.PREFIX, part:
            return text.startswith(part)
        case Affix.SUFFIX, part:
            return text.endswith(part)
        case _, part:
            return part in text


def spell(wanted: Mapping[Test, bool], length: int | None, count: int) -> tuple[list[str], bool]:
    """Return up to `count` strings that answer `wanted`, and whether there are no others.

    Each state is left at most `count` times: whatever is reached more often has given `count` strings already.
    """
    letters = sorted({letter for _, part in wanted for letter in part})
    others = list(islice((letter for letter in _OTHERS if letter not in letters), 3))
    tests, found, seen = list(wanted), list[str](), dict[tuple[object, ...], int]()
    queue = deque([(tuple(0 for _ in tests), "")])
    for _ in range(_MAX_STEPS):
        if not queue or len(found) == count:
            break
        state, text = queue.popleft()
        if length in (None, len(text)) and all(
            (at == len(test[1])) == wanted[test] for test, at in zip(tests, state, strict=True)
        ):
            found.append(text)
        if len(text) == length:
            continue
        for letter in (*others, *letters):
            after = tuple(_step(test, at, letter) for test, at in zip(tests, state, strict=True))
            key = (after, None if length is None else len(text))
            if any(_is_hopeless(test, at, wanted[test]) for test, at in zip(tests, after, strict=True)):
                continue
            if seen.setdefault(key, 0) < count:
                seen[key] += 1
                queue.append((after, text + letter))
    is_all = not queue and len(found) < count and not any(letter in text for text in found for letter in others)
    return found, is_all


@lru_cache(maxsize=100_000)
def _step(test: Test, at: int, letter: str) -> int:
    kind, part = test
    if kind is Affix.PREFIX:
        if at in (_LOST, len(part)):
            return at
        return at + 1 if part[at] == letter else _LOST
    if kind is Affix.PART and at == len(part):
        return at
    text = part[:at] + letter
    return next(size for size in range(min(len(text), len(part)), -1, -1) if text.endswith(part[:size]))


def _is_hopeless(test: Test, at: int, is_wanted: bool) -> bool:  # noqa: FBT001 - one flag of one test
    kind, part = test
    if is_wanted:
        return kind is Affix.PREFIX and at == _LOST
    return kind is not Affix.SUFFIX and at == len(part)


def written(nanoseconds: int) -> Iterator[str]:
    """Yield spellings of one instant, the plainest first; not each is admitted at the ends of the range."""
    seconds, rest = divmod(nanoseconds, _SECOND)
    for hours in (0, 1, -1, 23, -23):
        local = (_EPOCH + timedelta(seconds=seconds, hours=hours)).strftime("%Y-%m-%dT%H:%M:%S")
        fraction = f".{rest:09}".rstrip("0") if rest else ""
        zones = ("Z", "+00:00", "-00:00") if hours == 0 else (f"{hours:+03}:00",)
        for zone in zones:
            yield f"{local}{fraction}{zone}"
            yield from (f"{local}{fraction or '.'}{'0' * pad}{zone}" for pad in range(1, 10 - max(len(fraction), 1)))
