"""What is asked of norms, over valid inputs: can it bite, does it matter, can it be met (design §4)."""

from collections.abc import Sequence

from acgs.constitution.principle import Answer, Effect, Mode, Tier
from acgs.norms.norm import Norm
from acgs.proof.desk import Desk
from acgs.proof.question import Never
from acgs.proof.saying import every, is_due, is_enforced_ban, is_enforced_permit, is_met, none, some, speaks
from acgs.proof.verdict import Proved, Refuted, Undecided, Vacuous, Verdict, Witness

_HARDNESS = {Tier.STANDARD: 0, Tier.HARD: 1}


def not_vacuous(desk: Desk, norm: Norm) -> Proved | Vacuous | Undecided:
    """Return an input on which it bites (a permit: applies), or Vacuous."""
    match answer := desk.find(norm, speaks(norm)):
        case Witness():
            return Proved(answer)
        case Never():
            verb = "applies" if norm.principle.effect is Effect.PERMIT else "bites"
            return Vacuous(f"it {verb} on no valid input")
        case Undecided():
            return answer


def not_shadowed(desk: Desk, norm: Norm) -> Verdict:
    """Return an input on which removing the principle changes `allow` (of a warning: its list), or who covers it.

    Principles of the same or a higher tier count, and the domain's default; nothing else covers anything.
    """
    others = _rivals(desk, norm)
    answer = _alone(desk, norm, others)
    if not isinstance(answer, Never):
        return Proved(answer) if isinstance(answer, Witness) else answer
    bare = not_vacuous(desk, norm)
    if not isinstance(bare, Proved):
        return bare
    if isinstance(_alone(desk, norm, ()), Never):
        default = desk.norms.schema.default
        return Refuted(f"shadowed by the default, {default}")
    covering = _fewest(desk, norm, others)
    return Refuted(f"shadowed by {', '.join(other.principle.id for other in covering)}", bare.witness)


def _rivals(desk: Desk, norm: Norm) -> tuple[Norm, ...]:
    """Return the principles that could make this one needless."""
    if norm.principle.mode is Mode.WARN:
        return ()
    harder = (n for n in desk.norms.norms if _HARDNESS[n.principle.tier] >= _HARDNESS[norm.principle.tier])
    is_permit = norm.principle.effect is Effect.PERMIT
    return tuple(n for n in harder if n is not norm and (is_enforced_ban(n) or (is_permit and is_enforced_permit(n))))


def _alone(desk: Desk, norm: Norm, others: Sequence[Norm]) -> Witness | Never | Undecided:
    """Return a valid input on which it speaks, none of `others` does, and the default leaves it something to say."""
    is_open, is_permit = desk.norms.schema.default is Answer.ALLOW, norm.principle.effect is Effect.PERMIT
    said = [speaks(norm), none(*map(speaks, others))]
    if norm.principle.mode is not Mode.WARN and is_open is is_permit:
        # A permit is idle where all is open; a ban, where nobody permits.
        permits = [] if is_permit else filter(is_enforced_permit, desk.norms.norms)
        said.append(some(*map(speaks, permits)))
    return desk.find(norm, every(*said))


def _fewest(desk: Desk, norm: Norm, others: Sequence[Norm]) -> list[Norm]:
    """Return one principle that covers `norm` by itself, else some of which none can be spared."""
    for other in others:
        if isinstance(_alone(desk, norm, [other]), Never):
            return [other]
    kept = list(others)
    for other in others:
        rest = [each for each in kept if each is not other]
        if isinstance(_alone(desk, norm, rest), Never):
            kept = rest
    return kept


def consistent(desk: Desk, norm: Norm) -> Verdict:
    """Return whether a require, where it is due, can be met without breaking any one principle of its tier."""
    others = [n for n in desk.norms.norms if n is not norm and _is_of_its_tier(norm, n)]
    answer = _met(desk, norm, others)
    if not isinstance(answer, Never):
        return Proved(answer) if isinstance(answer, Witness) else answer
    due = desk.find(norm, is_due(norm))
    if isinstance(due, Never):
        return Vacuous("no valid input makes it due")
    if isinstance(_met(desk, norm, ()), Never):
        return Refuted("where it is due it cannot be met", due if isinstance(due, Witness) else None)
    answers = [(other, _met(desk, norm, [other])) for other in others]
    against = [other.principle.id for other, met in answers if isinstance(met, Never)]
    if against:
        return Refuted(
            f"it can be met only by breaking {', '.join(against)}", due if isinstance(due, Witness) else None
        )
    undecided = (met for _, met in answers if isinstance(met, Undecided))
    return next(undecided, Proved(reason="with each other principle of its tier, though not with all at once"))


def _is_of_its_tier(norm: Norm, other: Norm) -> bool:
    return other.principle.tier is norm.principle.tier and other.principle.effect is not Effect.PERMIT


def _met(desk: Desk, norm: Norm, others: Sequence[Norm]) -> Witness | Never | Undecided:
    return desk.find(norm, every(is_due(norm), is_met(norm), none(*map(speaks, others))))


def overlap(desk: Desk, permit: Norm) -> str:
    """Return who denies some of what a permit allows, in words: no conflict, the denial wins."""
    bans = filter(is_enforced_ban, desk.norms.norms)
    both = {ban.principle.id: desk.find(permit, every(speaks(permit), speaks(ban))) for ban in bans}
    denying = [name for name, answer in both.items() if isinstance(answer, Witness)]
    return f"denied in part by {', '.join(denying)}" if denying else ""
