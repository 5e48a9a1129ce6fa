"""Strings as integers: each literal has a code of its own, every other string some other integer.

Trusted for what it asserts: only facts that hold of all strings, so it can leave a candidate too many and never an
input too few. `spelt` gives a candidate its characters; tests that no string answers become one more fact.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, combinations, product
from typing import Final

from acgs.norms.condition import Affix
from acgs.norms.instant import nanoseconds
from acgs.proof.instants import FIRST_NS, LAST_NS, written
from acgs.proof.script import FALSE, TRUE, Script, Term, number, numeral
from acgs.proof.spelling import Test, holds, spell

_LONGEST: Final = {Affix.PREFIX: 60, Affix.SUFFIX: 60, Affix.PART: 12}
"""Of a literal this long every part is named; a longer one is compared as if it were unknown."""

_PATTERN: Final = "pattern "

Values = Mapping[Term, int]
"""A candidate: of each term its integer, of a Bool 0 or 1."""


@dataclass(slots=True)
class _Facts:
    """What has been asked of one term that is a string."""

    tests: dict[Test, Term] = field(default_factory=dict)
    patterns: dict[str, Term] = field(default_factory=dict)
    length: Term | None = None
    instant: tuple[Term, Term] | None = None
    rank: Term | None = None


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


class Texts:
    """The strings of one script."""

    def __init__(self, script: Script) -> None:
        self._script = script
        self._codes: dict[str, int] = {}
        self._asked: dict[Term, _Facts] = {}
        self._functions: dict[str | Test, str] = {}
        self._pairs: dict[tuple[Affix, Term, Term], Term] = {}
        self.literal("")

    def literal(self, text: str) -> Term:
        return number(self._codes.setdefault(text, len(self._codes)))

    def _text(self, code: Term) -> str | None:
        return list(self._codes)[at] if (at := numeral(code)) is not None else None

    def _facts(self, code: Term) -> _Facts:
        return self._asked.setdefault(code, _Facts())

    def _apply(self, key: str | Test, result: str, *codes: Term) -> Term:
        if key not in self._functions:
            self._functions[key] = self._script.function(" ".join("Int" for _ in codes), result)
        return self._script.term(result, f"({self._functions[key]} {' '.join(codes)})")

    def test(self, code: Term, test: Test) -> Term:
        text = self._text(code)
        if text is not None:
            return TRUE if holds(test, text) else FALSE
        tests = self._facts(code).tests
        return tests.setdefault(test, self._apply(test, "Bool", code))

    def matches(self, op: Affix, subject: Term, argument: Term) -> Term:
        text, part = self._text(subject), self._text(argument)
        if part is not None:
            return TRUE if part == "" else self.test(subject, (op, part))
        if text is not None and len(text) <= _LONGEST[op]:
            parts = dict.fromkeys(_parts(op, text))
            return self._script.disj(*(self._script.equal(argument, self.literal(part)) for part in parts))
        term = self._apply(op.value, "Bool", subject, argument)
        self._pairs[op, subject, argument] = term
        return term

    def length(self, code: Term) -> Term:
        text = self._text(code)
        if text is not None:
            return number(len(text))
        facts = self._facts(code)
        facts.length = self._apply("size", "Int", code)
        return facts.length

    def instant(self, code: Term) -> tuple[Term, Term]:
        """Return whether the string is a timestamp in the strict form, and which: one partial function of strings."""
        facts = self._facts(code)
        facts.instant = self._apply("is timestamp", "Bool", code), self._apply("timestamp", "Int", code)
        return facts.instant

    def magnitude(self, code: Term) -> tuple[Term, ...]:
        """Return how far from 1970 the timestamp of a string is, if somebody has asked for it."""
        facts = self._facts(code)
        return () if facts.instant is None else (self._script.magnitude(facts.instant[1]),)

    def pattern(self, code: Term, pattern: str) -> Term:
        """Return that a regular expression is found in a string: of literals it is known, of others left open."""
        return self._facts(code).patterns.setdefault(pattern, self._apply(_PATTERN + pattern, "Bool", code))

    def less(self, left: Term, right: Term) -> Term:
        return self._script.less(self._rank(left), self._rank(right))

    def _rank(self, code: Term) -> Term:
        """Return the place of the string among those that are ordered: finitely many, so integers have room."""
        facts = self._facts(code)
        facts.rank = self._apply("rank", "Int", code)
        return facts.rank

    def assert_facts(self) -> None:
        """Assert what holds of all strings; call it once, after the last question."""
        self._assert_pairs()
        if "rank" in self._functions:
            for text in sorted(self._codes):
                self._rank(self.literal(text))
        for key, function in list(self._functions.items()):
            for text, code in self._codes.items():
                self._assert_literal(key, function, text, code)
        for term, facts in list(self._asked.items()):
            if numeral(term) is None:
                self._assert_of(term, facts)
        self._assert_order()

    def _assert_literal(self, key: str | Test, function: str, text: str, code: int) -> None:
        s, call = self._script, f"({function} {code})"
        if isinstance(key, tuple):
            s.require(s.term("Bool", call if holds(key, text) else f"(not {call})"))
        elif key.startswith(_PATTERN):
            s.require(s.term("Bool", call if re.search(key.removeprefix(_PATTERN), text) else f"(not {call})"))
        elif key == "size":
            s.require(s.term("Bool", f"(= {call} {len(text)})"))
        elif key == "is timestamp":
            s.require(s.term("Bool", call if nanoseconds(text) is not None else f"(not {call})"))
        elif key == "timestamp" and (instant := nanoseconds(text)) is not None:
            s.require(s.term("Bool", f"(= {call} {number(instant)})"))

    def _assert_of(self, code: Term, facts: _Facts) -> None:
        s = self._script
        for one, other in combinations(facts.tests, 2):
            for signs in product((True, False), repeat=2):
                if _is_impossible(one, other, *signs):
                    wanted = dict(zip((one, other), signs, strict=True))
                    s.require(s.neg(s.conj(*self._answers(code, wanted))))
        if facts.length is not None:
            s.require(s.at_most(number(0), facts.length))
            s.require(s.iff(s.equal(facts.length, number(0)), s.equal(code, self.literal(""))))
            for (_, part), holds_here in facts.tests.items():
                s.require(s.implies(holds_here, s.at_most(number(len(part)), facts.length)))
        if facts.instant is not None:
            is_instant, instant = facts.instant
            s.require(s.implies(is_instant, s.within(FIRST_NS, instant, LAST_NS)))

    def _assert_order(self) -> None:
        s = self._script
        ordered = [(code, facts.rank) for code, facts in self._asked.items() if facts.rank is not None]
        for (code, rank), (other, other_rank) in combinations(ordered, 2):
            one, two = self._text(code), self._text(other)
            if one is not None and two is not None:
                s.require(s.less(rank, other_rank) if one < two else s.less(other_rank, rank))
            else:
                s.require(s.implies(s.equal(rank, other_rank), s.equal(code, other)))
                s.require(s.at_most(self._rank(self.literal("")), rank if one is None else other_rank))

    def _assert_pairs(self) -> None:
        s = self._script
        for (op, subject, argument), holds_here in list(self._pairs.items()):
            s.require(s.implies(s.equal(subject, argument), holds_here))
            for code in [number(code) for code in self._codes.values()]:
                for place, known in ((argument, (subject, code)), (subject, (code, argument))):
                    s.require(s.implies(s.equal(place, code), s.iff(holds_here, self.matches(op, *known))))

    def _answers(self, code: Term, wanted: Mapping[Test, bool]) -> Iterator[Term]:
        for test, is_wanted in wanted.items():
            term = self.test(code, test)
            yield term if is_wanted else self._script.neg(term)

    def terms(self) -> Iterator[Term]:
        """Yield the terms whose values `spelt` reads."""
        for code, facts in self._asked.items():
            yield from (code, *facts.tests.values(), *facts.patterns.values(), *(facts.instant or ()))
            yield from (term for term in (facts.length, facts.rank) if term is not None)
        for (_, subject, argument), holds_here in self._pairs.items():
            yield from (subject, argument, holds_here)

    def spelt(self, codes: Iterable[int], values: Values, offers: Callable[[int], Iterable[str]]) -> dict[int, str]:
        """Return a string for each code of a candidate.

        Args:
            codes: those that need one, in the order in which they are chosen.
            values: of every term in `terms`.
            offers: for a code, strings that would be recognised.

        Raises:
            Unspelt: none was found for a code.
        """
        texts = {code: text for text, code in self._codes.items()}
        subjects = {_valued(subject, values) for _, subject, _ in self._pairs}
        for code in sorted(codes, key=lambda code: code in subjects):  # first what others are to contain
            if code not in texts:
                found = next(self._spell(code, values, texts, offers(code)), None)
                if found is None:
                    raise self._unspelt(code, values, len(texts))
                texts[code] = found
        return texts

    def _wish(self, code: int, values: Values) -> "_Wish":
        """Return what the candidate says of one string by itself."""
        same = [facts for term, facts in self._asked.items() if _valued(term, values) == code]
        dated = [facts.instant for facts in same if facts.instant is not None]
        return _Wish(
            {test: bool(values[term]) for facts in same for test, term in facts.tests.items()},
            {pattern: bool(values[term]) for facts in same for pattern, term in facts.patterns.items()},
            next((values[facts.length] for facts in same if facts.length is not None), None),
            [values[instant] if values[is_instant] else None for is_instant, instant in dated],
        )

    def _pairings(self, code: int, values: Values, texts: Mapping[int, str]) -> dict[Test, bool]:
        """Return what a string is to contain of strings that have been spelt already."""
        asked = (
            (op, _valued(one, values), _valued(part, values), pair) for (op, one, part), pair in self._pairs.items()
        )
        return {(op, texts[part]): bool(values[pair]) for op, one, part, pair in asked if one == code and part in texts}

    def _wholes(self, code: int, values: Values, texts: Mapping[int, str]) -> Iterator[tuple[Affix, str, bool]]:
        """Yield the strings that have been spelt already and are to contain this one, or not to."""
        for (op, one, part), pair in self._pairs.items():
            if _valued(part, values) == code and (whole := texts.get(_valued(one, values))) is not None:
                yield op, whole, bool(values[pair])

    def _spell(self, code: int, values: Values, texts: Mapping[int, str], offers: Iterable[str]) -> Iterator[str]:
        wish, wholes = self._wish(code, values), list(self._wholes(code, values, texts))
        wish.tests |= self._pairings(code, values, texts)
        dates = (date for instant in wish.instants if instant is not None for date in written(instant))
        parts = (part for op, whole, is_wanted in wholes if is_wanted for part in _parts(op, whole))
        spelt = spell(wish.tests, wish.length, len(texts) + 1)[0]
        for text in chain(dates, parts, spelt, self._between(code, values, texts), offers):
            if (
                text not in texts.values()
                and wish.is_granted_by(text)
                and all(holds((op, text), whole) == is_wanted for op, whole, is_wanted in wholes)
                and self._is_in_order(code, text, values, texts)
            ):
                yield text

    def _unspelt(self, code: int, values: Values, known: int) -> "Unspelt":
        wish = self._wish(code, values)
        found, is_all = spell(wish.tests, wish.length, known + 1)
        only = found if is_all and all(text in self._codes for text in found) else None
        return Unspelt(code, wish.tests, wish.length, only)

    def _ranks(self, values: Values) -> dict[int, int]:
        asked = ((term, facts.rank) for term, facts in self._asked.items())
        return {_valued(term, values): values[rank] for term, rank in asked if rank is not None}

    def _is_in_order(self, code: int, text: str, values: Values, texts: Mapping[int, str]) -> bool:
        ranks = self._ranks(values)
        return code not in ranks or all(
            (ranks[other] < ranks[code]) == (known < text) for other, known in texts.items() if other in ranks
        )

    def _between(self, code: int, values: Values, texts: Mapping[int, str]) -> Iterator[str]:
        ranks = self._ranks(values)
        for known in sorted((texts[other] for other in ranks if code in ranks and other in texts), reverse=True):
            yield from (known + letter for letter in "a0-!")
            if known:
                yield from (known[:-1] + chr(ord(known[-1]) + step) for step in (-1, 1) if ord(known[-1]) + step > 0)
                yield from (known[:-1], known[:-1] + chr(max(1, ord(known[-1]) - 1)) + "z")

    def shorter(self, code: Term, text: str) -> Iterator[Term]:
        """Yield that a string is a literal shorter than `text`, the shortest first."""
        for literal in sorted(self._codes, key=lambda literal: (len(literal), literal)):
            if len(literal) < len(text):
                yield Term(f"(= {code} {self._codes[literal]})")

    def learn(self, unspelt: "Unspelt", values: Values) -> bool:
        """Assert that only certain literals answer as was wanted of a code; return False if that is not known."""
        if unspelt.only is None:
            return False
        s = self._script
        for code in [term for term in self._asked if numeral(term) is None and values[term] == unspelt.code]:
            premises = list(self._answers(code, unspelt.wanted))
            if unspelt.length is not None:
                premises.append(s.equal(self.length(code), number(unspelt.length)))
            literals = (s.equal(code, self.literal(text)) for text in unspelt.only)
            s.require(s.implies(s.conj(*premises), s.disj(*literals)))
        return True


class Unspelt(Exception):
    """No string was found for a code; `only` are all that answer, where they are known and all literals."""

    def __init__(self, code: int, wanted: Mapping[Test, bool], length: int | None, only: list[str] | None) -> None:
        super().__init__("no string was found that answers as the candidate says")
        self.code, self.wanted, self.length, self.only = code, wanted, length, only


def _valued(term: Term, values: Values) -> int:
    at = numeral(term)
    return values[term] if at is None else at


def _parts(op: Affix, text: str) -> Iterator[str]:
    for at in range(len(text) + 1):
        match op:
            case Affix.PREFIX:
                yield text[:at]
            case Affix.SUFFIX:
                yield text[at:]
            case Affix.PART:
                yield from (text[at:end] for end in range(at, len(text) + 1))


def _is_impossible(one: Test, other: Test, is_one: bool, is_other: bool) -> bool:  # noqa: FBT001 - the signs
    return spell({one: is_one, other: is_other}, None, 1) == ([], True)
