"""Front matter: YAML 1.2 core schema, every node with its place, on libyaml's events.

Pure, and it trusts nothing: tags, anchors, aliases, duplicate keys and what YAML 1.1 and 1.2 read differently are
refused, numbers are exact, depth is bounded.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

import yaml

from acgs.constitution.document import MAX_DEPTH, exact_number
from acgs.constitution.principle import Json, Passage
from acgs.constitution.source import Place, Source

_BLOCK_HINT: Final = "write `{key}: |-` and put the condition on the next line, indented by two blanks"
_CONSTANTS: Final[Mapping[str, bool | None]] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_DECIMAL: Final = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_BASED: Final = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_NO_NUMBER: Final = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_UNREADABLE: Final = re.compile(
    "[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_SURROGATE: Final = re.compile(r"(\\u)([dD])([89a-fA-F][0-9a-fA-F]{2})")
_STAND_IN: Final = re.compile(r"(\\u)([eE])([89a-fA-F][0-9a-fA-F]{2})")
_STAND_INS: Final = re.compile(r"[\ue800-\uefff]|\\u[eE][89a-fA-F]|\\U0000[eE][89a-fA-F]")


@dataclass(frozen=True, slots=True)
class Scalar:
    """A scalar: its text, and its value by the core schema. `style` is empty, or the sign that opens it."""

    at: Place
    text: str
    style: str
    value: bool | int | Decimal | str | None


@dataclass(frozen=True, slots=True)
class Items:
    """A sequence."""

    at: Place
    items: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Table:
    """A mapping: key to the key's place and the node."""

    at: Place
    entries: "Mapping[str, tuple[Place, Node]]"


Node = Scalar | Items | Table


def to_json(node: Node) -> Json:
    match node:
        case Scalar():
            return node.value
        case Items():
            return [to_json(item) for item in node.items]
        case Table():
            return {key: to_json(value) for key, (_, value) in node.entries.items()}


def read_front_matter(source: Source) -> tuple[Table, str]:
    """Return the mapping between the first line, `---`, and the next such line, and the text after it.

    Raises:
        Invalid: every fault of form; a text that is no YAML has one.
    """
    lines = source.lines
    if lines[0] != "---":
        hint = "begin the file with a line `---`, the keys, and another line `---`"
        source.fault((1, 1), "front-matter-missing", "the first line is not `---`", hint=hint)
    elif "---" not in lines[1:]:
        source.fault((1, 1), "front-matter-not-closed", "no line `---` closes the front matter")
    source.require_sound()
    end = lines.index("---", 1)
    root = _Reader(source, "\n".join(lines[1:end]) + "\n").root()
    source.require_sound()
    return root, "\n".join(lines[end + 1 :])


