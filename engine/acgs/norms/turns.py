"""What a norm turns on: the places of the input that its conditions read, and what they compare them with. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from acgs.constitution.principle import Json
from acgs.constitution.schema import Shape
from acgs.norms import condition as c
from acgs.norms.norm import Norm

Step = str | int | None
Path = tuple[Step, ...]
"""Keys and indices from the root; None is some element of a list."""


@dataclass(slots=True)
class Turn:
    """A place that conditions read, what they compare it with, and the places that they compare it to."""

    shape: Shape
    values: list[Json] = field(default_factory=list)
    beside: list[Path] = field(default_factory=list)


Turns = dict[Path, Turn]
_Over = tuple[c.Collection, ...]


def turns_of(norm: Norm) -> Turns:
    """Return what the conditions of `norm` read, each with the literals and the places of its own comparison."""
    found: Turns = {}
    for condition in norm.conditions.values():
        for atom, over in _atoms(condition, ()):
            read = dict(_accesses(atom, over))
            literals = list(_literals(atom, over))
            for path, shape in read.items():
                turn = found.setdefault(path, Turn(shape))
                turn.values += literals
                turn.beside += [other for other in read if other != path and read[other] == shape]
    found.pop((), None)
    return found


def _atoms(node: c.Expression, over: _Over) -> Iterator[tuple[c.Node, _Over]]:
    """Yield the comparisons and tests that `node` joins, each with what the loops around it range over."""
    match node:
        case c.Not() | c.Junct() | c.Choice():
            for part in c.parts(node):
                yield from _atoms(part, over)
        case c.Loop(over=within, slot=slot, body=body):
            yield within, over
            yield from _atoms(body, (*over[:slot], within))
        case _:
            yield node, over


def _accesses(node: c.Node, over: _Over) -> Iterator[tuple[Path, Shape]]:
    """Yield each place that `node` reads, and those above it."""
    if isinstance(node, c.Loop):
        yield from _accesses(node.over, over)
        yield from _accesses(node.body, (*over[: node.slot], node.over))
    elif isinstance(node, c.Access):
        yield _path(node, over), node.shape
        if isinstance(node, c.Member | c.Element):
            yield from _accesses(node.base, over)
    else:
        for part in c.operands(node):
            yield from _accesses(part, over)


def _path(access: c.Access, over: _Over) -> Path:
    match access:
        case c.Input():
            return ()
        case c.Member(base=base, name=name):
            return (*_path(base, over), name)
        case c.Element(base=base, index=index):
            return (*_path(base, over), index)
        case c.Variable(slot=slot):
            within = over[slot]
            return () if isinstance(within, c.ListLiteral) else (*_path(within, over[:slot]), None)


def _literals(node: c.Node, over: _Over) -> Iterator[Json]:
    match node:
        case c.Literal(value=value):
            yield value
        case c.Instant(text=text):
            yield text
        case c.Divide(divisor=divisor):
            yield divisor
        case c.LocalValue(slot=slot):
            yield from _literals(over[slot], over[:slot])
        case _:
            pass
    inner = (*over[: node.slot], node.over) if isinstance(node, c.Loop) else over
    for part in c.operands(node):
        yield from _literals(part, inner)
