"""Why we refuse: one tree, by reason.

Drawn::

    acgs.errors.Error
    ├── Misconfigured   the command, the settings or the machine are not as they must be
    ├── Invalid         the author's text; each fault with file, line and column
    ├── Unproved        a claim is Refuted or Vacuous, or its proof gate is not met
    ├── Undecided       the question was asked and has no answer
    ├── Untrusted       a signature, digest or record does not hold
    ├── NotRatified     the council has not agreed to this
    ├── Conflict        somebody moved first; read again
    └── Unavailable     a program or an object is not there, or not in time

`code` is stable: CI, sidecars and tests match it, never the message. A narrower code (`ballot-reused`, `when`)
may be given at the place where an error is raised; `kind` names the family and decides status and exit code.
Mistakes of our own are `ValueError` and `RuntimeError`, and end in a stack trace.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Final


class Error(Exception):
    """A refusal that a person or a program can act on."""

    kind: ClassVar[str]

    def __init__(self, message: str, *, code: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.code = code or self.kind
        self.hint = hint


class Misconfigured(Error):
    """The command, the settings or the machine are not as they must be."""

    kind = "misconfigured"


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing that an author is to mend.

    Lines and columns count from 1, columns in code points; 0 where there is none. `source` is the offending
    line as it stands, empty where there is none; a caret belongs under `column`.
    """

    file: str
    line: int
    column: int
    code: str
    message: str
    field: str = ""
    hint: str = ""
    source: str = ""


class Invalid(Error):
    """The author's text cannot be taken as it is."""

    kind = "invalid"

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: Final = tuple(sorted(faults))
        if not self.faults:
            raise ValueError("Invalid without a fault")
        first = self.faults[0]
        more = f" (and {len(self.faults) - 1} more)" if len(self.faults) > 1 else ""
        super().__init__(f"{first.file}:{first.line}: {first.message}{more}", code=first.code, hint=first.hint)


class Unproved(Error):
    """A claim is Refuted or Vacuous, or its proof gate is not met."""

    kind = "unproved"


class Undecided(Error):
    """The question was asked and has no answer: could not tell."""

    kind = "undecided"


class Untrusted(Error):
    """A signature, a digest or a record does not hold."""

    kind = "untrusted"


class NotRatified(Error):
    """The council has not agreed to this."""

    kind = "not-ratified"


class Conflict(Error):
    """Somebody moved the ref first; read again."""

    kind = "conflict"


class Unavailable(Error):
    """A program or an object is not there, or not in time. The only family that may be tried again."""

    kind = "unavailable"


_ANSWERS: Final = {  # kind: (HTTP status, exit code)
    "misconfigured": (400, 2),
    "invalid": (422, 1),
    "unproved": (409, 1),
    "undecided": (503, 3),
    "untrusted": (403, 1),
    "not-ratified": (409, 1),
    "conflict": (409, 1),
    "unavailable": (503, 3),
}


def http_status(error: Error) -> int:
    return _ANSWERS[error.kind][0]


def exit_code(error: Error) -> int:
    """Return 1 refused, 2 usage or configuration, 3 could not tell."""
    return _ANSWERS[error.kind][1]
