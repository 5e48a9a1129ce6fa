"""A small schema, and random conditions and documents over it: what the solver is held to the evaluator on."""

from typing import Final

from hypothesis import strategies as st

from acgs.constitution.principle import Answer, Json
from acgs.constitution.schema import Kind, Listing, Record, Scalar, Schema, Shape, Table
from acgs.names import Digest, DomainId
from acgs.norms import condition as c

INT: Final = Scalar(Kind.INTEGER)
BOOL: Final = Scalar(Kind.BOOLEAN)
STRING: Final = Scalar(Kind.STRING)
DATE: Final = Scalar(Kind.STRING, is_date_time=True)
ITEM: Final = Record({"n": INT, "k": STRING, "p": BOOL})
ROOT: Final = Record(
    {
        **{"i": INT, "j": INT, "p": BOOL, "q": BOOL, "s": STRING, "t": STRING, "d": DATE, "e": DATE},
        **{"xs": Listing(INT, 2), "ss": Listing(STRING, 2), "rs": Listing(ITEM, 2), "m": Table(INT), "r": ITEM},
    }
)
INTS: Final = (-2, -1, 0, 1, 2, 3)
STRINGS: Final = ("", "a", "b", "ab", "ba", "aba")
DATES: Final = ("2024-02-29T00:00:00Z", "2024-02-29T01:00:00+01:00", "2024-02-30T00:00:00Z", "1970-01-01T00:00:00.5Z")
_ODD: Final = (None, True, "x", "a\0", 2**63, -(2**63) - 1, [], {}, [None], {"n": 1})


def _document(shape: Shape) -> st.SearchStrategy[Json]:
    match shape:
        case Scalar(kind=Kind.BOOLEAN):
            plain: st.SearchStrategy[Json] = st.booleans()
        case Scalar(kind=Kind.INTEGER):
            plain = st.sampled_from((*INTS, c.INT_MAX, c.INT_MIN))
        case Scalar(is_date_time=True):
            plain = st.sampled_from((*DATES, "a"))
        case Scalar():
            plain = st.sampled_from(STRINGS)
        case Listing(items=items):
            plain = st.lists(_document(items), max_size=3).map(list)
        case Table(values=values):
            plain = st.dictionaries(st.sampled_from(("a", "b")), _document(values)).map(dict)
        case Record(fields=fields):
            parts = {name: _document(field) for name, field in fields.items()}
            plain = st.fixed_dictionaries({}, optional=parts).map(dict)
    return st.one_of(plain, plain, plain, plain, plain, st.sampled_from(_ODD))


DOCUMENTS: Final = _document(ROOT)


def _top(name: str) -> c.Member:
    return c.Member(c.Input(ROOT), name, ROOT.fields[name])


def _of(record: c.Access, name: str) -> c.Member:
    return c.Member(record, name, ITEM.fields[name])


@st.composite
def _place(draw: st.DrawFn, kind: Kind, loops: tuple[c.Variable, ...]) -> c.Access:
    """Draw an access of that kind: at the top, in a list, a record or a map, or through a loop variable."""
    name = {Kind.INTEGER: "n", Kind.STRING: "k", Kind.BOOLEAN: "p"}[kind]
    records: list[c.Access] = [_top("r"), c.Element(_top("rs"), draw(st.integers(0, 2)), ITEM)]
    records += [loop for loop in loops if isinstance(loop.shape, Record)]
    places: list[c.Access] = [_of(record, name) for record in records]
    places += [_top(field) for field, shape in ROOT.fields.items() if shape == Scalar(kind)]
    places += [loop for loop in loops if loop.shape == Scalar(kind)]
    if kind is Kind.INTEGER:
        places += [c.Element(_top("xs"), draw(st.integers(0, 2)), INT), c.Member(_top("m"), "a", INT)]
    if kind is Kind.STRING:
        places.append(c.Element(_top("ss"), draw(st.integers(0, 2)), STRING))
    return draw(st.sampled_from(places))