class _Reader:
    """Builds nodes from events; the front matter's line 1 is the file's line 2."""

    def __init__(self, source: Source, text: str) -> None:
        self._source = source
        self._text = text
        self._bent = bool(_SURROGATE.search(text))

    def root(self) -> Table:
        self._require_readable()
        nothing = Table((2, 1), {})
        try:
            node = self._document()
        except yaml.MarkedYAMLError as exc:
            self._refuse_syntax(exc)
            return nothing
        if node is not None and not isinstance(node, Table):
            self._source.fault(node.at, "yaml", "front matter is a list of `key: value`")
        return node if isinstance(node, Table) else nothing

    def _document(self) -> Node | None:
        # libyaml refuses escaped surrogates, which JSON pairs: U+E800–U+EFFF stand in for them, same length.
        text = _SURROGATE.sub(lambda m: m[1] + chr(ord(m[2]) + 1) + m[3], self._text)
        events: Iterator[yaml.Event] = yaml.parse(text, Loader=yaml.CBaseLoader)
        node = None
        for event in events:
            match event:
                case yaml.StreamStartEvent() | yaml.StreamEndEvent():
                    pass
                case yaml.DocumentStartEvent() | yaml.DocumentEndEvent():
                    if event.explicit:
                        self._source.fault(_place(event), "yaml-document", "`---`, `...` and `%` have no place here")
                        return None
                case _:
                    node = self._node(event, events, 0)
        return node

    def _node(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Node:
        at = _place(event)
        if depth > MAX_DEPTH:
            self._source.fault(at, "yaml-depth", f"nested deeper than {MAX_DEPTH}")
            self._source.require_sound()
        if isinstance(event, yaml.AliasEvent):
            self._source.fault(at, "yaml-alias", f"an alias, `*{event.anchor}`", hint="write the value out")
            return Scalar(at, "", "", None)
        if isinstance(event, yaml.NodeEvent) and event.anchor is not None:
            self._source.fault(at, "yaml-anchor", f"an anchor, `&{event.anchor}`", hint="leave it out")
        if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent) and event.tag is not None:
            self._source.fault(at, "yaml-tag", f"a tag, `{event.tag}`", hint=self._hint(at) or "leave it out")
        match event:
            case yaml.ScalarEvent():
                return self._scalar(event, at)
            case yaml.SequenceStartEvent():
                items = []
                while not isinstance(inner := next(events), yaml.SequenceEndEvent):
                    items.append(self._node(inner, events, depth + 1))
                return Items(at, tuple(items))
            case _:
                entries: dict[str, tuple[Place, Node]] = {}
                while not isinstance(inner := next(events), yaml.MappingEndEvent):
                    key = self._node(inner, events, depth + 1)
                    self._enter(entries, key, self._node(next(events), events, depth + 1))
                return Table(at, entries)

    def _enter(self, entries: dict[str, tuple[Place, Node]], key: Node, value: Node) -> None:
        if not isinstance(key, Scalar) or not isinstance(key.value, str):
            self._source.fault(key.at, "yaml-key", "a key that is no text", hint="put it in quotes")
        elif key.value in entries:
            self._source.fault(key.at, "duplicate-key", f"`{key.value}` stands here twice", field=key.value)
        else:
            entries[key.value] = (key.at, value)

    def _scalar(self, event: yaml.ScalarEvent, at: Place) -> Scalar:
        text, style = event.value, event.style or ""
        if self._bent:
            text = self._surrogates(text, style, at)
        return Scalar(at, text, style, text if style or event.tag else self._resolve(text, at))

    def _resolve(self, text: str, at: Place) -> bool | int | Decimal | str | None:
        if text in _CONSTANTS:
            return _CONSTANTS[text]
        if _BASED.fullmatch(text):
            return int(text, 0)
        if _NO_NUMBER.fullmatch(text):
            self._source.fault(at, "yaml-number", f"`{text}` is no JSON number")
        if not _DECIMAL.fullmatch(text):
            return text
        try:
            return exact_number(text)
        except ValueError as exc:
            self._source.fault(at, "yaml-number", str(exc))
            return 0

    def _surrogates(self, text: str, style: str, at: Place) -> str:
        """Return `text` with its surrogates back: pairs combined in double quotes, else as they were written."""
        text = _STAND_IN.sub(lambda m: m[1] + chr(ord(m[2]) - 1) + m[3], text)
        if style != '"':
            return text
        units = "".join(chr(ord(c) - 0x1000) if "\ue800" <= c <= "\uefff" else c for c in text)
        try:
            return units.encode("utf-16", "surrogatepass").decode("utf-16")
        except UnicodeDecodeError:
            self._source.fault(at, "yaml-surrogate", "a lone surrogate is no character", hint="write the whole pair")
            return ""

    def _require_readable(self) -> None:
        for row, line in enumerate(self._text.split("\n"), start=2):
            for bad in _UNREADABLE.finditer(line):
                code = f"U+{ord(bad[0]):04X}"
                self._source.fault(
                    (row, bad.start() + 1),
                    "yaml-character",
                    f"{code} stands here as it is",
                    hint="leave it out, or write it as an escape in double quotes",
                )
            if self._bent and (both := _STAND_INS.search(line)):
                self._source.fault(
                    (row, both.start() + 1),
                    "yaml-character",
                    "a character of U+E800–U+EFFF beside escaped surrogates",
                    hint="write the character itself instead of its surrogates",
                )
        self._source.require_sound()

    def _refuse_syntax(self, exc: yaml.MarkedYAMLError) -> None:
        mark = exc.problem_mark
        at = (mark.line + 2, mark.column + 1) if mark else (2, 1)
        self._source.fault(at, "yaml", f"no YAML: {exc.problem or exc.context}", hint=self._hint(at))

    def _hint(self, at: Place) -> str:
        line = self._source.lines[at[0] - 1] if at[0] <= len(self._source.lines) else ""
        key = re.match(r"(when|unless|require):", line)
        return _BLOCK_HINT.format(key=key[1]) if key else ""


def _place(event: yaml.Event) -> Place:
    mark = event.start_mark
    return (mark.line + 2, mark.column + 1) if mark else (2, 1)


def passage(source: Source, node: Scalar) -> Passage:
    """Return the text of `node` with the place of each of its lines; exact where YAML bends nothing."""
    line, column = node.at
    if node.style not in {"|", ">"}:
        return Passage(node.text, ((line, column + len(node.style)),))
    text = node.text.removesuffix("\n")
    rows = [(line + 1 + i, source.lines[line + i], part) for i, part in enumerate(text.split("\n"))]
    return Passage(text, tuple((row, max(len(whole) - len(part), 0) + 1) for row, whole, part in rows))


def condition(source: Source, key: str, node: Node) -> Passage | None:
    """Return a condition: the rest of its line byte for byte, or a `|` or `|-` block without its final line end."""
    line, column = node.at
    written = source.lines[line - 1]
    if isinstance(node, Scalar) and written[: column - 1].endswith(": ") and not written[: column - 1].endswith("  "):
        rest = written[column - 1 :]
        is_inline = not node.style and rest == node.text
        if node.text.strip() and (is_inline or (node.style == "|" and rest in {"|", "|-"})):
            return passage(source, node)
    hint = _BLOCK_HINT.format(key=key)
    source.fault(
        node.at, "condition-form", "a condition stands as it is: no quotes, comment or other YAML", field=key, hint=hint
    )
    return None
