"""The compiled side, for now by samples: does the Rego that sidecars evaluate answer as the norms do?

Never more than `Undecided`, with the number of inputs; a difference is `Refuted` with the input that shows it.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from acgs.constitution.principle import Effect, Json
from acgs.norms.evaluate import ABSENT, Decision, Document, decide, fires
from acgs.norms.norm import Norm
from acgs.norms.samples import directed
from acgs.proof.desk import Desk, is_same, summary, witness
from acgs.proof.verdict import SAMPLED, Refuted, Undecided
from acgs.rego.decide import Answer, Undefined

_TARGET = "sample"
_NOW_NS = 1_800_000_000 * 10**9
_RELEASE: dict[str, Json] = {"target": _TARGET, "serial": 7, "revision": "0" * 40, "root": "0" * 64, "proof": "0" * 64}
_FRESH: dict[str, Json] = {"renewal": 1, "not_after": _NOW_NS + 1, "min_serial": 7, "revoked": [6, 8], "halted": {}}


@dataclass(frozen=True, slots=True)
class _Control:
    """Control data, and the reasons for which `enforce` is to deny by itself."""

    reasons: tuple[str, ...] = ()
    release: Json = field(default_factory=lambda: dict(_RELEASE))
    control: Json = field(default_factory=lambda: dict(_FRESH))

    def data(self, domain: str) -> dict[str, Json]:
        control: Json = {} if self.control is None else {_TARGET: self.control}
        return {
            f"acgs/{domain}/release": self.release,
            f"acgs/{domain}/now_ns": _NOW_NS,
            "acgs_control": control,
        }


def _controls(domain: str) -> tuple[_Control, ...]:
    """Return the ways in which control data can be bad, each with what `enforce` must then say."""
    return (
        _Control(("acgs:control",), control=None),
        _Control(("acgs:control",), control=_FRESH | {"not_after": str(_NOW_NS + 1)}),
        _Control(("acgs:control",), control=_FRESH | {"halted": {domain: None}}),
        _Control(("acgs:control",), release=None),
        _Control(("acgs:lease",), control=_FRESH | {"not_after": _NOW_NS}),
        _Control(("acgs:halted",), control=_FRESH | {"halted": {domain: "drill"}}),
        _Control(("acgs:revoked",), control=_FRESH | {"revoked": [6, 7]}),
        _Control(("acgs:superseded",), control=_FRESH | {"min_serial": 8}),
        _Control(
            ("acgs:halted", "acgs:lease", "acgs:revoked"),
            control=_FRESH | {"not_after": 0, "revoked": [7], "halted": {domain: "drill"}},
        ),
    )


def documents(desk: Desk, norm: Norm, samples: int) -> list[Document]:
    """Return `samples` inputs directed at the norm; besides, every example of it, and no input."""
    seed = int.from_bytes(norm.principle.id.encode(), "big")
    return [*directed(desk.norms, norm, samples, seed), *(e.input for e in norm.principle.examples), ABSENT]


def equivalent(desk: Desk, norm: Norm, asked: Sequence[Document], samples: int) -> Refuted | Undecided:
    """Ask the entrypoint of one principle; OPA is to answer as the evaluator does, and always."""
    word = "applies" if norm.principle.effect is Effect.PERMIT else "bites"
    answers = desk.decider.ask_many(f"acgs/{desk.domain}/{norm.principle.id.lower()}/{word}", asked)
    for document, answer in zip(asked, answers, strict=True):
        due = fires(norm, document)
        if answer is not due:
            shown: Json = None if isinstance(answer, Undefined) else answer
            return Refuted(
                f"its Rego and its meaning differ: {word} is {_said(answer)}, and should be {_said(due)}",
                witness(document, norm=due, rego=shown),
            )
    return _sampled(samples)


def complies(desk: Desk, asked: Sequence[Document], samples: int) -> Refuted | Undecided:
    """Ask `decision`, and `enforce` with control data good and bad; ids and `allow` are to be the evaluator's."""
    good, bad = _Control(), _controls(desk.domain)
    rounds = [_Round("decision", slice(None)), _Round("enforce", slice(0, None, 2), good)]
    rounds += [_Round("enforce", slice(2 * turn + 1, None, 2 * len(bad)), control) for turn, control in enumerate(bad)]
    with ThreadPoolExecutor(1) as aside:  # OPA is asked while the evaluator runs
        answers = [aside.submit(_answers, desk, asked, each) for each in rounds]
        due = [decide(desk.norms, document) for document in asked]
        found = (
            _differing(desk, each, asked[each.share], due[each.share], answer.result())
            for each, answer in zip(rounds, answers, strict=True)
        )
        return next(filter(None, found), _sampled(samples))


@dataclass(frozen=True, slots=True)
class _Round:
    """Which rule is asked, about which of the inputs, under which control data."""

    rule: str
    share: slice
    control: _Control | None = None


def _answers(desk: Desk, asked: Sequence[Document], each: _Round) -> list[Answer]:
    data = None if each.control is None else each.control.data(desk.domain)
    return desk.decider.ask_many(f"acgs/{desk.domain}/{each.rule}", asked[each.share], data)


def _differing(
    desk: Desk, each: _Round, asked: Sequence[Document], due: Sequence[Decision], answers: Sequence[Answer]
) -> Refuted | None:
    reasons = () if each.control is None else each.control.reasons
    for document, decision, answer in zip(asked, due, answers, strict=True):
        if not is_same(decision, answer, reasons):
            meant: Json = {
                "allow": decision.allow and not reasons,
                "violations": _listed({finding.id for finding in decision.violations} | set(reasons)),
                "warnings": _listed({finding.id for finding in decision.warnings}),
            }
            said = summary(answer)
            rego: Json = None if said is None else dict(zip(("allow", "violations", "warnings"), said, strict=True))
            shown: dict[str, Json] = {"norm": meant, "rego": rego}
            if each.control is not None:
                shown["data"] = dict(each.control.data(desk.domain))
            return Refuted(f"{each.rule} and the meaning of the domain differ", witness(document, **shown))
    return None


def _listed(ids: set[str]) -> Json:
    return [*sorted(ids)]


def _said(answer: Answer | bool) -> str:  # noqa: FBT001 - an answer of OPA
    return "undefined" if isinstance(answer, Undefined) else str(answer).lower()


def _sampled(samples: int) -> Undecided:
    return Undecided(f"{SAMPLED}{samples:,} inputs, no difference")
