"""Who is asked for a decision: `decision.rego` names facts by which most principles are passed over.

A principle whose condition is definitely false wherever `input.call.category` is a text other than "payment" is asked
where it is "payment", for which OPA has an index, and where it is no text; one that a `true` excuses, where there is
none. Without this, each request would cost every principle.

Not trusted: `proof` compares the decision too. Pure.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from acgs.constitution.principle import Answer, Effect, Json, Mode
from acgs.constitution.schema import Schema
from acgs.norms import condition as c
from acgs.norms.evaluate import NO_PERMIT
from acgs.norms.norm import DomainNorms, Norm
from acgs.synthesis.conditions import Rule
from acgs.synthesis.places import guard, place
from acgs.synthesis.quoting import rego_json, rego_text

_RARE: Final = 9
"""The rank of a fact that a valid input may lack: most requests pass its test."""

_REFERENCES: Final = 8
"""How many references are followed for one place; further on it counts as not required, which is only slower."""


def clear(norm: Norm) -> c.Expression:
    """Return the condition that, definitely true, keeps a principle from biting, or makes a permit apply."""
    when = norm.when or c.Literal(value=True)
    unless = norm.unless or c.Literal(value=False)
    if norm.principle.effect is Effect.PERMIT:
        return c.Junct(c.Junction.AND, when, c.Not(unless))
    excused = c.Junct(c.Junction.OR, c.Not(when), unless)
    return excused if norm.require is None else c.Junct(c.Junction.OR, excused, norm.require)


def decision_rules(norms: DomainNorms) -> list[Rule]:
    """Return the rules by which findings get into the decision."""
    biting = [norm for norm in norms.norms if norm.principle.effect is not Effect.PERMIT]
    guards: dict[str, None] = {}
    enforced, warned = (
        list(_findings(name, [norm for norm in biting if norm.principle.mode is mode], norms.schema, guards))
        for name, mode in (("violations", Mode.ENFORCE), ("warnings", Mode.WARN))
    )
    enforced += _permits(norms) if norms.schema.default is Answer.DENY else ()
    rules = [*(enforced or [Rule("violations", "set()")]), *warned]
    return [*rules, Rule("facts_are_known", "true", tuple(guards))] if guards else rules


def _findings(name: str, asked: Iterable[Norm], schema: Schema, guards: dict[str, None]) -> Iterator[Rule]:
    chosen: list[Rule] = []
    for norm in asked:
        fact = _fact(clear(norm), schema)
        finding = f'{{"id": {_id(norm)}, "message": {_package(norm)}.message}}'
        if fact and fact.guard:
            guards |= dict.fromkeys(fact.guard)
            chosen.append(Rule(f"chosen_{name} contains {finding}", "true", (f"{_package(norm)}.bites",)))
        for tests in _tests(fact):
            yield Rule(f"{name} contains {finding}", "true", (*tests, f"{_package(norm)}.bites"))
    if chosen:
        yield Rule(f"{name} contains finding", "true", ("not facts_are_known", f"some finding in chosen_{name}"))
        yield from chosen


def _permits(norms: DomainNorms) -> Iterator[Rule]:
    finding = f'{{"id": {rego_text(NO_PERMIT.id)}, "message": {rego_text(NO_PERMIT.message)}}}'
    yield Rule(f"violations contains {finding}", "true", ("not is_permitted",))
    yield Rule("default is_permitted", "false")
    for norm in norms.norms:
        if norm.principle.effect is Effect.PERMIT:
            for tests in _tests(_fact(c.Not(clear(norm)), norms.schema)):
                yield Rule("is_permitted", "true", (*tests, f"{_package(norm)}.applies"))


@dataclass(frozen=True, slots=True)
class _Fact:
    """Tests of places: where none holds, and the guard does, the principle has nothing to say.

    `rank` is lower for tests that OPA indexes, and that fewer requests pass.
    """

    rank: int
    tests: tuple[str, ...]
    guard: tuple[str, ...] = ()


def _tests(fact: _Fact | None) -> list[tuple[str, ...]]:
    """Return the lines by which a principle is asked, each on its own; where there is no fact, it always is."""
    return [(test,) for test in fact.tests] if fact else [()]


def _fact(excuse: c.Expression, schema: Schema, *, want: bool = True) -> _Fact | None:
    """Return the best fact without which `excuse` is definitely `want`.

    Of alternatives each excuses by itself; of parts that must all excuse, each must have its fact.
    """
    match excuse:
        case c.Not(operand=operand):
            return _fact(operand, schema, want=not want)
        case c.Junct(op=op, left=left, right=right):
            found = [fact for each in (left, right) if (fact := _fact(each, schema, want=want))]
            if (op is c.Junction.OR) is want:
                return min(found, key=lambda fact: fact.rank, default=None)
            return _either(*found) if len(found) > 1 else None
        case _:
            return _turns_on(excuse, schema, want=want)


def _either(one: _Fact, other: _Fact) -> _Fact:
    tests, guard = (*one.tests, *other.tests), (*one.guard, *other.guard)
    return _Fact(max(one.rank, other.rank) + 1, tuple(dict.fromkeys(tests)), tuple(dict.fromkeys(guard)))


def _turns_on(e: c.Expression, schema: Schema, *, want: bool) -> _Fact | None:
    """Return a fact without which `e` is definitely `want`, if there is a simple one."""
    match e:
        case c.Read(access=access):
            return _unless(1, access, "true" if want else "false", schema)
        case c.Compare(op=c.Relation.EQ | c.Relation.NE, left=c.Read(access=access), right=c.Literal(value=literal)):
            value = rego_json(literal)
            is_excused = (e.op is c.Relation.EQ) is want
            return _unless(2, access, value, schema) if is_excused else _indexed(access, [value], schema)
        case c.In(item=c.Read(access=access), members=c.ListLiteral(elements=elements)) if not want and all(
            isinstance(element, c.Literal) for element in elements
        ):
            return _indexed(access, [rego_json(each.value) for each in elements if isinstance(each, c.Literal)], schema)
        case c.In(item=c.Literal(), members=c.Member() as access) if not want:
            return _unless(3, access, "[]", schema)
        case c.Loop(quantity=quantity, over=c.Member() as access) if quantity is (
            c.Quantity.EVERY if want else c.Quantity.SOME
        ):
            return _unless(3, access, "[]", schema)
        case _:
            return None


def _unless(rank: int, access: c.Access, value: str, schema: Schema) -> _Fact | None:
    """Return the fact that needs no guard: what is missing or mistyped is not the value that excuses."""
    guards, at = place(access)
    rank = rank if _is_required(access, schema.document) else _RARE
    return None if guards else _Fact(rank, (f"not {at} == {value}",))


def _indexed(access: c.Access, values: Iterable[str], schema: Schema) -> _Fact | None:
    """Return the fact that OPA indexes, if a valid input has it: where one is missing, all are asked that have one."""
    if not _is_required(access, schema.document):
        return None
    at = place(access)[1]
    return _Fact(0, tuple(f"{at} == {value}" for value in dict.fromkeys(values)), guard(access.shape, at))


def _is_required(access: c.Access, document: Json) -> bool:
    """Return whether the schema makes every object on the way to `access` have the next member."""
    return isinstance(access, c.Input) or (
        isinstance(access, c.Member)
        and _is_required(access.base, document)
        and access.name in _follow(access.base, document).get("required", [])
    )


def _follow(access: c.Access, document: Json) -> dict[str, Any]:
    """Return the subschema of `access`, empty where it is not found by fields and local references alone."""
    found: Any = document
    if isinstance(access, c.Member):
        found = _follow(access.base, document).get("properties", {}).get(access.name, {})
    for _ in range(_REFERENCES):
        reference = found.get("$ref") if isinstance(found, dict) else None
        if not isinstance(reference, str):
            break
        found = document
        for step in reference.split("/")[1:]:
            found = found.get(step, {}) if isinstance(found, dict) else {}
    return found if isinstance(found, dict) else {}


def _id(norm: Norm) -> str:
    return rego_text(norm.principle.id)


def _package(norm: Norm) -> str:
    return f"data.acgs.{norm.principle.domain}.{norm.principle.id.lower()}"
