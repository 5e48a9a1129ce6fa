"""The anchor of the bench is honest: written by hand, it decides valid requests as the constitution does."""

from pathlib import Path

import pytest
from support.agent_tools import agent_tools, crossed_requests, valid_requests

from acgs.constitution.principle import Json
from acgs.norms.evaluate import decide
from acgs.rego.decide import Decider
from acgs.rego.opa import find_opa

BASELINE = Path(__file__).resolve().parents[2] / "bench" / "agent_tools.rego"


def expected(request: Json) -> Json:
    decision = decide(agent_tools(), request)
    findings = sorted((finding.id, finding.message) for finding in decision.violations)
    return {
        "allow": decision.allow,
        "violations": [{"id": each, "message": message} for each, message in findings],
        "warnings": [],
    }


def test_it_decides_valid_requests_as_the_evaluator_does() -> None:
    requests: list[Json] = [*valid_requests(), *crossed_requests(400, seed=7)]

    with Decider(find_opa(), {BASELINE.name: BASELINE.read_bytes()}) as decider:
        answers = decider.ask_many("bench/agent_tools/decision", requests)

    assert answers == [expected(request) for request in requests]


@pytest.mark.parametrize("answer", [True, False])
def test_the_requests_are_worth_asking(answer: bool) -> None:  # noqa: FBT001 - a parameter of the test
    decisions = [decide(agent_tools(), request).allow for request in crossed_requests(400, seed=7)]

    assert decisions.count(answer) > 50
