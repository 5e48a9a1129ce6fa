"""Where the questions of one domain are asked: its norms, the solver, and an OPA that runs its policies.

Trusted. Whatever is found is asked of OPA too before anybody sees it.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from acgs.constitution.principle import Json
from acgs.constitution.validity import is_valid
from acgs.names import MODULE, DomainId, Files
from acgs.norms.evaluate import Absent, Decision, Document, decide
from acgs.norms.norm import DomainNorms, Norm
from acgs.proof.question import Found, Never, Wanted, find
from acgs.proof.saying import Saying
from acgs.proof.solve import Solver
from acgs.proof.verdict import Undecided, Witness
from acgs.rego.decide import Answer, Decider

NOT_REPRODUCED = Undecided("the input that was found does not reproduce on OPA")


@dataclass(frozen=True, slots=True)
class Desk:
    """One domain."""

    domain: DomainId
    norms: DomainNorms
    solver: Solver
    decider: Decider

    def find(self, norm: Norm, saying: Saying) -> Witness | Never | Undecided:
        """Return a valid input on which it holds and OPA decides as the norms do, near to an example of `norm`."""
        answer = find(self.solver, Wanted(saying, (self.norms.schema,), self._examples(norm)))
        if not isinstance(answer, Found):
            return answer
        replayed = self.decider.ask(f"acgs/{self.domain}/decision", answer.document)
        if not is_same(decide(self.norms, answer.document), replayed):
            return NOT_REPRODUCED
        return witness(answer.document)

    def _examples(self, norm: Norm) -> tuple[Json, ...]:
        """Return all valid examples of the domain, those of `norm` first."""
        others = (other for other in self.norms.norms if other is not norm)
        inputs = [example.input for each in (norm, *others) for example in each.principle.examples]
        return tuple(value for value in inputs if is_valid(self.norms.schema, value))


def witness(document: Document, **answers: Json) -> Witness:
    if isinstance(document, Absent):
        return Witness(None, answers, has_input=False)
    return Witness(document, answers)


def is_same(decision: Decision, answer: Answer, reasons: Iterable[str] = ()) -> bool:
    """Return whether OPA's answer is that decision, denied besides for `reasons`; messages are not compared."""
    extra = set(reasons)
    allow = decision.allow and not extra
    violations = {finding.id for finding in decision.violations} | extra
    said = summary(answer)
    return said == (allow, sorted(violations), sorted({finding.id for finding in decision.warnings}))


def summary(answer: Answer) -> tuple[Json, Json, Json] | None:
    """Return allow and the ids of an answer, or None if it is no decision."""
    if not isinstance(answer, dict):
        return None
    return answer.get("allow"), _ids(answer.get("violations")), _ids(answer.get("warnings"))


def _ids(findings: Json) -> Json:
    """Return the ids of findings, each once, or None if they are none."""
    found = findings if isinstance(findings, list) else [None]
    ids = [finding.get("id") if isinstance(finding, dict) else None for finding in found]
    texts = [each for each in ids if isinstance(each, str)]
    return [*sorted(set(texts))] if len(texts) == len(ids) else None


def modules_of(policies: Files, domains: Collection[DomainId]) -> dict[str, bytes]:
    """Return the Rego that ships with `domains`: it is asked together, for what shares a bundle can meddle."""
    return {path: file.data for path, file in policies.items() if (m := MODULE.fullmatch(path)) and m[1] in domains}
