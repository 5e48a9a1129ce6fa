"""A message in Rego: total, whatever the input holds, and silent about what is not loggable.

Not trusted. Pure.
"""

from collections.abc import Iterable, Iterator

from acgs.constitution.schema import Kind, Scalar
from acgs.norms.condition import Access
from acgs.synthesis.conditions import Rule
from acgs.synthesis.places import guard, place
from acgs.synthesis.quoting import rego_text


def message_rules(message: Iterable[str | Access]) -> list[Rule]:
    """Return the rule `message`, and a total rule `shownN` for each place in it that may be told."""
    parts: list[str] = []
    shown: list[Rule] = []
    for number, part in enumerate(message, 1):
        if isinstance(part, str):
            parts.append(rego_text(part))
        elif not part.shape.is_loggable:
            parts.append(rego_text("‹withheld›"))
        else:
            parts.append(f"shown{number}")
            shown += _shown(parts[-1], part)
    return [Rule("message", _concatenated(parts)), *shown]


def _concatenated(parts: list[str]) -> str:
    match parts:
        case [one]:
            return one
        case _:
            return f'concat("", [{", ".join(parts)}])'


def _shown(name: str, access: Access) -> Iterator[Rule]:
    shape = access.shape
    assert isinstance(shape, Scalar)  # noqa: S101 - a message holds scalars
    guards, at = place(access)
    otherwise = Rule("else", rego_text("‹mistyped›"), (*guards, f"_ = {at}"))
    typed = (*guards, f"v1 := {at}", *guard(shape, "v1"))
    yield Rule(f"default {name}", rego_text("‹missing›"))
    match shape.kind:
        case Kind.BOOLEAN:
            for value in ("true", "false"):
                yield Rule(name, rego_text(value), (*guards, f"{at} == {value}"))
            yield Rule(name, rego_text("‹mistyped›"), (*guards, f"v1 := {at}", "not is_boolean(v1)"))
        case Kind.INTEGER:
            yield Rule(name, "format_int(v1, 10)", typed, otherwise)
        case Kind.STRING:
            yield Rule(name, "v1", typed, otherwise)
