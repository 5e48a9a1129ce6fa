"""Formulas as SMT-LIB text: every distinct term is named once, in the order in which it was made.

Trusted. The text is a function of the calls alone: no hash seed, no clock, no solver takes part.
"""

from typing import Final, NewType

Term = NewType("Term", str)
"""The name of a term, or a numeral, `true` or `false`."""

TRUE: Final = Term("true")
FALSE: Final = Term("false")


def number(value: int) -> Term:
    return Term(str(value) if value >= 0 else f"(- {-value})")


def numeral(term: Term) -> int | None:
    """Return the integer that `term` spells, if it spells one."""
    if term[0].isdigit():
        return int(term)
    return -int(term[3:-1]) if term[0] == "(" else None


class Script:
    """Declarations, definitions and assertions. Terms that say the same get the same name."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._named: dict[str, Term] = {}
        self._negated: dict[Term, Term] = {}

    @property
    def text(self) -> str:
        return "\n".join(self._lines)

    def constant(self, sort: str) -> Term:
        name = Term(f"c{len(self._lines)}")
        self._lines.append(f"(declare-const {name} {sort})")
        return name

    def function(self, sorts: str, result: str) -> str:
        name = f"f{len(self._lines)}"
        self._lines.append(f"(declare-fun {name} ({sorts}) {result})")
        return name

    def require(self, term: Term) -> None:
        if term != TRUE:
            self._lines.append(f"(assert {term})")

    def term(self, sort: str, text: str) -> Term:
        if text not in self._named:
            name = Term(f"t{len(self._lines)}")
            self._lines.append(f"(define-fun {name} () {sort} {text})")
            self._named[text] = name
        return self._named[text]

    def neg(self, term: Term) -> Term:
        if term in (TRUE, FALSE):
            return FALSE if term == TRUE else TRUE
        if term not in self._negated:
            made = self.term("Bool", f"(not {term})")
            self._negated[term], self._negated[made] = made, term
        return self._negated[term]

    def conj(self, *terms: Term) -> Term:
        parts = [term for term in dict.fromkeys(terms) if term != TRUE]
        if FALSE in parts or any(self._negated.get(part) in parts for part in parts):
            return FALSE
        if len(parts) < 2:  # noqa: PLR2004 - of nothing, of one
            return parts[0] if parts else TRUE
        return self.term("Bool", f"(and {' '.join(parts)})")

    def disj(self, *terms: Term) -> Term:
        return self.neg(self.conj(*(self.neg(term) for term in terms)))

    def implies(self, premise: Term, conclusion: Term) -> Term:
        return self.disj(self.neg(premise), conclusion)

    def iff(self, left: Term, right: Term) -> Term:
        return self.conj(self.implies(left, right), self.implies(right, left))

    def choose(self, test: Term, then: Term, otherwise: Term) -> Term:
        """Return `then` where `test` holds, else `otherwise`: two integers."""
        if then == otherwise or test == TRUE:
            return then
        return otherwise if test == FALSE else self.term("Int", f"(ite {test} {then} {otherwise})")

    def equal(self, left: Term, right: Term) -> Term:
        if left == right:
            return TRUE
        if numeral(left) is not None and numeral(right) is not None:
            return FALSE
        return self.term("Bool", f"(= {left} {right})" if left < right else f"(= {right} {left})")

    def less(self, left: Term, right: Term) -> Term:
        one, other = numeral(left), numeral(right)
        if one is not None and other is not None:
            return TRUE if one < other else FALSE
        return FALSE if left == right else self.term("Bool", f"(< {left} {right})")

    def at_most(self, left: Term, right: Term) -> Term:
        return self.neg(self.less(right, left))

    def within(self, low: int, term: Term, high: int) -> Term:
        return self.conj(self.at_most(number(low), term), self.at_most(term, number(high)))

    def calculate(self, operator: str, *terms: Term) -> Term:
        """Return a linear or other integer term; `operator` is SMT-LIB's."""
        return terms[0] if len(terms) == 1 and operator == "+" else self.term("Int", f"({operator} {' '.join(terms)})")

    def magnitude(self, term: Term) -> Term:
        return self.choose(self.less(term, number(0)), self.calculate("-", term), term)

    def count(self, terms: list[Term]) -> Term:
        """Return how many of `terms` hold."""
        return self.calculate("+", number(0), *(self.choose(term, number(1), number(0)) for term in terms))
