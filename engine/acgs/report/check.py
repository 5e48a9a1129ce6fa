"""What `acgs check` says: faults as text with a caret, and as JSON.

It trusts no text: what would move a terminal's cursor is shown as its code point.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from acgs.constitution.principle import Json
from acgs.errors import Fault
from acgs.names import Files

VERSION = 1
_BEFORE, _AFTER = 90, 60  # characters of a long line around the caret


def check_json(faults: Iterable[Fault]) -> Json:
    """Return the contract of `acgs check --json`."""
    keys = ("code", "file", "line", "column", "field", "message", "hint")
    errors: list[Json] = [{key: getattr(fault, key) for key in keys} for fault in faults]
    return {"version": VERSION, "errors": errors}


def fault_text(fault: Fault) -> str:
    """Return place, field, sentence and code; the line, with a caret under the column if there is one; the hint."""
    field = f"{fault.field}: " if fault.field else ""
    place = ":".join([fault.file, *(str(number) for number in (fault.line, fault.column) if number)])
    lines = [visible(f"{place}: {field}{fault.message} [{fault.code}]")]
    if fault.source:
        at = min(max(fault.column - 1, 0), len(fault.source))
        before, after = (
            visible(part) for part in (fault.source[max(at - _BEFORE, 0) : at], fault.source[at:][:_AFTER])
        )
        lines += [f"    {before}{after}", *([f"    {' ' * _width(before)}^"] if fault.column else [])]
    return "\n".join([*lines, f"    {visible(fault.hint)}"] if fault.hint else lines)


def with_sources(faults: Iterable[Fault], files: Files) -> tuple[Fault, ...]:
    """Return the faults in order, each with its line from `files` where it brings none."""
    return tuple(sorted(fault if fault.source else replace(fault, source=_line(fault, files)) for fault in faults))


def visible(text: str) -> str:
    r"""Return `text` on one line: a tab as four blanks, what is not printed by itself as `\u{…}`."""
    return "".join(c if c.isprintable() else "    " if c == "\t" else f"\\u{{{ord(c):X}}}" for c in text)


def _line(fault: Fault, files: Files) -> str:
    text = files[fault.file].data.decode("utf-8", "replace") if fault.file in files else ""
    lines = text.split("\n")
    return lines[fault.line - 1].rstrip("\r") if 0 < fault.line <= len(lines) else ""


def _width(text: str) -> int:
    """Return the columns of a terminal that `text` takes."""
    return sum(0 if unicodedata.combining(c) else 1 + (unicodedata.east_asian_width(c) in "WF") for c in text)
