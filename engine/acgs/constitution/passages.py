"""Texts of the front matter, each character with its place in the file; and a condition, byte for byte. Pure."""

import re
from collections.abc import Iterable
from itertools import accumulate
from typing import Final

from acgs.constitution.frontmatter import Node, Scalar, block_hint
from acgs.constitution.principle import Passage
from acgs.constitution.source import Source

_QUOTED: Final = re.compile(r'"((?:\\.|[^"\\])*)"|\'((?:\'\'|[^\'])*)\'')
_WRITTEN: Final = {  # one character as it is written between such quotes
    '"': re.compile(r"\\u[dD][89abAB]..\\u[dD][c-fC-F]..|\\(?:x..|u.{4}|U.{8}|.)|."),
    "'": re.compile("''|."),
}


def passage(source: Source, node: Scalar) -> Passage:
    """Return the text of `node` with the place of each character; that of `node` for all, where YAML joins lines."""
    line, column = node.at
    if node.style != "|":
        return Passage(node.text, (node.at,), tuple(_columns(node, source.lines[line - 1][column - 1 :])))
    text = node.text.removesuffix("\n")
    ends = zip(source.lines[line:], text.split("\n"), strict=False)
    return Passage(
        text, tuple((line + i, len(whole.removesuffix(part)) + 1) for i, (whole, part) in enumerate(ends, 1))
    )


def _columns(node: Scalar, rest: str) -> Iterable[int]:
    """Return how far from its opening each character of `node` stands, `rest` being its line from there."""
    quoted = _QUOTED.match(rest) if node.style else None
    if quoted:
        return accumulate(map(len, _WRITTEN[node.style].findall(quoted[1] or quoted[2] or "")), initial=1)
    return () if not node.style and rest.startswith(node.text) else (0,)


def condition(source: Source, key: str, node: Node) -> Passage | None:
    """Return a condition: the rest of its line byte for byte, or a `|` or `|-` block without its final line end."""
    line, column = node.at
    before, rest = source.lines[line - 1][: column - 1], source.lines[line - 1][column - 1 :]
    if isinstance(node, Scalar) and re.search(r"\S: $", before) and node.text.strip():
        due = {"": {node.text}, "|": {"|", "|-"}}.get(node.style, set())
        if rest in due:
            return passage(source, node)
    message = "a condition is the rest of its line as it stands, or a `|-` block; YAML reads this one otherwise"
    source.fault(node.at, "condition-form", message, field=key, hint=block_hint(key))
    return None
