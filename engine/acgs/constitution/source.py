"""One text file as its author wrote it, and the faults found in it so far."""

import difflib
import re
from collections.abc import Iterable, Sequence
from typing import Final

from acgs.errors import Fault, Invalid
from acgs.names import File

MAX_BYTES: Final = 1_000_000
MAX_FAULTS: Final = 100
"""Of one file no more are looked for."""
Place = tuple[int, int]
"""Line and column, both from 1, columns in code points."""
_BAD: Final = re.compile("[\0\udc80-\udcff]")


class Source:
    """The lines of a file, their ends (LF or CRLF) left out; its faults are collected, and raised together."""

    def __init__(self, path: str, lines: Sequence[str]) -> None:
        self.path: Final = path
        self.lines: Final = lines
        self.faults: Final[list[Fault]] = []

    def fault(self, at: Place, code: str, message: str, *, field: str = "", hint: str = "") -> None:
        line, column = at
        shown = self.lines[line - 1] if line <= len(self.lines) else ""
        self.faults.append(Fault(self.path, line, column, code, message, field, hint, shown))
        if len(self.faults) == MAX_FAULTS:
            self.require_sound()

    def require_sound(self) -> None:
        """Raise every fault found so far, if there is one."""
        if self.faults:
            raise Invalid(self.faults)


def read_source(path: str, file: File, *, max_bytes: int = MAX_BYTES) -> Source:
    """Return the lines of `file`.

    Raises:
        Invalid: a symbolic link or submodule, too large, a byte order mark, NUL, or bytes that are not UTF-8.
    """
    text = file.data[:max_bytes].decode("utf-8", "surrogateescape")
    source = Source(path, text.replace("\r\n", "\n").split("\n") if file.mode.startswith("100") else ())
    bad = _BAD.search(text)
    if not source.lines:
        source.fault((1, 1), "symlink", "a link, not a file", hint="put the text itself here")
    elif len(file.data) > max_bytes:
        source.fault((1, 1), "file-too-large", f"{len(file.data):,} bytes, more than {max_bytes:,}")
    elif text.startswith("\ufeff"):
        source.fault((1, 1), "bom", "a byte order mark", hint="save it as UTF-8 without one")
    elif bad and bad[0] == "\0":
        source.fault(place_of(text, bad.start()), "nul", "a NUL byte")
    elif bad:
        message = f"byte 0x{ord(bad[0]) - 0xDC00:02X} is not UTF-8"
        source.fault(place_of(text, bad.start()), "utf-8", message, hint="save it as UTF-8")
    source.require_sound()
    return source


def place_of(text: str, offset: int, *, first: int = 1) -> Place:
    """Return the place of `offset` in `text`, whose first line is line `first` of the file."""
    return text.count("\n", 0, offset) + first, offset - text.rfind("\n", 0, offset)


def nearest(word: str, words: Iterable[str], otherwise: str | None = None) -> str:
    """Return a hint that names the nearest of `words`, else `otherwise`, or all of them."""
    known = list(words)
    if close := difflib.get_close_matches(word[:100], known, 1):
        return f"did you mean `{close[0]}`?"
    return f"write one of {', '.join(known)}" if otherwise is None and known else otherwise or ""
