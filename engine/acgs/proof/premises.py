"""What a JSON Schema says of the places that a question looks at.

Trusted in one direction: every input that the schema admits satisfies the formula. What is not read here only leaves
candidates too many; each candidate is held to the schema itself before it is shown.
"""

import math
import re
from decimal import Decimal
from typing import Final
from urllib.parse import unquote

from acgs.constitution.principle import Json
from acgs.norms.condition import INT_MAX, INT_MIN, Affix
from acgs.norms.places import integer
from acgs.proof.places import Form, Place
from acgs.proof.script import TRUE, Script, Term, number
from acgs.proof.texts import Texts

_FORMS: Final = {
    "boolean": (Form.BOOLEAN,),
    "integer": (Form.INTEGER,),
    "string": (Form.TEXT, Form.NUL),
    "array": (Form.LIST,),
    "object": (Form.OBJECT,),
}
_BOUNDS: Final = ("minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum")
_MAX_ELEMENTS: Final = 64
_PLAIN: Final = re.compile(r"(\^?)((?:[A-Za-z0-9_/:@ -]|\\[./+-])*)")


class Premises:
    """Reads one schema, whose local `$ref` are followed in `document`."""

    def __init__(self, script: Script, texts: Texts, document: Json) -> None:
        self._script = script
        self._texts = texts
        self._document = document
        self._open: list[tuple[Place, str]] = []

    def admits(self, place: Place, schema: Json) -> Term:
        """Return a condition that holds wherever `schema` admits what is at `place`, nothing included.

        Places below are read where a question has looked, where something is required, and in every list.
        """
        if not isinstance(schema, dict):
            return self._script.neg(place.present) if schema is False else TRUE
        says = [self._typed(place, schema["type"])] if "type" in schema else []
        says += [self._is_one_of(place, values) for values in _choices(schema)]
        for read in (self._integers, self._strings, self._lists, self._objects, self._parts):
            says += read(place, schema)
        return self._script.implies(place.present, self._script.conj(*says))

    def _typed(self, place: Place, named: Json) -> Term:
        forms = _FORMS.get(named) if isinstance(named, str) else None
        return TRUE if forms is None else self._script.disj(*(place.has(form) for form in forms))

    def _is_one_of(self, place: Place, values: list[Json]) -> Term:
        return self._script.disj(*(equal_here(self._script, self._texts, place, value) for value in values))

    def _integers(self, place: Place, schema: dict[str, Json]) -> list[Term]:
        bounds = {word: bound for word in _BOUNDS if (bound := _bound(schema.get(word))) is not None}
        if not bounds:
            return []
        s, value, here = self._script, place.value(Form.INTEGER), place.has(Form.INTEGER)
        low = [s.at_most(number(math.ceil(bounds["minimum"])), value)] if "minimum" in bounds else []
        low += [s.less(number(math.floor(bounds["exclusiveMinimum"])), value)] if "exclusiveMinimum" in bounds else []
        high = [s.at_most(value, number(math.floor(bounds["maximum"])))] if "maximum" in bounds else []
        high += [s.less(value, number(math.ceil(bounds["exclusiveMaximum"])))] if "exclusiveMaximum" in bounds else []
        return [s.implies(here, s.conj(*low, *high))]

    def _strings(self, place: Place, schema: dict[str, Json]) -> list[Term]:
        if not schema.keys() & {"minLength", "maxLength", "pattern"}:
            return []
        s, here, says = self._script, place.has(Form.TEXT), list[Term]()
        low, high = schema.get("minLength"), schema.get("maxLength")
        if isinstance(low, int) and low > 0:
            says.append(s.at_most(number(low), self._texts.length(place.value(Form.TEXT))))
        if isinstance(high, int):
            says.append(s.at_most(self._texts.length(place.value(Form.TEXT)), number(high)))
        if isinstance(pattern := schema.get("pattern"), str):
            says.append(self._texts.pattern(place.value(Form.TEXT), pattern))
            says += self._pattern(place, pattern)
        return [s.implies(here, s.conj(*says))]

    def _pattern(self, place: Place, pattern: str) -> list[Term]:
        """Read how a pattern begins, if with plain characters, and that a plain one is contained."""
        plain = _PLAIN.match(pattern)
        if plain is None or "|" in pattern:
            return []
        rest = pattern[plain.end() :]
        # A quantifier after the last character makes that character optional.
        raw = plain[2] if not rest or rest[0] not in "*?{" else re.sub(r"(\\.|.)\Z", "", plain[2])
        text = raw.replace("\\", "")
        if not text:
            return []
        return [self._texts.test(place.value(Form.TEXT), (Affix.PREFIX if plain[1] else Affix.PART, text))]

    def _lists(self, place: Place, schema: dict[str, Json]) -> list[Term]:
        if "items" not in schema and not schema.keys() & {"minItems", "maxItems"}:
            return []
        s, here, length = self._script, place.has(Form.LIST), place.value(Form.LIST)
        low, high, says = schema.get("minItems"), schema.get("maxItems"), list[Term]()
        if isinstance(low, int):
            says.append(s.at_most(number(low), length))
        if isinstance(high, int):
            says.append(s.at_most(length, number(high)))
            for index in range(min(high, _MAX_ELEMENTS)):
                place.element(index)
        if "prefixItems" not in schema:
            says += [self.admits(element, schema.get("items", True)) for element in place.elements]
        return [s.implies(here, s.conj(*says))]

    def _objects(self, place: Place, schema: dict[str, Json]) -> list[Term]:
        properties, required = schema.get("properties", {}), schema.get("required", [])
        other = schema.get("additionalProperties", True)
        if not isinstance(properties, dict) or not isinstance(required, list):
            return []
        says = [place.member(name).present for name in required if isinstance(name, str)]
        for name, member in list(place.members.items()):
            if name in properties:
                says.append(self.admits(member, properties[name]))
            elif "patternProperties" not in schema:
                says.append(self.admits(member, other))
        return [self._script.implies(place.has(Form.OBJECT), self._script.conj(*says))] if says else []

    def _parts(self, place: Place, schema: dict[str, Json]) -> list[Term]:
        says = list[Term]()
        if isinstance(ref := schema.get("$ref"), str) and (place, ref) not in self._open:
            self._open.append((place, ref))
            says.append(self.admits(place, _followed(self._document, ref)))
            self._open.pop()
        if isinstance(parts := schema.get("allOf"), list):
            says += [self.admits(place, part) for part in parts]
        for word in ("anyOf", "oneOf"):
            if isinstance(parts := schema.get(word), list):
                says.append(self._script.disj(*(self.admits(place, part) for part in parts)))
        return says


