"""The words of a `schema.json`: each is one of JSON Schema 2020-12 or of ours, and every reference can be followed.

Pure, and it trusts nothing.
"""

from collections.abc import Callable, Mapping
from typing import Final
from urllib.parse import unquote

from acgs.constitution.document import MAX_DEPTH, Path, places
from acgs.constitution.principle import Json
from acgs.constitution.source import Source, nearest, place_of
from acgs.constitution.validity import DIALECT, is_pattern, schema_errors

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
TYPES: Final = ("boolean", "integer", "string", "array", "object")
_DEFINED: Final = frozenset({"$defs", "definitions"})
_NAMED: Final = _DEFINED | {"properties", "patternProperties", "dependentSchemas", "dependencies"}
_DATA: Final = frozenset({"enum", "const", "default", "examples", "dependentRequired", "$vocabulary"})
_KEYWORDS: Final = (  # noqa: SIM905 - as a list they are sixty lines
    "$schema $id $ref $anchor $dynamicRef $dynamicAnchor $recursiveRef $recursiveAnchor $vocabulary $comment $defs "
    "definitions dependencies prefixItems items contains additionalProperties properties patternProperties "
    "dependentSchemas propertyNames if then else allOf anyOf oneOf not unevaluatedItems unevaluatedProperties type "
    "const enum multipleOf maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern maxItems "
    "minItems uniqueItems maxContains minContains maxProperties minProperties required dependentRequired title "
    "description default deprecated readOnly writeOnly examples format contentEncoding contentMediaType contentSchema"
).split()
"""Of JSON Schema 2020-12, deprecated ones too. It takes any other word in silence: a misspelt one would lift a rule."""


class Words:
    """One document, walked word by word; a fault's place is found when there is one."""

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
            hint = f"types are {', '.join(TYPES)}" if path[-1:] == ("type",) else ""
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
        target = self.resolve(reference)
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

    def resolve(self, reference: Json) -> tuple[Json, Path] | None:
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
