"""Text as data: the only ways by which a value from an author gets into Rego.

Not trusted: `opa check` and the comparison with the evaluator stand behind it. Pure.
"""

import json
import re
from typing import Final

from acgs.constitution.document import write_json
from acgs.constitution.principle import Json

_IDENTIFIER: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


class Code(str):
    """Text that is Rego already; templates take no other."""

    __slots__ = ()


def require_code(value: object) -> Code:
    """Return `value`, or refuse what no filter has quoted: Jinja asks this of every value that it writes."""
    if not isinstance(value, Code):
        raise TypeError(f"not quoted: {value!r}")
    return value


def identifier(name: str) -> Code:
    """Return a name that is none of an author's free texts, as it is."""
    if not _IDENTIFIER.fullmatch(name):
        raise ValueError(f"no identifier: {name!r}")
    return Code(name)


def rego_text(text: str) -> Code:
    """Return the Rego string that is `text`, on one line whatever `text` holds."""
    quoted = json.dumps(text, ensure_ascii=False)
    return Code("".join(each if each.isprintable() else json.dumps(each)[1:-1] for each in quoted))


def yaml_text(text: str) -> Code:
    """Return the double-quoted YAML scalar that is `text`, on one line, for a `# METADATA` block."""
    quoted = json.dumps(text, ensure_ascii=False)
    return Code("".join(each if each.isprintable() else f"\\U{ord(each):08x}" for each in quoted))


def rego_json(value: Json) -> Code:
    """Return the Rego term that is `value`, numbers as they are spelt, on one line as `opa fmt` writes it."""
    match value:
        case str():
            return rego_text(value)
        case dict():
            return Code("{" + ", ".join(f"{rego_text(key)}: {rego_json(item)}" for key, item in value.items()) + "}")
        case list():
            return Code("[" + ", ".join(map(rego_json, value)) + "]")
        case _:
            return Code(write_json(value).decode())


def rego_member(name: str) -> str:
    """Return the step of a reference to the member `name`, spelt as `opa fmt` leaves it."""
    return f".{name}" if _IDENTIFIER.fullmatch(name) else f"[{rego_text(name)}]"
