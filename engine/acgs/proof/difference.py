"""What a change does: which requests gain or lose access, one input per principle and direction (design §4, `diff`).

Trusted. Whoever is newly denied is denied by a principle of the head that the base does not have so, or by a permit
that is gone; and newly allowed is the same with base and head exchanged.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field

from acgs.constitution.principle import Answer, Json
from acgs.names import DomainId, Files, PrincipleId
from acgs.norms.evaluate import NO_PERMIT, Document, decide
from acgs.norms.norm import DomainNorms, Norm
from acgs.proof.changes import DOMAIN, Change, Difference, Direction, Unknown
from acgs.proof.desk import is_same, modules_of, witness
from acgs.proof.question import Found, Never, Wanted, find
from acgs.proof.saying import Saying, every, is_allowed, is_enforced_ban, is_enforced_permit, none, some, speaks
from acgs.proof.solve import Solver
from acgs.proof.verdict import Undecided
from acgs.rego import decide as opas
from acgs.rego.decide import UNDEFINED, Decider, Undefined
from acgs.rego.opa import Opa


@dataclass(frozen=True, slots=True)
class Side:
    """One revision: what it means, and its Rego (of a tree, `policies/` is read), on which witnesses are replayed.

    Where that Rego is not there, or does not answer as the norms do, `compiled` is asked, if given.
    """

    norms: Mapping[DomainId, DomainNorms]
    policies: Files
    compiled: Files | None = None


def diff(base: Side, head: Side, opa: Opa, *, any_json: bool = False, solver: Solver | None = None) -> Difference:
    """Return which requests are newly allowed or denied, over inputs valid in base or head.

    Args:
        base: before.
        head: after.
        opa: replays each witness on both sides.
        any_json: ask about every JSON value, and none, instead.
        solver: one to ask; else one is started, and ended.

    Raises:
        Invalid: OPA does not take the Rego of a side.
        Unavailable: OPA is gone or overdue.
    """
    with ExitStack() as ended:
        running = solver or ended.enter_context(Solver())
        asked = _Asked(base, head, opa, running, ended, any_json=any_json)
        found = [each for domain in sorted(base.norms.keys() | head.norms.keys()) for each in asked.outcomes(domain)]
    changes = tuple(each for each in found if isinstance(each, Change))
    unknown = tuple(each for each in found if isinstance(each, Unknown))
    return Difference(changes, unknown, tuple(sorted(asked.not_compiled)))


@dataclass(slots=True)
class _Asked:
    base: Side
    head: Side
    opa: Opa
    solver: Solver
    ended: ExitStack
    any_json: bool
    deciders: dict[int, Decider] = field(default_factory=dict)
    not_compiled: set[str] = field(default_factory=set)

    def outcomes(self, domain: DomainId) -> Iterator[Change | Unknown]:
        """Yield what `head` allows and `base` denies, and the other way round: one for each principle that does it."""
        base, head = self.base.norms.get(domain), self.head.norms.get(domain)
        if base is not None and head is not None and _meaning(base) == _meaning(head):
            return
        for direction, before, after in (
            (Direction.NEWLY_ALLOWED, head, base),
            (Direction.NEWLY_DENIED, base, head),
        ):
            if before is None:
                continue
            sides = tuple(norms for norms in (before, after) if norms is not None)
            for culprit, denied in _culprits(before, after):
                answer = self._find(culprit, every(is_allowed(before), denied), sides)
                if isinstance(answer, Found):
                    yield self._replayed(domain, culprit, direction, answer.document)
                elif isinstance(answer, Undecided):
                    yield Unknown(domain, culprit, direction, answer.reason)

    def _find(self, culprit: str, saying: Saying, sides: tuple[DomainNorms, ...]) -> Found | Never | Undecided:
        schemas = () if self.any_json else tuple(norms.schema for norms in sides)
        return find(self.solver, Wanted(saying, schemas, _examples(culprit, sides)))

    def _replayed(self, domain: DomainId, culprit: str, direction: Direction, document: Document) -> Change | Unknown:
        base, head = (self._answer(side, domain, document) for side in (self.base, self.head))
        if isinstance(base, Undefined) or isinstance(head, Undefined):
            reason = "the input that was found does not reproduce on OPA: acgs compile --check"
            return Unknown(domain, culprit, direction, reason)
        shown: dict[str, Json] = {"base": base, "head": head}
        return Change(domain, culprit, direction, witness(document, **shown))

    def _answer(self, side: Side, domain: DomainId, document: Document) -> opas.Answer:
        """Return OPA's decision, None where the domain is not there, UNDEFINED if it is not what the norms say."""
        if domain not in side.norms:
            return None
        for policies in filter(None, (side.policies, side.compiled)):
            answer = self._decider(side, policies).ask(f"acgs/{domain}/decision", document)
            if is_same(decide(side.norms[domain], document), answer):
                if policies is not side.policies:
                    self.not_compiled.add("base" if side is self.base else "head")
                return answer
        return UNDEFINED

    def _decider(self, side: Side, policies: Files) -> Decider:
        if id(policies) not in self.deciders:
            decider = Decider(self.opa, modules_of(policies, side.norms))
            self.deciders[id(policies)] = self.ended.enter_context(decider)
        return self.deciders[id(policies)]


def _culprits(before: DomainNorms, after: DomainNorms | None) -> Iterator[tuple[str, Saying]]:
    """Yield who may deny what was allowed, each once, and when: a ban that is new, a permit that is gone, or both."""
    if after is None:
        yield DOMAIN, every()
        return
    unpermitted = none(*map(speaks, filter(_counts, after.norms)))  # nor is there a ban to answer for it
    bans, gone = _changed(is_enforced_ban, after, before), dict[PrincipleId, Norm]()
    if after.schema.default is Answer.DENY and before.schema.default is Answer.ALLOW:
        yield NO_PERMIT.id, unpermitted
    elif after.schema.default is Answer.DENY:
        gone = _changed(is_enforced_permit, before, after)
    for name in dict.fromkeys([*bans, *gone]):
        bitten = [speaks(bans[name])] if name in bans else []
        lost = [every(speaks(gone[name]), unpermitted)] if name in gone else []
        yield name, some(*bitten, *lost)


def _changed(counts: Callable[[Norm], bool], norms: DomainNorms, others: DomainNorms) -> dict[PrincipleId, Norm]:
    """Return those of `norms` that count, and do not say the same among `others`."""
    same = {norm.principle.id: _said(norm) for norm in others.norms if counts(norm)}
    return {
        norm.principle.id: norm for norm in norms.norms if counts(norm) and same.get(norm.principle.id) != _said(norm)
    }


def _counts(norm: Norm) -> bool:
    return is_enforced_ban(norm) or is_enforced_permit(norm)


def _said(norm: Norm) -> tuple[object, ...]:
    """Return all of a norm that decides about `allow`."""
    return norm.principle.effect, norm.when, norm.unless, norm.require


def _meaning(norms: DomainNorms) -> tuple[object, ...]:
    said = [(norm.principle.id, *_said(norm)) for norm in norms.norms if _counts(norm)]
    return norms.schema.default, said


def _examples(culprit: str, sides: tuple[DomainNorms, ...]) -> tuple[Json, ...]:
    """Return every example of the domain, the culprit's first."""
    norms = [norm for side in sides for norm in side.norms]
    own = [norm for norm in norms if norm.principle.id == culprit]
    others = [norm for norm in norms if norm.principle.id != culprit]
    return tuple(example.input for norm in (*own, *others) for example in norm.principle.examples)
