"""One text file as its author wrote it, and the faults found in it so far."""

import re
from collections.abc import Sequence
from typing import Final

from acgs.errors import Fault, Invalid
from acgs.names import File

MAX_BYTES: Final = 1_000_000
Place = tuple[int, int]
"""Line and column, both from 1, columns in code points; 0 where there is none."""
NOWHERE: Final = (0, 0)


class Source:
    """The lines of a file, their ends (LF or CRLF) left out; faults are collected, and raised together."""

    def __init__(self, path: str, lines: Sequence[str] = ()) -> None:
        self.path: Final = path
        self.lines: Final = lines
        self.faults: Final[list[Fault]] = []

    def fault(self, at: Place, code: str, message: str, *, field: str = "", hint: str = "") -> None:
        line, column = at
        shown = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        self.faults.append(Fault(self.path, line, column, code, message, field, hint, shown))

    def require_sound(self) -> None:
        """Raise every fault found so far, if there is one."""
        if self.faults:
            raise Invalid(self.faults)


def read_source(path: str, file: File) -> Source:
    """Return the lines of `file`.

    Raises:
        Invalid: a symbolic link or submodule, too large, a byte order mark, NUL, or bytes that are not UTF-8.
    """
    source = Source(path, file.data.decode("utf-8", "replace").replace("\r\n", "\n").split("\n"))
    if not file.mode.startswith("100"):
        source = Source(path)
        source.fault(NOWHERE, "symlink", "is no regular file", hint="put the text itself here, not a link to it")
    elif len(file.data) > MAX_BYTES:
        source.fault(NOWHERE, "file-too-large", f"has {len(file.data):,} bytes, more than {MAX_BYTES:,}")
    elif file.data.startswith(b"\xef\xbb\xbf"):
        source.fault((1, 1), "bom", "begins with a byte order mark", hint="save it as UTF-8 without BOM")
    elif bad := re.search(rb"\x00", file.data):
        source.fault(_place(file.data, bad.start()), "nul", "holds a NUL byte")
    else:
        try:
            file.data.decode()
        except UnicodeDecodeError as exc:
            at = _place(file.data, exc.start)
            source.fault(at, "utf-8", f"byte 0x{file.data[exc.start]:02X} is not UTF-8", hint="save it as UTF-8")
    source.require_sound()
    return source


def _place(data: bytes, offset: int) -> Place:
    before = data[:offset].decode("utf-8", "replace")
    return before.count("\n") + 1, offset and len(before) - before.rfind("\n")
