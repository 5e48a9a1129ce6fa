"""The claims of a constitution, asked of Z3 and of a real OPA."""

import dataclasses
from collections.abc import Mapping
from pathlib import Path

import pytest

from acgs.constitution.catalogue import Constitution, Domain
from acgs.constitution.gates import read_gates
from acgs.errors import Misconfigured
from acgs.names import DomainId, File, Files, PrincipleId
from acgs.norms.cel import read_condition
from acgs.norms.norm import DomainNorms
from acgs.norms.types import declare
from acgs.proof.claims import not_shadowed
from acgs.proof.desk import Desk
from acgs.proof.prove import prove
from acgs.proof.report import ProofReport, report_digest
from acgs.proof.solve import Solver
from acgs.proof.verdict import Claim, Proved, Question, Refuted, Undecided, Vacuous, Verdict, Witness
from acgs.rego.decide import Decider
from acgs.rego.opa import find_opa
from acgs.synthesis.render import render_domain
from support.agent_tools import agent_tools
from support.norms import norms, principle

LAB = DomainId("lab")


def report(
    domain: DomainNorms, changes: Mapping[str, File] | None = None, cache: Path | None = None, rlimit: int = 20_000_000
) -> ProofReport:
    principles = tuple(norm.principle for norm in domain.norms)
    constitution = Constitution({LAB: Domain(LAB, domain.schema, principles)}, read_gates({}))
    policies: Files = {**render_domain(domain), **(changes or {})}
    return prove(constitution, {LAB: domain}, policies, find_opa(), samples=100, cache=cache, rlimit=rlimit)


def verdict(found: ProofReport, claim: Question, name: str) -> Verdict:
    return next(c.verdict for c in found.claims if c.claim is claim and c.principle == name)


def test_a_sound_principle_passes_every_claim_that_can_be_proved() -> None:
    found = report(norms(principle("P1", effect="require", when="input.n > 5", require="input.yes")))

    assert [type(claim.verdict) for claim in found.claims] == [Undecided, Undecided, Proved, Proved, Proved]


def test_what_opa_was_asked_is_said_to_be_sampled() -> None:
    found = report(norms(principle("P1", when="input.n > 5")))

    assert verdict(found, Question.EQUIVALENT, "P1") == Undecided("sampled 100 inputs, no difference")
    assert verdict(found, Question.COMPLIES, "P1") == Undecided("sampled 100 inputs, no difference")


def test_a_principle_that_bites_on_no_valid_input_is_vacuous() -> None:
    found = report(norms(principle("P1", when="has(input.yes) && input.yes && !input.yes")))

    assert verdict(found, Question.NOT_VACUOUS, "P1") == Vacuous("it bites on no valid input")
    assert verdict(found, Question.NOT_SHADOWED, "P1") == Vacuous("it bites on no valid input")


def test_a_permit_that_applies_to_no_valid_input_is_vacuous() -> None:
    found = report(norms(principle("P1", effect="permit", when="input.yes && !input.yes"), default="deny"))

    assert verdict(found, Question.NOT_VACUOUS, "P1") == Vacuous("it applies on no valid input")


def test_an_integer_that_is_none_of_64_bits_is_valid_and_bites() -> None:
    """The schema of `n` has a maximum, and no minimum."""
    answer = verdict(
        report(norms(principle("P1", when="has(input.n) && input.n > 1000000"))), Question.NOT_VACUOUS, "P1"
    )

    assert isinstance(answer, Proved)
    assert answer.witness is not None
    assert answer.witness.input == {"n": -(2**63) - 1}


def test_a_principle_that_bites_only_where_a_fact_is_missing_is_not_vacuous() -> None:
    found = report(norms(principle("P1", when="input.n > 1000000")))

    answer = verdict(found, Question.NOT_VACUOUS, "P1")
    assert isinstance(answer, Proved)
    assert answer.witness is not None
    assert answer.witness.input == {}


