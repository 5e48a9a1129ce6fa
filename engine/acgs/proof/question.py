"""Is there an input on which something holds? The nearest to an example, or the certainty that there is none.

Trusted for `Never`, which is said only where Z3 finds no model. What is found is asked of the evaluator and of the
schema before it is returned, so that nothing rests on the way back from a model.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from acgs.constitution.principle import Json
from acgs.constitution.schema import Schema
from acgs.constitution.validity import is_valid
from acgs.norms.evaluate import Absent, Document
from acgs.proof.characters import Characters
from acgs.proof.meaning import Meaning
from acgs.proof.places import Form, Place
from acgs.proof.premises import Premises, equal_here
from acgs.proof.rebuild import at, rebuilt, strings
from acgs.proof.saying import Saying
from acgs.proof.script import Term, number
from acgs.proof.solve import Lost, Solver
from acgs.proof.texts import Unspelt, Values
from acgs.proof.verdict import Undecided

_MAX_EXAMPLES: Final = 8
_MAX_LESSONS: Final = 16


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to hold: its goal is asked of Z3, and whether it holds of a candidate.

    `schemas`: the input is valid in one of them; none at all means every JSON value, and no input.
    """

    saying: Saying
    schemas: tuple[Schema, ...]
    examples: tuple[Json, ...]

    def is_admitted(self, document: Document) -> bool:
        valid = (not isinstance(document, Absent) and is_valid(schema, document) for schema in self.schemas)
        return not self.schemas or any(valid)


@dataclass(frozen=True, slots=True)
class Found:
    """An input on which it holds, as near to an example as can be."""

    document: Document


@dataclass(frozen=True, slots=True)
class Never:
    """There is no such input."""


def find(solver: Solver, wanted: Wanted) -> Found | Never | Undecided:
    """Return the first example on which it holds, else the input nearest to one, else that there is none."""
    for example in wanted.examples:
        if wanted.is_admitted(example) and wanted.saying.holds(example):
            return Found(example)
    search = _Search(solver, wanted)
    for _ in range(_MAX_LESSONS):
        answer = solver.load(search.meaning.script.text)
        if isinstance(answer, Undecided):
            return answer
        if answer == "unsat":
            return Never()
        try:
            candidate = search.candidate()
        except Lost as lost:
            return lost.answer
        if candidate is not None:
            return _confirmed(wanted, candidate) if isinstance(candidate, Found) else candidate
    return Undecided("no string was found that answers as a witness would have to")


def _confirmed(wanted: Wanted, found: Found) -> Found | Undecided:
    if not wanted.is_admitted(found.document):
        return Undecided("the input that was found is not valid: the schema says more than is read here")
    if not wanted.saying.holds(found.document):
        return Undecided("the input that was found does not reproduce: a defect of ACGS")
    return found


class _Search:
    """The script of one question, and how near each candidate is to the examples."""

    def __init__(self, solver: Solver, wanted: Wanted) -> None:
        self._solver = solver
        self._examples = wanted.examples
        self.meaning = meaning = Meaning()
        script = meaning.script
        script.require(wanted.saying.goal(meaning))
        if wanted.schemas:
            script.require(meaning.root.present)
            admitted = (
                Premises(script, meaning.texts, schema.document).admits(meaning.root, schema.document)
                for schema in wanted.schemas
            )
            script.require(script.disj(*admitted))
        self._places = list(meaning.root.all())
        near: list[Document] = [*wanted.examples[:_MAX_EXAMPLES]]
        self._near = [_Near(meaning, example, self._places) for example in near or [{}]]
        self._distance = script.constant("Int")
        script.require(script.disj(*(one.chosen for one in self._near)))
        for one in self._near:
            script.require(script.implies(one.chosen, script.equal(self._distance, one.distance)))
        self._sizes = [list(_sizes(meaning, place)) for place in self._places]
        meaning.texts.assert_facts()

    def candidate(self) -> Found | Undecided | None:
        """Return the input nearest to an example; None if a string of it cannot be, which is now known."""
        solver = self._solver
        self._minimise(self._distance)
        chosen = next((one for one in self._near if solver.narrow(one.chosen)), None)
        if chosen is None:
            return Undecided("the solver gave up on the way to a nearer input")
        values = solver.values(chosen.same)
        solver.narrow(*(same for same in chosen.same if values[same]))
        for sizes, same in zip(self._sizes, chosen.same, strict=True):
            for size in () if values[same] else sizes:
                self._minimise(size)
        differing = [place for place, same in zip(self._places, chosen.same, strict=True) if not values[same]]
        return self._spelt(chosen, differing)

    def _spelt(self, chosen: "_Near", differing: list[Place]) -> Found | Undecided | None:
        """Return the candidate in characters, each string that differs exchanged for a shorter literal if one does."""
        texts = self.meaning.texts
        values = self._solver.values((*(term for place in self._places for term in place.terms()), *texts.terms()))
        places = [(place, values[place.values[Form.TEXT]]) for place in self._places if _is_text(place, values)]
        codes = dict.fromkeys(code for _, code in places)

        def offers(code: int) -> Iterable[str]:
            return (text for place, its in places if its == code for text in strings(place, self._examples))

        try:
            spelt = Characters(texts, values).spell(codes, offers)
        except Unspelt as unspelt:
            if texts.learn(unspelt, values):
                return None
            if any(self._solver.narrow(easier) for easier in texts.easier(unspelt, values)):
                return self._spelt(chosen, differing)
            return Undecided("no string was found that answers as a witness would have to")
        for place in (place for place in differing if _is_text(place, values)):
            code = place.values[Form.TEXT]
            if any(self._solver.narrow(equal) for equal in texts.shorter(code, spelt[values[code]])):
                return self._spelt(chosen, [each for each in differing if each is not place])
        return Found(rebuilt(self.meaning.root, chosen.example, values, spelt))

    def _minimise(self, term: Term) -> None:
        """Make `term`, which is not negative, as small as the rest allows."""
        solver, low = self._solver, 0
        high = solver.values([term])[term]
        while low < high:
            middle = (low + high) // 2
            if solver.narrow(_at_most(term, middle)):
                high = solver.values([term])[term]
            else:
                low = middle + 1
        solver.narrow(_at_most(term, high))


def _at_most(term: Term, bound: int) -> Term:
    return Term(f"(<= {term} {number(bound)})")


class _Near:
    """An example: where a candidate is the same, and at how many places it is not."""

    def __init__(self, meaning: Meaning, example: Document, places: list[Place]) -> None:
        script = meaning.script
        self.example = example
        self.same = [self._same(meaning, place, at(example, place.path)) for place in places]
        self.distance = script.count([script.neg(same) for same in self.same])
        self.chosen = script.constant("Bool")

    @staticmethod
    def _same(meaning: Meaning, place: Place, value: Document) -> Term:
        if isinstance(value, Absent):
            return meaning.script.neg(place.present)
        return equal_here(meaning.script, meaning.texts, place, value)


def _sizes(meaning: Meaning, place: Place) -> Iterable[Term]:
    """Yield what is to be small at a place: first that a string has no U+0000, which nobody can read."""
    if Form.NUL in place.forms:
        yield meaning.script.count([place.forms[Form.NUL]])
    for form, value in place.values.items():
        if form is Form.LIST:
            yield value
        elif form is Form.INTEGER:
            yield meaning.script.magnitude(value)
        elif form is Form.TEXT:
            yield from meaning.texts.magnitude(value)


def _is_text(place: Place, values: Values) -> bool:
    return Form.TEXT in place.values and bool(values[place.forms[Form.TEXT]])
