"""One reading of CEL's checked tree: literals, places of the input, lists; calls by the table that it is given.

Trusted: what is not of the shape that is wanted is refused with its reason and place; nothing is approximated.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from acgs.constitution.schema import Listing, Record, Scalar, Shape, Table
from acgs.constitution.source import Place, place_of
from acgs.norms import checked_pb as pb
from acgs.norms import condition as c
from acgs.norms.macros import macro_of
from acgs.norms.refusal import LITERAL_HINTS, Refusal, article, no_field, not_admitted
from acgs.norms.text import show

_NO_CHARACTER: Final = re.compile("[\0\U00030000-\U0010ffff]")  # Z3 has no string with one above U+2FFFF


class Stop(Exception):
    """This operand is refused, and the refusal is noted."""


@dataclass(frozen=True, slots=True)
class Loops:
    """The loop variables that are open, and how many loops are."""

    names: Mapping[str, c.Variable | c.LocalValue]
    depth: int


class Reader:
    """One reading of one tree; it gathers refusals, so that both sides of a connective are looked at."""

    def __init__(self, checked: pb.Checked, text: str, root: Record, rows: "Mapping[str, Row]") -> None:
        self.rows = rows
        self.overloads = checked.overloads
        self.offsets = checked.offsets
        self.text = text
        self.root = root
        self.refusals: list[Refusal] = []

    def at(self, node: pb.Node) -> Place:
        return place_of(self.text, self.offsets.get(node.id, 0))

    def refuse(self, node: pb.Node, code: str, message: str, hint: str = "") -> Stop:
        """Note a refusal; the caller raises what is returned."""
        self.refusals.append(Refusal(self.at(node), code, message, hint))
        return Stop()

    def typed(self, node: pb.Node, loops: Loops, wanted: c.Type) -> c.Expression:
        """Return `node`, an expression of type `wanted`."""
        expression = self.scalar(node, loops)
        if (found := c.type_of(expression)) is not wanted:
            raise self.refuse(node, "cel-type", f"{article(wanted)} is needed here, and this is {article(found)}")
        return expression

    def each(self, nodes: tuple[pb.Node, ...], loops: Loops, wanted: c.Type) -> tuple[c.Expression, ...]:
        """Return all of `nodes`; refused ones do not keep the others from being looked at."""
        found = []
        for node in nodes:
            try:
                found.append(self.typed(node, loops, wanted))
            except Stop:
                continue
        if len(found) < len(nodes):
            raise Stop
        return tuple(found)

    def alike(self, nodes: tuple[pb.Node, ...], loops: Loops) -> tuple[c.Type, tuple[c.Expression, ...]]:
        """Return `nodes`, scalars of one type, and that type."""
        found = tuple(self.scalar(node, loops) for node in nodes)
        kinds = [c.type_of(expression) for expression in found]
        for node, kind in zip(nodes, kinds, strict=True):
            if kind is not kinds[0]:
                raise self.refuse(node, "cel-mixed", f"{kinds[0]} and {kind} do not mix", "use values of one type")
        return kinds[0], found

    def scalar(self, node: pb.Node, loops: Loops) -> c.Expression:
        match node:
            case pb.Constant():
                return self.literal(node)
            case pb.Call(id=known, function=function) if function != "_[_]":
                # CEL names several where it does not know a type; each row holds to the types that the schema gives.
                admitted = [self.rows[each] for each in self.overloads.get(known, ()) if each in self.rows]
                if not admitted:
                    raise self.refuse(node, *not_admitted(function))
                return admitted[0](self, node, loops)
            case pb.Comprehension():
                return self.loop(node, loops)
            case pb.Select(is_test=True):
                member = self.access(replace(node, is_test=False), loops)
                assert isinstance(member, c.Member)  # noqa: S101 - a selection is a member
                return c.Has(member)
            case pb.Ident(name=name) if isinstance(local := loops.names.get(name), c.LocalValue):
                return local
            case pb.Elements():
                raise self.refuse(node, "cel-list", "a list is no value here", "lists go with `in`, `size()` and loops")
            case pb.Other():
                raise self.refuse(
                    node, "cel-literal", "map and message literals are not admitted", "compare field by field"
                )
            case _:
                access = self.access(node, loops)
                if not isinstance(access.shape, Scalar):
                    what = "list" if isinstance(access.shape, Listing) else "object"
                    raise self.refuse(
                        node, f"cel-{what}", f"this is {article(what)}, not one value", "compare its parts"
                    )
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

    def access(self, node: pb.Node, loops: Loops) -> c.Access:
        """Return the place of the input that `node` is."""
        match node:
            case pb.Ident(name="input"):
                return c.Input(self.root)
            case pb.Ident(name=name) if isinstance(variable := loops.names.get(name), c.Variable):
                return variable
            case pb.Select(operand=operand, field=field, is_test=False):
                return self.member(node, self.access(operand, loops), field)
            case pb.Call(function="_[_]", args=(base, index)):
                return self.index(node, self.access(base, loops), index)
            case pb.Comprehension():
                self.macro(node)
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
                raise Stop
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

    def collection(self, node: pb.Node, loops: Loops) -> c.Collection:
        """Return what `in`, `size` and loops can range over."""
        match node:
            case pb.Elements(elements=()):
                raise self.refuse(
                    node, "cel-empty-list", "an empty list literal is not admitted", "say `true` or `false`"
                )
            case pb.Elements(elements=elements):
                kind, found = self.alike(elements, loops)
                return c.ListLiteral(found, kind)
            case _:
                access = self.access(node, loops)
                if isinstance(access, c.Input) or not isinstance(access.shape, Listing):
                    raise self.refuse(
                        node, "cel-map-loop", "only lists can be looked through", "name a map's keys one by one"
                    )
                return access

    def is_list(self, node: pb.Node, loops: Loops) -> bool:
        noted = len(self.refusals)
        try:
            return isinstance(self.access(node, loops).shape, Listing)
        except Stop:  # no access, so no list: what it is instead is still to be read
            del self.refusals[noted:]
            return False

    def element(self, members: c.Collection) -> Shape | c.Type:
        """Return what an element of `members` is."""
        if isinstance(members, c.ListLiteral):
            return members.type
        assert isinstance(members.shape, Listing)  # noqa: S101 - `collection` admits no other
        return members.shape.items

    def loop(self, node: pb.Comprehension, loops: Loops) -> c.Loop:
        quantity, body = self.macro(node)
        if node.variable == "input":
            raise self.refuse(node, "cel-variable", "a loop variable cannot be called `input`", "give it another name")
        over = self.collection(node.range, loops)
        name, slot, element = node.variable, loops.depth, self.element(over)
        each = c.LocalValue(name, slot, element) if isinstance(element, c.Type) else c.Variable(name, slot, element)
        inner = Loops({**loops.names, name: each}, slot + 1)
        return c.Loop(quantity, name, slot, over, self.typed(body, inner, c.Type.BOOL))

    def macro(self, node: pb.Comprehension) -> tuple[c.Quantity, pb.Node]:
        if (found := macro_of(node)) is None:
            hint = "use `exists`, `all` or `exists_one`"
            raise self.refuse(node, "cel-macro", "this macro is not admitted", hint)
        return found


Row = Callable[[Reader, pb.Call, Loops], c.Expression]
"""How a call is read, of which CEL's type checker chose the overload."""
