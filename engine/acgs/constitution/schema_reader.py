"""A domain's `schema.json` becomes a `Schema`, or all its faults.

Pure, and it trusts nothing. Only `type`, `properties`, `items`, a map's `additionalProperties` and `maxItems` are
types; every other keyword narrows valid inputs only.
"""

import json
import re
from collections.abc import Callable, Mapping
from typing import Final
from urllib.parse import unquote

from acgs.constitution.document import MAX_DEPTH, Path, places, read_json
from acgs.constitution.markdown import nearest
from acgs.constitution.principle import Answer, Json
from acgs.constitution.schema import Kind, Listing, Record, Scalar, Schema, Shape, Table
from acgs.constitution.source import Source, read_source
from acgs.constitution.validity import schema_errors
from acgs.digest import sha256
from acgs.names import DomainId, File

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
MAX_PLACES: Final = 5_000
"""Places of a schema, every `$ref` followed: what is generated from it grows with them."""
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
_TYPES: Final = ("boolean", "integer", "string", "array", "object")
_TYPE_WORDS: Final = ("type", "properties", "items", "additionalProperties", "maxItems")
_NAMED: Final = frozenset({"properties", "patternProperties", "$defs", "definitions", "dependentSchemas"})
_DATA: Final = frozenset({"enum", "const", "default", "examples"})
_INDEX: Final = re.compile("0|[1-9][0-9]{0,8}")
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
    reader = _Reader(source, _read_document(source, file.data))
    reader.require_dialect()
    source.require_sound()
    reader.visit(reader.document, (), ())
    if any(fault.code in {"schema-ref", "schema-recursion"} for fault in source.faults):
        source.require_sound()
    root = reader.shape(reader.document, ())
    if not isinstance(root, Record):
        reader.refuse((), "schema-root", "the input is an object with named fields: write `properties`")
    default = reader.document.get("x-acgs-default")
    if default is None:
        hint = 'write `"x-acgs-default": "deny"`, or "allow"'
        reader.refuse((), "schema-default", "what is decided where no principle speaks is not said", hint)
    source.require_sound()
    if not isinstance(root, Record):
        raise TypeError(root)
    return Schema(
        domain=DomainId(path.split("/")[1]),
        path=path,
        digest=sha256(file.data),
        root=root,
        default=Answer(str(default)),
        document=reader.document,
    )


def _read_document(source: Source, data: bytes) -> dict[str, Json]:
    value: Json = {}
    try:
        value = read_json(data, strict=True)
    except json.JSONDecodeError as exc:
        source.fault((exc.lineno, exc.colno), "json", f"no JSON: {exc.msg}")
    except ValueError as exc:
        source.fault((1, 1), "json", f"no JSON: {exc}")
    if not isinstance(value, dict):
        source.fault((1, 1), "schema-root", "a schema is an object")
    return value if isinstance(value, dict) else {}


