"""What came of a question: four answers, of which one passes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from acgs.constitution.principle import Json
from acgs.names import DomainId, PrincipleId


class Question(StrEnum):
    """The claims of design §4, in the order in which they are reported; `diff` answers to two trees, not to one."""

    EQUIVALENT = "equivalent"
    COMPLIES = "complies"
    NOT_VACUOUS = "not_vacuous"
    NOT_SHADOWED = "not_shadowed"
    CONSISTENT = "consistent"


@dataclass(frozen=True, slots=True)
class Witness:
    """One input, and what was answered to it. `has_input` is False where the input was absent."""

    input: Json
    answers: Mapping[str, Json] = field(default_factory=dict)
    has_input: bool = True


@dataclass(frozen=True, slots=True)
class Proved:
    """It holds. The witness, where one is due, was replayed on OPA."""

    witness: Witness | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Refuted:
    """It does not hold, and why; with an input that shows it, where one can."""

    reason: str
    witness: Witness | None = None


@dataclass(frozen=True, slots=True)
class Vacuous:
    """No valid input meets what the claim is about."""

    reason: str


@dataclass(frozen=True, slots=True)
class Undecided:
    """The question was asked and has no answer. `is_stable` is False where another machine might find one."""

    reason: str
    is_stable: bool = True


Verdict = Proved | Refuted | Vacuous | Undecided

SAMPLED: Final = "sampled "
"""How the reason begins of an `Undecided` that stands for a finished run of samples without a difference."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One question about one principle, and its answer; `note` says what is no fault, and worth knowing."""

    claim: Question
    domain: DomainId
    principle: PrincipleId
    verdict: Verdict
    elapsed_ms: int = 0
    note: str = ""

    @property
    def is_sampled(self) -> bool:
        return isinstance(self.verdict, Undecided) and self.verdict.reason.startswith(SAMPLED)
