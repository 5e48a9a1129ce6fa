"""Who is asked for a decision: `decision.rego` names a fact by which OPA's rule index passes over most principles.

A principle whose condition is definitely false wherever `input.call.category` is a text other than "payment" is asked
where it is "payment", and where it is no text. Without this, each request would cost every principle.

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
from acgs.synthesis.conditions import Rule, Writer
from acgs.synthesis.quoting import rego_text

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
    """Return the rules by which ids get into the decision, and where their messages come from."""
    biting = [norm for norm in norms.norms if norm.principle.effect is not Effect.PERMIT]
    guards: dict[str, None] = {}
    enforced, warned = (
        list(_ids(name, [norm for norm in biting if norm.principle.mode is mode], norms.schema, guards))
        for name, mode in (("violating_ids", Mode.ENFORCE), ("warning_ids", Mode.WARN))
    )
    rules = [
        Rule("warnings", '{{"id": id, "message": message_of(id)} | some id in warning_ids}' if warned else "set()")
    ]
    rules += enforced or ([Rule("violating_ids", "set()")] if norms.schema.default is Answer.ALLOW else [])
    rules += warned
    if guards:
        rules.append(Rule("facts_are_known", "true", tuple(guards)))
    rules += _permits(norms) if norms.schema.default is Answer.DENY else ()
    rules += (Rule(f"message_of({_id(norm)})", f"{_package(norm)}.message") for norm in biting)
    if not any(rule.name.startswith("message_of") for rule in rules):
        rules.append(Rule("message_of(_)", rego_text("")))  # nobody is ever named, but OPA looks for the function
    return rules


def _ids(name: str, asked: Iterable[Norm], schema: Schema, guards: dict[str, None]) -> Iterator[Rule]:
    chosen: list[Rule] = []
    for norm in asked:
        fact = _fact(clear(norm), schema)
        head = f"{name} contains {_id(norm)}"
        if fact is None:
            yield Rule(head, "true", (f"{_package(norm)}.bites",))
            continue
        guards |= dict.fromkeys(fact.guard)
        chosen.append(Rule(f"chosen_{name} contains {_id(norm)}", "true", (f"{_package(norm)}.bites",)))
        yield from (Rule(head, "true", (test, f"{_package(norm)}.bites")) for test in fact.tests)
    if chosen:
        yield Rule(f"{name} contains id", "true", ("not facts_are_known", f"some id in chosen_{name}"))
        yield from chosen


def _permits(norms: DomainNorms) -> Iterator[Rule]:
    no_permit = rego_text(NO_PERMIT.id)
    yield Rule(f"violating_ids contains {no_permit}", "true", ("not is_permitted",))
    yield Rule(f"message_of({no_permit})", rego_text(NO_PERMIT.message))
    yield Rule("default is_permitted", "false")
    for norm in norms.norms:
        if norm.principle.effect is Effect.PERMIT:
            fact = _fact(c.Not(clear(norm)), norms.schema)
            for tests in [()] if fact is None else [(test,) for test in fact.tests]:
                yield Rule("is_permitted", "true", (*tests, f"{_package(norm)}.applies"))


@dataclass(frozen=True, slots=True)
class _Fact:
    """Tests of a place: where none holds, and the guard does, the principle has nothing to say.

    `rank` is lower for tests that OPA indexes, and that fewer requests pass.
    """

    rank: int
    access: c.Access
    tests: tuple[str, ...]
    guard: tuple[str, ...]


def _fact(excuse: c.Expression, schema: Schema) -> _Fact | None:
    """Return the best fact that `excuse` turns on: each of its alternatives excuses by itself.

    It is one that a valid input has, for where one is missing, all are asked who are chosen by facts.
    """
    found = (_turns_on(e, want=want) for e, want in _alternatives(excuse, want=True))
    fitting = [fact for fact in found if fact and _is_required(fact.access, schema.document)]
    return min(fitting, key=lambda fact: fact.rank, default=None)


def _alternatives(e: c.Expression, *, want: bool) -> Iterator[tuple[c.Expression, bool]]:
    match e:
        case c.Not(operand=operand):
            yield from _alternatives(operand, want=not want)
        case c.Junct(op=op, left=left, right=right) if (op is c.Junction.OR) is want:
            yield from _alternatives(left, want=want)
            yield from _alternatives(right, want=want)
        case _:
            yield e, want


def _turns_on(e: c.Expression, *, want: bool) -> _Fact | None:
    """Return a fact without which `e` is definitely `want`, if there is a simple one."""
    writer = Writer()
    match e:
        case c.Read(access=access):
            place = writer.place(access)[1]
            return _Fact(1, access, (f"{place} == {'false' if want else 'true'}",), writer.guard(access.shape, place))
        case c.Compare(op=c.Relation.EQ | c.Relation.NE, left=c.Read(access=access), right=c.Literal() as literal):
            place, value = writer.place(access)[1], writer.value(literal)[1]
            if (e.op is c.Relation.EQ) is want:
                return _Fact(2, access, (f"{place} != {value}",), (f"_ = {place}",))
            return _Fact(0, access, (f"{place} == {value}",), writer.guard(access.shape, place))
        case c.In(item=c.Read(access=access), members=c.ListLiteral(elements=elements)) if not want and all(
            isinstance(element, c.Literal) for element in elements
        ):
            place = writer.place(access)[1]
            values = dict.fromkeys(writer.value(element)[1] for element in elements)
            return _Fact(0, access, tuple(f"{place} == {x}" for x in values), writer.guard(access.shape, place))
        case c.Loop(quantity=quantity, over=c.Member() as access) if quantity is (
            c.Quantity.EVERY if want else c.Quantity.SOME
        ):
            place = writer.place(access)[1]
            return _Fact(3, access, (f"{place} != []",), (f"_ = {place}",))
        case _:
            return None


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
    elif not isinstance(access, c.Input):
        return {}
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