class _Reader:
    """Walks one document; a fault's place is found when there is one."""

    def __init__(self, source: Source, document: dict[str, Json]) -> None:
        self.source = source
        self.document = document
        self._places: dict[Path, int] = {}
        self._refused: set[tuple[Path, str]] = set()
        self._visited: set[Path] = set()
        self._count = 0

    def refuse(self, path: Path, code: str, message: str, hint: str = "") -> None:
        if (path, code) in self._refused:
            return
        self._refused.add((path, code))
        text = "\n".join(self.source.lines)
        self._places = self._places or dict(places(text))
        before = text[: self._places.get(path, 0)]
        at = before.count("\n") + 1, len(before) - before.rfind("\n")
        self.source.fault(at, code, message, field=".".join(map(str, path)), hint=hint)

    def require_dialect(self) -> None:
        written = self.document.get("$schema", DIALECT)
        if written not in (DIALECT, f"{DIALECT}#"):
            self.refuse(("$schema",), "schema-dialect", "not JSON Schema 2020-12", f'write `"$schema": "{DIALECT}"`')
            return
        for path, message in schema_errors(self.document):
            hint = f"types are {', '.join(_TYPES)}" if path[-1:] == ("type",) else ""
            self.refuse(path, "schema-invalid", f"no JSON Schema 2020-12: {message}", hint)

    def visit(self, value: Json, path: Path, opened: tuple[Path, ...], *, is_named: bool = False) -> None:
        """Refuse, in any subschema, what cannot be followed: references, annotations, patterns."""
        if len(opened) > 2 * MAX_DEPTH:
            self.refuse(path, "schema-recursion", f"nested deeper than {2 * MAX_DEPTH}, every `$ref` followed")
            return
        if path in self._visited or not isinstance(value, dict | list):
            return
        members: list[tuple[str | int, Json]] = list(value.items() if isinstance(value, dict) else enumerate(value))
        if isinstance(value, dict) and not is_named:
            self._check_words(value, path, opened)
            members = [(word, member) for word, member in members if word not in _DATA]
        for word, member in members:
            self.visit(member, (*path, word), (*opened, path), is_named=word in _NAMED and not is_named)
        self._visited.add(path)

    def _check_words(self, schema: dict[str, Json], path: Path, opened: tuple[Path, ...]) -> None:
        for word, value in schema.items():
            here = (*path, word)
            if word == "$ref":
                target = self._resolve(value)
                if target is None:
                    self.refuse(here, "schema-ref", f"`{value}` is no schema of this file", "write `#/$defs/…`")
                elif target[1] in {*opened, path}:
                    self.refuse(here, "schema-recursion", f"`{value}` holds this very place: it has no bound")
                else:
                    self.visit(*target, (*opened, path))
            elif word in {"$dynamicRef", "$recursiveRef"} or (word == "$id" and path):
                self.refuse(here, "schema-ref", f"`{word}` is not followed", "use `$ref` to `#/$defs/…`")
            elif word.startswith("x-acgs-"):
                self._check_annotation(here, value)
            elif word == "pattern" or (word == "patternProperties" and isinstance(value, dict)):
                for pattern in value if isinstance(value, dict) else [str(value)]:
                    self._check_pattern(here, pattern)

    def _check_annotation(self, path: Path, value: Json) -> None:
        word = str(path[-1])
        if word not in ANNOTATIONS:
            self.refuse(path, "schema-annotation", f"`{word}` is no annotation", nearest(word, ANNOTATIONS))
        elif not ANNOTATIONS[word][1](value):
            self.refuse(path, "schema-annotation", f"`{word}` is {ANNOTATIONS[word][0]}")
        elif word == "x-acgs-default" and len(path) > 1:
            self.refuse(path, "schema-annotation", "`x-acgs-default` stands at the top of the schema only")

    def _check_pattern(self, path: Path, pattern: str) -> None:
        try:
            re.compile(pattern)
        except (re.error, OverflowError, RecursionError) as exc:
            self.refuse(path, "schema-pattern", f"no regular expression: {exc}")

    def _resolve(self, reference: Json) -> tuple[Json, Path] | None:
        """Return the schema that a pointer within this file names, and its path; None if there is none."""
        if not isinstance(reference, str) or not (reference == "#" or reference.startswith("#/")):
            return None
        steps = [unquote(step).replace("~1", "/").replace("~0", "~") for step in reference.split("/")[1:]]
        value: Json = self.document
        path: Path = ()
        for step in steps:
            if isinstance(value, list) and _INDEX.fullmatch(step) and int(step) < len(value):
                value, path = value[int(step)], (*path, int(step))
            elif isinstance(value, dict) and step in value:
                value, path = value[step], (*path, step)
            else:
                return None
        return (value, path) if isinstance(value, dict | bool) else None

    def shape(self, schema: Json, path: Path, *, within: str = "") -> Shape:
        """Return the shape of a place; one that has none becomes a fault, and an opaque object."""
        self._count += 1
        if self._count > MAX_PLACES:
            self.refuse((), "schema-size", f"more than {MAX_PLACES:,} places, with every `$ref` followed")
            self.source.require_sound()
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
        if bound is None:
            self.refuse(path, "schema-max-items", "a list without `maxItems` has no bound", 'add `"maxItems": 16`')
        self._refuse_beside(target, path, "prefixItems", "a list's elements have one type")
        items = self.shape(target.get("items"), (*path, "items") if "items" in target else path, within="lists")
        return Listing(items, bound if isinstance(bound, int) else 0, is_loggable)

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
