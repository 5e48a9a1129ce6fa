"""Conditions of every node type over one shape, and documents near their boundaries; deterministic by seed."""

import random
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Final

from acgs.constitution.principle import Json
from acgs.constitution.schema import Kind, Listing, Record, Scalar, Shape, Table
from acgs.norms import condition as c

BOOL, INT, TEXT = (Scalar(kind, is_loggable=True) for kind in (Kind.BOOLEAN, Kind.INTEGER, Kind.STRING))
DATE: Final = Scalar(Kind.STRING, is_date_time=True, is_loggable=True)
_INNER: Final = Record({"n": INT, "s": TEXT, "b": BOOL, "ls": Listing(TEXT, 2)})
SHAPE: Final = Record(
    {
        "b": BOOL, "package": BOOL, "n": INT, "default": INT, "s": TEXT, "t": TEXT, "d": DATE, "e": DATE,
        "li": Listing(INT, 3), "ls": Listing(TEXT, 3), "lb": Listing(BOOL, 2), "ld": Listing(DATE, 2),
        "r": _INNER, "lr": Listing(_INNER, 3), "mi": Table(INT), "mr": Table(_INNER),
    }
)  # fmt: skip
_TYPES: Final = {Kind.BOOLEAN: c.Type.BOOL, Kind.INTEGER: c.Type.INT, Kind.STRING: c.Type.STRING}

_INTS: Final = (0, 1, -1, 2, 3, 7, -7, 100, c.INT_MIN, c.INT_MAX)
_TEXTS: Final = ("", "a", "ab", "b", "é", "\U0001f600", "\u2028", 'q"`\\{%}}', "2024-02-29T00:00:00Z")
_DATES: Final = (
    *(
        "2024-02-29T00:00:00Z",
        "2023-02-29T00:00:00Z",
        "2026-01-01T00:00:00.123456789+01:30",
        "1678-01-01T00:00:00+23:59",
    ),
    *("2261-12-31T23:59:59.999999999-23:59", "1677-12-31T23:59:59Z", "2262-01-01T00:00:00Z", "2026-01-01t00:00:00Z"),
    *("2026-01-01T24:00:00Z", "2026-01-01T23:59:60Z", "2026-01-01T00:00:00+24:00", "2026-01-01T00:00:00,5Z"),
    *("2026-01-01T00:00:00Z\n", "2026-01-01T00:00:00-00:00", "2026-04-31T00:00:00Z", "2026-01-01T00:00:00.1234567890Z"),
)
_NUMBERS: Final[tuple[int | Decimal, ...]] = (
    *(*_INTS, c.INT_MIN - 1, c.INT_MAX + 1, 2**64, 10**40),
    *map(
        Decimal,
        ("1.0", "1E+2", "-0", "-0.0", "0E-7", "0.5", "-0.5", "1E-400", "1E+9999", "7E0", "9223372036854775807.25"),
    ),
    *map(Decimal, ("0.99999999999999999999999999", "1E+18", "-9223372036854775808.0", "1E-646456994", "2.50E+1")),
)
_NOTHING: Final[tuple[Json, ...]] = (None, True, False, [], {}, [None], {"n": None}, [[]], [1, "a", None], {"": 1})
ODD: Final[tuple[Json, ...]] = (*_NOTHING, "\0", "a\0", "1", *_NUMBERS)

_Open = tuple[c.Variable | c.LocalValue, ...]


