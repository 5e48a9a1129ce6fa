"""What a change does to requests: found by Z3, decided by a real OPA on either side."""

from collections.abc import Mapping

import pytest

from acgs.constitution.catalogue import Domain
from acgs.constitution.principle import Json, Principle
from acgs.names import DomainId, File, PrincipleId
from acgs.norms.norm import DomainNorms, read_norms
from acgs.proof.changes import DOMAIN, Difference, Direction, Unknown
from acgs.proof.difference import Side, diff
from acgs.proof.solve import Solver
from acgs.rego.opa import find_opa
from acgs.synthesis.compiled import compile_all
from support.norms import DOCUMENT, norms, principle, schema

ALLOWED, DENIED = Direction.NEWLY_ALLOWED, Direction.NEWLY_DENIED

PAYMENT = """\
  - {expect: allow, why: the limit is exclusive, input: {s: payment, n: 70, who: {name: ana}}}
  - {expect: deny, why: above the limit, input: {s: payment, n: 250, who: {name: ana}}}
"""


def side(domain: DomainNorms | None) -> Side:
    meant: Mapping[DomainId, DomainNorms] = {} if domain is None else {DomainId("lab"): domain}
    return Side(meant, compile_all(meant))


def domain(document: Mapping[str, object], *principles: Principle) -> DomainNorms:
    return read_norms(Domain(DomainId("lab"), schema(document), principles))


def compared(base: DomainNorms | None, head: DomainNorms | None, *, any_json: bool = False) -> Difference:
    return diff(side(base), side(head), find_opa(), any_json=any_json)


def changes(found: Difference) -> list[tuple[str, Direction, Json]]:
    assert not found.unknown
    return [(each.principle, each.direction, each.witness.input) for each in found.changes]


def limit(condition: str) -> Principle:
    return principle("P1", when=f'input.s == "payment" && {condition}', examples=PAYMENT)


def test_a_limit_that_becomes_inclusive_newly_denies_exactly_the_boundary() -> None:
    found = compared(norms(limit("input.n > 100")), norms(limit("input.n >= 100")))

    assert changes(found) == [("P1", DENIED, {"s": "payment", "n": 100, "who": {"name": "ana"}})]
    assert found.verdict == "changed"


def test_the_answers_of_both_sides_are_those_of_opa() -> None:
    found = compared(norms(limit("input.n > 100")), norms(limit("input.n >= 100")))

    assert found.changes[0].witness.answers == {
        "base": {"allow": True, "violations": [], "warnings": []},
        "head": {"allow": False, "violations": [{"id": "P1", "message": "Title of P1"}], "warnings": []},
    }


def test_a_limit_that_moves_up_newly_allows_the_smallest_amount_in_between() -> None:
    found = compared(norms(limit("input.n > 100")), norms(limit("input.n > 300")))

    assert changes(found) == [("P1", ALLOWED, {"s": "payment", "n": 250, "who": {"name": "ana"}})]


def test_a_witness_changes_as_few_fields_of_an_example_as_can_be_and_makes_them_small() -> None:
    found = compared(norms(limit("input.n > 1000")), norms(limit("input.n > 1000 || input.n < -20 && input.m > 3")))

    assert changes(found) == [("P1", DENIED, {"s": "payment", "n": -21, "who": {"name": "ana"}})]


def test_a_principle_that_comes_denies_and_one_that_goes_allows() -> None:
    one, other = principle("P1", when="input.n > 5"), principle("P2", when="input.m > 5")

    assert [c[:2] for c in changes(compared(norms(one), norms(one, other)))] == [("P2", DENIED)]
    assert [c[:2] for c in changes(compared(norms(one, other), norms(one)))] == [("P2", ALLOWED)]


def test_both_directions_of_one_principle_are_shown() -> None:
    found = compared(norms(principle("P1", when="input.n > 5")), norms(principle("P1", when="input.n < 5")))

    assert {c[:2] for c in changes(found)} == {("P1", ALLOWED), ("P1", DENIED)}


@pytest.mark.parametrize("any_json", [False, True])
def test_a_refactoring_changes_nothing(*, any_json: bool) -> None:
    before = principle("P1", when="!(input.n <= 5 || input.yes)")
    after = principle("P1", when="input.n > 5 && !input.yes", title="The same in other words")

    assert compared(norms(before), norms(after), any_json=any_json) == Difference()


def test_a_refactoring_over_valid_inputs_may_change_what_is_asked_of_others() -> None:
    """Where `no` is there and valid it is a bool, and then the addition is false."""
    before = principle("P1", when="input.yes")
    after = principle("P1", when="input.yes || has(input.no) && input.no && !input.no")

    assert compared(norms(before), norms(after)).verdict == "unchanged"
    assert [c[:2] for c in changes(compared(norms(before), norms(after), any_json=True))] == [("P1", DENIED)]


