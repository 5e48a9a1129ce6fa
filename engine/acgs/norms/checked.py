"""CEL's checked tree → the closed sum: admission by overload id, one table.

Trusted: what is not in the table, or not of the shape that its row wants, is refused with its reason and place;
nothing is approximated.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from acgs.constitution.schema import Listing, Record, Scalar, Shape, Table
from acgs.constitution.source import Place, nearest, place_of
from acgs.norms import checked_pb as pb
from acgs.norms import condition as c
from acgs.norms.instant import nanoseconds
from acgs.norms.text import show

_NO_CHARACTER: Final = re.compile("[\0\U00030000-\U0010ffff]")  # Z3 has no string with one above U+2FFFF


@dataclass(frozen=True, slots=True, order=True)
class Refusal:
    """Why a condition is not taken; line and column of its own text, from 1."""

    at: Place
    code: str
    message: str
    hint: str = ""


def no_field(at: Place, place: str, name: str, known: Iterable[str]) -> Refusal:
    fields = sorted(known)
    otherwise = f"it has {', '.join(fields)}" if fields else "no condition reads into it"
    return Refusal(at, "unknown-field", f"`{place}` has no field `{name}`", nearest(name, fields, otherwise))


class Refused(Exception):
    """A text of the front matter is not taken; every reason that was found."""

    def __init__(self, refusals: Iterable[Refusal]) -> None:
        self.refusals: Final = tuple(sorted(set(refusals)))
        if not self.refusals:
            raise ValueError("Refused without a reason")
        super().__init__(*self.refusals)


class _Stop(Exception):
    """This operand is refused, and the refusal is noted."""


@dataclass(frozen=True, slots=True)
class _Scope:
    """The loop variables that are open, and how many loops are."""

    names: Mapping[str, c.Variable | c.LocalValue]
    depth: int


def read(checked: pb.Checked, text: str, root: Record) -> c.Expression:
    """Return the expression that CEL's tree is, of any scalar type.

    Args:
        checked: the tree of an expression that passed CEL's type checker.
        text: that expression.
        root: the shape of `input`.

    Raises:
        Refused: it is not admitted; every reason on either side of a connective.
    """
    reader = _Reader(checked, text, root)
    try:
        expression = reader.scalar(checked.root, _Scope({}, 0))
        if (taken := c.steps(expression)) > c.MAX_STEPS:
            message = f"its loops could take {taken:,} steps; {c.MAX_STEPS:,} are admitted"
            raise reader.refuse(checked.root, "cel-steps", message, "lower `maxItems`, or nest fewer loops")
    except _Stop:
        raise Refused(reader.refusals) from None
    return expression


class _Reader:
    """One reading of one tree; it gathers refusals, so that both sides of a connective are looked at."""

    def __init__(self, checked: pb.Checked, text: str, root: Record) -> None:
        self.overloads = checked.overloads
        self.offsets = checked.offsets
        self.text = text
        self.root = root
        self.refusals: list[Refusal] = []

    def at(self, node: pb.Node) -> Place:
        return place_of(self.text, self.offsets.get(node.id, 0))

    def refuse(self, node: pb.Node, code: str, message: str, hint: str = "") -> _Stop:
        """Note a refusal; the caller raises what is returned."""
        self.refusals.append(Refusal(self.at(node), code, message, hint))
        return _Stop()

    def typed(self, node: pb.Node, scope: _Scope, wanted: c.Type) -> c.Expression:
        """Return `node`, an expression of type `wanted`."""
        expression = self.scalar(node, scope)
        if (found := c.type_of(expression)) is not wanted:
            raise self.refuse(node, "cel-type", f"{_a(wanted)} is needed here, and this is {_a(found)}")
        return expression

    def each(self, nodes: tuple[pb.Node, ...], scope: _Scope, wanted: c.Type) -> tuple[c.Expression, ...]:
        """Return all of `nodes`; refused ones do not keep the others from being looked at."""
        found = []
        for node in nodes:
            try:
                found.append(self.typed(node, scope, wanted))
            except _Stop:
                continue
        if len(found) < len(nodes):
            raise _Stop
        return tuple(found)

    def alike(self, nodes: tuple[pb.Node, ...], scope: _Scope) -> tuple[c.Type, tuple[c.Expression, ...]]:
        """Return `nodes`, scalars of one type, and that type."""
        found = tuple(self.scalar(node, scope) for node in nodes)
        kinds = [c.type_of(expression) for expression in found]
        for node, kind in zip(nodes, kinds, strict=True):
            if kind is not kinds[0]:
                raise self.refuse(node, "cel-mixed", f"{kinds[0]} and {kind} do not mix", "use values of one type")
        return kinds[0], found

    def scalar(self, node: pb.Node, scope: _Scope) -> c.Expression:
        match node:
            case pb.Constant():
                return self.literal(node)
            case pb.Call(id=known, function=function) if function != "_[_]":
                # CEL names several where it does not know a type; each row holds to the types that the schema gives.
                admitted = [_ROWS[each] for each in self.overloads.get(known, ()) if each in _ROWS]
                if not admitted:
                    raise self.refuse(node, *_reason(function))
                return admitted[0](self, node, scope)
            case pb.Comprehension():
                return _loop(self, node, scope)
            case pb.Select(is_test=True):
                member = self.access(replace(node, is_test=False), scope)
                assert isinstance(member, c.Member)  # noqa: S101 - a selection is a member
                return c.Has(member)
            case pb.Ident(name=name) if isinstance(local := scope.names.get(name), c.LocalValue):
                return local
            case pb.Elements():
                raise self.refuse(node, "cel-list", "a list is no value here", "lists go with `in`, `size()` and loops")
            case pb.Other():
                raise self.refuse(
                    node, "cel-literal", "map and message literals are not admitted", "compare field by field"
                )
            case _:
                access = self.access(node, scope)
                if not isinstance(access.shape, Scalar):
                    what = "list" if isinstance(access.shape, Listing) else "object"
                    raise self.refuse(node, f"cel-{what}", f"this is {_a(what)}, not one value", "compare its parts")
                return c.Read(access)

    def literal(self, node: pb.Constant) -> c.Literal:
        match node.value:
            case bool() | int() if node.kind in ("bool", "int"):
                return c.Literal(node.value)
            case str() as text:
                return c.Literal(self.string(node, text))
            case _:
                raise self.refuse(
                    node, f"cel-{node.kind}", f"a {node.kind} literal is not admitted", LITERAL_HINTS[node.kind]
                )

    def string(self, node: pb.Node, text: str) -> str:
        """Return `text`, if all that reads it can hold it: OPA's plan, Z3's strings, CEL's run time."""
        if bad := _NO_CHARACTER.search(text):
            message = f"a string literal cannot hold U+{ord(bad[0]):04X}"
            raise self.refuse(node, "cel-character", message, "U+0001 to U+2FFFF can")
        return text

    def access(self, node: pb.Node, scope: _Scope) -> c.Access:
        """Return the place of the input that `node` is."""
        match node:
            case pb.Ident(name="input"):
                return c.Input(self.root)
            case pb.Ident(name=name) if isinstance(variable := scope.names.get(name), c.Variable):
                return variable
            case pb.Select(operand=operand, field=field, is_test=False):
                return self.member(node, self.access(operand, scope), field)
            case pb.Call(function="_[_]", args=(base, index)):
                return self.index(node, self.access(base, scope), index)
            case pb.Comprehension():
                _quantity(self, node)
            case _:
                pass
        raise self.refuse(node, "cel-access", "this is no place of the input", "fields and elements begin at `input`")

    def member(self, node: pb.Node, base: c.Access, name: str) -> c.Member:
        match base.shape:
            case Record(fields=fields) if name in fields:
                return c.Member(base, name, fields[name])
            case Table(values=values):
                return c.Member(base, name, values)
            case Record(fields=fields):
                self.refusals.append(no_field(self.at(node), show(base), name, fields))
                raise _Stop
            case _:
                raise self.refuse(node, "cel-access", f"`{show(base)}` has no fields")

    def index(self, node: pb.Call, base: c.Access, index: pb.Node) -> c.Access:
        match base.shape, index:
            case Table(), pb.Constant(kind="string", value=str() as key):
                return self.member(node, base, self.string(index, key))
            case Listing(items=items), pb.Constant(kind="int", value=int() as number) if number >= 0:
                assert not isinstance(base, c.Input)  # noqa: S101 - the input is a record
                return c.Element(base, number, items)
            case _:
                hint = "an integer literal from 0 for a list, a string literal for a map"
                raise self.refuse(index, "cel-index", "an index is one literal", hint)

    def collection(self, node: pb.Node, scope: _Scope) -> c.Collection:
        """Return what `in`, `size` and loops can range over."""
        match node:
            case pb.Elements(elements=()):
                raise self.refuse(
                    node, "cel-empty-list", "an empty list literal is not admitted", "say `true` or `false`"
                )
            case pb.Elements(elements=elements):
                kind, found = self.alike(elements, scope)
                return c.ListLiteral(found, kind)
            case _:
                access = self.access(node, scope)
                if isinstance(access, c.Input) or not isinstance(access.shape, Listing):
                    raise self.refuse(
                        node, "cel-map-loop", "only lists can be looked through", "name a map's keys one by one"
                    )
                return access

    def is_list(self, node: pb.Node, scope: _Scope) -> bool:
        noted = len(self.refusals)
        try:
            return isinstance(self.access(node, scope).shape, Listing)
        except _Stop:  # no access, so no list: what it is instead is still to be read
            del self.refusals[noted:]
            return False

    def element(self, members: c.Collection) -> Shape | c.Type:
        """Return what an element of `members` is."""
        if isinstance(members, c.ListLiteral):
            return members.type
        assert isinstance(members.shape, Listing)  # noqa: S101 - `collection` admits no other
        return members.shape.items


