"""A domain's `schema.json` becomes a `Schema`, or all its faults.

Pure, and it trusts nothing. Only `type`, `properties`, `items`, a map's `additionalProperties` and `maxItems` are
types; every other keyword narrows valid inputs only.
"""

import json
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final
from urllib.parse import unquote

from acgs.constitution.document import MAX_DEPTH, Path, places, read_json
from acgs.constitution.principle import Answer, Json
from acgs.constitution.schema import Kind, Listing, Record, Scalar, Schema, Shape, Table
from acgs.constitution.source import Source, nearest, place_of, read_source
from acgs.constitution.validity import DIALECT, is_pattern, schema_errors
from acgs.digest import sha256
from acgs.names import DomainId, File

MAX_PLACES: Final = 5_000
"""Subschemas, every `$ref` followed: what is generated, and how long an input is looked at, grow with them."""
ANNOTATIONS: Final[Mapping[str, tuple[str, Callable[[Json], bool]]]] = {
    "x-acgs-default": ("`allow` or `deny`", lambda value: value in ("allow", "deny")),
    "x-acgs-loggable": ("true or false", lambda value: isinstance(value, bool)),
    "x-acgs-name": ("a text", lambda value: isinstance(value, str)),
    "x-acgs-synonyms": (
        "a list of texts",
        lambda value: isinstance(value, list) and all(isinstance(word, str) for word in value),
    ),
    "x-acgs-unit": ("a text", lambda value: isinstance(value, str)),
}
_LONGEST: Final = 2**63 - 1  # no list has more elements, and no number of steps grows beyond what can be printed
_TYPES: Final = ("boolean", "integer", "string", "array", "object")
_TYPE_WORDS: Final = ("type", "properties", "items", "additionalProperties", "maxItems")
_DEFINED: Final = frozenset({"$defs", "definitions"})
_NAMED: Final = _DEFINED | {"properties", "patternProperties", "dependentSchemas", "dependencies"}
_DATA: Final = frozenset({"enum", "const", "default", "examples", "dependentRequired", "$vocabulary"})
_SHAPELESS: Final = frozenset({"schema-ref", "schema-recursion", "schema-invalid", "schema-size"})
_NAME: Final = re.compile(r"(?!(true|false|null|in)$)[A-Za-z_][A-Za-z0-9_]*")
_KEYWORDS: Final = (  # noqa: SIM905 - as a list they are sixty lines
    "$schema $id $ref $anchor $dynamicRef $dynamicAnchor $recursiveRef $recursiveAnchor $vocabulary $comment $defs "
    "definitions dependencies prefixItems items contains additionalProperties properties patternProperties "
    "dependentSchemas propertyNames if then else allOf anyOf oneOf not unevaluatedItems unevaluatedProperties type "
    "const enum multipleOf maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern maxItems "
    "minItems uniqueItems maxContains minContains maxProperties minProperties required dependentRequired title "
    "description default deprecated readOnly writeOnly examples format contentEncoding contentMediaType contentSchema"
).split()
"""Of JSON Schema 2020-12, deprecated ones too. It takes any other word in silence: a misspelt one would lift a rule."""
_HINTS: Final[Mapping[str, str]] = {
    "number": "only integers are exact: use `integer`, in a smaller unit",
    "null": "a missing fact is left out, never null",
}


def read_schema(path: str, file: File) -> Schema:
    """Return the schema at `path`, `constitution/<domain>/schema.json`.

    Raises:
        Invalid: every fault of the file; one that is no JSON, or no JSON Schema 2020-12, has those faults only.
    """
    source = read_source(path, file)
    reader = _Reader(source, _read_document(source, file.data))
    reader.require_dialect()
    source.require_sound()
    if reader.visit(reader.document, (), ()) > MAX_PLACES:
        reader.refuse((), "schema-size", f"more than {MAX_PLACES:,} places, with every `$ref` followed")
    if any(fault.code in _SHAPELESS for fault in source.faults):
        source.require_sound()
    root = reader.shape(reader.document, ())
    if not isinstance(root, Record):
        reader.refuse((), "schema-root", "the input is an object with named fields: write `properties`")
        root = Record({})
    default = reader.document.get("x-acgs-default")
    if default is None:
        hint = 'write `"x-acgs-default": "deny"`, or "allow"'
        reader.refuse((), "schema-default", "what is decided where no principle speaks is not said", hint)
    source.require_sound()
    return Schema(DomainId(path.split("/")[1]), path, sha256(file.data), root, Answer(str(default)), reader.document)


def _read_document(source: Source, data: bytes) -> dict[str, Json]:
    value: Json = {}
    try:
        value = read_json(data, strict=True)
    except ValueError as exc:
        at = (exc.lineno, exc.colno) if isinstance(exc, json.JSONDecodeError) else (1, 1)
        source.fault(at, "json", f"no JSON: {getattr(exc, 'msg', exc)}")
    if not isinstance(value, dict):
        source.fault((1, 1), "schema-root", "a schema is an object")
        value = {}
    return value


