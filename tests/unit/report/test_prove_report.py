"""What `acgs prove` says of a report, in three faces."""

import json

import pytest

from acgs.constitution.gates import Gates
from acgs.names import DomainId, PrincipleId
from acgs.proof.report import ProofReport
from acgs.proof.verdict import Claim, Proved, Question, Refuted, Undecided, Vacuous, Verdict, Witness
from acgs.report.prove import exit_code, prove_json, prove_markdown, prove_text, remarks

SAMPLED = Undecided("sampled 2,000 inputs, no difference")
GATES = Gates({**dict.fromkeys(Question, "proved"), "equivalent": "sampled", "complies": "sampled"}, {})


def report(*verdicts: tuple[Question, Verdict]) -> ProofReport:
    return ProofReport(tuple(Claim(name, DomainId("lab"), PrincipleId("P1"), verdict, 7) for name, verdict in verdicts))


GOOD = report(
    (Question.EQUIVALENT, SAMPLED),
    (Question.COMPLIES, SAMPLED),
    (Question.NOT_VACUOUS, Proved(Witness({"n": 6}))),
    (Question.NOT_SHADOWED, Proved(Witness({"n": 6}))),
)
BAD = report(
    (Question.EQUIVALENT, Refuted("they differ", Witness({"n": 5}, {"norm": False, "rego": True}))),
    (Question.NOT_VACUOUS, Vacuous("it bites on no valid input")),
    (Question.NOT_SHADOWED, Undecided("memory", is_stable=False)),
)


@pytest.mark.parametrize("found", [GOOD, BAD])
def test_no_line_says_of_a_sample_that_it_is_proof(found: ProofReport) -> None:
    faces = [
        prove_text(found),
        prove_markdown(found),
        prove_json(found, GATES, None),
        "\n".join(remarks(found, GATES, "no root")),
    ]

    lines = [line.lower() for face in faces for line in face.splitlines()]

    assert any("sampled" in line for line in lines) is (found is GOOD)
    assert not [line for line in lines if "proved" in line and "sampled" in line]


def test_the_json_is_the_contract() -> None:
    assert json.loads(prove_json(BAD, GATES, None)) == {
        "version": 1,
        "claims": [
            {
                "claim": "equivalent",
                "domain": "lab",
                "principle": "P1",
                "verdict": "Refuted",
                "reason": "they differ",
                "witness": {"input": {"n": 5}, "norm": False, "rego": True},
                "note": "",
                "elapsed_ms": 7,
            },
            {
                "claim": "not_vacuous",
                "domain": "lab",
                "principle": "P1",
                "verdict": "Vacuous",
                "reason": "it bites on no valid input",
                "witness": None,
                "note": "",
                "elapsed_ms": 7,
            },
            {
                "claim": "not_shadowed",
                "domain": "lab",
                "principle": "P1",
                "verdict": "Undecided",
                "reason": "memory",
                "witness": None,
                "note": "",
                "elapsed_ms": 7,
            },
        ],
        "summary": {"Proved": 0, "Refuted": 1, "Vacuous": 1, "Undecided": 1},
        "caveats": [],
        "root": None,
    }


def test_what_does_not_hold_is_shown_with_its_input() -> None:
    text = prove_text(BAD)

    assert "lab P1: equivalent is Refuted (they differ)" in text
    assert 'input: {"n":5}' in text


def test_a_witness_cannot_write_its_own_lines() -> None:
    hostile = report((Question.EQUIVALENT, Refuted("a\nb", Witness({"s": "\n| proved |\x1b[2J"}))))

    for face in (prove_text(hostile), prove_markdown(hostile)):
        assert "\x1b" not in face
        assert not [line for line in face.splitlines() if line.startswith("| proved")]


@pytest.mark.parametrize(
    ("found", "strict", "code"),
    [(GOOD, False, 0), (GOOD, True, 3), (BAD, False, 1), (BAD, True, 1)],
)
def test_the_exit_code_is_that_of_the_gates(found: ProofReport, code: int, *, strict: bool) -> None:
    assert exit_code(found, GATES, strict=strict) == code


def test_a_claim_without_an_answer_exits_3() -> None:
    assert exit_code(report((Question.CONSISTENT, Undecided("memory"))), GATES, strict=False) == 3


def test_the_caveats_of_the_gates_and_the_root_are_said() -> None:
    assert remarks(GOOD, GATES, "no council, no root") == [
        "caveat: complies: sampled",
        "caveat: equivalent: sampled",
        "no council, no root",
    ]
