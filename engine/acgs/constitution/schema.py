"""The shape of a domain's input: which places conditions may read, and of which type each is.

Only `type`, `properties`, `items`, a map's `additionalProperties` and `maxItems` are types; every other keyword
narrows valid inputs, and is kept in `document`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from acgs.constitution.principle import Answer, Json
from acgs.names import Digest, DomainId


class Kind(StrEnum):
    """The JSON types of a scalar place."""

    BOOLEAN = "boolean"
    INTEGER = "integer"
    STRING = "string"


@dataclass(frozen=True, slots=True)
class Scalar:
    """A place that holds one scalar. `is_date_time` lets `timestamp()` read it; it stays a string."""

    kind: Kind
    is_date_time: bool = False
    is_loggable: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of at most `max_items` elements of one shape."""

    items: "Shape"
    max_items: int
    is_loggable: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A map: any key, values of one shape."""

    values: "Shape"
    is_loggable: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """An object with named fields; without any, no condition can read into it."""

    fields: Mapping[str, "Shape"]
    is_loggable: bool = False


Shape = Scalar | Listing | Table | Record


@dataclass(frozen=True, slots=True)
class Schema:
    """A domain's schema. `document` is the JSON Schema itself, local `$ref` not yet followed."""

    domain: DomainId
    path: str
    digest: Digest
    root: Record
    default: Answer
    document: Json
