"""What a change does, found: requests that are newly allowed or denied, and what could not be told. Values."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Literal

from acgs.names import DomainId
from acgs.proof.verdict import Witness

DOMAIN: Final = "acgs:domain"
"""In the place of a principle: the whole domain has come or gone. Without one nothing is allowed."""


class Direction(StrEnum):
    """What happens to a request."""

    NEWLY_ALLOWED = "newly_allowed"
    NEWLY_DENIED = "newly_denied"


@dataclass(frozen=True, slots=True)
class Change:
    """A request that is answered differently, and the principle that does it. Answers: `base` and `head`, of OPA."""

    domain: DomainId
    principle: str
    direction: Direction
    witness: Witness


@dataclass(frozen=True, slots=True)
class Unknown:
    """A question that has no answer."""

    domain: DomainId
    principle: str
    direction: Direction
    reason: str


@dataclass(frozen=True, slots=True)
class Difference:
    """All changes, and what could not be told; if both are empty, no request is answered differently.

    `not_compiled` are the sides, `base` and `head`, of which the Rego did not answer a witness, and `compiled` did.
    """

    changes: tuple[Change, ...] = ()
    unknown: tuple[Unknown, ...] = ()
    not_compiled: tuple[str, ...] = ()

    @property
    def verdict(self) -> Literal["changed", "unchanged", "could not tell"]:
        if self.unknown:
            return "could not tell"
        return "changed" if self.changes else "unchanged"
