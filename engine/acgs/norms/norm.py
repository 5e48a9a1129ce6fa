"""A norm: a principle with its conditions read into the closed sum."""

from dataclasses import dataclass

from acgs.constitution.principle import Principle
from acgs.constitution.schema import Schema
from acgs.norms.condition import Access, Expression


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


@dataclass(frozen=True, slots=True)
class DomainNorms:
    """The norms of one domain, sorted by id, and the schema they read."""

    schema: Schema
    norms: tuple[Norm, ...]
