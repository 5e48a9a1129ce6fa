"""CEL's checked tree as the reference implementation hands it over: the few fields of it that are read.

Trusted: what is not declared here is never seen, so a node of no declared kind becomes `Other`, to be refused.
Source: cel-spec `proto/cel/expr/checked.proto` and `syntax.proto`. An expression inside an expression is declared as
bytes and parsed by itself, since protobuf stops at 100 nested messages. Nodes that differ in ids only are equal.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

_DECLARED: Final = """
Any             value=2:bytes
CheckedExpr     references=2:*Reference source_info=5:SourceInfo expr=4:bytes
Reference       key=1:int64 value=2:Overloads
Overloads       overload_id=3:*string
SourceInfo      positions=4:*Position
Position        key=1:int64 value=2:int32
Expr            id=2:int64 constant=3:Constant ident=4:Ident select=5:Select call=6:Call list=7:List struct=8:bytes \
comprehension=9:Comprehension
Constant        null=1:int64 bool=2:bool int=3:int64 uint=4:uint64 double=5:double string=6:string bytes=7:bytes
Ident           name=1:string
Select          operand=1:bytes field=2:string test_only=3:bool
Call            target=1:bytes function=2:string args=3:*bytes
List            elements=1:*bytes
Comprehension   iter_var=1:string iter_range=2:bytes accu_var=3:string accu_init=4:bytes loop_condition=5:bytes \
loop_step=6:bytes result=7:bytes iter_var2=8:string
"""


@dataclass(frozen=True, slots=True)
class Constant:
    """A literal; `kind` is one of null, bool, int, uint, double, string, bytes."""

    id: int = field(compare=False)
    kind: str
    value: bool | int | float | str | bytes


@dataclass(frozen=True, slots=True)
class Ident:
    """A name."""

    id: int = field(compare=False)
    name: str


@dataclass(frozen=True, slots=True)
class Select:
    """`operand.field`, or `has(operand.field)`."""

    id: int = field(compare=False)
    operand: "Node"
    field: str
    is_test: bool


@dataclass(frozen=True, slots=True)
class Call:
    """A function or operator; of a member call the target is the first argument."""

    id: int = field(compare=False)
    function: str
    args: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Elements:
    """A list literal."""

    id: int = field(compare=False)
    elements: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Comprehension:
    """A macro, expanded."""

    id: int = field(compare=False)
    variable: str
    second_variable: str
    range: "Node"
    accumulator: str
    initial: "Node"
    condition: "Node"
    step: "Node"
    result: "Node"


@dataclass(frozen=True, slots=True)
class Other:
    """A map, a message, or something that this page does not know."""

    id: int = field(compare=False)


Node = Constant | Ident | Select | Call | Elements | Comprehension | Other


@dataclass(frozen=True, slots=True)
class Checked:
    """One checked expression; `overloads` and `offsets` (code points from 0) by node id."""

    root: Node
    overloads: Mapping[int, tuple[str, ...]]
    offsets: Mapping[int, int]


def _messages() -> descriptor_pool.DescriptorPool:
    fields = descriptor_pb2.FieldDescriptorProto
    file = descriptor_pb2.FileDescriptorProto(name="acgs/checked.proto", package="acgs.checked")
    for line in _DECLARED.strip().splitlines():
        name, *declared = line.split()
        message = file.message_type.add(name=name)
        for each in declared:
            label, _, rest = each.partition("=")
            number, _, kind = rest.partition(":")
            repeated = fields.LABEL_REPEATED if kind.startswith("*") else fields.LABEL_OPTIONAL
            kind = kind.removeprefix("*")
            if kind[0].isupper():
                message.field.add(name=label, number=int(number), label=repeated, type_name=f".acgs.checked.{kind}")
            else:
                known = fields.Type.Value(f"TYPE_{kind.upper()}")
                message.field.add(name=label, number=int(number), label=repeated, type=known)
    pool = descriptor_pool.DescriptorPool()
    pool.AddSerializedFile(file.SerializeToString())
    return pool


_POOL: Final = _messages()


def _class(name: str) -> Any:  # noqa: ANN401 - a class made at run time has no type
    return message_factory.GetMessageClass(_POOL.FindMessageTypeByName(f"acgs.checked.{name}"))


_Any, _CheckedExpr, _Expr = _class("Any"), _class("CheckedExpr"), _class("Expr")


def parse(serialized: bytes) -> Checked:
    """Return the tree in `serialized`, an `Any` that holds a `cel.expr.CheckedExpr`."""
    checked = _CheckedExpr.FromString(_Any.FromString(serialized).value)
    return Checked(
        _node(checked.expr),
        {entry.key: tuple(entry.value.overload_id) for entry in checked.references},
        {entry.key: entry.value for entry in checked.source_info.positions},
    )


def _node(data: bytes) -> Node:  # noqa: PLR0911 - one arm a kind
    expr = _Expr.FromString(data)
    match [field.name for field, _ in expr.ListFields() if field.name != "id"]:
        case ["constant"]:
            ((field, value),) = expr.constant.ListFields()
            return Constant(expr.id, field.name, value)
        case ["ident"]:
            return Ident(expr.id, expr.ident.name)
        case ["select"]:
            return Select(expr.id, _node(expr.select.operand), expr.select.field, expr.select.test_only)
        case ["call"]:
            target = [expr.call.target] if expr.call.HasField("target") else []
            return Call(expr.id, expr.call.function, tuple(_node(arg) for arg in (*target, *expr.call.args)))
        case ["list"]:
            return Elements(expr.id, tuple(_node(element) for element in expr.list.elements))
        case ["comprehension"]:
            loop = expr.comprehension
            parts = (loop.iter_range, loop.accu_init, loop.loop_condition, loop.loop_step, loop.result)
            within, initial, condition, step, result = map(_node, parts)
            return Comprehension(
                expr.id, loop.iter_var, loop.iter_var2, within, loop.accu_var, initial, condition, step, result
            )
        case _:
            return Other(expr.id)
