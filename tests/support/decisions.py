"""Domains of several principles whose conditions turn on a few facts, and requests near them; deterministic by seed."""

from dataclasses import replace
from typing import Final

from acgs.constitution.principle import Answer, Effect, Json, Mode
from acgs.constitution.schema import Kind, Listing, Scalar
from acgs.names import DomainId, PrincipleId
from acgs.norms import condition as c
from acgs.norms.evaluate import Document, decide
from acgs.norms.norm import DomainNorms, Norm
from acgs.norms.samples import directed
from support.expressions import SHAPE, Maker
from support.norms import SCHEMA, principle

_TYPES: Final = {Kind.BOOLEAN: c.Type.BOOL, Kind.INTEGER: c.Type.INT, Kind.STRING: c.Type.STRING}
_VALUES: Final = {Kind.BOOLEAN: (True, False), Kind.INTEGER: (0, 1, 7, -7), Kind.STRING: ("", "a", "b", 'q"`\\{%}}')}

_PRINCIPLES: Final = {
    each: principle(effect=each, **({"require": "input.yes"} if each is Effect.REQUIRE else {})) for each in Effect
}


class DomainMaker(Maker):
    """Makes domains over the shape of `Maker`: every effect and mode, either default, some fields required."""

    def domain(self, name: str) -> DomainNorms:
        required, inner = ([each for each in fields if self._chance.random() < 0.9] for fields in (SHAPE.fields, "nsb"))
        document: Json = {"required": [*required], "properties": {"r": {"required": [*inner]}}}
        default = self._chance.choice(list(Answer))
        shaped = replace(SCHEMA, domain=DomainId(name), root=SHAPE, default=default, document=document)
        return DomainNorms(shaped, tuple(self._norm(name, f"Q{n}") for n in range(self._chance.randint(1, 7))))

    def requests(self, domain: DomainNorms, count: int) -> list[Json]:
        """Return documents, and as many again that are directed at the principles."""
        return [*(self.document() for _ in range(count)), *directed(domain, None, count, self._chance.randrange(2**32))]

    def _norm(self, domain: str, name: str) -> Norm:
        effect = self._chance.choice(list(Effect))
        made, is_require = _PRINCIPLES[effect], effect is Effect.REQUIRE
        mode = Mode.ENFORCE if effect is Effect.PERMIT else self._chance.choice(list(Mode))
        examples = tuple(replace(each, input=self.document()) for each in made.examples)
        return Norm(
            replace(made, domain=DomainId(domain), id=PrincipleId(name), mode=mode, examples=examples),
            when=None if is_require and self._chance.random() < 0.4 else self._turning(3),
            unless=self._turning(2) if self._chance.random() < 0.4 else None,
            require=self._turning(2) if is_require else None,
            message=(name, self._chance.choice(self._places(lambda shape: isinstance(shape, Scalar), ()))),
        )

    def _turning(self, depth: int) -> c.Expression:
        match self._chance.choice((*("fact", "not", "any"), *("junct",) * 4)):
            case "not" if depth:
                return c.Not(self._turning(depth - 1))
            case "junct" if depth:
                return c.Junct(
                    self._chance.choice(list(c.Junction)), self._turning(depth - 1), self._turning(depth - 1)
                )
            case "any":
                return self.condition(depth=1)
            case _:
                return self._fact()

    def _fact(self) -> c.Expression:
        lists = [place for place in self._places(lambda shape: isinstance(shape, Listing), ()) if _is_near(place)]
        scalars = [place for place in self._places(lambda shape: isinstance(shape, Scalar), ()) if _is_near(place)]
        place = self._chance.choice(scalars)
        assert isinstance(place.shape, Scalar)
        type_ = _TYPES[place.shape.kind]
        literals = [c.Literal(self._chance.choice(_VALUES[place.shape.kind])) for _ in range(3)]
        match self._chance.choice(("compare", "compare", "among", "among", "holds", "loop")):
            case "compare" if type_ is c.Type.BOOL and self._chance.random() < 0.5:
                return c.Read(place)
            case "compare":
                return c.Compare(self._chance.choice((c.Relation.EQ, c.Relation.NE)), type_, c.Read(place), literals[0])
            case "among":
                return c.In(c.Read(place), c.ListLiteral(tuple(literals), type_), type_)
            case word:
                over = self._chance.choice(lists)
                assert isinstance(over.shape, Listing)
                assert isinstance(over, c.Member)
                items = over.shape.items
                if word == "holds" and isinstance(items, Scalar):
                    return c.In(c.Literal(self._chance.choice(_VALUES[items.kind])), over, _TYPES[items.kind])
                body = self._scalar(c.Type.BOOL, 1, (c.Variable("x", 0, items),))
                return c.Loop(self._chance.choice(list(c.Quantity)), "x", 0, over, body)


def _is_near(place: c.Access) -> bool:
    """Return whether the place is a field of the input, or of a record there."""
    return isinstance(place, c.Member) and (
        isinstance(place.base, c.Input) or (isinstance(place.base, c.Member) and place.base.name == "r")
    )


def meant(given: DomainNorms, document: Document) -> Json:
    """Return what OPA is to answer: the evaluator's decision, messages included."""
    found = decide(given, document)
    sides: list[Json] = []
    for side in (found.violations, found.warnings):
        pairs = sorted((finding.id, finding.message) for finding in side)
        sides.append([{"id": each, "message": message} for each, message in pairs])
    return {"allow": found.allow, "violations": sides[0], "warnings": sides[1]}