@st.composite
def scalars(draw: st.DrawFn, kind: c.Type, depth: int, loops: tuple[c.Variable, ...] = ()) -> c.Expression:
    """Draw an expression of type `kind`."""
    if kind is c.Type.BOOL:
        return draw(conditions(depth - 1, loops))
    if kind is c.Type.TIMESTAMP:
        literal = c.Instant(1709164800 * 10**9, "2024-02-29T00:00:00Z")
        return draw(st.sampled_from([literal, c.Parsed(_top("d")), c.Parsed(_top("e"))]))
    deeper = scalars(kind, depth - 1, loops)
    if depth > 0 and draw(st.integers(0, 5)) == 0:
        return c.Choice(draw(conditions(depth - 1, loops)), draw(deeper), draw(deeper))
    if kind is c.Type.STRING:
        literal_text = st.sampled_from(STRINGS[:5]).map(c.Literal)
        return draw(st.one_of(_place(Kind.STRING, loops).map(c.Read), literal_text))
    read = draw(_place(Kind.INTEGER, loops).map(c.Read))
    if depth <= 0:
        return draw(st.one_of(st.just(read), st.sampled_from((*INTS, c.INT_MIN)).map(c.Literal)))
    texts = scalars(c.Type.STRING, depth - 1, loops)
    return draw(
        st.one_of(
            st.just(read),
            st.builds(c.Arithmetic, st.sampled_from(c.Operator), deeper, st.sampled_from(INTS).map(c.Literal)),
            st.builds(c.Arithmetic, st.sampled_from((c.Operator.ADD, c.Operator.SUB)), deeper, deeper),
            st.builds(c.Divide, st.sampled_from(c.Division), deeper, st.sampled_from((-3, -1, 1, 2))),
            st.builds(c.Negate, deeper),
            st.builds(c.Length, texts),
            st.builds(c.Count, st.sampled_from([_top("xs"), _top("rs"), _top("ss")])),
        )
    )


_SCALARS: Final = tuple(c.Type)
_ORDERED: Final = (c.Type.INT, c.Type.STRING, c.Type.TIMESTAMP)


@st.composite
def _compared(draw: st.DrawFn, depth: int, loops: tuple[c.Variable, ...]) -> c.Expression:
    op = draw(st.sampled_from(c.Relation))
    kind = draw(st.sampled_from(_SCALARS if op in (c.Relation.EQ, c.Relation.NE) else _ORDERED))
    return c.Compare(op, kind, draw(scalars(kind, depth - 1, loops)), draw(scalars(kind, depth - 1, loops)))


@st.composite
def _contained(draw: st.DrawFn, depth: int, loops: tuple[c.Variable, ...]) -> c.Expression:
    kind = draw(st.sampled_from(_SCALARS))
    elements = draw(st.lists(scalars(kind, depth - 1, loops), min_size=1, max_size=3))
    over: list[c.Collection] = [c.ListLiteral(tuple(elements), kind)]
    over += {c.Type.INT: [_top("xs")], c.Type.STRING: [_top("ss")]}.get(kind, [])
    return c.In(draw(scalars(kind, depth - 1, loops)), draw(st.sampled_from(over)), kind)


@st.composite
def _looped(draw: st.DrawFn, depth: int, loops: tuple[c.Variable, ...]) -> c.Expression:
    slot, quantity = len(loops), draw(st.sampled_from(c.Quantity))
    name, shape = draw(st.sampled_from([("xs", INT), ("ss", STRING), ("rs", ITEM)]))
    variable = c.Variable(f"v{slot}", slot, shape)
    return c.Loop(quantity, variable.name, slot, _top(name), draw(conditions(depth - 1, (*loops, variable))))


@st.composite
def _literal_loop(draw: st.DrawFn, depth: int, loops: tuple[c.Variable, ...]) -> c.Expression:
    """Draw a loop over a list literal, its variable compared with something."""
    kind, slot = draw(st.sampled_from((c.Type.INT, c.Type.STRING))), len(loops)
    elements = tuple(draw(st.lists(scalars(kind, depth - 1, loops), min_size=1, max_size=2)))
    local, op = c.LocalValue("v", slot, kind), draw(st.sampled_from(c.Relation))
    body = c.Compare(op, kind, local, draw(scalars(kind, depth - 1, loops)))
    return c.Loop(draw(st.sampled_from(c.Quantity)), "v", slot, c.ListLiteral(elements, kind), body)


def conditions(depth: int = 3, loops: tuple[c.Variable, ...] = ()) -> st.SearchStrategy[c.Expression]:
    """Return conditions of every node of the sum."""
    leaf: st.SearchStrategy[c.Expression] = _place(Kind.BOOLEAN, loops).map(c.Read)
    if depth <= 0:
        return leaf
    deeper = st.deferred(lambda: conditions(depth - 1, loops))
    records = [_top("r"), c.Element(_top("rs"), 0, ITEM), *(v for v in loops if v.shape == ITEM)]
    return st.one_of(
        leaf,
        _compared(depth, loops),
        _contained(depth, loops),
        _looped(depth, loops),
        _literal_loop(depth, loops),
        st.builds(c.Not, deeper),
        st.builds(c.Junct, st.sampled_from(c.Junction), deeper, deeper),
        st.builds(c.Choice, deeper, deeper, deeper),
        st.builds(
            c.Matches,
            st.sampled_from(c.Affix),
            scalars(c.Type.STRING, depth - 1, loops),
            scalars(c.Type.STRING, depth - 1, loops),
        ),
        st.builds(c.Has, st.sampled_from([_top("i"), _top("m"), *(_of(record, "k") for record in records)])),
    )


def schema(document: Json) -> Schema:
    """Return a schema whose places are ROOT's and that admits what `document` says."""
    return Schema(DomainId("small"), "schema.json", Digest(repr(document)), ROOT, Answer.ALLOW, document)
