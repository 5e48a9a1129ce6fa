"""Front matter: YAML 1.2 core schema, every node with its place, on libyaml's events.

Pure, and it trusts nothing: tags, anchors, aliases, duplicate keys and what YAML 1.1 and 1.2 read differently are
refused, numbers are exact, depth is bounded.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final, NamedTuple

import yaml

from acgs.constitution.document import MAX_DEPTH, exact_number
from acgs.constitution.principle import Json
from acgs.constitution.source import Place, Source, place_of

_CONSTANTS: Final[Mapping[str, bool | None]] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_NUMBER: Final = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_BASED: Final = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_MAX_BASED: Final = 100  # as any other number, far beyond int64
_NO_NUMBER: Final = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_UNREADABLE: Final = re.compile("[\0-\b\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_SURROGATE: Final = re.compile(r"(\\u)([dD])(?=[89a-fA-F][0-9a-fA-F]{2})")
_STAND_IN: Final = re.compile(r"(\\u)([eE])(?=[89a-fA-F][0-9a-fA-F]{2})")
_STAND_INS: Final = re.compile(r"[\ue800-\uefff]|\\(u|U0000)[eE][89a-fA-F]")


class Scalar(NamedTuple):
    """A scalar: its text, and its value by the core schema. `style` is empty, or the sign that opens it."""

    at: Place
    text: str
    style: str
    value: bool | int | Decimal | str | None


class Items(NamedTuple):
    """A sequence."""

    at: Place
    items: "list[Node]"


class Table(NamedTuple):
    """A mapping; each key with its own place."""

    at: Place
    entries: "dict[str, tuple[Place, Node]]"


Node = Scalar | Items | Table


def to_json(node: Node) -> Json:
    match node:
        case Scalar():
            return node.value
        case Items():
            return [to_json(item) for item in node.items]
        case Table():
            return {key: to_json(value) for key, (_, value) in node.entries.items()}


def read_front_matter(source: Source) -> Table:
    """Return the mapping between the first line, `---`, and the next such line.

    Raises:
        Invalid: every fault of form; of a text that is no YAML, the first.
    """
    lines = source.lines
    if lines[0] != "---":
        hint = "begin the file with a line `---`, the keys, and another line `---`"
        source.fault((1, 1), "front-matter-missing", "the first line is not `---`", hint=hint)
    elif "---" not in lines[1:]:
        source.fault((1, 1), "front-matter-not-closed", "no second line `---` closes the front matter")
    source.require_sound()
    reader = _Reader(source, lines[1 : lines.index("---", 1)])
    source.require_sound()
    root: Node | None = None
    try:
        root = reader.root()
    except yaml.MarkedYAMLError as exc:
        at = _place(exc.problem_mark)
        hint = reader.hint(at) or reader.hint(_place(exc.context_mark))
        source.fault(at, "yaml", f"no YAML: {exc.problem or exc.context}", field=reader.field, hint=hint)
    if root and not isinstance(root, Table):
        source.fault(root.at, "yaml", "front matter is `key: value`, line by line")
    source.require_sound()
    return root if isinstance(root, Table) else Table((2, 1), {})


class _Reader:
    """Builds nodes from events, and notes as faults what they may not carry."""

    def __init__(self, source: Source, lines: Sequence[str]) -> None:
        self._source = source
        self.field = ""  # the key that is being read
        text = "\n".join(lines) + "\n"
        self._is_bent = bool(_SURROGATE.search(text))
        for bad in _UNREADABLE.finditer(text):
            at, message = place_of(text, bad.start(), first=2), f"U+{ord(bad[0]):04X} stands here as it is"
            source.fault(at, "yaml-character", message, hint="write it as an escape, in double quotes")
        if self._is_bent and (bad_one := _STAND_INS.search(text)):
            message = "a character of U+E800–U+EFFF beside escaped surrogates"
            source.fault(place_of(text, bad_one.start(), first=2), "yaml-character", message, hint="escape neither")
        # libyaml refuses escaped surrogates, which JSON pairs: U+E800–U+EFFF stand in for them, of the same length.
        text = _SURROGATE.sub(lambda m: m[1] + chr(ord(m[2]) + 1), text) if self._is_bent else text
        self._next: Callable[[], Any] = yaml.CBaseLoader(text).get_event

    def root(self) -> Node | None:
        self._next()
        opening = self._next()
        if isinstance(opening, yaml.StreamEndEvent):
            return None
        node = self._node(self._next(), 0)
        closing, rest = self._next(), self._next()
        if opening.explicit or closing.explicit or not isinstance(rest, yaml.StreamEndEvent):
            at = _place((opening if opening.explicit else closing).start_mark)
            self._source.fault(at, "yaml-document", "`---`, `...` and `%` lines have no place in front matter")
        return node

    def _fault(self, at: Place, code: str, message: str, *, hint: str = "") -> None:
        self._source.fault(at, code, message, field=self.field, hint=hint)

    def hint(self, at: Place) -> str:
        key = re.match("when|unless|require", self._source.lines[at[0] - 1])
        return block_hint(key[0]) if key else ""

    def _node(self, event: Any, depth: int) -> Node:  # noqa: ANN401 - an event of any kind
        at = _place(event.start_mark)
        if event.anchor is not None:
            self._fault(at, "yaml-anchor", "an anchor or alias", hint=self.hint(at) or "write the value out")
        if isinstance(event, yaml.AliasEvent):
            return Scalar(at, "", "", None)
        if event.tag is not None:
            self._fault(at, "yaml-tag", f"a tag, `{event.tag}`", hint=self.hint(at) or "leave it out")
        if isinstance(event, yaml.ScalarEvent):
            text, style = event.value, event.style or ""
            text = self._surrogates(text, style, at) if self._is_bent else text
            return Scalar(at, text, style, text if style else self._resolve(text, at))
        if depth == MAX_DEPTH:
            self._fault(at, "yaml-depth", f"nested deeper than {MAX_DEPTH}")
            self._source.require_sound()
        if isinstance(event, yaml.SequenceStartEvent):
            return Items(at, self._items(depth + 1))
        return Table(at, self._entries(depth + 1))

    def _items(self, depth: int) -> list[Node]:
        items = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            items.append(self._node(event, depth))
        return items

    def _entries(self, depth: int) -> dict[str, tuple[Place, Node]]:
        entries: dict[str, tuple[Place, Node]] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key = self._node(event, depth)
            if depth == 1:
                self.field = key.text if isinstance(key, Scalar) else ""
            value = self._node(self._next(), depth)
            if not isinstance(key, Scalar) or not isinstance(key.value, str):
                self._fault(key.at, "yaml-key", "a key that is no text", hint="put it in quotes")
                continue
            if key.value in entries:
                self._source.fault(key.at, "duplicate-key", f"`{key.value}` stands here twice", field=key.value)
            entries[key.value] = (key.at, value)
        return entries

    def _resolve(self, text: str, at: Place) -> bool | int | Decimal | str | None:
        if text in _CONSTANTS:
            return _CONSTANTS[text]
        if text[0] not in "+-.0123456789":
            return text
        if _BASED.fullmatch(text) and len(text) <= _MAX_BASED:
            return int(text, 0)
        if not _NUMBER.fullmatch(text):
            if _NO_NUMBER.fullmatch(text) or _BASED.fullmatch(text):
                self._fault(at, "yaml-number", f"`{text[:40]}` is no number of JSON")
            return text
        try:
            return exact_number(text)
        except ValueError as exc:
            self._fault(at, "yaml-number", str(exc))
            return 0

    def _surrogates(self, text: str, style: str, at: Place) -> str:
        """Return `text` with its surrogates back: in double quotes as the characters they pair to."""
        text = _STAND_IN.sub(lambda m: m[1] + chr(ord(m[2]) - 1), text)
        if style != '"':
            return text
        units = "".join(chr(ord(c) - 0x1000) if "\ue800" <= c <= "\uefff" else c for c in text)
        try:
            return units.encode("utf-16", "surrogatepass").decode("utf-16")
        except UnicodeDecodeError:
            self._fault(at, "yaml-surrogate", "a lone surrogate is no character", hint="write the whole pair")
            return ""


def _place(mark: Any) -> Place:  # noqa: ANN401 - libyaml's mark, or none
    return (mark.line + 2, mark.column + 1) if mark else (2, 1)  # the front matter begins in line 2 of the file


def block_hint(key: str) -> str:
    return f"write `{key}: |-` and the condition on the next line, indented by two blanks"