def test_a_principle_that_another_covers_is_refuted_and_the_other_named() -> None:
    wide, narrow = principle("P1", when="input.n > 5"), principle("P2", when="input.n > 7 && input.yes")

    found = report(norms(wide, narrow))

    shadowed = verdict(found, Question.NOT_SHADOWED, "P2")
    assert isinstance(shadowed, Refuted)
    assert shadowed.reason == "shadowed by P1"
    assert isinstance(verdict(found, Question.NOT_SHADOWED, "P1"), Proved)


def test_two_that_cover_a_third_together_are_both_named_and_no_other() -> None:
    found = report(
        norms(
            principle("P1", when="input.n > 5"),
            principle("P2", when="input.n <= 5"),
            principle("P3", when='input.s == "x"'),
            principle("P4", when="input.n == 3 || input.n == 9"),
        )
    )

    shadowed = verdict(found, Question.NOT_SHADOWED, "P4")
    assert isinstance(shadowed, Refuted)
    assert shadowed.reason == "shadowed by P1, P2"


def test_one_that_covers_by_itself_is_named_rather_than_two_that_do_together() -> None:
    found = report(
        norms(
            principle("P1", when="input.n == 3 || input.n == 9 || input.n == 20"),
            principle("P2", when="input.n > 5"),
            principle("P3", when="input.n <= 5"),
            principle("P4", when="input.n == 3 || input.n == 9"),
        )
    )

    shadowed = verdict(found, Question.NOT_SHADOWED, "P4")
    assert isinstance(shadowed, Refuted)
    assert shadowed.reason == "shadowed by P1"


def test_a_hard_ban_that_a_standard_one_covers_stands() -> None:
    found = report(norms(principle("P1", when="input.n > 5"), principle("P2", when="input.n > 7", tier="hard")))

    assert isinstance(verdict(found, Question.NOT_SHADOWED, "P2"), Proved)


def test_a_warning_covers_nothing_and_is_covered_by_nothing() -> None:
    found = report(norms(principle("P1", when="input.n > 5", mode="warn"), principle("P2", when="input.n > 5")))

    assert isinstance(verdict(found, Question.NOT_SHADOWED, "P1"), Proved)
    assert isinstance(verdict(found, Question.NOT_SHADOWED, "P2"), Proved)


def test_a_warning_covers_no_permit_and_needs_none() -> None:
    permit, warning = principle("P1", effect="permit", when="input.yes"), principle("P2", when="input.yes", mode="warn")

    for found in (report(norms(permit, warning, default="deny")), report(norms(warning, default="deny"))):
        claims = [claim for claim in found.claims if claim.claim is Question.NOT_SHADOWED]
        assert all(isinstance(claim.verdict, Proved) for claim in claims)


def test_a_ban_on_what_nobody_permits_is_shadowed_by_the_default_whatever_its_examples_say() -> None:
    examples = "  - {expect: deny, input: {n: 6, yes: true}}\n  - {expect: allow, input: {n: 1}}\n"
    ban = principle("P1", when="input.n > 5 && input.yes", examples=examples)

    found = report(norms(ban, principle("P2", effect="permit", when="!input.yes"), default="deny"))

    shadowed = verdict(found, Question.NOT_SHADOWED, "P1")
    assert isinstance(shadowed, Refuted)
    assert shadowed.reason == "shadowed by the default, deny"


def test_a_permit_where_everything_is_allowed_is_shadowed_by_the_default() -> None:
    found = report(norms(principle("P1", effect="permit", when="input.yes"), principle("P2", when="input.n > 5")))

    shadowed = verdict(found, Question.NOT_SHADOWED, "P1")
    assert isinstance(shadowed, Refuted)
    assert shadowed.reason == "shadowed by the default, allow"


