"""The closed sum of a condition: every expression that has a meaning, and no other.

Trusted: evaluator, Rego templates and the translation to Z3 each read this sum and nothing of one another.
A node is typed when it is made: `checked` builds it from CEL's checked tree and refuses what is not admitted.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Final

from acgs.constitution.schema import Kind, Listing, Record, Scalar, Shape

INT_MIN: Final = -(2**63)
INT_MAX: Final = 2**63 - 1
MAX_STEPS: Final = 5_000


class Type(StrEnum):
    """The scalar types of design §3."""

    BOOL = "bool"
    INT = "int"
    STRING = "string"
    TIMESTAMP = "timestamp"


@dataclass(frozen=True, slots=True)
class Input:
    """The whole input, an object."""

    shape: Record


@dataclass(frozen=True, slots=True)
class Member:
    """`base.name` or `base["name"]`: a field of a record, or a key of a map (as `base.shape` says)."""

    base: "Access"
    name: str
    shape: Shape


@dataclass(frozen=True, slots=True)
class Element:
    """`base[index]` of a list, index ≥ 0."""

    base: "Access"
    index: int
    shape: Shape


@dataclass(frozen=True, slots=True)
class Variable:
    """A loop variable over an access: one element of that list, of the shape that the schema gives it.

    `slot` is its depth, counted from 0 at the outermost loop of the condition, so that no two loops that are
    open at once share one; `name` is the author's.
    """

    name: str
    slot: int
    shape: Shape


@dataclass(frozen=True, slots=True)
class LocalValue:
    """A loop variable over a list literal: the value of that scalar element. Slots as above.

    Always known: a literal with an unknown element is unknown as a whole, so its loop has no steps.
    """

    name: str
    slot: int
    type: Type


Access = Input | Member | Element | Variable
"""A place of the input. Missing there, or of another type than `shape`, is unknown."""


@dataclass(frozen=True, slots=True)
class Literal:
    """A literal bool, int or string."""

    value: bool | int | str


@dataclass(frozen=True, slots=True)
class Instant:
    """`timestamp("…")` of a literal in the strict form: nanoseconds since the Unix epoch."""

    nanoseconds: int
    text: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """`timestamp(access)` of a date-time string; unknown if not in the strict form (verification §2)."""

    access: Access


@dataclass(frozen=True, slots=True)
class Read:
    """The scalar at an access."""

    access: Access


@dataclass(frozen=True, slots=True)
class Not:
    """`!operand`."""

    operand: "Expression"


class Junction(StrEnum):
    """The connectives that absorb unknowns."""

    AND = "&&"
    OR = "||"


@dataclass(frozen=True, slots=True)
class Junct:
    """`left && right`, `left || right`."""

    op: Junction
    left: "Expression"
    right: "Expression"


@dataclass(frozen=True, slots=True)
class Choice:
    """`test ? then : otherwise`; the branch not taken is not looked at."""

    test: "Expression"
    then: "Expression"
    otherwise: "Expression"


class Relation(StrEnum):
    """Comparisons: `== !=` on scalars of one type, the others on int, string and timestamp."""

    EQ = "=="
    NE = "!="
    LT = "<"
    LE = "<="
    GT = ">"
    GE = ">="


@dataclass(frozen=True, slots=True)
class Compare:
    """`left op right`, both of `type`. Strings are ordered by code point."""

    op: Relation
    type: Type
    left: "Expression"
    right: "Expression"


@dataclass(frozen=True, slots=True)
class ListLiteral:
    """`[a, b, …]`: at least one element, all scalars of `type`.

    Strict, as in CEL: unknown if any element is, whoever asks (`In`, `Count`, `Loop`).
    """

    elements: tuple["Expression", ...]
    type: Type


Collection = ListLiteral | Member | Element | Variable
"""What `in`, `size` and loops range over: a literal, or an access whose shape is a `Listing`."""


@dataclass(frozen=True, slots=True)
class In:
    """`item in members`; unknown if the item, the list or any element is."""

    item: "Expression"
    members: Collection
    type: Type


class Operator(StrEnum):
    """int64 arithmetic; a result outside is unknown."""

    ADD = "+"
    SUB = "-"
    MUL = "*"


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """`left op right` on ints."""

    op: Operator
    left: "Expression"
    right: "Expression"


@dataclass(frozen=True, slots=True)
class Negate:
    """Unary minus on an int; unknown for −2⁶³."""

    operand: "Expression"


class Division(StrEnum):
    """Truncating division and its remainder, as CEL's."""

    QUOTIENT = "/"
    REMAINDER = "%"


