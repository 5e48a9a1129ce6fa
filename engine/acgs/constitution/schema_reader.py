"""A domain's `schema.json` becomes a `Schema`, or all its faults.

Pure, and it trusts nothing. Only `type`, `properties`, `items`, a map's `additionalProperties` and `maxItems` are
types; every other keyword narrows valid inputs only.
"""

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from acgs.constitution.document import Path, read_json
from acgs.constitution.principle import Answer, Json
from acgs.constitution.schema import Kind, Listing, Record, Scalar, Schema, Shape, Table
from acgs.constitution.schema_words import TYPES, Words
from acgs.constitution.source import Source, read_source
from acgs.digest import sha256
from acgs.names import DomainId, File

MAX_PLACES: Final = 5_000
"""Subschemas, every `$ref` followed: what is generated, and how long an input is looked at, grow with them."""
_LONGEST: Final = 2**63 - 1  # no list has more elements, and no number of steps grows beyond what can be printed
_TYPE_WORDS: Final = ("type", "properties", "items", "additionalProperties", "maxItems")
_SHAPELESS: Final = frozenset({"schema-ref", "schema-recursion", "schema-invalid", "schema-size"})
_NAME: Final = re.compile(r"(?!(true|false|null|in)$)[A-Za-z_][A-Za-z0-9_]*")
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
    words = Words(source, _read_document(source, file.data))
    words.require_dialect()
    source.require_sound()
    if words.visit(words.document, (), ()) > MAX_PLACES:
        words.refuse((), "schema-size", f"more than {MAX_PLACES:,} places, with every `$ref` followed")
    if any(fault.code in _SHAPELESS for fault in source.faults):
        source.require_sound()
    root = _Shapes(words).of(words.document, ())
    if not isinstance(root, Record):
        words.refuse((), "schema-root", "the input is an object with named fields: write `properties`")
        root = Record({})
    default = words.document.get("x-acgs-default")
    if default is None:
        hint = 'write `"x-acgs-default": "deny"`, or "allow"'
        words.refuse((), "schema-default", "what is decided where no principle speaks is not said", hint)
    source.require_sound()
    return Schema(DomainId(path.split("/")[1]), path, sha256(file.data), root, Answer(str(default)), words.document)


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


class _Shapes:
    """The types of places, from words that were found sound."""

    def __init__(self, words: Words) -> None:
        self._refuse: Final = words.refuse
        self._resolve: Final = words.resolve

    def of(self, schema: Json, path: Path, *, within: str = "") -> Shape:
        """Return the shape of a place; one that has none becomes a fault, and an opaque object."""
        target, path = self._follow(schema, path)
        kind, is_loggable = target.get("type"), target.get("x-acgs-loggable") is True
        if within and (kind == "array" or (kind == "object" and _is_table(target))):
            inner = "lists" if kind == "array" else "maps"
            self._refuse(path, "schema-nested", f"{within} of {inner} are not read", "put it into a field of an object")
        match kind:
            case "boolean" | "integer" | "string":
                is_date_time = kind == "string" and target.get("format") == "date-time"
                return Scalar(Kind(str(kind)), is_date_time, is_loggable)
            case "array":
                return self._listing(target, path, is_loggable=is_loggable)
            case "object" if _is_table(target):
                self._refuse_beside(target, path, "patternProperties", "a map's values have one type")
                values = self.of(target["additionalProperties"], (*path, "additionalProperties"), within="maps")
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
            self._refuse(path, "schema-max-items", "a list without `maxItems` has no bound", 'add `"maxItems": 16`')
            bound = 0
        self._refuse_beside(target, path, "prefixItems", "a list's elements have one type")
        items = self.of(target.get("items"), (*path, "items") if "items" in target else path, within="lists")
        return Listing(items, int(min(bound, _LONGEST)), is_loggable)

    def _record(self, target: dict[str, Json], path: Path, *, is_loggable: bool) -> Record:
        properties = target.get("properties", {})
        fields = {}
        for name, schema in properties.items() if isinstance(properties, dict) else ():
            here = (*path, "properties", name)
            if not _NAME.fullmatch(name):
                hint = "letters, digits and `_`, no digit first; not true, false, null, in"
                self._refuse(here, "schema-name", f"a condition cannot name `{name}`", hint)
            fields[name] = self.of(schema, here)
        return Record(fields, is_loggable)

    def _refuse_beside(self, schema: Mapping[str, Json], path: Path, word: str, reason: str) -> None:
        if word in schema:
            self._refuse((*path, word), "schema-beside", f"`{word}` does not stand here: {reason}")

    def _refuse_type(self, kind: Json, path: Path) -> None:
        if isinstance(kind, list):
            self._refuse((*path, "type"), "schema-type", "a union of types is not read", "write one type")
        elif kind is None:
            self._refuse(path, "schema-type", "no `type`", f"write one of {', '.join(TYPES)}")
        else:
            self._refuse((*path, "type"), "schema-type", f"`{kind}` is not read", _HINTS.get(str(kind), ""))


def _is_table(schema: Mapping[str, Json]) -> bool:
    return "properties" not in schema and isinstance(schema.get("additionalProperties"), dict)
