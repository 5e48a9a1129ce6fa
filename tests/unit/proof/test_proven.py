"""What a report is worth under its gates."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from acgs.constitution.gates import Gates
from acgs.errors import Undecided as CouldNotTell
from acgs.errors import Unproved
from acgs.names import NO_ROOT, DomainId, PrincipleId, Root
from acgs.proof.changes import Change, Difference, Direction, Unknown
from acgs.proof.proven import Proven, require_proven
from acgs.proof.report import ProofReport, report_digest
from acgs.proof.verdict import Claim, Proved, Question, Refuted, Undecided, Vacuous, Verdict, Witness
from support.norms import norms, principle

LAB, P1 = DomainId("lab"), PrincipleId("P1")
ROOT, BASE = Root("1" * 64), Root("2" * 64)
SAMPLED = Undecided("sampled 2,000 inputs, no difference")
STRICT = dict.fromkeys((question.value for question in Question), "proved")
LENIENT = STRICT | {"equivalent": "sampled", "complies": "sampled"}


def report(**verdicts: Verdict) -> ProofReport:
    proved: dict[str, Verdict] = {"not_vacuous": Proved(), "not_shadowed": Proved(), "consistent": Proved()}
    said = {"equivalent": SAMPLED, "complies": SAMPLED, **proved, **verdicts}
    return ProofReport(tuple(Claim(Question(name), LAB, P1, verdict) for name, verdict in said.items()))


def proven(found: ProofReport, require: Mapping[str, str] = LENIENT, difference: Difference | None = None) -> Proven:
    due = {LAB: norms(principle("P1", effect="require", require="input.yes"))}
    return require_proven(found, due, Gates(require, {}), root=ROOT, base=BASE, difference=difference)


def test_samples_pass_a_gate_that_takes_them_as_caveats() -> None:
    assert proven(report()).caveats == ("complies: sampled", "equivalent: sampled")


def test_a_report_that_is_all_proved_has_no_caveats() -> None:
    assert proven(report(equivalent=Proved(), complies=Proved()), STRICT).caveats == ()


def test_samples_do_not_pass_a_gate_that_wants_proof() -> None:
    with pytest.raises(CouldNotTell):
        proven(report(), STRICT)


@pytest.mark.parametrize("reason", ["memory", "the solver gave up within 5 steps"])
def test_no_answer_passes_no_gate(reason: str) -> None:
    with pytest.raises(CouldNotTell):
        proven(report(equivalent=Undecided(reason)))


@pytest.mark.parametrize("question", Question)
def test_a_claim_that_was_not_asked_passes_no_gate(question: Question) -> None:
    asked = ProofReport(tuple(claim for claim in report().claims if claim.claim is not question))

    with pytest.raises(CouldNotTell, match=f"{question} of P1 .*not asked"):
        proven(asked)


def test_a_report_on_other_principles_passes_no_gate() -> None:
    others = ProofReport(tuple(replace(claim, principle=PrincipleId("P2")) for claim in report().claims))

    with pytest.raises(CouldNotTell):
        proven(others)
    with pytest.raises(CouldNotTell):
        proven(ProofReport(()))


@pytest.mark.parametrize(("verdict", "code"), [(Refuted("no"), "refuted"), (Vacuous("never"), "vacuous")])
def test_what_does_not_hold_passes_no_gate(verdict: Verdict, code: str) -> None:
    with pytest.raises(Unproved) as refused:
        proven(report(not_vacuous=verdict))

    assert refused.value.code == code


@pytest.mark.parametrize(
    ("difference", "nothing_new"),
    [
        (None, False),
        (Difference(), True),
        (Difference((Change(LAB, P1, Direction.NEWLY_DENIED, Witness({})),)), True),
        (Difference((Change(LAB, P1, Direction.NEWLY_ALLOWED, Witness({})),)), False),
        (Difference((), (Unknown(LAB, P1, Direction.NEWLY_DENIED, "memory"),)), False),
    ],
)
def test_nothing_is_new_only_where_that_was_asked_and_told(difference: Difference | None, *, nothing_new: bool) -> None:
    assert proven(report(), difference=difference).nothing_new is nothing_new


def test_it_is_about_that_root_that_base_and_that_report() -> None:
    found = report()

    assert proven(found) == Proven(
        ROOT, BASE, ("complies: sampled", "equivalent: sampled"), nothing_new=False, report=report_digest(found)
    )
    assert NO_ROOT not in (ROOT, BASE)
