"""What may hold of an input, said twice: to the solver as a formula, and to the evaluator about one document.

Trusted: `Never` rests on the formula. Each leaf pairs two readings of one fact, and what is built of leaves is built
alike on both sides.
"""

from collections.abc import Callable
from dataclasses import dataclass

from acgs.constitution.principle import Answer, Effect, Mode
from acgs.norms.evaluate import Document, Truth, decide, evaluate, fires
from acgs.norms.norm import DomainNorms, Norm
from acgs.proof.meaning import Meaning
from acgs.proof.script import Term


@dataclass(frozen=True, slots=True)
class Saying:
    """Something that holds of an input or does not; `goal` and `holds` must say the same."""

    goal: Callable[[Meaning], Term]
    holds: Callable[[Document], bool]


def speaks(norm: Norm) -> Saying:
    """Return that a permit applies, or that a forbid or require bites."""
    return Saying(lambda meaning: meaning.speaks(norm), lambda document: fires(norm, document))


def is_due(norm: Norm) -> Saying:
    """Return that `when` is definitely true and `unless` definitely false."""

    def holds(document: Document) -> bool:
        when, unless = evaluate(norm.when, document), evaluate(norm.unless, document, absent=False)
        return when is Truth.TRUE and unless is Truth.FALSE

    return Saying(lambda meaning: meaning.applies(norm), holds)


def is_met(norm: Norm) -> Saying:
    """Return that the requirement is definitely true."""
    return Saying(lambda meaning: meaning.met(norm), lambda document: evaluate(norm.require, document) is Truth.TRUE)


def is_allowed(norms: DomainNorms) -> Saying:
    """Return that the domain allows it."""
    unbanned = none(*map(speaks, filter(is_enforced_ban, norms.norms)))
    permitted = some(*map(speaks, filter(is_enforced_permit, norms.norms)))
    said = unbanned if norms.schema.default is Answer.ALLOW else every(unbanned, permitted)
    return Saying(said.goal, lambda document: decide(norms, document).allow)


def every(*parts: Saying) -> Saying:
    return Saying(
        lambda meaning: meaning.script.conj(*(part.goal(meaning) for part in parts)),
        lambda document: all(part.holds(document) for part in parts),
    )


def some(*parts: Saying) -> Saying:
    return Saying(
        lambda meaning: meaning.script.disj(*(part.goal(meaning) for part in parts)),
        lambda document: any(part.holds(document) for part in parts),
    )


def none(*parts: Saying) -> Saying:
    one = some(*parts)
    return Saying(lambda meaning: meaning.script.neg(one.goal(meaning)), lambda document: not one.holds(document))


def is_enforced_ban(norm: Norm) -> bool:
    """Return whether the principle can deny."""
    return norm.principle.mode is Mode.ENFORCE and norm.principle.effect is not Effect.PERMIT


def is_enforced_permit(norm: Norm) -> bool:
    return norm.principle.mode is Mode.ENFORCE and norm.principle.effect is Effect.PERMIT
