"""Places of the input in Rego: the reference, and the lines that hold iff what is there has its type.

Not trusted. Pure.
"""

from acgs.constitution.schema import Kind, Listing, Scalar, Shape
from acgs.norms import condition as c
from acgs.synthesis.lines import Body, text_guard
from acgs.synthesis.quoting import rego_member


def place(access: c.Access) -> tuple[Body, str]:
    """Return lines that fail where a list on the way is mistyped, and the reference, undefined where missing."""
    match access:
        case c.Input():
            return (), "input"
        case c.Variable():
            return (), variable(access)
        case c.Member(base=base, name=name):
            guards, within = place(base)
            return guards, within + rego_member(name)
        case c.Element(base=base, index=index):
            guards, within = place(base)
            return (*guards, *listing(base.shape, within)), f"{within}[{index}]"


def variable(each: c.Variable | c.LocalValue) -> str:
    """Return the name of a loop variable: its slot is in it, so no two that are open at once share one."""
    return f"{each.name}_{each.slot}"


def guard(shape: Shape, at: str) -> Body:
    """Return the lines that hold iff the scalar at the reference `at` has its type."""
    assert isinstance(shape, Scalar)  # noqa: S101 - only scalars are read
    match shape.kind:
        case Kind.STRING:
            return (text_guard(at),)
        case Kind.INTEGER:
            return (f"{at} >= {c.INT_MIN}", f"{at} <= {c.INT_MAX}", f"floor({at}) == {at}")
        case Kind.BOOLEAN:
            return (f"is_boolean({at})",)


def listing(shape: Shape, at: str) -> Body:
    """Return the lines that hold iff a list is at the reference `at`, no longer than the schema admits."""
    assert isinstance(shape, Listing)  # noqa: S101 - only lists have elements
    return (f"is_array({at})", f"count({at}) <= {shape.max_items}")
