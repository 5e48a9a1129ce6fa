"""The meaning: one total function of three values over the closed sum. Rego, Z3 and CEL's run time are held to it.

Trusted: nothing after this checks it again. It never raises, on any JSON and on no input at all.
"""

import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from acgs.constitution.principle import Answer, Effect, Json, Mode
from acgs.constitution.schema import Listing
from acgs.norms import condition as c
from acgs.norms.instant import nanoseconds
from acgs.norms.message import render
from acgs.norms.norm import DomainNorms, Norm
from acgs.norms.places import ABSENT, Absent, Document, Lack, Scope, admit, look

__all__ = ["ABSENT", "NO_PERMIT", "Absent", "Decision", "Document", "Finding", "Truth", "Value"]
__all__ += ["applies", "bites", "decide", "evaluate", "fires", "members", "value"]


class Truth(StrEnum):
    """What a condition is of a document."""

    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """What a principle, or ACGS itself, has to say of a request."""

    id: str
    message: str


NO_PERMIT: Final = Finding("acgs:no-permit", "no permit applies")


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer to a request."""

    allow: bool
    violations: frozenset[Finding]
    warnings: frozenset[Finding]


Value = bool | int | str | None
"""A scalar, a timestamp in nanoseconds; None is unknown."""


def evaluate(expression: c.Expression | None, document: Document, *, absent: bool = True) -> Truth:
    """Return what the condition is of `document`; one that its author left out is `absent`."""
    found = absent if expression is None else value(expression, Scope(document))
    return Truth.UNKNOWN if found is None else Truth.TRUE if found else Truth.FALSE


def bites(norm: Norm, document: Document) -> bool:
    """Return whether a forbid or a require bites: unknown facts do not excuse."""
    if norm.principle.effect is Effect.PERMIT:
        raise ValueError("a permit applies")
    if evaluate(norm.when, document) is Truth.FALSE or _unless(norm, document) is Truth.TRUE:
        return False
    return norm.require is None or evaluate(norm.require, document) is not Truth.TRUE


def applies(norm: Norm, document: Document) -> bool:
    """Return whether a permit applies: unknown facts do not help."""
    if norm.principle.effect is not Effect.PERMIT:
        raise ValueError("only a permit applies")
    return evaluate(norm.when, document) is Truth.TRUE and _unless(norm, document) is Truth.FALSE


def fires(norm: Norm, document: Document) -> bool:
    """Return whether the principle bites or, a permit, applies."""
    return applies(norm, document) if norm.principle.effect is Effect.PERMIT else bites(norm, document)


def _unless(norm: Norm, document: Document) -> Truth:
    return evaluate(norm.unless, document, absent=False)


def decide(norms: DomainNorms, document: Document) -> Decision:
    """Return the domain's decision. Who bites is settled before any message is made."""
    fired = [norm for norm in norms.norms if fires(norm, document)]
    permitted = any(norm.principle.effect is Effect.PERMIT and norm.principle.mode is Mode.ENFORCE for norm in fired)
    refused = norms.schema.default is Answer.DENY and not permitted
    found = {mode: _findings(fired, mode, document) for mode in Mode}
    violations = found[Mode.ENFORCE] | ({NO_PERMIT} if refused else frozenset())
    return Decision(not violations, violations, found[Mode.WARN])


def _findings(fired: Iterable[Norm], mode: Mode, document: Document) -> frozenset[Finding]:
    return frozenset(
        Finding(norm.principle.id, render(norm.message, document))
        for norm in fired
        if norm.principle.mode is mode and norm.principle.effect is not Effect.PERMIT
    )


_RELATIONS: Final[Mapping[c.Relation, Callable[[Any, Any], bool]]] = {
    c.Relation.EQ: operator.eq,
    c.Relation.NE: operator.ne,
    c.Relation.LT: operator.lt,
    c.Relation.LE: operator.le,
    c.Relation.GT: operator.gt,
    c.Relation.GE: operator.ge,
}
_OPERATORS: Final[Mapping[c.Operator, Callable[[Any, Any], int]]] = {
    c.Operator.ADD: operator.add,
    c.Operator.SUB: operator.sub,
    c.Operator.MUL: operator.mul,
}
_AFFIXES: Final[Mapping[c.Affix, Callable[[Any, Any], bool]]] = {
    c.Affix.PREFIX: str.startswith,
    c.Affix.SUFFIX: str.endswith,
    c.Affix.PART: operator.contains,
}