class Maker:
    """Makes conditions; `depth` bounds how deep they nest."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)  # noqa: S311 - nothing here is secret

    def condition(self, depth: int = 4) -> c.Expression:
        return self._scalar(c.Type.BOOL, depth, ())

    def document(self) -> Json:
        """Return a document: well-formed in most places, odd in some."""
        return self._value(SHAPE, self._chance.choice((0.0, 0.03, 0.15)))

    def _value(self, shape: Shape, odd: float) -> Json:  # noqa: PLR0911 - one arm a shape
        if self._chance.random() < odd:
            return self._chance.choice(ODD)
        match shape:
            case Scalar(kind=Kind.BOOLEAN):
                return self._chance.random() < 0.5
            case Scalar(kind=Kind.INTEGER):
                return self._chance.choice(_NUMBERS if odd else _INTS)
            case Scalar(is_date_time=True):
                return self._chance.choice(_DATES)
            case Scalar():
                return self._chance.choice(_TEXTS)
            case Listing(items=items, max_items=most):
                return [self._value(items, odd) for _ in range(self._chance.randint(0, most + (odd > 0)))]
            case Table(values=values):
                return {key: self._value(values, odd) for key in ("a", "a.b", "in") if self._chance.random() < 0.7}
            case Record(fields=fields):
                there = {name: field for name, field in fields.items() if self._chance.random() >= odd}
                return {name: self._value(field, odd) for name, field in there.items()} | ({"zz": 1} if odd else {})

    def _places(self, wanted: Callable[[Shape], bool], open_: _Open) -> list[c.Access]:
        roots: list[c.Access] = [c.Input(SHAPE), *(x for x in open_ if isinstance(x, c.Variable))]
        found: list[c.Access] = []
        while roots:
            at = roots.pop()
            found += [at] if wanted(at.shape) else []
            match at.shape:
                case Record(fields=fields):
                    roots += [c.Member(at, name, shape) for name, shape in fields.items()]
                case Table(values=values):
                    roots += [c.Member(at, name, values) for name in ("a", "a.b", "in")]
                case Listing(items=items):
                    roots += [c.Element(at, index, items) for index in (0, 2)]
                case Scalar():
                    pass
        return found

    def _scalar(self, type_: c.Type, depth: int, open_: _Open) -> c.Expression:
        makers: Mapping[c.Type, Sequence[Callable[[int, _Open], c.Expression]]] = {
            c.Type.BOOL: (
                *(self._not, self._junct, self._junct, self._compare, self._compare),
                *(self._in, self._matches, self._has, self._loop, self._loop),
            ),
            c.Type.INT: (self._arithmetic, self._negate, self._divide, self._length, self._count),
            c.Type.STRING: (),
            c.Type.TIMESTAMP: (),
        }
        choose = [lambda d, o: self._choice(type_, d, o), *makers[type_]]
        if depth <= 0 or self._chance.random() < (0.15 if type_ is c.Type.BOOL else 0.5):
            return self._leaf(type_, open_)
        return self._chance.choice(choose)(depth - 1, open_)

    def _leaf(self, type_: c.Type, open_: _Open) -> c.Expression:
        local = [x for x in open_ if isinstance(x, c.LocalValue) and x.type is type_]
        if local and self._chance.random() < 0.5:
            return self._chance.choice(local)
        literal = self._chance.random() < 0.3
        match type_:
            case c.Type.TIMESTAMP if literal:
                return c.Instant(1_709_164_800_000_000_000, "2024-02-29T00:00:00Z")
            case c.Type.TIMESTAMP:
                return c.Parsed(
                    self._chance.choice(self._places(lambda s: isinstance(s, Scalar) and s.is_date_time, open_))
                )
            case _ if literal:
                return c.Literal(
                    self._chance.choice({c.Type.BOOL: (True, False), c.Type.INT: _INTS, c.Type.STRING: _TEXTS}[type_])
                )
            case _:
                places = self._places(lambda s: isinstance(s, Scalar) and _TYPES[s.kind] is type_, open_)
                inner = [place for place in places if _root(place) in open_]
                return c.Read(self._chance.choice(inner if inner and self._chance.random() < 0.6 else places))

    def _type(self, *but: c.Type) -> c.Type:
        return self._chance.choice([each for each in c.Type if each not in but])

    def _not(self, depth: int, open_: _Open) -> c.Expression:
        return c.Not(self._scalar(c.Type.BOOL, depth, open_))

    def _junct(self, depth: int, open_: _Open) -> c.Expression:
        """Return two conditions joined, or two loops, whose variables often have one name."""
        make = self._loop if self._chance.random() < 0.1 else lambda d, o: self._scalar(c.Type.BOOL, d, o)
        left, right = (make(depth, open_) for _ in "ab")
        return c.Junct(self._chance.choice(list(c.Junction)), left, right)

    def _choice(self, type_: c.Type, depth: int, open_: _Open) -> c.Expression:
        test = self._scalar(c.Type.BOOL, depth, open_)
        return c.Choice(test, self._scalar(type_, depth, open_), self._scalar(type_, depth, open_))

    def _compare(self, depth: int, open_: _Open) -> c.Expression:
        type_ = self._type()
        among = [c.Relation.EQ, c.Relation.NE] if type_ is c.Type.BOOL else list(c.Relation)
        left, right = (self._scalar(type_, depth, open_) for _ in "ab")
        return c.Compare(self._chance.choice(among), type_, left, right)

    def _literal_list(self, type_: c.Type, depth: int, open_: _Open) -> c.ListLiteral:
        made = (self._scalar(type_, min(depth, 1), open_) for _ in range(self._chance.randint(1, 3)))
        return c.ListLiteral(tuple(made), type_)

    def _in(self, depth: int, open_: _Open) -> c.Expression:
        type_ = self._type()
        wanted: list[c.Access] = []
        if type_ is not c.Type.TIMESTAMP and self._chance.random() < 0.6:
            wanted = self._places(lambda s: _lists(s, type_), open_)
        members = _collection(self._chance.choice(wanted)) if wanted else self._literal_list(type_, depth, open_)
        return c.In(self._scalar(type_, depth, open_), members, type_)

    def _arithmetic(self, depth: int, open_: _Open) -> c.Expression:
        left, right = (self._scalar(c.Type.INT, depth, open_) for _ in "ab")
        return c.Arithmetic(self._chance.choice(list(c.Operator)), left, right)

    def _negate(self, depth: int, open_: _Open) -> c.Expression:
        return c.Negate(self._scalar(c.Type.INT, depth, open_))

    def _divide(self, depth: int, open_: _Open) -> c.Expression:
        divisor = self._chance.choice((1, -1, 2, -2, 3, -7, 10, c.INT_MIN, c.INT_MAX))
        return c.Divide(self._chance.choice(list(c.Division)), self._scalar(c.Type.INT, depth, open_), divisor)

    def _matches(self, depth: int, open_: _Open) -> c.Expression:
        subject, argument = (self._scalar(c.Type.STRING, depth, open_) for _ in "ab")
        return c.Matches(self._chance.choice(list(c.Affix)), subject, argument)

    def _length(self, depth: int, open_: _Open) -> c.Expression:
        return c.Length(self._scalar(c.Type.STRING, depth, open_))

    def _count(self, depth: int, open_: _Open) -> c.Expression:
        return c.Count(self._collection(depth, open_))

    def _collection(self, depth: int, open_: _Open) -> c.Collection:
        if self._chance.random() < 0.3:
            return self._literal_list(self._type(), depth, open_)
        return _collection(self._chance.choice(self._places(lambda s: isinstance(s, Listing), open_)))

    def _has(self, _depth: int, open_: _Open) -> c.Expression:
        member = self._chance.choice(self._places(lambda _: True, open_))
        return c.Has(member) if isinstance(member, c.Member) else c.Has(c.Member(c.Input(SHAPE), "n", INT))

    def _loop(self, depth: int, open_: _Open) -> c.Expression:
        over, name = self._collection(depth, open_), self._chance.choice(("a", "a", "a", "some", "v1", "_", "either1"))
        each: c.Variable | c.LocalValue
        if isinstance(over, c.ListLiteral):
            each = c.LocalValue(name, len(open_), over.type)
        else:
            assert isinstance(over.shape, Listing)
            each = c.Variable(name, len(open_), over.shape.items)
        body = self._scalar(c.Type.BOOL, depth, (*open_, each))
        return c.Loop(self._chance.choice(list(c.Quantity)), name, len(open_), over, body)


def _lists(shape: Shape, type_: c.Type) -> bool:
    return isinstance(shape, Listing) and isinstance(shape.items, Scalar) and _TYPES[shape.items.kind] is type_


def _collection(access: c.Access) -> c.Collection:
    assert not isinstance(access, c.Input)
    return access


def _root(access: c.Access) -> c.Access:
    return access if isinstance(access, c.Input | c.Variable) else _root(access.base)
