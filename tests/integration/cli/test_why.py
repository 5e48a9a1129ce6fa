"""`acgs why` in a repository of its own, deciding by the real opa."""

import json
from pathlib import Path

import pytest

from acgs.cli.app import main
from acgs.constitution.catalogue import read_constitution
from acgs.names import DomainId
from acgs.norms.norm import read_norms
from acgs.synthesis.render import render_domain
from support.author import tree
from support.repo import new_repo

DENIED = {"call": {"category": "payment", "amount_cents": 100001}, "approvals": []}
ALLOWED = {"call": {"category": "payment", "amount_cents": 100000}}


@pytest.fixture(autouse=True)
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a working tree with A09 and its compiled policies, and stand in it."""
    files = tree()
    domain = read_constitution(files).domains[DomainId("agent_tools")]
    repo = new_repo(tmp_path)
    repo.write({**files, **render_domain(read_norms(domain))})
    monkeypatch.chdir(repo.path)
    return repo.path


def why(request: object, *options: str) -> int:
    Path("request.json").write_text(json.dumps(request))
    return main(["why", "request.json", *options])


def test_a_denial_names_its_principle_and_every_part_of_its_conditions(capsys: pytest.CaptureFixture[str]) -> None:
    assert why(DENIED) == 0

    said = capsys.readouterr().out
    assert said.startswith(
        "denied in agent_tools; A09 fired\n✗ A09  payment of 100001 cents needs two approvers of different roles\n"
    )
    assert "    true    input.call.amount_cents > 100000\n" in said
    assert "        100001  input.call.amount_cents\n" in said
    assert "unknown input.resource.env  ← input.resource is missing: the schema has an object\n" in said


def test_an_allowed_request_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert why(ALLOWED) == 0
    assert capsys.readouterr().out.startswith("allowed in agent_tools; no principle fired\n")


def test_json_holds_both_answers_and_every_part(capsys: pytest.CaptureFixture[str]) -> None:
    assert why(DENIED, "--json") == 0

    said = json.loads(capsys.readouterr().out)
    (principle,) = said["principles"]
    assert (said["version"], said["allow"], said["agreed"], said["opa"]) == (1, False, True, said["evaluator"])
    assert (principle["id"], principle["fires"], set(principle["conditions"])) == (
        "A09",
        True,
        {"when", "unless", "require"},
    )
    assert [part["value"] for part in principle["conditions"]["when"]["parts"]] == ["true", "true"]


def test_where_opa_answers_differently_that_is_an_error(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rego = repository / "policies/agent_tools/a09.rego"
    rego.write_text(rego.read_text().replace("<= 100000", "<= 100001"))

    assert why(DENIED) == 1

    said = capsys.readouterr()
    assert 'OPA answers differently: {"allow":true,"violations":[],"warnings":[]}' in said.out
    assert "[decisions-differ]" in said.err


def test_where_rules_conflict_that_is_an_answer_that_differs(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rego = repository / "policies/agent_tools/a09.rego"
    rego.write_text(rego.read_text() + "\nbites := false if input.call\n\nbites if input.call\n")

    assert why(DENIED) == 1

    said = capsys.readouterr()
    assert 'OPA answers differently: "a conflict of rules"' in said.out
    assert "[decisions-differ]" in said.err


def test_only_the_modules_that_ship_decide(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    deeper = repository / "policies/agent_tools/deeper/a09.rego"
    deeper.parent.mkdir()
    deeper.write_text("package acgs.agent_tools.a09\n\nbites := false if input.call\n")

    assert why(DENIED) == 0
    assert capsys.readouterr().out.startswith("denied in agent_tools; A09 fired\n")


@pytest.mark.parametrize(
    ("content", "options", "code", "named"),
    [
        ("{", (), 1, "json"),
        ('{"n": 1e400000}', (), 1, "json"),
        ("{}", ("--domain", "other"), 2, "unknown-domain"),
        (None, (), 2, "no-request"),
    ],
)
def test_a_request_that_cannot_be_asked_is_refused(
    content: str | None, options: tuple[str, ...], code: int, named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if content is not None:
        Path("request.json").write_text(content)

    assert main(["why", "request.json", *options]) == code
    assert f"[{named}]" in capsys.readouterr().err


def test_without_compiled_policies_the_way_to_have_them_is_said(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in (repository / "policies/agent_tools").iterdir():
        path.unlink()

    assert why(DENIED) == 2
    assert "acgs compile" in capsys.readouterr().err