def value(e: c.Expression, scope: Scope) -> Value:  # noqa: C901, PLR0911, PLR0912 - one arm a node
    """Return the value of `e`, None if it is unknown."""
    match e:
        case c.Literal(value=found):
            return found
        case c.Instant(nanoseconds=found):
            return found
        case c.Parsed(access=access):
            text = look(access, scope)
            return nanoseconds(text) if isinstance(text, str) else None
        case c.Read(access=access):
            return _scalar(look(access, scope))
        case c.LocalValue(slot=slot):
            return _scalar(scope.elements[slot])
        case c.Not(operand=operand):
            return _strict(operator.not_, operand, scope=scope)
        case c.Junct(op=op, left=left, right=right):
            return _absorb((value(part, scope) for part in (left, right)), decisive=op is c.Junction.OR)
        case c.Choice(test=test, then=then, otherwise=otherwise):
            chosen = value(test, scope)
            return None if chosen is None else value(then if chosen else otherwise, scope)
        case c.Compare(op=relation, left=left, right=right):
            return _strict(_RELATIONS[relation], left, right, scope=scope)
        case c.In(item=item, members=over):
            wanted, among = value(item, scope), _looked_at(over, scope)
            return None if wanted is None or among is None or None in among else wanted in among
        case c.Arithmetic(op=arithmetic, left=left, right=right):
            return _int64(_strict(_OPERATORS[arithmetic], left, right, scope=scope))
        case c.Negate(operand=operand):
            return _int64(_strict(operator.neg, operand, scope=scope))
        case c.Divide(op=division, left=left, divisor=divisor):
            return _strict(lambda dividend: _divide(division, dividend, divisor), left, scope=scope)
        case c.Matches(op=affix, subject=subject, argument=argument):
            return _strict(_AFFIXES[affix], subject, argument, scope=scope)
        case c.Length(of=text):
            return _strict(len, text, scope=scope)
        case c.Count(of=over):
            counted = members(over, scope)
            return None if counted is None else len(counted)
        case c.Has(member=member):
            parent = look(member.base, scope)
            return member.name in parent if isinstance(parent, dict) else None
        case c.Loop(quantity=quantity, slot=slot, over=over, body=body):
            within = members(over, scope)
            return None if within is None else _loop(quantity, [value(body, scope.at(slot, x)) for x in within])


def _scalar(found: Json | Lack) -> Value:
    return found if isinstance(found, bool | int | str) else None


def _strict(function: Callable[..., Value], *operands: c.Expression, scope: Scope) -> Value:
    """Apply `function`, unknown if an operand is."""
    known = [value(operand, scope) for operand in operands]
    return None if None in known else function(*known)


def _absorb(found: Iterable[Value], *, decisive: bool) -> Value:
    """Return `decisive` if any is, else unknown if any is, else the opposite: the law of && (False) and || (True)."""
    unknown = False
    for each in found:
        if each is decisive:
            return decisive
        unknown = unknown or each is None
    return None if unknown else not decisive


def _loop(quantity: c.Quantity, found: Sequence[Value]) -> Value:
    match quantity:
        case c.Quantity.SOME:
            return _absorb(found, decisive=True)
        case c.Quantity.EVERY:
            return _absorb(found, decisive=False)
        case c.Quantity.ONE:
            return None if None in found else found.count(True) == 1


def _int64(number: Value) -> Value:
    return number if isinstance(number, int) and c.INT_MIN <= number <= c.INT_MAX else None


def _divide(op: c.Division, dividend: int, divisor: int) -> Value:
    """Return CEL's truncating quotient or its remainder; −2⁶³ by −1 leaves int64, for both."""
    quotient = abs(dividend) // abs(divisor) * (1 if (dividend < 0) is (divisor < 0) else -1)
    if quotient > c.INT_MAX:
        return None
    return quotient if op is c.Division.QUOTIENT else dividend - quotient * divisor


def members(over: c.Collection, scope: Scope) -> Sequence[Json] | None:
    """Return the elements, none of a list looked at; None if the list is unknown, as a literal is by any element."""
    if isinstance(over, c.ListLiteral):
        found = [value(element, scope) for element in over.elements]
        return None if None in found else found
    within = look(over, scope)
    return within if isinstance(within, list) else None


def _looked_at(over: c.Collection, scope: Scope) -> list[Value] | None:
    """Return the elements' values, as `in` takes them."""
    within = members(over, scope)
    if within is None or isinstance(over, c.ListLiteral):
        return within if within is None else [_scalar(each) for each in within]
    assert isinstance(over.shape, Listing)  # noqa: S101 - `checked` admits no other
    return [_scalar(admit(each, over.shape.items)) for each in within]