def test_a_ban_within_what_is_permitted_matters_and_the_overlap_is_noted() -> None:
    permit, ban = principle("P1", effect="permit", when="input.yes"), principle("P2", when="input.n > 5")
    apart = principle("P3", when="input.yes == false")

    found = report(norms(permit, ban, apart, default="deny"))

    assert isinstance(verdict(found, Question.NOT_SHADOWED, "P1"), Proved)
    assert isinstance(verdict(found, Question.NOT_SHADOWED, "P2"), Proved)
    assert [claim.note for claim in found.claims if claim.note] == ["denied in part by P2"]


def test_a_require_that_can_be_met_only_by_breaking_a_ban_is_inconsistent() -> None:
    examples = "  - {expect: deny, input: {n: 6, yes: true}}\n  - {expect: allow, input: {n: 1}}\n"
    must = principle("P1", effect="require", when="input.n > 5", require="input.yes", examples=examples)
    never = principle("P2", when="input.n > 5 && input.yes")

    found = report(norms(must, never))

    conflict = verdict(found, Question.CONSISTENT, "P1")
    assert conflict == Refuted("it can be met only by breaking P2", Witness({"n": 6, "yes": True}, {}))
    assert verdict(report(norms(must)), Question.CONSISTENT, "P1") == Proved(Witness({"n": 6, "yes": True}, {}))


def test_a_permit_is_nothing_that_a_requirement_could_break() -> None:
    must = principle("P1", effect="require", when="input.n > 5", require="input.yes")

    found = report(norms(must, principle("P2", effect="permit", when="input.n > 5"), default="deny"))

    answer = verdict(found, Question.CONSISTENT, "P1")
    assert isinstance(answer, Proved)
    assert (answer.witness is not None, answer.reason) == (True, "")


def test_a_ban_of_another_tier_is_no_conflict() -> None:
    must = principle("P1", effect="require", when="input.n > 5", require="input.yes")
    never = principle("P2", when="input.n > 5 && input.yes", tier="hard")

    assert isinstance(verdict(report(norms(must, never)), Question.CONSISTENT, "P1"), Proved)


def test_a_requirement_that_nothing_meets_is_inconsistent_by_itself() -> None:
    found = report(norms(principle("P1", effect="require", when="input.n > 5", require="input.n < 5")))

    conflict = verdict(found, Question.CONSISTENT, "P1")
    assert isinstance(conflict, Refuted)
    assert conflict.reason == "where it is due it cannot be met"
    assert conflict.witness is not None
    assert conflict.witness.input == {"n": 6}


def test_a_requirement_that_is_never_due_is_vacuous() -> None:
    found = report(norms(principle("P1", effect="require", when="input.yes && !input.yes", require="input.n > 5")))

    assert verdict(found, Question.CONSISTENT, "P1") == Vacuous("no valid input makes it due")


MUST = principle("P1", effect="require", require="input.n > 5")
EITHER = (principle("P2", when="!input.yes"), principle("P3", when="input.yes"))


def test_a_requirement_that_can_be_met_with_each_ban_is_consistent_whatever_they_are_together() -> None:
    answer = verdict(report(norms(MUST, *EITHER)), Question.CONSISTENT, "P1")

    assert answer == Proved(reason="with each other principle of its tier, though not with all at once")


def test_a_requirement_of_which_one_ban_is_too_hard_has_no_answer() -> None:
    hard = principle("P4", when="!(input.m * input.m * input.m + input.n * input.n * input.n == 7777)")

    found = report(norms(MUST, *EITHER, hard), rlimit=20_000)

    assert verdict(found, Question.CONSISTENT, "P1") == Undecided("the solver gave up within 20,000 steps")


@pytest.mark.parametrize("violations", [b"0", b'["P1"]', b'[{"name": "P1"}]', b'[{"id": []}]', b'[{"id": "P1"}]'])
def test_a_decision_that_allows_and_tells_something_else_is_refuted(violations: bytes) -> None:
    domain = norms(principle("P1", when="input.yes"))
    path = "policies/lab/decision.rego"
    source = render_domain(domain)[path].data.replace(
        b'"violations": violations', b'"violations": {true: ' + violations + b", false: violations}[allow]"
    )

    found = report(domain, {path: File("100644", source)})

    assert isinstance(verdict(found, Question.COMPLIES, "P1"), Refuted)


