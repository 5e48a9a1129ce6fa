"""Why a text of the front matter is not taken as a condition: reasons with places, and what to write instead. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from acgs.constitution.source import Place, nearest


@dataclass(frozen=True, slots=True, order=True)
class Refusal:
    """Why a condition is not taken; line and column of its own text, from 1."""

    at: Place
    code: str
    message: str
    hint: str = ""


def no_field(at: Place, place: str, name: str, known: Iterable[str]) -> Refusal:
    fields = sorted(known)
    otherwise = f"it has {', '.join(fields)}" if fields else "no condition reads into it"
    return Refusal(at, "unknown-field", f"`{place}` has no field `{name}`", nearest(name, fields, otherwise))


class Refused(Exception):
    """A text of the front matter is not taken; every reason that was found."""

    def __init__(self, refusals: Iterable[Refusal]) -> None:
        self.refusals: Final = tuple(sorted(set(refusals)))
        if not self.refusals:
            raise ValueError("Refused without a reason")
        super().__init__(*self.refusals)


def article(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


LITERAL_HINTS: Final = {
    "null": "ask `has(…)`; a null fact is mistyped, and so unknown",
    "double": "use an integer of a smaller unit",
    "uint": "leave out the `u`",
    "bytes": "use a string",
}
_REASONS: Final = {  # function: (code, hint)
    "matches": ("cel-matches", "use startsWith, endsWith, contains, or `in` a list"),
    "duration": ("cel-duration", "use a field in seconds, and compare integers"),
    "type": ("cel-conversion", "a field has the type that the schema gives it"),
    "_+_": ("cel-concatenation", "`+` is for integers; compare the parts one by one"),
    "@in": ("cel-map-loop", "use `has(map.key)`"),
    **dict.fromkeys(("_<_", "_<=_", "_>_", "_>=_"), ("cel-order", "only int, string and timestamp have an order")),
}
_CONVERSIONS: Final = ("dyn", "int", "uint", "double", "string", "bytes", "bool")


def not_admitted(function: str) -> tuple[str, str, str]:
    """Return code, message and hint for a function, as CEL names it, that no condition may call."""
    name = function.strip("_@!") if function[0] in "_@!" else function
    if function in _CONVERSIONS:
        return "cel-conversion", f"`{name}()` is not admitted", "a field has the type that the schema gives it"
    code, hint = _REASONS.get(function, ("cel-function", "see the list of what conditions may use"))
    return code, f"`{name}` is not admitted here", hint
