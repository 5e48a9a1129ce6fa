"""A norm: a principle with its conditions read into the closed sum."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from acgs.constitution.catalogue import Constitution, Domain
from acgs.constitution.principle import Effect, Passage, Principle
from acgs.constitution.schema import Schema
from acgs.errors import Fault, Invalid
from acgs.names import DomainId
from acgs.norms.cel import read_condition
from acgs.norms.condition import Access, Expression
from acgs.norms.message import read_message
from acgs.norms.refusal import Refusal, Refused
from acgs.norms.types import Types, declare


@dataclass(frozen=True, slots=True)
class Norm:
    """What one principle means. `when` is None only for a `require` that always applies.

    `message` alternates texts and places, as the author wrote them, braces already resolved.
    """

    principle: Principle
    when: Expression | None
    unless: Expression | None
    require: Expression | None
    message: tuple[str | Access, ...]

    @property
    def conditions(self) -> dict[str, Expression]:
        """Return those that the author wrote, by their keys."""
        written = {"when": self.when, "unless": self.unless, "require": self.require}
        return {key: condition for key, condition in written.items() if condition is not None}

    def says(self, *, fired: bool) -> str:
        if self.principle.effect is Effect.PERMIT:
            return "applies" if fired else "does not apply"
        return "bites" if fired else "does not bite"


@dataclass(frozen=True, slots=True)
class DomainNorms:
    """The norms of one domain, sorted by id, and the schema they read."""

    schema: Schema
    norms: tuple[Norm, ...]


def read_sound(domain: Domain) -> tuple[DomainNorms, list[Fault]]:
    """Return what those principles of `domain` mean that are taken whole, and what keeps the others from it."""
    types = declare(domain.schema)
    norms: list[Norm] = []
    faults: list[Fault] = []
    for principle in domain.principles:
        known = len(faults)
        norm = _norm(principle, types, faults)
        norms += [norm] if len(faults) == known else []
    return DomainNorms(domain.schema, tuple(norms)), faults


def read_norms(domain: Domain) -> DomainNorms:
    """Return what the principles of `domain` mean.

    Raises:
        Invalid: conditions or messages that are not taken, all of them, each with its place in the Markdown.
    """
    norms, faults = read_sound(domain)
    if faults:
        raise Invalid(faults)
    return norms


def read_all(constitution: Constitution) -> Mapping[DomainId, DomainNorms]:
    """Return what each domain means; raises `Invalid` with the faults of all of them."""
    read = {domain.id: read_sound(domain) for domain in constitution.domains.values()}
    if faults := [fault for _, found in read.values() for fault in found]:
        raise Invalid(faults)
    return {domain: norms for domain, (norms, _) in read.items()}


_T = TypeVar("_T")


def _norm(principle: Principle, types: Types, faults: list[Fault]) -> Norm:
    """Return the norm of `principle`; what is not taken is None, and noted in `faults`."""

    def read(field: str, passage: Passage | None, reader: Callable[[Types, str], _T]) -> _T | None:
        if passage is None:
            return None
        try:
            return reader(types, passage.text)
        except Refused as refused:
            faults.extend(_fault(principle.path, field, passage, refusal) for refusal in refused.refusals)
            return None

    when = read("when", principle.when, read_condition)
    unless = read("unless", principle.unless, read_condition)
    require = read("require", principle.require, read_condition)
    message = read("message", principle.message, read_message)
    return Norm(principle, when, unless, require, message or ())


def _fault(path: str, field: str, passage: Passage, refusal: Refusal) -> Fault:
    line, column = passage.place(*refusal.at)
    return Fault(path, line, column, refusal.code, refusal.message, field, refusal.hint)