def test_a_ban_that_bites_where_there_is_no_object_is_shown_without_an_input() -> None:
    before, after = principle("P1", when="false"), principle("P1", when="has(input.n) && !has(input.n)")

    found = compared(norms(before), norms(after), any_json=True)

    assert changes(found) == [("P1", DENIED, None)]
    assert not found.changes[0].witness.has_input
    assert compared(norms(before), norms(after)) == Difference()


def test_what_is_too_hard_in_a_change_is_unknown_and_named() -> None:
    hard = "has(input.n) && has(input.m) && input.n * input.n * input.n + input.m * input.m == 7777"
    base, head = norms(principle("P1", when="input.yes")), norms(principle("P1", when=hard))

    with Solver(rlimit=20_000) as solver:
        found = diff(side(base), side(head), find_opa(), solver=solver)

    gave_up = Unknown(DomainId("lab"), PrincipleId("P1"), DENIED, "the solver gave up within 20,000 steps")
    assert found.unknown == (gave_up,)
    assert [(each.principle, each.direction) for each in found.changes] == [("P1", ALLOWED)]
    assert found.verdict == "could not tell"


def test_a_ban_that_only_warns_allows_what_it_denied() -> None:
    found = compared(norms(principle("P1", when="input.yes")), norms(principle("P1", when="input.yes", mode="warn")))

    assert [c[:2] for c in changes(found)] == [("P1", ALLOWED)]


def test_a_permit_that_is_narrowed_denies_and_one_that_is_widened_allows() -> None:
    wide, narrow = (principle("P1", effect="permit", when=when) for when in ("input.n > 5", "input.n > 7"))

    denied = compared(norms(wide, default="deny"), norms(narrow, default="deny"))
    allowed = compared(norms(narrow, default="deny"), norms(wide, default="deny"))

    assert changes(denied) == [("P1", DENIED, {"n": 6})]
    assert changes(allowed) == [("P1", ALLOWED, {"n": 6})]


def test_of_two_permits_that_go_each_answers_for_what_it_permitted_itself() -> None:
    def permit(name: str, when: str) -> Principle:
        examples = "  - {expect: allow, input: {n: 6, yes: false}}\n  - {expect: deny, input: {yes: false}}\n"
        return principle(name, effect="permit", when=when, examples=examples)

    one, other = permit("P1", "input.yes"), permit("P2", "input.n > 5")

    found = compared(norms(one, other, default="deny"), norms(default="deny"))

    assert changes(found) == [("P1", DENIED, {"n": 6, "yes": True}), ("P2", DENIED, {"n": 6, "yes": False})]


def test_an_example_of_another_principle_is_a_witness_if_the_culprit_s_own_are_none() -> None:
    def ban(name: str, when: str, shown: str) -> Principle:
        examples = f"  - {{expect: allow, input: {shown}}}\n  - {{expect: deny, input: {{n: 8, m: 1}}}}\n"
        return principle(name, when=when, examples=examples)

    before = ban("P1", "input.m == 1", "{n: 7, m: 3}")

    found = compared(norms(before), norms(before, ban("P2", "input.n > 5", "{n: 1}")))

    assert changes(found) == [("P2", DENIED, {"n": 7, "m": 3})]


def test_a_permit_that_becomes_a_ban_has_one_witness() -> None:
    before, after = principle("P1", effect="permit", when="input.yes"), principle("P1", when="input.no")
    other = principle("P2", effect="permit", when="input.n > 5")

    found = compared(norms(before, other, default="deny"), norms(after, other, default="deny"))

    assert [c[:2] for c in changes(found)] == [("P1", DENIED)]


def test_another_message_title_or_example_changes_nothing() -> None:
    before, after = (principle("P1", when="input.yes", message=text, title=text) for text in ("one", "other"))

    assert compared(norms(before), norms(after)) == Difference()


def test_a_list_that_may_be_longer_is_read_where_it_was_unknown() -> None:
    """At one more element than before, the ban knew nothing, and so it bit."""
    ban = principle("P1", when="input.numbers.exists(x, x > 5)")
    longer = {**DOCUMENT["properties"], "numbers": {"type": "array", "maxItems": 5, "items": {"type": "integer"}}}

    found = compared(norms(ban), domain({**DOCUMENT, "properties": longer}, ban))

    assert changes(found) == [("P1", ALLOWED, {"numbers": [0] * 5})]


