"""The anchors of the bench are honest: by hand, they decide as the constitution does, one only valid requests."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from acgs.constitution.principle import Json
from acgs.constitution.validity import is_valid
from acgs.norms.evaluate import ABSENT, Document, decide
from acgs.norms.samples import directed
from acgs.norms.second_voice import is_well_formed
from acgs.rego.decide import Answer, Decider
from acgs.rego.opa import find_opa
from support.agent_tools import agent_tools, crossed_requests, valid_requests

BENCH = Path(__file__).resolve().parents[2] / "bench"


def by_hand(requests: Sequence[Document], rule: str, name: str = "agent_tools") -> Sequence[Answer]:
    with Decider(find_opa(), {"by_hand.rego": (BENCH / f"{name}.rego").read_bytes()}) as decider:
        return decider.ask_many(f"bench/{name}/{rule}", requests)


def decision(request: Document) -> Json:
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


def test_the_total_one_decides_as_the_evaluator_does_whatever_the_input_holds() -> None:
    requests: list[Document] = [ABSENT, None, [], {}, "x", *valid_requests(), *crossed_requests(400, seed=7)]
    requests += directed(agent_tools(), None, 2000, seed=7)

    assert by_hand(requests, "decision", "agent_tools_total") == [decision(request) for request in requests]


@pytest.mark.parametrize("answer", [True, False])
def test_the_requests_are_worth_asking(answer: bool) -> None:  # noqa: FBT001 - a parameter of the test
    decisions = [decide(agent_tools(), request).allow for request in crossed_requests(400, seed=7)]

    assert decisions.count(answer) > 50
