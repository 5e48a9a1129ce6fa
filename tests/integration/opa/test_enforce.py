"""`enforce`: the decision, unless control data forbid it; defined whatever they hold."""

from collections.abc import Iterator
from decimal import Decimal

import pytest

from acgs.constitution.principle import Json
from acgs.rego.decide import Decider
from acgs.rego.opa import find_opa
from acgs.synthesis.render import render_domain
from support.norms import norms, principle

NOW = 1_790_000_000_000_000_000
RELEASE: dict[str, Json] = {"target": "prod", "serial": 7, "revision": "c0ffee", "root": "ab", "proof": "cd"}
CLEAN: dict[str, Json] = {"renewal": 1_789_999, "not_after": NOW + 1, "min_serial": 7, "revoked": [6, 8], "halted": {}}
GOOD: Json = {"yes": False, "n": 0}
ENFORCE = "acgs/lab/enforce"


@pytest.fixture(scope="module")
def decider() -> Iterator[Decider]:
    compiled = render_domain(norms(principle("P1", when="input.yes"), principle("W1", when="input.n > 1", mode="warn")))
    with Decider(find_opa(), {path: file.data for path, file in compiled.items()}) as child:
        yield child


def world(control: Json, release: Json = RELEASE, now: Json = NOW) -> dict[str, Json]:
    return {"acgs_control": control, "acgs/lab/release": release, "acgs/lab/now_ns": now}


def enforced(decider: Decider, control: dict[str, Json], *, release: Json = RELEASE, now: int = NOW) -> dict[str, str]:
    """Return the reasons why a request that the decision allows is denied, by id."""
    answer = decider.ask(ENFORCE, GOOD, world({"prod": control}, release, now))
    assert isinstance(answer, dict)
    reasons = answer["violations"]
    assert isinstance(reasons, list)
    assert answer["allow"] is not bool(reasons)
    return {reason["id"]: reason["message"] for reason in reasons}  # type: ignore[index,call-overload,misc]


def test_with_clean_control_it_is_the_decision_and_the_revision(decider: Decider) -> None:
    documents: list[Json] = [GOOD, {"yes": True}, {}, {"yes": False, "n": 2}]
    for document in documents:
        decision = decider.ask("acgs/lab/decision", document)
        assert isinstance(decision, dict)

        assert decider.ask(ENFORCE, document, world({"prod": CLEAN})) == {**decision, "revision": "c0ffee"}
        assert decider.ask(f"{ENFORCE}/allow", document, world({"prod": CLEAN})) == decision["allow"]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"not_after": NOW}, "acgs:lease"),
        ({"not_after": 0}, "acgs:lease"),
        ({"halted": {"lab": 'stop \u2028"it"'}}, "acgs:halted"),
        ({"halted": {"lab": ""}}, "acgs:halted"),
        ({"revoked": [7]}, "acgs:revoked"),
        ({"revoked": [Decimal("7.0")]}, "acgs:revoked"),
        ({"min_serial": 8}, "acgs:superseded"),
    ],
)
def test_each_reason_denies_by_its_own_id(change: dict[str, Json], reason: str, decider: Decider) -> None:
    assert enforced(decider, CLEAN) == {}
    assert list(enforced(decider, {**CLEAN, **change})) == [reason]


@pytest.mark.parametrize(
    "change",
    [
        {"not_after": NOW + 1},
        {"not_after": 2**63 - 1},
        {"halted": {"other": "x"}},
        {"revoked": []},
        {"min_serial": 0},
        {"more": 1},
    ],
)
def test_what_does_not_speak_of_this_release_denies_nothing(change: dict[str, Json], decider: Decider) -> None:
    assert enforced(decider, {**CLEAN, **change}) == {}


def test_a_halt_gives_its_reason_and_all_reasons_stand_together(decider: Decider) -> None:
    worst: dict[str, Json] = {**CLEAN, "not_after": 1, "halted": {"lab": "drill"}, "revoked": [7], "min_serial": 9}

    found = enforced(decider, worst)

    assert sorted(found) == ["acgs:halted", "acgs:lease", "acgs:revoked", "acgs:superseded"]
    assert found["acgs:halted"] == "drill"


ODD: list[Json] = [
    None,
    True,
    "7",
    "",
    Decimal("7.5"),
    2**63,
    [],
    {},
    [7],
    {"lab": "x"},
    ["7"],
    {"lab": 7},
    [None],
    [[7]],
]
FITTING: dict[str, list[Json]] = {"revoked": [[], [7]], "halted": [{}, {"lab": "x"}]}


@pytest.mark.parametrize("field", list(CLEAN))
def test_a_missing_or_mistyped_field_is_control_alone(field: str, decider: Decider) -> None:
    others: dict[str, Json] = {**CLEAN, "not_after": 0, "halted": {"lab": "x"}, "revoked": [7], "min_serial": 9}

    for value in (each for each in ODD if each not in FITTING.get(field, [])):
        assert list(enforced(decider, {**others, field: value})) == ["acgs:control"], value
    assert list(enforced(decider, {name: value for name, value in others.items() if name != field})) == ["acgs:control"]


@pytest.mark.parametrize(
    "control",
    [None, 5, "x", [], {}, {"prod": None}, {"prod": []}, {"prod": "x"}, {"prod": {}}, {"other": CLEAN}, [CLEAN]],
)
def test_without_control_of_this_target_it_denies_and_is_defined(control: Json, decider: Decider) -> None:
    answer = decider.ask(ENFORCE, GOOD, world(control))

    assert isinstance(answer, dict)
    assert answer["allow"] is False
    assert [reason["id"] for reason in answer["violations"]] == ["acgs:control"]  # type: ignore[union-attr,index,call-overload]


@pytest.mark.parametrize(
    "release",
    [
        None,
        {},
        "x",
        {**RELEASE, "target": 5},
        {**RELEASE, "target": "other"},
        {**RELEASE, "serial": "7"},
        {**RELEASE, "serial": None},
    ],
)
def test_without_a_release_of_its_own_it_denies(release: Json, decider: Decider) -> None:
    assert list(enforced(decider, CLEAN, release=release)) == ["acgs:control"]


@pytest.mark.parametrize("revision", [None, 5, ["x"]])
def test_it_is_defined_whatever_the_revision_is(revision: Json, decider: Decider) -> None:
    answer = decider.ask(ENFORCE, GOOD, world({"prod": CLEAN}, {**RELEASE, "revision": revision}))

    assert answer == {"allow": True, "violations": [], "warnings": [], "revision": ""}


def test_with_no_data_at_all_it_denies(decider: Decider) -> None:
    answer = decider.ask(ENFORCE, GOOD)

    assert isinstance(answer, dict)
    assert (answer["allow"], answer["revision"]) == (False, "")
