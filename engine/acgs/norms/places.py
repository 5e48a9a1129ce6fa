"""What a document holds at a place: the value that the schema's type admits there, or why there is none.

Trusted: types, numbers and strings are told apart here and nowhere else.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Final, assert_never

from acgs.constitution.principle import Json
from acgs.constitution.schema import Kind, Listing, Record, Scalar, Shape, Table
from acgs.norms import condition as c


class Absent(Enum):
    """No input at all."""

    ABSENT = "absent"


ABSENT: Final = Absent.ABSENT
Document = Json | Absent


class Lack(Enum):
    """Why an access is unknown. What lies below a missing or a mistyped place is missing."""

    MISSING = "missing"
    MISTYPED = "mistyped"


@dataclass(frozen=True, slots=True)
class Scope:
    """A document, and the elements that the open loops are at, by slot."""

    document: Document
    elements: tuple[Json, ...] = ()

    def at(self, slot: int, element: Json) -> "Scope":
        return Scope(self.document, (*self.elements[:slot], element))


_UNDERFLOW: Final = -646_456_993  # OPA's numbers have a binary exponent of 32 bits; what is smaller, it reads as 0


def integer(number: int | Decimal) -> int | None:
    """Return the integer in [−2⁶³, 2⁶³) that `number` equals, however spelt; never expands an exponent."""
    if isinstance(number, Decimal) and number.adjusted() < _UNDERFLOW:
        return 0
    if not c.INT_MIN <= number <= c.INT_MAX or number != int(number):
        return None
    return int(number)


def admit(value: Json, shape: Shape) -> Json | Lack:
    """Return `value` if it has the type that `shape` gives its place; an integer in its one spelling."""
    match shape:
        case Scalar(kind=Kind.STRING):
            is_due = isinstance(value, str) and "\0" not in value
        case Scalar(kind=Kind.INTEGER):
            number = integer(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else None
            return Lack.MISTYPED if number is None else number
        case Scalar():
            is_due = isinstance(value, bool)
        case Listing():
            is_due = isinstance(value, list) and len(value) <= shape.max_items
        case Record() | Table():
            is_due = isinstance(value, dict)
        case _:
            assert_never(shape)
    return value if is_due else Lack.MISTYPED


def look(access: c.Access, scope: Scope) -> Json | Lack:
    """Return what `scope` holds at `access`."""
    match access:
        case c.Input(shape=shape):
            return Lack.MISSING if scope.document is ABSENT else admit(scope.document, shape)
        case c.Variable(slot=slot, shape=shape):
            return admit(scope.elements[slot], shape)
        case c.Member(base=base, name=name, shape=shape):
            parent = look(base, scope)
            return admit(parent[name], shape) if isinstance(parent, dict) and name in parent else Lack.MISSING
        case c.Element(base=base, index=index, shape=shape):
            parent = look(base, scope)
            return admit(parent[index], shape) if isinstance(parent, list) and index < len(parent) else Lack.MISSING