def test_rego_that_means_something_else_is_refuted_with_an_input() -> None:
    domain = norms(principle("P1", when="input.n > 5"))
    path = "policies/lab/p1.rego"
    mended = render_domain(domain)[path].data.replace(b"<= 5", b"< 5")

    found = report(domain, {path: File("100644", mended)})

    answer = verdict(found, Question.EQUIVALENT, "P1")
    assert isinstance(answer, Refuted)
    assert answer.witness is not None
    assert answer.witness.input["n"] == 5  # type: ignore[index, call-overload]
    assert answer.witness.answers == {"norm": False, "rego": True}
    assert isinstance(verdict(found, Question.COMPLIES, "P1"), Refuted)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("decision", b"count(violations) == 0", b"count(violations) < 2"),
        ("enforce", b"now_ns >= control_data.not_after", b"now_ns > control_data.not_after"),
        ("enforce", b"count(control_reasons) == 0", b"count(control_reasons) >= 0"),
    ],
)
def test_a_decision_that_lets_through_what_bites_is_refuted(file: str, old: bytes, new: bytes) -> None:
    domain = norms(principle("P1", when="input.yes"))
    path = f"policies/lab/{file}.rego"
    source = render_domain(domain)[path].data
    assert old in source

    found = report(domain, {path: File("100644", source.replace(old, new))})

    answer = verdict(found, Question.COMPLIES, "P1")
    assert isinstance(answer, Refuted)
    assert answer.reason.startswith(file)


def test_a_witness_on_which_opa_decides_otherwise_is_no_proof() -> None:
    domain = norms(principle("P1", when="input.yes"))
    path = "policies/lab/decision.rego"
    source = render_domain(domain)[path].data

    honest = report(domain)
    found = report(domain, {path: File("100644", source.replace(b"count(violations) == 0", b"count(violations) < 2"))})

    for claim in (Question.NOT_VACUOUS, Question.NOT_SHADOWED):
        assert isinstance(verdict(honest, claim, "P1"), Proved)
        assert verdict(found, claim, "P1") == Undecided("the input that was found does not reproduce on OPA")


def test_rules_that_conflict_are_no_answer_where_the_meaning_has_one() -> None:
    domain = norms(principle("P1", when="input.n > 5"))
    path = "policies/lab/p1.rego"
    torn = File(
        "100644", render_domain(domain)[path].data + b"\nbites := false if input.n == 6\n\nbites if input.n == 6\n"
    )

    found = report(domain, {path: torn})

    answer = verdict(found, Question.EQUIVALENT, "P1")
    assert isinstance(answer, Refuted)
    assert answer.reason == "its Rego and its meaning differ: bites is a conflict of rules, and should be true"
    assert answer.witness is not None
    assert answer.witness.input["n"] == 6  # type: ignore[index, call-overload]
    assert answer.witness.answers == {"norm": True, "rego": None}
    complies = verdict(found, Question.COMPLIES, "P1")
    assert isinstance(complies, Refuted)
    assert complies.reason == "decision is a conflict of rules, and the domain has a meaning there"


def test_rego_that_does_not_ship_does_not_count() -> None:
    """A bundle takes what lies in the domain's folder, and nothing deeper: a rule that mends it there is none."""
    domain = norms(principle("P1", when="input.yes"))
    source = render_domain(domain)["policies/lab/decision.rego"].data
    rule = source[source.index(b"violations contains") :]
    files = {
        "policies/lab/decision.rego": source.replace(rule, b"violations := set()\n"),
        "policies/lab/deeper/mended.rego": b"package acgs.lab\n\n" + rule,
    }

    found = report(domain, {path: File("100644", data) for path, data in files.items()})

    assert isinstance(verdict(found, Question.COMPLIES, "P1"), Refuted)


