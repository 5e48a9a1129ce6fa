"""What `acgs why` says: the decision, who fired, and each part of each condition with its value."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from acgs.constitution.document import write_json
from acgs.constitution.principle import Json, Mode
from acgs.names import DomainId
from acgs.norms.evaluate import Decision, Document, Finding, decide, fires
from acgs.norms.explain import Part, explain
from acgs.norms.norm import DomainNorms, Norm
from acgs.report.check import visible

VERSION = 1
_WIDEST = 60  # characters of a value on a line


@dataclass(frozen=True, slots=True)
class Reasons:
    """One principle: whether it bites or applies, and its conditions."""

    norm: Norm
    fired: bool
    conditions: Mapping[str, Part]

    @property
    def verdict(self) -> str:
        warns = " (warns only)" if self.fired and self.norm.principle.mode is Mode.WARN else ""
        return self.norm.says(fired=self.fired) + warns


@dataclass(frozen=True, slots=True)
class Why:
    """A request decided by the evaluator, beside what OPA answered; those that fired come first."""

    domain: DomainId
    decision: Decision
    opa: Json
    reasons: tuple[Reasons, ...]

    @property
    def is_agreed(self) -> bool:
        """Return whether OPA gave the same answer, messages included."""
        return self.opa == decision_json(self.decision)


def ask_why(norms: DomainNorms, document: Document, opa: Json) -> Why:
    reasons = [Reasons(norm, fires(norm, document), explain(norm, document)) for norm in norms.norms]
    reasons.sort(key=lambda each: not each.fired)
    return Why(norms.schema.domain, decide(norms, document), opa, tuple(reasons))


def decision_json(decision: Decision) -> Json:
    """Return the decision as OPA spells it: its sets are sorted lists."""
    return {
        "allow": decision.allow,
        "violations": _findings_json(decision.violations),
        "warnings": _findings_json(decision.warnings),
    }


def _findings_json(findings: frozenset[Finding]) -> list[Json]:
    return [{"id": each.id, "message": each.message} for each in sorted(findings)]


def why_json(why: Why) -> Json:
    principles: list[Json] = [
        {
            "id": each.norm.principle.id,
            "title": each.norm.principle.title,
            "fires": each.fired,
            "verdict": each.verdict,
            "conditions": {name: _part_json(part) for name, part in each.conditions.items()},
        }
        for each in why.reasons
    ]
    answers: dict[str, Json] = {"evaluator": decision_json(why.decision), "opa": why.opa, "agreed": why.is_agreed}
    return {"version": VERSION, "domain": why.domain, "allow": why.decision.allow, **answers, "principles": principles}


def _part_json(part: Part) -> Json:
    inner: list[Json] = [_part_json(each) for each in part.parts]
    return {"text": part.text, "value": part.value, "reason": part.reason, "parts": inner}


def why_text(why: Why) -> str:
    return "\n".join(map(visible, _lines(why)))


def _lines(why: Why) -> Iterator[str]:
    fired = ", ".join(each.norm.principle.id for each in why.reasons if each.fired)
    yield f"{'allowed' if why.decision.allow else 'denied'} in {why.domain}; {fired or 'no principle'} fired"
    if not why.is_agreed:
        yield f"OPA answers differently: {write_json(why.opa).decode()}"
    for sign, findings in (("✗", why.decision.violations), ("!", why.decision.warnings)):
        yield from (f"{sign} {each.id}  {each.message}" for each in sorted(findings))
    for each in why.reasons:
        yield ""
        yield f"{each.norm.principle.id} {each.verdict}: {each.norm.principle.title}"
        for name, part in each.conditions.items():
            yield f"  {name}"
            yield from _part_lines(part, "    ")


def _part_lines(part: Part, indent: str) -> Iterator[str]:
    value = part.value if len(part.value) <= _WIDEST else f"{part.value[:_WIDEST]}…"
    yield f"{indent}{value:<7} {part.text}" + (f"  ← {part.reason}" if part.reason else "")
    for each in part.parts:
        yield from _part_lines(each, indent + "  ")
