"""Inputs near the boundaries of a norm: what its conditions read is set to what they compare it with, and to worse.

Deterministic: the same norms, count and seed give the same inputs, on every machine. Not trusted: a poor sample
finds less, and says nothing wrong.
"""

import copy
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise
from typing import Final

from acgs.constitution.principle import Answer, Json
from acgs.constitution.schema import Kind, Listing, Record, Scalar, Shape, Table
from acgs.norms import condition as c
from acgs.norms.norm import DomainNorms, Norm

_Step = str | int | None
_Path = tuple[_Step, ...]
"""Keys and indices from the root; None is some element of a list."""

_NOTHING: Final[Sequence[Json]] = ("", "0", "true", [], {}, [None], {"": None})
_ODD: Final[Sequence[Json]] = (
    *(None, True, False, 0, 1, -1),
    *_NOTHING,
    *(c.INT_MIN, c.INT_MAX, c.INT_MIN - 1, c.INT_MAX + 1, 2**64, 10**30, -(10**30)),
    *map(Decimal, ("0.5", "-0.5", "-0", "1.0", "1E+2", "1E+400", "1E-400", "9223372036854775807.5", "1E+18")),
    *("\0", "a\0", "é", "e\u0301", "\uffff", "\U0001f600", "\U0003fffd", "\u2028", "\u0130", "input"),
)
_DATES: Final = (
    *("1677-12-31T23:59:59Z", "1678-01-01T00:00:00Z", "2261-12-31T23:59:59.999999999Z", "2262-01-01T00:00:00Z"),
    *("2026-02-29T00:00:00Z", "2024-02-29T00:00:00Z", "2026-01-01t00:00:00Z", "2026-01-01T23:59:60Z"),
    *("2026-01-01T00:00:00+24:00", "2026-01-01T00:00:00,5Z", "2026-01-01T00:00:00", "2026-01-01T24:00:00Z"),
    *("2026-01-01T00:00:00.5+01:30", "2026-01-01T00:00:00-23:59", "2026-1-1T00:00:00Z", " 2026-01-01T00:00:00Z"),
)


@dataclass(slots=True)
class _Place:
    """A place that conditions read, what they compare it with, and the places that they compare it to."""

    shape: Shape
    values: list[Json] = field(default_factory=list)
    beside: list[_Path] = field(default_factory=list)


_Places = dict[_Path, _Place]


def directed(norms: DomainNorms, norm: Norm | None, count: int, seed: int) -> list[Json]:
    """Return `count` inputs directed at `norm`, or at each norm of the domain in turn."""
    chosen = random.Random(seed)  # noqa: S311 - nothing here is secret
    among = [norm] if norm is not None else list(norms.norms)
    read = [_places(each) for each in among]
    found: list[Json] = []
    for turn in range(count if among else 0):
        at = turn % len(among)
        examples = among[at].principle.examples
        answer = chosen.choice(list(Answer))
        starts = [example.input for example in examples if example.expect is answer]
        found.append(_input(chosen, starts, read[at], norms.schema.root))
    return found


def _input(chosen: random.Random, examples: Sequence[Json], places: _Places, root: Record) -> Json:
    """Return an input: an example, or nothing, with a few places changed."""
    start = chosen.choices(("example", "empty", "odd"), (90, 9, 1))[0]
    if start == "odd":
        return chosen.choice(_ODD)
    document = copy.deepcopy(chosen.choice(examples)) if examples and start == "example" else {}
    if not isinstance(document, dict):
        return document
    for _ in range(chosen.choice((0, 0, 1, 1, 1, 1, 2, 2, 3, 5))):
        _change(chosen, document, places, root)
    return document


def _change(chosen: random.Random, document: Json, places: _Places, root: Record) -> None:
    """Set one place to something near what its conditions ask, take it away, or spoil it."""
    if places and chosen.randrange(10):
        path = chosen.choice(list(places))
        place = places[path]
    else:
        path, shape = _anywhere(chosen, root)
        place = places.get(path) or _Place(shape)
    match chosen.choices(("near", "taken", "odd", "copied", "extra"), (60, 10, 12, 12, 6))[0]:
        case "near":
            _put(chosen, document, path, _near(chosen, place.shape, path, places))
        case "taken":
            _remove(chosen, document, path)
        case "odd":
            _put(chosen, document, path, copy.deepcopy(chosen.choice(_ODD)))
        case "copied" if place.beside:
            other = _reach(chosen, document, pairwise((*chosen.choice(place.beside), None)), make=False)
            _put(chosen, document, path, copy.deepcopy(other))
        case _:
            _put(chosen, document, (*path[:-1], "extra"), chosen.choice(_ODD))


