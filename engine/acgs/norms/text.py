"""A node as CEL, with no bracket more than it needs: reading it again gives the same meaning."""

import json
import re
from typing import Final

from acgs.norms import condition as c

_NAME: Final = re.compile(r"(?!(?:true|false|null|in)$)[A-Za-z_][A-Za-z0-9_]*")
_CHOICE, _OR, _AND, _RELATION, _SUM, _PRODUCT, _UNARY, _MEMBER = range(8)
_JUNCTIONS: Final = {c.Junction.OR: _OR, c.Junction.AND: _AND}


def show(node: c.Node) -> str:
    return _show(node)[0]


def _within(node: c.Node, least: int) -> str:
    text, binding = _show(node)
    return text if binding >= least else f"({text})"


def _infix(op: str, left: c.Node, right: c.Node, binding: int) -> tuple[str, int]:
    return f"{_within(left, binding)} {op} {_within(right, binding + 1)}", binding


def _show(node: c.Node) -> tuple[str, int]:  # noqa: C901, PLR0911, PLR0912 - one arm a node
    """Return the text and how tightly it binds."""
    match node:
        case c.Input() | c.Member() | c.Element() | c.Variable() | c.Read() | c.LocalValue():
            return _place(node), _MEMBER
        case c.Literal(value=bool() as value):
            return str(value).lower(), _MEMBER
        case c.Literal(value=value):
            return json.dumps(value, ensure_ascii=False), _UNARY if isinstance(value, int) and value < 0 else _MEMBER
        case c.Instant(text=text):
            return f"timestamp({json.dumps(text)})", _MEMBER
        case c.Parsed(access=access):
            return f"timestamp({show(access)})", _MEMBER
        case c.Not(operand=operand):
            return f"!{_within(operand, _MEMBER)}", _UNARY
        case c.Negate(operand=operand):
            text = _within(operand, _MEMBER)
            return f"-({text})" if text[0] in "0123456789" else f"-{text}", _UNARY
        case c.Junct(op=op, left=left, right=right):
            # Both sides bind alike: CEL balances its chains, and the connectives are associative.
            return f"{_within(left, _JUNCTIONS[op])} {op} {_within(right, _JUNCTIONS[op])}", _JUNCTIONS[op]
        case c.Choice(test=test, then=then, otherwise=otherwise):
            return f"{_within(test, _OR)} ? {_within(then, _OR)} : {show(otherwise)}", _CHOICE
        case c.Compare(op=op, left=left, right=right):
            return _infix(op, left, right, _RELATION)
        case c.In(item=item, members=members):
            return _infix("in", item, members, _RELATION)
        case c.Arithmetic(op=op, left=left, right=right):
            return _infix(op, left, right, _PRODUCT if op is c.Operator.MUL else _SUM)
        case c.Divide(op=op, left=left, divisor=divisor):
            return f"{_within(left, _PRODUCT)} {op} {divisor}", _PRODUCT
        case c.Matches(op=op, subject=subject, argument=argument):
            return f"{_within(subject, _MEMBER)}.{op}({show(argument)})", _MEMBER
        case c.Length(of=of) | c.Count(of=of):
            return f"size({show(of)})", _MEMBER
        case c.Has(member=member):
            name = member.name if _NAME.fullmatch(member.name) else f"`{member.name}`"  # `has` takes no index
            return f"has({_place(member.base)}.{name})", _MEMBER
        case c.Loop(quantity=quantity, name=name, over=over, body=body):
            return f"{_within(over, _MEMBER)}.{quantity}({name}, {show(body)})", _MEMBER
        case c.ListLiteral(elements=elements):
            return f"[{', '.join(map(show, elements))}]", _MEMBER


def _place(node: c.Access | c.Read | c.LocalValue) -> str:
    match node:
        case c.Input():
            return "input"
        case c.Variable(name=name) | c.LocalValue(name=name):
            return name
        case c.Read(access=access):
            return _place(access)
        case c.Element(base=base, index=index):
            return f"{_place(base)}[{index}]"
        case c.Member(base=base, name=name):
            return f"{_place(base)}.{name}" if _NAME.fullmatch(name) else f"{_place(base)}[{json.dumps(name)}]"
