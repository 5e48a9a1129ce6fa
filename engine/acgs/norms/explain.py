"""Why a condition is what it is: each part with its value, and each missing or mistyped fact by its place."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from acgs.constitution.document import write_json
from acgs.constitution.schema import Kind, Listing, Record, Scalar, Shape, Table
from acgs.norms import condition as c
from acgs.norms.evaluate import Value, members, value
from acgs.norms.norm import Norm
from acgs.norms.places import Document, Lack, Scope, admit, look
from acgs.norms.text import show

_UNKNOWN: Final = "unknown"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a condition: its text, its value as JSON or `unknown`, and why it is unknown where it begins to be."""

    text: str
    value: str
    reason: str
    parts: tuple["Part", ...]


def explain(norm: Norm, document: Document) -> dict[str, Part]:
    """Return each condition that the author wrote, `when`, `unless`, `require`, with every part of it."""
    return {name: _part(expression, Scope(document)) for name, expression in norm.conditions.items()}


def _part(node: c.Expression | c.Access, scope: Scope) -> Part:
    match node:
        case c.Read(access=access):
            return _fact(access, scope)
        case c.Input() | c.Member() | c.Element() | c.Variable():
            return _fact(node, scope)
        case c.Choice(test=test, then=then, otherwise=otherwise):
            chosen = value(test, scope)
            parts = _parts((test,) if chosen is None else (test, then if chosen else otherwise), scope)
        case c.Loop(over=over):
            parts = (*_parts((over,), scope), *_steps(node, scope))
        case c.Junct(op=op):
            parts = _parts(_chain(node, op), scope)
        case c.Has(member=member):
            is_whole = isinstance(member.base, c.Input) and isinstance(look(member.base, scope), dict)
            parts = () if is_whole else _parts((member.base,), scope)  # the whole input is no line
        case _:
            parts = _parts(c.operands(node), scope)
    found = value(node, scope)
    return Part(show(node), _text(found), "" if found is not None else _reason(node, parts, scope), parts)


def _parts(nodes: Iterable[c.Node], scope: Scope) -> tuple[Part, ...]:
    """Return the parts that are worth a line: literals say their value themselves."""
    found: list[Part] = []
    for node in nodes:
        if isinstance(node, c.ListLiteral):
            found += _parts(node.elements, scope)
        elif not isinstance(node, c.Literal | c.Instant):
            found.append(_part(node, scope))
    return tuple(found)


def _chain(node: c.Expression, op: c.Junction) -> Iterator[c.Expression]:
    """Yield what one operator joins, as the author wrote it in a row."""
    if isinstance(node, c.Junct) and node.op is op:
        yield from _chain(node.left, op)
        yield from _chain(node.right, op)
    else:
        yield node


def _steps(loop: c.Loop, scope: Scope) -> Iterator[Part]:
    """Yield the body once for each element."""
    for i, element in enumerate(members(loop.over, scope) or ()):
        part = _part(loop.body, scope.at(loop.slot, element))
        yield replace(part, text=f"{loop.name} = {show(loop.over)}[{i}]: {part.text}")


def _reason(node: c.Expression, parts: Iterable[Part], scope: Scope) -> str:
    """Return why `node` is unknown, if that begins here and not in one of its parts."""
    match node:
        case c.Parsed():
            return "" if any(part.reason for part in parts) else "not a timestamp in the strict form"
        case c.Arithmetic() | c.Negate() | c.Divide() if all(part.value != _UNKNOWN for part in parts):
            return "leaves the integers of 64 bits"
        case c.In(members=c.Member() | c.Element() | c.Variable() as listing):
            found = members(listing, scope)
            assert isinstance(listing.shape, Listing)  # noqa: S101 - `checked` admits no other
            bad = [i for i, each in enumerate(found or ()) if isinstance(admit(each, listing.shape.items), Lack)]
            return f"{show(listing)}[{bad[0]}] is mistyped" if bad else ""
        case _:
            return ""


def _fact(access: c.Access, scope: Scope) -> Part:
    found = look(access, scope)
    if isinstance(found, Lack):
        return Part(show(access), _UNKNOWN, _lack(access, found, scope), ())
    return Part(show(access), write_json(found).decode(), "", ())


def _lack(access: c.Access, lack: Lack, scope: Scope) -> str:
    """Return which place is missing or mistyped: the one nearest to the root."""
    if isinstance(access, c.Member | c.Element):
        above = look(access.base, scope)
        if isinstance(above, Lack):
            return _lack(access.base, above, scope)
    return f"{show(access)} is {lack.value}: the schema has {_wanted(access.shape)}"


def _wanted(shape: Shape) -> str:
    match shape:
        case Scalar(kind=Kind.INTEGER):
            return "an integer of 64 bits"
        case Scalar(kind=kind):
            return f"a {kind}"
        case Listing(max_items=most):
            return f"a list of at most {most}"
        case Record() | Table():
            return "an object"


def _text(found: Value) -> str:
    return _UNKNOWN if found is None else write_json(found).decode()
