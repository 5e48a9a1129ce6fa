"""Inputs near the boundaries of a norm: what its conditions read is set to what they compare it with, and to worse.

Deterministic: the same norms, count and seed give the same inputs, on every machine. Not trusted: a poor sample
finds less, and says nothing wrong.
"""

import copy
import random
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

from acgs.constitution.principle import Answer, Json
from acgs.constitution.schema import Kind, Listing, Record, Scalar, Shape, Table
from acgs.norms import condition as c
from acgs.norms.norm import DomainNorms, Norm
from acgs.norms.turns import Path, Step, Turn, Turns, turns_of

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


def directed(norms: DomainNorms, norm: Norm | None, count: int, seed: int) -> list[Json]:
    """Return `count` inputs directed at `norm`, or at each norm of the domain in turn."""
    chosen = random.Random(seed)  # noqa: S311 - nothing here is secret
    among = [norm] if norm is not None else list(norms.norms)
    read = [turns_of(each) for each in among]
    found: list[Json] = []
    for number in range(count if among else 0):
        at = number % len(among)
        examples = among[at].principle.examples
        answer = chosen.choice(list(Answer))
        starts = [example.input for example in examples if example.expect is answer]
        found.append(_input(chosen, starts, read[at], norms.schema.root))
    return found


def _input(chosen: random.Random, examples: Sequence[Json], turns: Turns, root: Record) -> Json:
    """Return an input: an example, or nothing, with a few places changed."""
    start = chosen.choices(("example", "empty", "odd"), (90, 9, 1))[0]
    if start == "odd":
        return chosen.choice(_ODD)
    document = copy.deepcopy(chosen.choice(examples)) if examples and start == "example" else {}
    if not isinstance(document, dict):
        return document
    for _ in range(chosen.choice((0, 0, 1, 1, 1, 1, 2, 2, 3, 5))):
        _change(chosen, document, turns, root)
    return document


def _change(chosen: random.Random, document: Json, turns: Turns, root: Record) -> None:
    """Set one place to something near what its conditions ask, take it away, or spoil it."""
    if turns and chosen.randrange(10):
        path = chosen.choice(list(turns))
        turn = turns[path]
    else:
        path, shape = _anywhere(chosen, root)
        turn = turns.get(path) or Turn(shape)
    match chosen.choices(("near", "taken", "odd", "copied", "extra"), (60, 10, 12, 12, 6))[0]:
        case "near":
            _put(chosen, document, path, _near(chosen, turn.shape, path, turns))
        case "taken":
            _remove(chosen, document, path)
        case "odd":
            _put(chosen, document, path, copy.deepcopy(chosen.choice(_ODD)))
        case "copied" if turn.beside:
            other = _reach(chosen, document, pairwise((*chosen.choice(turn.beside), None)), make=False)
            _put(chosen, document, path, copy.deepcopy(other))
        case _:
            _put(chosen, document, (*path[:-1], "extra"), chosen.choice(_ODD))


def _near(chosen: random.Random, shape: Shape, path: Path, turns: Turns) -> Json:
    """Return a value that the schema's type mostly admits at `path`."""
    match shape:
        case Scalar():
            turn = turns.get(path)
            return _scalar(chosen, shape, turn.values if turn else [])
        case Record(fields=fields):
            kept = [name for name in fields if chosen.randrange(8)]
            return {name: _near(chosen, fields[name], (*path, name), turns) for name in kept}
        case Table(values=values):
            named = [at[len(path)] for at in turns if at[: len(path)] == path and len(at) > len(path)]
            keys = [key for key in named if isinstance(key, str) and chosen.randrange(3)]
            return {key: _near(chosen, values, (*path, key), turns) for key in [*keys, "other"]}
        case Listing(items=items, max_items=most):
            counts = [value for value in (turns[path].values if path in turns else []) if isinstance(value, int)]
            size = chosen.choice([0, 1, 2, 2, 3, most, most + 1, *(n + d for n in counts for d in (-1, 0, 1))])
            return [_near(chosen, items, (*path, None), turns) for _ in range(max(0, min(size, most + 1)))]


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


def _anywhere(chosen: random.Random, shape: Shape, path: Path = ()) -> tuple[Path, Shape]:
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


def _step(chosen: random.Random, document: Json, step: Step) -> str | int | None:
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


def _reach(chosen: random.Random, document: Json, steps: Iterable[tuple[Step, Step]], *, make: bool) -> Json:
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


def _slot(chosen: random.Random, document: Json, path: Path) -> tuple[Json, str | int | None]:
    """Return what is to hold the last step of `path`, and its key or index there."""
    parent = _reach(chosen, document, pairwise(path), make=True)
    return parent, _step(chosen, parent, path[-1])


def _put(chosen: random.Random, document: Json, path: Path, value: Json) -> None:
    match _slot(chosen, document, path):
        case dict() as parent, str() as key:
            parent[key] = value
        case list() as parent, int() as index if chosen.randrange(3):
            parent[index] = value
        case list() as parent, _:
            parent.append(value)
        case _:
            pass


def _remove(chosen: random.Random, document: Json, path: Path) -> None:
    match _slot(chosen, document, path):
        case dict() as parent, str() as key:
            parent.pop(key, None)
        case list() as parent, int() as index:
            parent.pop(index)
        case _:
            pass
