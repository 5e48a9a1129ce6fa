"""The compiled side, for now by samples: does the Rego that sidecars evaluate answer as the norms do?

Never more than `Undecided`, with the number of inputs; a difference is `Refuted` with the input that shows it.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from acgs.constitution.principle import Effect, Json
from acgs.norms.evaluate import ABSENT, Decision, Document, decide, fires
from acgs.norms.norm import Norm
from acgs.norms.samples import directed
from acgs.proof.desk import Desk, is_same, summary, witness
from acgs.proof.verdict import SAMPLED, Refuted, Undecided
from acgs.rego.decide import Answer, Undefined

_TARGET: Final = "sample"
_NOW_NS: Final = 1_800_000_000 * 10**9
_RELEASE: Final[Json] = {"target": _TARGET, "serial": 7, "revision": "0" * 40, "root": "0" * 64, "proof": "0" * 64}
_LEASE: Final = _NOW_NS + 1
_FRESH: Final[dict[str, Json]] = {"renewal": 1, "not_after": _LEASE, "min_serial": 7, "revoked": [6, 8], "halted": {}}


@dataclass(frozen=True, slots=True)
class _Control:
    """Release and control data, and the reasons for which `enforce` is to deny by itself."""

    reasons: tuple[str, ...]
    release: Json
    controls: Json

    def data(self, domain: str) -> dict[str, Json]:
        return {
            f"acgs/{domain}/release": self.release,
            f"acgs/{domain}/now_ns": _NOW_NS,
            "acgs_control": self.controls,
        }


def _control(*reasons: str, **changes: Json) -> _Control:
    return _Control(reasons, _RELEASE, {_TARGET: _FRESH | changes})


def _bad(domain: str) -> tuple[_Control, ...]:
    """Return the ways in which control data can be bad, each with what `enforce` must then say."""
    drill: Json = {domain: "drill"}
    return (
        _Control(("acgs:control",), _RELEASE, {}),
        _Control(("acgs:control",), None, {_TARGET: _FRESH}),
        _control("acgs:control", not_after=str(_LEASE)),
        _control("acgs:control", halted={domain: None}),
        _control("acgs:lease", not_after=_NOW_NS),
        _control("acgs:halted", halted=drill),
        _control("acgs:revoked", revoked=[6, 7]),
        _control("acgs:superseded", min_serial=8),
        _control("acgs:halted", "acgs:lease", "acgs:revoked", not_after=0, revoked=[7], halted=drill),
    )


@dataclass(frozen=True, slots=True)
class _Sample:
    """One input, what the domain means by it, and what OPA says to it under these control data."""

    document: Document
    due: Decision
    control: _Control
    entrypoint: Answer
    decision: Answer
    enforce: Answer


class Samples:
    """`count` inputs directed at one principle, besides its examples and no input: all are asked once, together."""

    def __init__(self, desk: Desk, norm: Norm, count: int) -> None:
        self._desk, self._norm, self._count = desk, norm, count
        self._word = "applies" if norm.principle.effect is Effect.PERMIT else "bites"

    def equivalent(self) -> Refuted | Undecided:
        """Return whether the entrypoint of the principle always answers as the evaluator does."""
        for each in self._asked:
            due = fires(self._norm, each.document)
            if each.entrypoint is not due:
                reason = f"its Rego and its meaning differ: {self._word} is {_said(each.entrypoint)}"
                shown: Json = None if isinstance(each.entrypoint, Undefined) else each.entrypoint
                return Refuted(f"{reason}, and should be {_said(due)}", witness(each.document, norm=due, rego=shown))
        return self._no_difference()

    def complies(self) -> Refuted | Undecided:
        """Return whether `decision`, and `enforce` with control data good and bad, answer as the evaluator does."""
        return next((found for each in self._asked for found in self._differing(each)), self._no_difference())

    @cached_property
    def _asked(self) -> list[_Sample]:
        seed = int.from_bytes(self._norm.principle.id.encode(), "big")
        norms, principle = self._desk.norms, self._norm.principle
        inputs = directed(norms, self._norm, self._count, seed)
        documents: list[Document] = [*inputs, *(example.input for example in principle.examples), ABSENT]
        bad = _bad(self._desk.domain)
        shares = [(_control(), documents[::2])]
        shares += [(control, documents[2 * turn + 1 :: 2 * len(bad)]) for turn, control in enumerate(bad)]
        with ThreadPoolExecutor(1) as aside:  # OPA is asked while the evaluator runs
            answers = [aside.submit(self._answers, documents, control) for control, documents in shares]
            due = [[decide(norms, document) for document in documents] for _, documents in shares]
            return [
                _Sample(document, decision, control, *said)
                for (control, documents), decisions, answer in zip(shares, due, answers, strict=True)
                for document, decision, said in zip(documents, decisions, answer.result(), strict=True)
            ]

    def _answers(self, documents: list[Document], control: _Control) -> list[tuple[Answer, ...]]:
        rules = f"{self._norm.principle.id.lower()}/{self._word}", "decision", "enforce"
        paths = [f"acgs/{self._desk.domain}/{rule}" for rule in rules]
        return self._desk.decider.ask_all(paths, documents, control.data(self._desk.domain))

    def _differing(self, each: _Sample) -> Iterator[Refuted]:
        if not is_same(each.due, each.decision):
            yield _refuted("decision", each, each.decision, ())
        if not is_same(each.due, each.enforce, each.control.reasons):
            data: Json = dict(each.control.data(self._desk.domain))
            yield _refuted("enforce", each, each.enforce, each.control.reasons, data=data)

    def _no_difference(self) -> Undecided:
        return Undecided(f"{SAMPLED}{self._count:,} inputs, no difference")


def _refuted(rule: str, each: _Sample, answer: Answer, reasons: tuple[str, ...], **data: Json) -> Refuted:
    meant: Json = {
        "allow": each.due.allow and not reasons,
        "violations": [*sorted({finding.id for finding in each.due.violations} | set(reasons))],
        "warnings": [*sorted({finding.id for finding in each.due.warnings})],
    }
    said = summary(answer)
    rego: Json = None if said is None else dict(zip(("allow", "violations", "warnings"), said, strict=True))
    differ = "and the meaning of the domain differ"
    if isinstance(answer, Undefined):
        differ = f"is {answer.value}, and the domain has a meaning there"
    return Refuted(f"{rule} {differ}", witness(each.document, norm=meant, rego=rego, **data))


def _said(answer: Answer) -> str:
    return answer.value if isinstance(answer, Undefined) else str(answer).lower()
