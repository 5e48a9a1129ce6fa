"""A report that is kept comes back as it was, and what is none of ours is no report."""

from pathlib import Path

import pytest

from acgs.names import DomainId, PrincipleId
from acgs.proof.report import ProofReport, keep, read_kept
from acgs.proof.verdict import Claim, Proved, Question, Refuted, Undecided, Vacuous, Verdict, Witness

NO_INPUT = Witness(None, {"norm": True, "rego": None}, has_input=False)


def report(verdict: Verdict) -> ProofReport:
    return ProofReport((Claim(Question.NOT_VACUOUS, DomainId("lab"), PrincipleId("P1"), verdict, 3, "a note"),))


@pytest.mark.parametrize(
    "verdict",
    [
        *(Proved(), Proved(Witness({"n": 1}), "so"), Refuted("no"), Refuted("no", NO_INPUT)),
        *(Vacuous("it bites on no valid input"), Undecided("the solver gave up within 5 steps")),
    ],
)
def test_every_verdict_is_read_as_it_was_kept(verdict: Verdict, tmp_path: Path) -> None:
    keep(tmp_path / "r.json", report(verdict))

    assert read_kept(tmp_path / "r.json") == report(verdict)


def test_a_word_that_is_no_verdict_makes_no_report(tmp_path: Path) -> None:
    keep(tmp_path / "r.json", report(Refuted("no")))
    text = (tmp_path / "r.json").read_text()
    (tmp_path / "r.json").write_text(text.replace("Refuted", "Refused"))

    assert read_kept(tmp_path / "r.json") is None