class _Reader:
    """Walks one document; a fault's place is found when there is one."""

    def __init__(self, source: Source, document: dict[str, Json]) -> None:
        self.source = source
        self.document = document
        self._places: dict[Path, int] = {}
        self._refused: set[tuple[Path, str]] = set()
        self._sizes: dict[tuple[Path, bool], int] = {}
        self._targets: set[Path] = set()

    def refuse(self, path: Path, code: str, message: str, hint: str = "") -> None:
        if (path, code) in self._refused:
            return
        self._refused.add((path, code))
        text = "\n".join(self.source.lines)
        self._places = self._places or dict(places(text))
        self.source.fault(
            place_of(text, self._places.get(path, 0)), code, message, field=".".join(map(str, path)), hint=hint
        )

    def require_dialect(self) -> None:
        if self.document.get("$schema", DIALECT) in (DIALECT, f"{DIALECT}#"):
            self.require_valid(self.document, ())
        else:
            self.refuse(("$schema",), "schema-dialect", "not JSON Schema 2020-12", f'write `"$schema": "{DIALECT}"`')

    def require_valid(self, schema: Json, at: Path) -> None:
        for path, message in schema_errors(schema):
            hint = f"types are {', '.join(_TYPES)}" if path[-1:] == ("type",) else ""
            self.refuse((*at, *path), "schema-invalid", f"no JSON Schema 2020-12: {message}", hint)

    def visit(self, value: Json, path: Path, opened: tuple[Path, ...], *, is_named: bool = False) -> int:
        """Refuse, in any subschema, what cannot be followed; return how many there are, every `$ref` followed."""
        if len(opened) > 2 * MAX_DEPTH:
            self.refuse(path, "schema-recursion", f"nested deeper than {2 * MAX_DEPTH}, every `$ref` followed")
            return 0
        if not isinstance(value, dict | list):
            return 0
        if (path, is_named) not in self._sizes:
            members: list[tuple[str | int, Json]] = list(value.items() if isinstance(value, dict) else enumerate(value))
            size = 0
            if isinstance(value, dict) and not is_named:
                size = 1 + self._check_words(value, path, opened)
                members = [(word, each) for word, each in members if not (word in _DATA or str(word).startswith("x-"))]
            for word, member in members:
                inner = self.visit(member, (*path, word), (*opened, path), is_named=word in _NAMED and not is_named)
                size += 0 if word in _DEFINED and not is_named else inner
            self._sizes[path, is_named] = size
        return self._sizes[path, is_named]

    def _check_words(self, schema: dict[str, Json], path: Path, opened: tuple[Path, ...]) -> int:
        """Return how many subschemas its `$ref` stands for."""
        size = 0
        for word, value in schema.items():
            here = (*path, word)
            if word == "$ref":
                size = self._visit_target(value, here, (*opened, path))
            elif word in {"$dynamicRef", "$recursiveRef"} or (word in {"$id", "$schema"} and path):
                self.refuse(here, "schema-ref", f"`{word}` is not read here", "use `$ref` to `#/$defs/…`")
            elif word.startswith("x-acgs-"):
                self._check_annotation(here, value)
            elif word == "pattern" or (word == "patternProperties" and isinstance(value, dict)):
                for pattern in value if isinstance(value, dict) else [str(value)]:
                    self._check_pattern(here, pattern)
            elif word not in _KEYWORDS and not word.startswith("x-"):
                hint = nearest(word, _KEYWORDS, "begin a word of your own with `x-`")
                self.refuse(here, "schema-keyword", f"`{word}` is no keyword of JSON Schema 2020-12", hint)
        return size

    def _visit_target(self, reference: Json, here: Path, opened: tuple[Path, ...]) -> int:
        target = self._resolve(reference)
        if target is None:
            self.refuse(here, "schema-ref", f"`{reference}` is no schema of this file", "write `#/$defs/…`")
            return 0
        if target[1] in opened:
            self.refuse(here, "schema-recursion", f"`{reference}` holds this very place: it has no bound")
            return 0
        if target[1] not in self._targets:  # the meta-schema has not looked below words that it does not know
            self._targets.add(target[1])
            self.require_valid(*target)
        return self.visit(*target, opened)

    def _check_annotation(self, path: Path, value: Json) -> None:
        word = str(path[-1])
        if word not in ANNOTATIONS:
            self.refuse(path, "schema-annotation", f"`{word}` is no annotation", nearest(word, ANNOTATIONS))
        elif not ANNOTATIONS[word][1](value):
            self.refuse(path, "schema-annotation", f"`{word}` is {ANNOTATIONS[word][0]}")
        elif word == "x-acgs-default" and len(path) > 1:
            self.refuse(path, "schema-annotation", "`x-acgs-default` stands at the top of the schema only")

    def _check_pattern(self, path: Path, pattern: str) -> None:
        if not is_pattern(pattern):
            hint = "look-around and back-references are not read"
            self.refuse(path, "schema-pattern", f"`{pattern[:100]}` is no regular expression", hint)

    def _resolve(self, reference: Json) -> tuple[Json, Path] | None:
        """Return the schema that a pointer within this file names, and its path; None if there is none."""
        root, *steps = unquote(str(reference)).split("/")
        value: Json = self.document if root == "#" else None
        path: Path = ()
        for step in steps:
            name = step.replace("~1", "/").replace("~0", "~")
            if isinstance(value, list) and name in map(str, range(len(value))):
                value, path = value[int(name)], (*path, int(name))
            elif isinstance(value, dict) and name in value:
                value, path = value[name], (*path, name)
            else:
                return None
        return (value, path) if isinstance(value, dict | bool) else None

    def shape(self, schema: Json, path: Path, *, within: str = "") -> Shape:
        """Return the shape of a place; one that has none becomes a fault, and an opaque object."""
        target, path = self._follow(schema, path)
        kind, is_loggable = target.get("type"), target.get("x-acgs-loggable") is True
        if within and (kind == "array" or (kind == "object" and _is_table(target))):
            inner = "lists" if kind == "array" else "maps"
            self.refuse(path, "schema-nested", f"{within} of {inner} are not read", "put it into a field of an object")
        match kind:
            case "boolean" | "integer" | "string":
                is_date_time = kind == "string" and target.get("format") == "date-time"
                return Scalar(Kind(str(kind)), is_date_time, is_loggable)
            case "array":
                return self._listing(target, path, is_loggable=is_loggable)
            case "object" if _is_table(target):
                self._refuse_beside(target, path, "patternProperties", "a map's values have one type")
                values = self.shape(target["additionalProperties"], (*path, "additionalProperties"), within="maps")
                return Table(values, is_loggable)
            case "object":
                return self._record(target, path, is_loggable=is_loggable)
            case _:
                self._refuse_type(kind, path)
                return Record({})

    def _follow(self, schema: Json, path: Path) -> tuple[dict[str, Json], Path]:
        """Return the schema at the end of its references, with the annotations that stand beside them."""
        beside: dict[str, Json] = {}
        while isinstance(schema, dict) and "$ref" in schema:
            for word in _TYPE_WORDS:
                self._refuse_beside(schema, path, word, "beside `$ref` the type would stand twice")
            beside = {**{word: value for word, value in schema.items() if word.startswith("x-acgs-")}, **beside}
            schema, path = self._resolve(schema["$ref"]) or (None, path)
        return {**schema, **beside} if isinstance(schema, dict) else {}, path

    def _listing(self, target: dict[str, Json], path: Path, *, is_loggable: bool) -> Listing:
        bound = target.get("maxItems")
        if not isinstance(bound, int | Decimal):
            self.refuse(path, "schema-max-items", "a list without `maxItems` has no bound", 'add `"maxItems": 16`')
            bound = 0
        self._refuse_beside(target, path, "prefixItems", "a list's elements have one type")
        items = self.shape(target.get("items"), (*path, "items") if "items" in target else path, within="lists")
        return Listing(items, int(min(bound, _LONGEST)), is_loggable)

    def _record(self, target: dict[str, Json], path: Path, *, is_loggable: bool) -> Record:
        properties = target.get("properties", {})
        fields = {}
        for name, schema in properties.items() if isinstance(properties, dict) else ():
            here = (*path, "properties", name)
            if not _NAME.fullmatch(name):
                hint = "letters, digits and `_`, no digit first; not true, false, null, in"
                self.refuse(here, "schema-name", f"a condition cannot name `{name}`", hint)
            fields[name] = self.shape(schema, here)
        return Record(fields, is_loggable)

    def _refuse_beside(self, schema: Mapping[str, Json], path: Path, word: str, reason: str) -> None:
        if word in schema:
            self.refuse((*path, word), "schema-beside", f"`{word}` does not stand here: {reason}")

    def _refuse_type(self, kind: Json, path: Path) -> None:
        if isinstance(kind, list):
            self.refuse((*path, "type"), "schema-type", "a union of types is not read", "write one type")
        elif kind is None:
            self.refuse(path, "schema-type", "no `type`", f"write one of {', '.join(_TYPES)}")
        else:
            self.refuse((*path, "type"), "schema-type", f"`{kind}` is not read", _HINTS.get(str(kind), ""))


def _is_table(schema: Mapping[str, Json]) -> bool:
    return "properties" not in schema and isinstance(schema.get("additionalProperties"), dict)
