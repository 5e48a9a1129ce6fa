"""Messages: `{path}` is a place of the input, `{{` and `}}` are braces.

Whether a principle bites never depends on its message.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import Final

from acgs.constitution.source import place_of
from acgs.norms.cel import read_expression
from acgs.norms.condition import Access, Read
from acgs.norms.places import Document, Lack, Scope, look
from acgs.norms.refusal import Refusal, Refused
from acgs.norms.types import Types

_PIECE: Final = re.compile(
    r"""\{\{|\}\}|\{(?P<path>(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[^{}"'])*)\}|[{}]""", re.DOTALL
)


def read_message(types: Types, text: str) -> tuple[str | Access, ...]:
    """Return the texts and places of a message.

    Raises:
        Refused: a lone brace, or a `{…}` that is not the access path of a scalar.
    """
    parts: list[str | Access] = []
    refusals: list[Refusal] = []
    end = 0
    for piece in _PIECE.finditer(text):
        parts.append(text[end : piece.start()])
        end = piece.end()
        match piece[0], piece["path"]:
            case (("{{" | "}}"), _):
                parts.append(piece[0][0])
            case brace, None:
                refusals.append(
                    Refusal(place_of(text, piece.start()), "message-brace", f"a lone `{brace}`", f"write {brace * 2}")
                )
            case _, path:
                try:
                    parts.append(_place(types, path))
                except Refused as refused:
                    refusals += (_shifted(refusal, text, piece.start("path")) for refusal in refused.refusals)
    if refusals:
        raise Refused(refusals)
    return tuple(_joined([*parts, text[end:]]))


def _place(types: Types, path: str) -> Access:
    expression = read_expression(types, path)
    if not isinstance(expression, Read):
        raise Refused([Refusal((1, 1), "message-place", f"`{path}` is not the access path of one value", "{input.…}")])
    return expression.access


def _shifted(refusal: Refusal, text: str, offset: int) -> Refusal:
    """Return `refusal`, whose place counts from `offset`, with its place in `text`."""
    (line, column), (first, start) = refusal.at, place_of(text, offset)
    return replace(refusal, at=(first + line - 1, start + column - 1 if line == 1 else column))


def _joined(parts: Iterable[str | Access]) -> Iterator[str | Access]:
    for is_text, run in groupby((part for part in parts if part), lambda part: isinstance(part, str)):
        if is_text:
            yield "".join(map(str, run))
        else:
            yield from run


def render(message: Iterable[str | Access], document: Document) -> str:
    """Return the message for `document`; total, and it tells nothing that the schema does not call loggable."""
    return "".join(part if isinstance(part, str) else _shown(part, document) for part in message)


def _shown(access: Access, document: Document) -> str:
    if not access.shape.is_loggable:
        return "‹withheld›"
    match look(access, Scope(document)):
        case Lack() as lack:
            return f"‹{lack.value}›"
        case bool() as flag:
            return "true" if flag else "false"
        case found:
            return str(found)