def test_another_type_is_another_meaning() -> None:
    ban = principle("P1", when="has(input.s) && has(input.labels)")
    other = {**DOCUMENT["properties"], "labels": {"type": "object", "additionalProperties": {"type": "integer"}}}
    read = principle("P1", when="input.labels.a == input.labels.b")

    assert compared(norms(ban), domain({**DOCUMENT, "properties": other}, ban)).verdict == "unchanged"
    assert {c[1] for c in changes(compared(norms(read), domain({**DOCUMENT, "properties": other}, read)))} == {
        ALLOWED,
        DENIED,
    }


def test_a_hard_tier_is_no_other_decision() -> None:
    before, after = (principle("P1", when="input.yes", tier=tier) for tier in ("standard", "hard"))

    assert compared(norms(before), norms(after)) == Difference()


def test_another_default_is_answered_for_by_nobody_s_permit() -> None:
    ban = principle("P1", when="has(input.n) && input.n > 5")

    found = compared(norms(ban), norms(ban, default="deny"))

    assert [c[:2] for c in changes(found)] == [("acgs:no-permit", DENIED)]


def test_a_change_that_another_ban_hides_is_none() -> None:
    cover = principle("P2", when="input.n > 5")

    found = compared(norms(cover, limit("input.n > 50")), norms(cover, limit("input.n > 60")))

    assert found.verdict == "unchanged"


def test_a_domain_that_comes_allows_and_one_that_goes_denies() -> None:
    domain = norms(principle("P1", when="input.n > 5"))

    assert [c[:2] for c in changes(compared(None, domain))] == [(DOMAIN, ALLOWED)]
    assert [c[:2] for c in changes(compared(domain, None))] == [(DOMAIN, DENIED)]


def test_a_string_is_as_short_as_can_be() -> None:
    before, after = (
        principle("P1", when="input.no"),
        principle("P1", when='input.no || has(input.s) && input.s.startsWith("rm ")'),
    )

    found = compared(norms(before), norms(after))

    assert [each["s"] for _, _, each in changes(found) if isinstance(each, dict)] == ["rm "]


def test_a_witness_about_time_holds_a_date() -> None:
    since = 'timestamp(input.at) > timestamp("{}-01-01T00:00:00Z")'
    before, after = (principle("P1", effect="permit", when=since.format(year)) for year in (2030, 2031))

    found = compared(norms(before, default="deny"), norms(after, default="deny"))

    assert changes(found) == [("P1", DENIED, {"at": "2030-01-01T00:00:00.000000001Z"})]


def test_rego_that_is_not_the_norm_makes_it_could_not_tell() -> None:
    base, head = norms(limit("input.n > 100")), norms(limit("input.n >= 100"))

    lab = DomainId("lab")
    for sides in (
        (side(base), Side({lab: head}, compile_all({lab: base}))),
        (Side({lab: base}, compile_all({lab: head})), side(head)),
    ):
        found = diff(*sides, find_opa())

        assert (found.verdict, found.changes) == ("could not tell", ())
        assert "compile --check" in found.unknown[0].reason


def committed(domain: DomainNorms, rego: DomainNorms | None, message: bytes = b"") -> Side:
    """Return a side that means `domain`, with the Rego of `rego`, each message of it changed to `message`."""
    lab = DomainId("lab")
    files = compile_all({lab: rego}) if rego else {}
    policies = {path: File(file.mode, file.data.replace(b"Title of P1", message)) for path, file in files.items()}
    return Side({lab: domain}, policies, compile_all({lab: domain}))


def test_each_side_is_decided_by_its_own_rego_where_that_means_the_same() -> None:
    """What ships is the Rego that is there, whatever this version would write."""
    base, head = norms(limit("input.n > 100")), norms(limit("input.n >= 100"))

    found = diff(committed(base, base), committed(head, head, b"as it ships"), find_opa())

    assert found.changes[0].witness.answers["head"] == {
        "allow": False,
        "violations": [{"id": "P1", "message": "as it ships"}],
        "warnings": [],
    }
    assert found.not_compiled == ()


def test_a_side_whose_rego_is_stale_or_missing_is_decided_by_what_compiling_gives_and_named() -> None:
    base, head = norms(limit("input.n > 100")), norms(limit("input.n >= 100"))

    found = diff(committed(base, None), committed(head, base), find_opa())

    assert changes(found) == [("P1", DENIED, {"s": "payment", "n": 100, "who": {"name": "ana"}})]
    assert found.not_compiled == ("base", "head")
    assert diff(committed(base, None), committed(head, head), find_opa()).not_compiled == ("base",)
