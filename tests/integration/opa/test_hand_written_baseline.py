"""The anchor of the bench is honest: written by hand, it decides valid requests as the constitution does."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from acgs.constitution.principle import Json
from acgs.constitution.validity import is_valid
from acgs.norms.evaluate import decide
from acgs.norms.samples import directed
from acgs.norms.second_voice import is_well_formed
from acgs.rego.decide import Answer, Decider
from acgs.rego.opa import find_opa
from support.agent_tools import agent_tools, crossed_requests, valid_requests

BASELINE = Path(__file__).resolve().parents[2] / "bench" / "agent_tools.rego"


def by_hand(requests: Sequence[Json], rule: str) -> Sequence[Answer]:
    with Decider(find_opa(), {BASELINE.name: BASELINE.read_bytes()}) as decider:
        return decider.ask_many(f"bench/agent_tools/{rule}", requests)


def decision(request: Json) -> Json:
    found = decide(agent_tools(), request)
    findings = sorted((finding.id, finding.message) for finding in found.violations)
    violations: list[Json] = [{"id": each, "message": message} for each, message in findings]
    return {"allow": found.allow, "violations": violations, "warnings": []}


def test_it_decides_as_the_evaluator_does_with_the_same_messages() -> None:
    requests: list[Json] = [*valid_requests(), *crossed_requests(400, seed=7)]

    assert by_hand(requests, "decision") == [decision(request) for request in requests]


def test_it_decides_as_the_evaluator_does_at_the_boundaries() -> None:
    """Numbers may be spelt `1.0` here, which `sprintf` shows; so only who denies is compared."""
    norms = agent_tools()
    requests = [
        request
        for request in directed(norms, None, 1500, seed=7)
        if is_valid(norms.schema, request) and is_well_formed(request, norms.schema.root)
    ]

    assert len(requests) > 300
    assert by_hand(requests, "denying") == [
        sorted(finding.id for finding in decide(norms, request).violations) for request in requests
    ]


@pytest.mark.parametrize("answer", [True, False])
def test_the_requests_are_worth_asking(answer: bool) -> None:  # noqa: FBT001 - a parameter of the test
    decisions = [decide(agent_tools(), request).allow for request in crossed_requests(400, seed=7)]

    assert decisions.count(answer) > 50
