"""Strings as integers: each literal has a code of its own, every other string some other integer.

Trusted for what it asserts: only facts that hold of all strings, so it can leave a candidate too many and never an
input too few. `characters` spells a candidate; tests that no string answers become one more fact.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations, product
from typing import Final

from acgs.norms.condition import Affix
from acgs.norms.instant import nanoseconds
from acgs.proof.script import FALSE, TRUE, Script, Term, number, numeral
from acgs.proof.spelling import FIRST_NS, LAST_NS, Test, holds, spell

_LONGEST: Final = {Affix.PREFIX: 60, Affix.SUFFIX: 60, Affix.PART: 12}
"""Of a literal this long every part is named; a longer one is compared as if it were unknown."""

_PATTERN: Final = "pattern "

Values = Mapping[Term, int]
"""A candidate: of each term its integer, of a Bool 0 or 1."""


@dataclass(slots=True)
class Facts:
    """What has been asked of one term that is a string."""

    tests: dict[Test, Term] = field(default_factory=dict)
    patterns: dict[str, Term] = field(default_factory=dict)
    length: Term | None = None
    instant: tuple[Term, Term] | None = None
    rank: Term | None = None


class Texts:
    """The strings of one script: their codes, what is asked of each, and which are asked to contain which."""

    def __init__(self, script: Script) -> None:
        self._script = script
        self.codes: dict[str, int] = {}
        self.asked: dict[Term, Facts] = {}
        self._functions: dict[str | Test, str] = {}
        self.pairs: dict[tuple[Affix, Term, Term], Term] = {}
        self.literal("")

    def literal(self, text: str) -> Term:
        return number(self.codes.setdefault(text, len(self.codes)))

    def _text(self, code: Term) -> str | None:
        return list(self.codes)[at] if (at := numeral(code)) is not None else None

    def _facts(self, code: Term) -> Facts:
        return self.asked.setdefault(code, Facts())

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
            parts = dict.fromkeys(parts_of(op, text))
            return self._script.disj(*(self._script.equal(argument, self.literal(part)) for part in parts))
        term = self._apply(op.value, "Bool", subject, argument)
        self.pairs[op, subject, argument] = term
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
            for text in sorted(self.codes):
                self._rank(self.literal(text))
        for key, function in list(self._functions.items()):
            for text, code in self.codes.items():
                self._assert_literal(key, function, text, code)
        for term, facts in list(self.asked.items()):
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

    def _assert_of(self, code: Term, facts: Facts) -> None:
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
        ordered = [(code, facts.rank) for code, facts in self.asked.items() if facts.rank is not None]
        for (code, rank), (other, other_rank) in combinations(ordered, 2):
            one, two = self._text(code), self._text(other)
            if one is not None and two is not None:
                s.require(s.less(rank, other_rank) if one < two else s.less(other_rank, rank))
            else:
                s.require(s.implies(s.equal(rank, other_rank), s.equal(code, other)))
                s.require(s.at_most(self._rank(self.literal("")), rank if one is None else other_rank))

    def _assert_pairs(self) -> None:
        s = self._script
        for (op, subject, argument), holds_here in list(self.pairs.items()):
            s.require(s.implies(s.equal(subject, argument), holds_here))
            for code in [number(code) for code in self.codes.values()]:
                for place, known in ((argument, (subject, code)), (subject, (code, argument))):
                    s.require(s.implies(s.equal(place, code), s.iff(holds_here, self.matches(op, *known))))

    def _answers(self, code: Term, wanted: Mapping[Test, bool]) -> Iterator[Term]:
        for test, is_wanted in wanted.items():
            term = self.test(code, test)
            yield term if is_wanted else self._script.neg(term)

    def terms(self) -> Iterator[Term]:
        """Yield the terms whose values say how a candidate is to be spelt."""
        for code, facts in self.asked.items():
            yield from (code, *facts.tests.values(), *facts.patterns.values(), *(facts.instant or ()))
            yield from (term for term in (facts.length, facts.rank) if term is not None)
        for (_, subject, argument), holds_here in self.pairs.items():
            yield from (subject, argument, holds_here)

    def shorter(self, code: Term, text: str) -> Iterator[Term]:
        """Yield that a string is a literal shorter than `text`, the shortest first."""
        for literal in sorted(self.codes, key=lambda literal: (len(literal), literal)):
            if len(literal) < len(text):
                yield Term(f"(= {code} {self.codes[literal]})")

    def easier(self, unspelt: "Unspelt", values: Values) -> Iterator[Term]:
        """Yield what makes a string easier to find: a literal, one as long where patterns count, one that is longer."""
        known = sorted(self.codes, key=len)
        for code in [term for term in self.asked if numeral(term) is None and values[term] == unspelt.code]:
            yield from (Term(f"(= {code} {self.codes[text]})") for text in known)
            length, patterns = self.asked[code].length, self.asked[code].patterns
            if length is not None:
                sizes = map(len, reversed(known)) if patterns else [len(known[-1]) + 1]
                yield from (Term(f"(= {length} {size})") for size in sizes if size != values[length])

    def learn(self, unspelt: "Unspelt", values: Values) -> bool:
        """Assert that only certain literals answer as was wanted of a code; return False if that is not known."""
        if unspelt.only is None:
            return False
        s = self._script
        for code in [term for term in self.asked if numeral(term) is None and values[term] == unspelt.code]:
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


def parts_of(op: Affix, text: str) -> Iterator[str]:
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