def equal_here(script: Script, texts: Texts, place: Place, value: Json) -> Term:  # noqa: PLR0911 - one arm per form
    """Return that `value` is here: exactly for a bool, an int64 or a string without U+0000, else wherever it is."""
    match value:
        case bool():
            stated = place.value(Form.BOOLEAN)
            return script.conj(place.has(Form.BOOLEAN), stated if value else script.neg(stated))
        case int() | Decimal() if (exact := integer(value)) is not None:
            return script.conj(place.has(Form.INTEGER), script.equal(place.value(Form.INTEGER), number(exact)))
        case int() | Decimal() if value == Decimal(value).to_integral_value():
            small = script.within(INT_MIN, place.value(Form.INTEGER), INT_MAX)
            return script.conj(place.has(Form.INTEGER), script.neg(small))
        case str() if "\0" in value:
            return place.has(Form.NUL)
        case str():
            return script.conj(place.has(Form.TEXT), script.equal(place.value(Form.TEXT), texts.literal(value)))
        case list():
            return script.conj(place.has(Form.LIST), script.equal(place.value(Form.LIST), number(len(value))))
        case dict():
            return place.has(Form.OBJECT)
        case _:
            return script.conj(place.present, *(script.neg(here) for here in place.forms.values()))


def _choices(schema: dict[str, Json]) -> list[list[Json]]:
    choices = [values] if isinstance(values := schema.get("enum"), list) else []
    return [*choices, [schema["const"]]] if "const" in schema else choices


def _bound(value: Json) -> int | Decimal | None:
    return value if isinstance(value, int | Decimal) and not isinstance(value, bool) else None


def _followed(document: Json, ref: str) -> Json:
    """Return what a local pointer names, or the schema that admits everything."""
    root, *steps = unquote(ref).split("/")
    if root != "#":
        return True
    for step in steps:
        if not isinstance(document, dict):
            return True
        document = document.get(step.replace("~1", "/").replace("~0", "~"), True)
    return document