@dataclass(frozen=True, slots=True)
class Divide:
    """`left op divisor`, divisor an int literal other than 0; −2⁶³ by −1 is unknown, for both."""

    op: Division
    left: "Expression"
    divisor: int


class Affix(StrEnum):
    """The string tests."""

    PREFIX = "startsWith"
    SUFFIX = "endsWith"
    PART = "contains"


@dataclass(frozen=True, slots=True)
class Matches:
    """`subject.startsWith(argument)` and its kin."""

    op: Affix
    subject: "Expression"
    argument: "Expression"


@dataclass(frozen=True, slots=True)
class Length:
    """`size()` of a string, in code points."""

    of: "Expression"


@dataclass(frozen=True, slots=True)
class Count:
    """`size()` of a list; looks at no element of an access, and a literal is strict."""

    of: Collection


@dataclass(frozen=True, slots=True)
class Has:
    """`has(base.name)`: true iff base is an object with that key; unknown if base is missing or no object."""

    member: Member


class Quantity(StrEnum):
    """`exists` and `all` absorb unknowns as `||` and `&&` do; `exists_one` is strict."""

    SOME = "exists"
    EVERY = "all"
    ONE = "exists_one"


@dataclass(frozen=True, slots=True)
class Loop:
    """`over.exists(name, body)` and its kin; in `body` the element is `Variable` or `LocalValue` of `slot`."""

    quantity: Quantity
    name: str
    slot: int
    over: Collection
    body: "Expression"


Expression = (
    Literal
    | Instant
    | Parsed
    | Read
    | LocalValue
    | Not
    | Junct
    | Choice
    | Compare
    | In
    | Arithmetic
    | Negate
    | Divide
    | Matches
    | Length
    | Count
    | Has
    | Loop
)
"""An expression of scalar type; a condition is one of type bool."""


Node = Expression | Collection | Input


def operands(node: Node) -> Iterator[Node]:
    """Yield what `node` is made of, in the author's order: expressions, list literals and accesses."""
    for name in (f.name for f in fields(node)):
        value = getattr(node, name)
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, Node):
                yield part


def parts(node: Expression | ListLiteral) -> Iterator[Expression]:
    """Yield the expressions that `node` is made of, in the author's order; a list literal is its elements."""
    for part in operands(node):
        if isinstance(part, ListLiteral):
            yield from parts(part)
        elif isinstance(part, Expression):
            yield part


def steps(node: Expression) -> int:
    """Return how many steps the loops of `node` can take: bounds multiplied when nested, added side by side."""
    match node:
        case Loop(over=ListLiteral() as over, body=body):
            return len(over.elements) * max(1, steps(body)) + sum(map(steps, over.elements))
        case Loop(over=Member() | Element() | Variable() as over, body=body):
            assert isinstance(over.shape, Listing)  # noqa: S101 - what a loop ranges over is a list
            return over.shape.max_items * max(1, steps(body))
        case _:
            return sum(map(steps, parts(node)))


TYPES: Final = {Kind.BOOLEAN: Type.BOOL, Kind.INTEGER: Type.INT, Kind.STRING: Type.STRING}


def type_of(expression: Expression) -> Type:  # noqa: PLR0911 - one arm a type
    """Return the scalar type that `expression` has wherever it is known."""
    match expression:
        case Literal(value=bool()):
            return Type.BOOL
        case Literal(value=str()):
            return Type.STRING
        case Read(access=access):
            assert isinstance(access.shape, Scalar)  # noqa: S101 - `Read` is made of scalar places only
            return TYPES[access.shape.kind]
        case LocalValue(type=known):
            return known
        case Choice(then=then):
            return type_of(then)
        case Instant() | Parsed():
            return Type.TIMESTAMP
        case Literal() | Arithmetic() | Negate() | Divide() | Length() | Count():
            return Type.INT
        case Not() | Junct() | Compare() | In() | Matches() | Has() | Loop():
            return Type.BOOL
