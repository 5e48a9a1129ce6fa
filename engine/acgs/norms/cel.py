"""CEL's parser and type checker: a condition's text in, its meaning out, or every error with its place."""

import re
from collections.abc import Iterator
from typing import Final

from acgs.constitution.source import nearest
from acgs.norms import checked, checked_pb
from acgs.norms import condition as c
from acgs.norms.refusal import LITERAL_HINTS, Refusal, Refused, no_field
from acgs.norms.types import Types

_ERROR: Final = re.compile(
    r"^ERROR: <input>:(-?\d+):(-?\d+): (.*?)(?=\n \| |\nERROR: <input>:|\Z)", re.DOTALL | re.MULTILINE
)
_FIELD: Final = re.compile(r"undefined field '(.*)' not found in struct '(.*)'", re.DOTALL)
_NAME: Final = re.compile(r"undeclared reference to '(.*)' \(in container ''\)", re.DOTALL)
_OVERLOAD: Final = re.compile(r"found no matching overload for '(.*)' applied to '\((.*)\)'", re.DOTALL)
_DEEP: Final = "recursion"
_EMPTY: Final = ("*error*", "maximum number of ERROR issues")  # what follows from other errors says nothing new
_KNOWN: Final = ("input", "has", "size", "timestamp", *c.Affix, *c.Quantity)
_NESTED: Final = Refusal(
    (1, 1), "cel-nesting", "this is nested deeper than CEL's parser goes (32)", "split the principle"
)


def read_condition(types: Types, text: str) -> c.Expression:
    """Return the condition that `text` is.

    Raises:
        Refused: it is none, or is not admitted.
    """
    condition = read_expression(types, text)
    if (kind := c.type_of(condition)) is not c.Type.BOOL:
        raise Refused([Refusal((1, 1), "cel-type", f"a condition is true or false, and this is of type {kind}")])
    return condition


def read_expression(types: Types, text: str) -> c.Expression:
    """Return the expression of scalar type that `text` is. Raises as `read_condition` does."""
    try:
        tree = checked_pb.parse(types.env.compile(text).serialize())
    except RuntimeError as error:  # the binding has no narrower class
        errors = str(error).removeprefix("INVALID_ARGUMENT: ").removesuffix(" [INVALID_ARGUMENT]")
        raise Refused([*_refusals(types, errors)] or [Refusal((1, 1), "cel-syntax", errors)]) from None
    return checked.read(tree, text, types.root)


def _refusals(types: Types, errors: str) -> Iterator[Refusal]:
    found = _ERROR.findall(errors)
    if not found:  # CEL gave up before it had a place
        yield _NESTED if _DEEP in errors else Refusal((1, 1), "cel-size", errors, "split it")
    for line, column, message in found:
        if _DEEP in message:
            yield _NESTED
        elif not any(word in message for word in _EMPTY):
            yield _refusal(types, (max(1, int(line)), max(1, int(column))), message)


def _refusal(types: Types, at: tuple[int, int], message: str) -> Refusal:
    if (named := _FIELD.fullmatch(message)) and (place := types.records.get(named[2])):
        return no_field(at, place.text, named[1], place.record.fields)
    if named := _NAME.fullmatch(message):
        if named[1].partition(".")[0] in _KNOWN:
            return Refusal(at, "cel-type", f"`{named[1]}` is not used like that")
        hint = nearest(named[1].partition(".")[0], _KNOWN, "facts begin with `input.`")
        return Refusal(at, "unknown-name", f"`{named[1]}` is not known", hint)
    if named := _OVERLOAD.fullmatch(message):
        operator = {"_[_]": "[…]", "_?_:_": "? :"}.get(named[1], named[1].strip("_@"))
        hint = next((hint for name, hint in LITERAL_HINTS.items() if name in named[2]), "use values of one type")
        return Refusal(at, "cel-type", f"`{operator}` does not take ({_readable(types, named[2])})", hint)
    code = "cel-type" if message.startswith("expression of type") else "cel-syntax"
    hint = "a comparison is `==`" if "error at: '=" in message else ""
    return Refusal(at, code, _readable(types, message.partition(" expecting {")[0]), hint)


def _readable(types: Types, message: str) -> str:
    """Return `message` with the places of records where CEL names their messages."""
    known = types.records
    return re.sub(r"acgs\.Record\d+", lambda name: known[name[0]].text if name[0] in known else name[0], message)