def test_rego_of_another_domain_that_meddles_is_seen() -> None:
    """Domains share a bundle, so they are asked together."""
    domain = norms(principle("P1", when="input.yes"))
    other = dataclasses.replace(norms(), schema=dataclasses.replace(domain.schema, domain=DomainId("zoo")))
    constitution = Constitution({LAB: Domain(LAB, domain.schema, ())}, read_gates({}))
    meddling = File("100644", b"package acgs.lab\n\nallow := true\n")
    policies = {**render_domain(domain), **render_domain(other), "policies/zoo/open.rego": meddling}

    found = prove(constitution, {LAB: domain, DomainId("zoo"): other}, policies, find_opa(), samples=20)

    assert isinstance(verdict(found, Question.COMPLIES, "P1"), Refuted)


def test_a_principle_without_rego_is_not_asked() -> None:
    domain = norms(principle("P1"))
    constitution = Constitution({LAB: Domain(LAB, domain.schema, ())}, read_gates({}))

    with pytest.raises(Misconfigured) as refused:
        prove(constitution, {LAB: domain}, {}, find_opa())

    assert refused.value.code == "not-compiled"


def test_a_report_is_kept_and_comes_back_the_same(tmp_path: Path) -> None:
    domain = norms(principle("P1", when="input.n > 5"), principle("P2", when="input.n > 7"))

    first, again = report(domain, cache=tmp_path / "c"), report(domain, cache=tmp_path / "c")

    assert again == first
    assert len(list((tmp_path / "c").iterdir())) == 1
    assert report_digest(report(domain)) == report_digest(first)


def test_half_a_kept_report_is_asked_anew(tmp_path: Path) -> None:
    domain = norms(principle("P1", when="input.n > 5"))
    first = report(domain, cache=tmp_path)
    kept = next(tmp_path.iterdir())
    kept.write_bytes(kept.read_bytes()[:40])

    assert report_digest(report(domain, cache=tmp_path)) == report_digest(first)


def test_another_policy_is_another_question(tmp_path: Path) -> None:
    domain = norms(principle("P1", when="input.n > 5"))
    report(domain, cache=tmp_path)

    path = "policies/lab/p1.rego"
    mended = render_domain(domain)[path].data.replace(b"<= 5", b"< 5")
    again = report(domain, {path: File("100644", mended)}, cache=tmp_path)

    assert isinstance(verdict(again, Question.EQUIVALENT, "P1"), Refuted)


def test_out_of_steps_is_no_answer_and_the_same_each_time() -> None:
    hard = principle(
        "P1", when="has(input.n) && has(input.m) && input.n * input.n * input.n + input.m * input.m == 7777"
    )

    answers = {verdict(report(norms(hard), rlimit=2_000), Question.NOT_VACUOUS, "P1") for _ in range(2)}

    assert answers == {Undecided("the solver gave up within 2,000 steps")}


def test_the_time_that_it_took_is_not_in_the_digest() -> None:
    claim = Claim(Question.CONSISTENT, LAB, PrincipleId("P1"), Proved(), 5)

    assert report_digest(ProofReport((claim,))) == report_digest(
        ProofReport((dataclasses.replace(claim, elapsed_ms=9),))
    )


def test_a_kill_switch_that_needs_no_switch_shadows_the_change_windows() -> None:
    """Of our own 24 principles: A24 without `input.gateway.stopped` covers A11."""
    whole = agent_tools()
    wide = read_condition(declare(whole.schema), "!input.call.read_only")
    widened = (dataclasses.replace(n, when=wide) if n.principle.id == "A24" else n for n in whole.norms)
    domain = dataclasses.replace(whole, norms=tuple(widened))
    modules = {path: file.data for path, file in render_domain(domain).items() if not path.endswith("_test.rego")}
    with Solver() as solver, Decider(find_opa(), modules) as decider:
        desk = Desk(whole.schema.domain, domain, solver, decider)
        answer = not_shadowed(desk, next(n for n in domain.norms if n.principle.id == "A11"))

    assert isinstance(answer, Refuted)
    assert answer.reason == "shadowed by A24"