def _a(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


def _of(wanted: c.Type, make: Callable[..., c.Expression]) -> "_Row":
    """Return the row of an operator whose operands are all of type `wanted`."""
    return lambda reader, node, scope: make(*reader.each(node.args, scope, wanted))


def _choice(reader: _Reader, node: pb.Call, scope: _Scope) -> c.Expression:
    test = reader.typed(node.args[0], scope, c.Type.BOOL)
    _, (then, otherwise) = reader.alike(node.args[1:], scope)
    return c.Choice(test, then, otherwise)


def _compare(op: c.Relation) -> "_Row":
    def row(reader: _Reader, node: pb.Call, scope: _Scope) -> c.Expression:
        kind, (left, right) = reader.alike(node.args, scope)
        if kind is c.Type.BOOL and op not in (c.Relation.EQ, c.Relation.NE):
            raise reader.refuse(node, "cel-type", f"`{op}` does not take {kind}s")
        return c.Compare(op, kind, left, right)

    return row


def _in(reader: _Reader, node: pb.Call, scope: _Scope) -> c.Expression:
    members = reader.collection(node.args[1], scope)
    item = reader.scalar(node.args[0], scope)
    element = reader.element(members)
    if isinstance(element, Scalar):
        element = c.TYPES[element.kind]
    if element is not (kind := c.type_of(item)):
        found = element if isinstance(element, c.Type) else "object"
        raise reader.refuse(node, "cel-mixed", f"{_a(kind)} is in no list of {found}s", "use values of one type")
    return c.In(item, members, kind)


def _divide(op: c.Division) -> "_Row":
    def row(reader: _Reader, node: pb.Call, scope: _Scope) -> c.Expression:
        left = reader.typed(node.args[0], scope, c.Type.INT)
        match node.args[1]:
            case pb.Constant(kind="int", value=int() as divisor) if divisor != 0:
                return c.Divide(op, left, divisor)
            case pb.Call(function="-_", args=(pb.Constant(kind="int", value=int() as divisor),)) if divisor > 0:
                return c.Divide(op, left, -divisor)
            case other:
                raise reader.refuse(
                    other, "cel-divisor", "a divisor is one integer literal other than 0", "write it out"
                )

    return row


def _size(reader: _Reader, node: pb.Call, scope: _Scope) -> c.Expression:
    texts = ["string" in overload for overload in reader.overloads[node.id]]
    if all(texts) or (any(texts) and not reader.is_list(node.args[0], scope)):  # both where CEL does not know the type
        return c.Length(reader.typed(node.args[0], scope, c.Type.STRING))
    return c.Count(reader.collection(node.args[0], scope))


def _timestamp(reader: _Reader, node: pb.Call, scope: _Scope) -> c.Expression:
    if isinstance(node.args[0], pb.Constant):
        text = str(node.args[0].value)
        if (instant := nanoseconds(text)) is None:
            hint = "2026-01-31T09:30:00Z, an offset as +01:00, years 1678 to 2261"
            raise reader.refuse(node.args[0], "cel-timestamp", "this is not a timestamp in the strict form", hint)
        return c.Instant(instant, text)
    access = reader.access(node.args[0], scope)
    if not (isinstance(access.shape, Scalar) and access.shape.is_date_time):
        hint = "give the field `format: date-time` in the schema"
        raise reader.refuse(node.args[0], "cel-timestamp", "only a date-time field can be read as a timestamp", hint)
    return c.Parsed(access)


def _loop(reader: _Reader, node: pb.Comprehension, scope: _Scope) -> c.Expression:
    quantity, body = _quantity(reader, node)
    if node.variable == "input":
        raise reader.refuse(node, "cel-variable", "a loop variable cannot be called `input`", "give it another name")
    over = reader.collection(node.range, scope)
    name, slot, element = node.variable, scope.depth, reader.element(over)
    each = c.LocalValue(name, slot, element) if isinstance(element, c.Type) else c.Variable(name, slot, element)
    inner = _Scope({**scope.names, name: each}, slot + 1)
    return c.Loop(quantity, name, slot, over, reader.typed(body, inner, c.Type.BOOL))


def _call(function: str, *args: pb.Node) -> pb.Call:
    return pb.Call(0, function, args)


_RESULT: Final = pb.Ident(0, "@result")  # no author can write that name
_TRUE, _FALSE = (pb.Constant(0, "bool", value) for value in (True, False))
_ZERO, _ONE = (pb.Constant(0, "int", value) for value in (0, 1))
_MACROS: Final[Mapping[c.Quantity, tuple[pb.Node, pb.Node, Callable[[pb.Node], pb.Node], pb.Node]]] = {
    # what the macro expands to: initial, condition, the step around its body, result
    c.Quantity.SOME: (
        *(_FALSE, _call("@not_strictly_false", _call("!_", _RESULT))),
        *(lambda body: _call("_||_", _RESULT, body), _RESULT),
    ),
    c.Quantity.EVERY: (
        *(_TRUE, _call("@not_strictly_false", _RESULT)),
        *(lambda body: _call("_&&_", _RESULT, body), _RESULT),
    ),
    c.Quantity.ONE: (
        *(_ZERO, _TRUE),
        *(lambda body: _call("_?_:_", body, _call("_+_", _RESULT, _ONE), _RESULT), _call("_==_", _RESULT, _ONE)),
    ),
}


def _quantity(reader: _Reader, node: pb.Comprehension) -> tuple[c.Quantity, pb.Node]:
    """Return which macro was expanded, and its body; what is not exactly one of three is refused."""
    found = (node.initial, node.condition, node.step, node.result)
    for quantity, (initial, condition, step, result) in _MACROS.items():
        for body in node.step.args if isinstance(node.step, pb.Call) and not node.second_variable else ():
            if found == (initial, condition, step(body), result) and node.accumulator == _RESULT.name:
                return quantity, body
    raise reader.refuse(node, "cel-macro", "this macro is not admitted", "use `exists`, `all` or `exists_one`")


LITERAL_HINTS: Final = {
    "null": "ask `has(…)`; a null fact is mistyped, and so unknown",
    "double": "use an integer of a smaller unit",
    "uint": "leave out the `u`",
    "bytes": "use a string",
}
_REASONS: Final = {  # function: (code, hint)
    "matches": ("cel-matches", "use startsWith, endsWith, contains, or `in` a list"),
    "duration": ("cel-duration", "use a field in seconds, and compare integers"),
    "type": ("cel-conversion", "a field has the type that the schema gives it"),
    "_+_": ("cel-concatenation", "`+` is for integers; compare the parts one by one"),
    "@in": ("cel-map-loop", "use `has(map.key)`"),
    **dict.fromkeys(("_<_", "_<=_", "_>_", "_>=_"), ("cel-order", "only int, string and timestamp have an order")),
}
_CONVERSIONS: Final = ("dyn", "int", "uint", "double", "string", "bytes", "bool")


def _reason(function: str) -> tuple[str, str, str]:
    name = function.strip("_@!") if function[0] in "_@!" else function
    if function in _CONVERSIONS:
        return "cel-conversion", f"`{name}()` is not admitted", "a field has the type that the schema gives it"
    code, hint = _REASONS.get(function, ("cel-function", "see the list of what conditions may use"))
    return code, f"`{name}` is not admitted here", hint


_Row = Callable[[_Reader, pb.Call, _Scope], c.Expression]
_ORDERS: Final = {
    "less": c.Relation.LT,
    "less_equals": c.Relation.LE,
    "greater": c.Relation.GT,
    "greater_equals": c.Relation.GE,
}
_ROWS: Final[Mapping[str, _Row]] = {
    "logical_and": _of(c.Type.BOOL, partial(c.Junct, c.Junction.AND)),
    "logical_or": _of(c.Type.BOOL, partial(c.Junct, c.Junction.OR)),
    "logical_not": _of(c.Type.BOOL, c.Not),
    "conditional": _choice,
    "equals": _compare(c.Relation.EQ),
    "not_equals": _compare(c.Relation.NE),
    **{f"{name}_{kind}": _compare(op) for name, op in _ORDERS.items() for kind in ("int64", "string", "timestamp")},
    "in_list": _in,
    "add_int64": _of(c.Type.INT, partial(c.Arithmetic, c.Operator.ADD)),
    "subtract_int64": _of(c.Type.INT, partial(c.Arithmetic, c.Operator.SUB)),
    "multiply_int64": _of(c.Type.INT, partial(c.Arithmetic, c.Operator.MUL)),
    "negate_int64": _of(c.Type.INT, c.Negate),
    "divide_int64": _divide(c.Division.QUOTIENT),
    "modulo_int64": _divide(c.Division.REMAINDER),
    "starts_with_string": _of(c.Type.STRING, partial(c.Matches, c.Affix.PREFIX)),
    "ends_with_string": _of(c.Type.STRING, partial(c.Matches, c.Affix.SUFFIX)),
    "contains_string": _of(c.Type.STRING, partial(c.Matches, c.Affix.PART)),
    "size_string": _size,
    "string_size": _size,
    "size_list": _size,
    "list_size": _size,
    "string_to_timestamp": _timestamp,
}
