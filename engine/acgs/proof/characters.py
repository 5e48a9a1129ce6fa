"""A candidate in characters: for each code that it gives a string, one that answers as the candidate says.

Not trusted: what is spelt is asked of the evaluator, and where nothing is found, that is `Unspelt`.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from acgs.norms.instant import nanoseconds
from acgs.proof.script import Term, numeral
from acgs.proof.spelling import Test, holds, spell, written
from acgs.proof.texts import Texts, Unspelt, Values, parts_of


@dataclass(slots=True)
class _Wish:
    """What a string is to be: how it answers tests and patterns, its length, the timestamp that it is, or is none."""

    tests: dict[Test, bool]
    patterns: dict[str, bool]
    length: int | None
    instants: list[int | None]

    def is_granted_by(self, text: str) -> bool:
        return (
            "\0" not in text
            and self.length in (None, len(text))
            and all(holds(test, text) == is_wanted for test, is_wanted in self.tests.items())
            and all(bool(re.search(pattern, text)) == is_found for pattern, is_found in self.patterns.items())
            and all(nanoseconds(text) == instant for instant in self.instants)
        )


class Characters:
    """What has been spelt of one candidate; `values` are of every term in `Texts.terms`."""

    def __init__(self, texts: Texts, values: Values) -> None:
        self._texts = texts
        self._values = values
        self._spelt = {code: text for text, code in texts.codes.items()}
        asked = ((term, facts.rank) for term, facts in texts.asked.items())
        self._ranks = {self._code(term): values[rank] for term, rank in asked if rank is not None}
        self._pairs = [(op, self._code(a), self._code(b), bool(values[x])) for (op, a, b), x in texts.pairs.items()]

    def spell(self, codes: Iterable[int], offers: Callable[[int], Iterable[str]]) -> dict[int, str]:
        """Return a string for each code.

        Args:
            codes: those that need one, in the order in which they are chosen.
            offers: for a code, strings that would be recognised.

        Raises:
            Unspelt: none was found for a code.
        """
        subjects = {subject for _, subject, _, _ in self._pairs}
        for code in sorted(codes, key=lambda code: code in subjects):  # first what others are to contain
            if code not in self._spelt:
                found = next(self._fitting(code, offers(code)), None)
                if found is None:
                    raise self._unspelt(code)
                self._spelt[code] = found
        return self._spelt

    def _code(self, term: Term) -> int:
        at = numeral(term)
        return self._values[term] if at is None else at

    def _wish(self, code: int) -> _Wish:
        """Return what the candidate says of one string by itself."""
        values = self._values
        same = [facts for term, facts in self._texts.asked.items() if self._code(term) == code]
        dated = [facts.instant for facts in same if facts.instant is not None]
        return _Wish(
            {test: bool(values[term]) for facts in same for test, term in facts.tests.items()},
            {pattern: bool(values[term]) for facts in same for pattern, term in facts.patterns.items()},
            next((values[facts.length] for facts in same if facts.length is not None), None),
            [values[instant] if values[is_instant] else None for is_instant, instant in dated],
        )

    def _fitting(self, code: int, offers: Iterable[str]) -> Iterator[str]:
        spelt, wish = self._spelt, self._wish(code)
        wish.tests |= {
            (op, spelt[part]): is_in for op, one, part, is_in in self._pairs if one == code and part in spelt
        }
        wholes = [(op, spelt[one], is_in) for op, one, part, is_in in self._pairs if part == code and one in spelt]
        dates = (date for instant in wish.instants if instant is not None for date in written(instant))
        parts = (part for op, whole, is_in in wholes if is_in for part in parts_of(op, whole))
        likely = spell(wish.tests, wish.length, len(spelt) + 1)[0]
        for text in chain(dates, parts, likely, self._between(code, wish.length), offers):
            if (
                text not in spelt.values()
                and wish.is_granted_by(text)
                and all(holds((op, text), whole) == is_in for op, whole, is_in in wholes)
                and self._is_in_order(code, text)
            ):
                yield text

    def _unspelt(self, code: int) -> Unspelt:
        wish = self._wish(code)
        found, is_all = spell(wish.tests, wish.length, len(self._spelt) + 1)
        only = found if is_all and all(text in self._texts.codes for text in found) else None
        return Unspelt(code, wish.tests, wish.length, only)

    def _is_in_order(self, code: int, text: str) -> bool:
        ranks = self._ranks
        return code not in ranks or all(
            (ranks[other] < ranks[code]) == (known < text) for other, known in self._spelt.items() if other in ranks
        )

    def _between(self, code: int, length: int | None) -> Iterator[str]:
        """Yield strings of a length next to those that are ordered, for one that is ordered too."""
        ordered = [text for other, text in self._spelt.items() if other in self._ranks and code in self._ranks]
        for known in (text[:length] for text in sorted(ordered, reverse=True)):
            near = [known + letter for letter in "a0-!"]
            if known:
                near += [known[:-1] + chr(ord(known[-1]) + step) for step in (-1, 1) if ord(known[-1]) + step > 0]
                near += [known[:-1], known[:-1] + chr(max(1, ord(known[-1]) - 1)) + "z"]
            yield from (text.ljust(length or 0, "a") for text in near)
