"""A small domain with a place of every shape, and what conditions over it mean."""

import json
from collections.abc import Mapping
from typing import Any

from acgs.constitution.catalogue import Domain
from acgs.constitution.markdown import read_principle
from acgs.constitution.principle import Principle
from acgs.constitution.schema import Schema
from acgs.constitution.schema_reader import read_schema
from acgs.names import DomainId, File
from acgs.norms.cel import read_condition
from acgs.norms.condition import Expression
from acgs.norms.evaluate import Document, Truth, evaluate
from acgs.norms.norm import DomainNorms, Norm, read_norms
from acgs.norms.refusal import Refused
from acgs.norms.types import Types, declare

_PERSON = {
    "type": "object",
    "properties": {"name": {"type": "string"}, "age": {"type": "integer"}, "tags": {"$ref": "#/$defs/tags"}},
}
DOCUMENT: dict[str, Any] = {
    "type": "object",
    "x-acgs-default": "allow",
    "$defs": {"tags": {"type": "array", "maxItems": 4, "items": {"type": "string"}}},
    "properties": {
        "yes": {"type": "boolean", "x-acgs-loggable": True},
        "no": {"type": "boolean"},
        "n": {"type": "integer", "x-acgs-loggable": True, "maximum": 1000000},
        "m": {"type": "integer"},
        "s": {"type": "string", "x-acgs-loggable": True, "maxLength": 30},
        "t": {"type": "string", "x-acgs-loggable": True},
        "at": {"type": "string", "format": "date-time", "x-acgs-loggable": True},
        "due": {"type": "string", "format": "date-time"},
        "who": {**_PERSON, "x-acgs-loggable": True},
        "people": {"type": "array", "maxItems": 5, "items": _PERSON},
        "names": {"type": "array", "maxItems": 4, "items": {"type": "string"}, "x-acgs-loggable": True},
        "numbers": {"type": "array", "maxItems": 4, "items": {"type": "integer"}},
        "hundred": {"type": "array", "maxItems": 100, "items": {"type": "integer"}},
        "many": {"type": "array", "maxItems": 5001, "items": {"type": "integer"}},
        "labels": {"type": "object", "additionalProperties": {"type": "string"}},
        "staff": {"type": "object", "additionalProperties": _PERSON},
        "opaque": {"type": "object"},
        "while": {"type": "integer"},
    },
}  # fmt: skip

_EXAMPLES = "  - {expect: allow, input: {}}\n  - {expect: deny, input: {}}\n"


def schema(document: Mapping[str, object] = DOCUMENT) -> Schema:
    return read_schema("constitution/lab/schema.json", File("100644", json.dumps(document).encode()))


SCHEMA = schema()
TYPES = declare(SCHEMA)


def read(text: str) -> Expression:
    """Return the condition that `text` is, over the small domain."""
    return read_condition(TYPES, text)


def truth(text: str, document: Document) -> Truth:
    return evaluate(read(text), document)


def refusals(text: str, types: Types = TYPES) -> list[tuple[str, tuple[int, int]]]:
    """Return the code and the place of each reason why `text` is not taken."""
    try:
        read_condition(types, text)
    except Refused as refused:
        return [(refusal.code, refusal.at) for refusal in refused.refusals]
    return []


def principle(name: str = "P1", *, examples: str = _EXAMPLES, **keys: str) -> Principle:
    """Return a principle: each keyword a key of its front matter, conditions as blocks."""
    keys = {"effect": "forbid", "title": f"Title of {name}", **keys}
    if keys["effect"] != "require":
        keys.setdefault("when", "input.yes")
    written = "".join(
        f"{key}: |-\n" + "".join(f"  {line}\n" for line in value.split("\n"))
        if key in {"when", "unless", "require", "message"}
        else f"{key}: {value}\n"
        for key, value in keys.items()
    )
    text = f"---\nid: {name}\n{written}examples:\n{examples}---\nText.\n"
    return read_principle(f"constitution/lab/{name}-a.md", File("100644", text.encode()))


def norms(*principles: Principle, default: str = "allow") -> DomainNorms:
    """Return the norms of a domain of these principles."""
    shaped = schema({**DOCUMENT, "x-acgs-default": default})
    ordered = tuple(sorted(principles, key=lambda each: each.id))
    return read_norms(Domain(DomainId("lab"), shaped, ordered))


def norm(name: str = "P1", **keys: str) -> Norm:
    return norms(principle(name, **keys)).norms[0]
