"""CEL's checked tree → the closed sum: admission by overload id, one table.

Trusted: what is not in the table, or not of the shape that its row wants, is refused with its reason and place;
nothing is approximated.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from acgs.constitution.schema import Record, Scalar
from acgs.norms import checked_pb as pb
from acgs.norms import condition as c
from acgs.norms.instant import nanoseconds
from acgs.norms.reader import Loops, Reader, Row, Stop
from acgs.norms.refusal import Refused, article


def read(checked: pb.Checked, text: str, root: Record) -> c.Expression:
    """Return the expression that CEL's tree is, of any scalar type.

    Args:
        checked: the tree of an expression that passed CEL's type checker.
        text: that expression.
        root: the shape of `input`.

    Raises:
        Refused: it is not admitted; every reason on either side of a connective.
    """
    reader = Reader(checked, text, root, _ROWS)
    try:
        expression = reader.scalar(checked.root, Loops({}, 0))
        if (taken := c.steps(expression)) > c.MAX_STEPS:
            message = f"its loops could take {taken:,} steps; {c.MAX_STEPS:,} are admitted"
            raise reader.refuse(checked.root, "cel-steps", message, "lower `maxItems`, or nest fewer loops")
    except Stop:
        raise Refused(reader.refusals) from None
    return expression


def _of(wanted: c.Type, make: Callable[..., c.Expression]) -> Row:
    """Return the row of an operator whose operands are all of type `wanted`."""
    return lambda reader, node, loops: make(*reader.each(node.args, loops, wanted))


def _choice(reader: Reader, node: pb.Call, loops: Loops) -> c.Expression:
    test = reader.typed(node.args[0], loops, c.Type.BOOL)
    _, (then, otherwise) = reader.alike(node.args[1:], loops)
    return c.Choice(test, then, otherwise)


def _compare(op: c.Relation) -> Row:
    def row(reader: Reader, node: pb.Call, loops: Loops) -> c.Expression:
        kind, (left, right) = reader.alike(node.args, loops)
        if kind is c.Type.BOOL and op not in (c.Relation.EQ, c.Relation.NE):
            raise reader.refuse(node, "cel-type", f"`{op}` does not take {kind}s")
        return c.Compare(op, kind, left, right)

    return row


def _in(reader: Reader, node: pb.Call, loops: Loops) -> c.Expression:
    members = reader.collection(node.args[1], loops)
    item = reader.scalar(node.args[0], loops)
    element = reader.element(members)
    if isinstance(element, Scalar):
        element = c.TYPES[element.kind]
    if element is not (kind := c.type_of(item)):
        found = element if isinstance(element, c.Type) else "object"
        raise reader.refuse(node, "cel-mixed", f"{article(kind)} is in no list of {found}s", "use values of one type")
    return c.In(item, members, kind)


def _divide(op: c.Division) -> Row:
    def row(reader: Reader, node: pb.Call, loops: Loops) -> c.Expression:
        left = reader.typed(node.args[0], loops, c.Type.INT)
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


def _size(reader: Reader, node: pb.Call, loops: Loops) -> c.Expression:
    texts = ["string" in overload for overload in reader.overloads[node.id]]
    if all(texts) or (any(texts) and not reader.is_list(node.args[0], loops)):  # both where CEL does not know the type
        return c.Length(reader.typed(node.args[0], loops, c.Type.STRING))
    return c.Count(reader.collection(node.args[0], loops))


def _timestamp(reader: Reader, node: pb.Call, loops: Loops) -> c.Expression:
    if isinstance(node.args[0], pb.Constant):
        text = str(node.args[0].value)
        if (instant := nanoseconds(text)) is None:
            hint = "2026-01-31T09:30:00Z, an offset as +01:00, years 1678 to 2261"
            raise reader.refuse(node.args[0], "cel-timestamp", "this is not a timestamp in the strict form", hint)
        return c.Instant(instant, text)
    access = reader.access(node.args[0], loops)
    if not (isinstance(access.shape, Scalar) and access.shape.is_date_time):
        hint = "give the field `format: date-time` in the schema"
        raise reader.refuse(node.args[0], "cel-timestamp", "only a date-time field can be read as a timestamp", hint)
    return c.Parsed(access)


_ORDERS: Final = {
    "less": c.Relation.LT,
    "less_equals": c.Relation.LE,
    "greater": c.Relation.GT,
    "greater_equals": c.Relation.GE,
}
_ROWS: Final[Mapping[str, Row]] = {
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
