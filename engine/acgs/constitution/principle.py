"""A principle as its author wrote it, every part with its place in the Markdown."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from acgs.names import Digest, DomainId, PrincipleId

Json = None | bool | int | Decimal | str | list["Json"] | dict[str, "Json"]
"""A JSON value with exact numbers: one spelt as an integer (of up to 1,000 digits) is `int`, every other `Decimal`."""


class Tier(StrEnum):
    """How hard a principle is to change, and whether it can have exceptions."""

    HARD = "hard"
    STANDARD = "standard"


class Effect(StrEnum):
    """What a principle does where its condition holds."""

    FORBID = "forbid"
    PERMIT = "permit"
    REQUIRE = "require"


class Mode(StrEnum):
    """Whether a violation denies, or is reported only."""

    ENFORCE = "enforce"
    WARN = "warn"


class Answer(StrEnum):
    """What an example expects, and a domain's default."""

    ALLOW = "allow"
    DENY = "deny"


@dataclass(frozen=True, slots=True)
class Passage:
    """A text of the front matter and where it stands in the file.

    `starts[i]` is the (line, column) in the Markdown of the first character of line i of `text`; if there are
    `columns`, only `starts[0]` stands, and they say how far from it each character of `text` is, the last one of all
    that follow.
    """

    text: str
    starts: tuple[tuple[int, int], ...]
    columns: tuple[int, ...] = ()

    def place(self, line: int, column: int) -> tuple[int, int]:
        """Return the place in the file of line `line`, column `column` of `text`, all counted from 1."""
        at, start = self.starts[min(line, len(self.starts)) - 1]
        if not self.columns:
            return at, start + column - 1
        offset = sum(len(before) + 1 for before in self.text.split("\n")[: line - 1]) + column - 1
        return at, start + self.columns[min(offset, len(self.columns) - 1)]


@dataclass(frozen=True, slots=True)
class Example:
    """One request and what its principle, asked alone, is to answer."""

    expect: Answer
    input: Json
    why: str
    is_valid: bool
    line: int


@dataclass(frozen=True, slots=True)
class Principle:
    """One principle; `path` is from the root of the tree, `digest` that of the file's bytes."""

    domain: DomainId
    id: PrincipleId
    path: str
    digest: Digest
    title: str
    tier: Tier
    effect: Effect
    mode: Mode
    when: Passage | None
    unless: Passage | None
    require: Passage | None
    message: Passage
    examples: tuple[Example, ...]