def _near(chosen: random.Random, shape: Shape, path: _Path, places: _Places) -> Json:
    """Return a value that the schema's type mostly admits at `path`."""
    match shape:
        case Scalar():
            place = places.get(path)
            return _scalar(chosen, shape, place.values if place else [])
        case Record(fields=fields):
            kept = [name for name in fields if chosen.randrange(8)]
            return {name: _near(chosen, fields[name], (*path, name), places) for name in kept}
        case Table(values=values):
            named = [place[len(path)] for place in places if place[: len(path)] == path and len(place) > len(path)]
            keys = [key for key in named if isinstance(key, str) and chosen.randrange(3)]
            return {key: _near(chosen, values, (*path, key), places) for key in [*keys, "other"]}
        case Listing(items=items, max_items=most):
            counts = [value for value in (places[path].values if path in places else []) if isinstance(value, int)]
            size = chosen.choice([0, 1, 2, 2, 3, most, most + 1, *(n + d for n in counts for d in (-1, 0, 1))])
            return [_near(chosen, items, (*path, None), places) for _ in range(max(0, min(size, most + 1)))]


def _scalar(chosen: random.Random, shape: Scalar, values: Sequence[Json]) -> Json:
    match shape.kind:
        case Kind.BOOLEAN:
            return bool(chosen.randrange(2))
        case Kind.INTEGER:
            near = chosen.choice([value for value in values if isinstance(value, int)] or [0, c.INT_MIN, c.INT_MAX])
            number = near + chosen.choice((-1, 0, 0, 1, 1, chosen.randrange(-100, 100)))
            return Decimal(f"{number}.0") if not chosen.randrange(20) else number
        case Kind.STRING:
            texts = [value for value in values if isinstance(value, str)] or ["", "a"]
            return chosen.choice(_DATES) if shape.is_date_time and chosen.randrange(2) else _text(chosen, texts)


def _text(chosen: random.Random, texts: Sequence[str]) -> str:
    text, other = chosen.choice(texts), chosen.choice(texts)
    letter = chosen.choice(("a", "z", ".", "/", "é", "\U0001f600"))
    spellings = (
        text,
        text,
        text,
        text + letter,
        letter + text,
        text[:-1],
        text[1:],
        text + other,
        letter + text + letter,
    )
    return chosen.choice((*spellings, text.swapcase(), letter))


def _anywhere(chosen: random.Random, shape: Shape, path: _Path = ()) -> tuple[_Path, Shape]:
    """Return the path of some place of the schema, and its shape."""
    match shape:
        case Record(fields=fields) if fields and (not path or chosen.randrange(4)):
            name = chosen.choice(list(fields))
            return _anywhere(chosen, fields[name], (*path, name))
        case Listing(items=items) if chosen.randrange(3):
            return _anywhere(chosen, items, (*path, None))
        case Table(values=values) if chosen.randrange(3):
            return _anywhere(chosen, values, (*path, "other"))
        case _:
            return path, shape


def _step(chosen: random.Random, document: Json, step: _Step) -> str | int | None:
    """Return the key or the index that `step` is in `document`; None if it has no such place."""
    match document, step:
        case dict(), str():
            return step
        case list(), None if document:
            return chosen.randrange(len(document))
        case list(), int() if step < len(document):
            return step
        case _:
            return None


def _reach(chosen: random.Random, document: Json, steps: Iterable[tuple[_Step, _Step]], *, make: bool) -> Json:
    """Return what `steps`, each with the one after it, lead to; what is missing on the way is made, or else null."""
    for step, below in steps:
        match document, _step(chosen, document, step):
            case dict(), str() as key if make or key in document:
                document = document.setdefault(key, {} if isinstance(below, str) else [])
            case list(), int() as index:
                document = document[index]
            case list(), None if make:
                document.append({} if isinstance(below, str) else [])
                document = document[-1]
            case _:
                return None
    return document


def _slot(chosen: random.Random, document: Json, path: _Path) -> tuple[Json, str | int | None]:
    """Return what is to hold the last step of `path`, and its key or index there."""
    parent = _reach(chosen, document, pairwise(path), make=True)
    return parent, _step(chosen, parent, path[-1])


def _put(chosen: random.Random, document: Json, path: _Path, value: Json) -> None:
    match _slot(chosen, document, path):
        case dict() as parent, str() as key:
            parent[key] = value
        case list() as parent, int() as index if chosen.randrange(3):
            parent[index] = value
        case list() as parent, _:
            parent.append(value)
        case _:
            pass


def _remove(chosen: random.Random, document: Json, path: _Path) -> None:
    match _slot(chosen, document, path):
        case dict() as parent, str() as key:
            parent.pop(key, None)
        case list() as parent, int() as index:
            parent.pop(index)
        case _:
            pass


def _places(norm: Norm) -> _Places:
    """Return what the conditions of `norm` read, each with the literals and the places of its own comparison."""
    found: _Places = {}
    for condition in norm.conditions.values():
        for atom, over in _atoms(condition, ()):
            read = dict(_accesses(atom, over))
            literals = list(_literals(atom, over))
            for path, shape in read.items():
                place = found.setdefault(path, _Place(shape))
                place.values += literals
                place.beside += [other for other in read if other != path and read[other] == shape]
    found.pop((), None)
    return found


_Over = tuple[c.Collection, ...]


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


def _accesses(node: c.Node, over: _Over) -> Iterator[tuple[_Path, Shape]]:
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


def _path(access: c.Access, over: _Over) -> _Path:
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
