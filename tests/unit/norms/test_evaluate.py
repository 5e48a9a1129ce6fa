"""The meaning, sentence by sentence."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from acgs.constitution.principle import Json
from acgs.norms.condition import INT_MAX, INT_MIN
from acgs.norms.evaluate import ABSENT, NO_PERMIT, Decision, Document, Finding, Truth, applies, bites, decide, evaluate
from support.norms import norm, norms, principle, read, truth

TRUE, FALSE, UNKNOWN = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN
BOTH: dict[str, Json] = {"yes": True, "no": False}


@pytest.mark.parametrize("document", [ABSENT, None, 5, "input", [], [{"yes": True}]])
def test_no_input_or_one_that_is_no_object_makes_every_access_unknown(document: Document) -> None:
    assert [truth(text, document) for text in ("input.yes", "has(input.yes)", "true")] == [UNKNOWN, UNKNOWN, TRUE]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("input.n == 1", None),
        ("input.n == 1", "1"),
        ("input.n == 1", True),
        ("input.n == 1", Decimal("1.5")),
        ("input.n == 1", 2**63),
        ("input.n == 1", Decimal("1E+400")),
        ("input.n == 1", [1]),
        ("input.n != 1", {}),
    ],
)
def test_a_mistyped_fact_is_unknown(text: str, value: Json) -> None:
    assert (truth(text, {"n": value}), truth(text, {})) == (UNKNOWN, UNKNOWN)


@pytest.mark.parametrize("one", [1, Decimal("1.0"), Decimal("1E0"), Decimal("10E-1"), Decimal("1.000")])
def test_a_number_is_the_integer_that_it_equals_however_spelt(one: Json) -> None:
    assert truth("input.n == 1 && [1].exists(x, x == input.n)", {"n": one}) is TRUE


def test_negative_zero_is_zero() -> None:
    assert truth("input.n == 0", {"n": Decimal("-0.0")}) is TRUE


@pytest.mark.parametrize("value", [INT_MIN, INT_MAX])
def test_int64_reaches_to_its_ends(value: int) -> None:
    assert truth(f"input.n == {value}", {"n": value}) is TRUE
    assert truth("input.n == 0", {"n": value + (1 if value > 0 else -1)}) is UNKNOWN


def test_a_string_with_nul_is_mistyped_and_strings_are_never_normalised() -> None:
    assert truth("input.s == 'a'", {"s": "a\0"}) is UNKNOWN
    assert truth("input.s == '\u00e9'", {"s": "e\u0301"}) is FALSE


def test_strings_are_ordered_and_counted_by_code_point() -> None:
    assert truth("input.s > '\uffff' && size(input.s) == 1", {"s": "\U0001f600"}) is TRUE


@pytest.mark.parametrize(
    ("left", "right", "conjunction", "disjunction"),
    [
        ("yes", "yes", TRUE, TRUE),
        ("yes", "no", FALSE, TRUE),
        ("no", "no", FALSE, FALSE),
        ("yes", "who.age == 1", UNKNOWN, TRUE),
        ("no", "who.age == 1", FALSE, UNKNOWN),
        ("who.age == 1", "who.age == 1", UNKNOWN, UNKNOWN),
    ],
)
def test_and_and_or_absorb_unknowns(left: str, right: str, conjunction: Truth, disjunction: Truth) -> None:
    for one, other in ((left, right), (right, left)):
        found = [truth(f"input.{one} {op} input.{other}", BOTH) for op in ("&&", "||")]
        assert found == [conjunction, disjunction]


def test_not_of_unknown_is_unknown() -> None:
    assert [truth(f"!{operand}", BOTH) for operand in ("input.yes", "input.no", "(input.n == 1)")] == [
        FALSE,
        TRUE,
        UNKNOWN,
    ]


def test_the_branch_not_taken_is_not_looked_at() -> None:
    assert truth("(input.yes ? 1 : input.n) == 1", BOTH) is TRUE
    assert truth("(input.no ? 1 : input.n) == 1", BOTH) is UNKNOWN
    assert truth("(input.n == 1 ? true : true)", BOTH) is UNKNOWN


@pytest.mark.parametrize(
    ("numbers", "some", "every", "one"),
    [
        ([], FALSE, TRUE, FALSE),
        ([1], TRUE, TRUE, TRUE),
        ([2], FALSE, FALSE, FALSE),
        ([1, 2], TRUE, FALSE, TRUE),
        ([1, 1], TRUE, TRUE, FALSE),
        ([1, "x"], TRUE, UNKNOWN, UNKNOWN),
        (["x", 2], UNKNOWN, FALSE, UNKNOWN),
        ([1, 1, None], TRUE, UNKNOWN, UNKNOWN),
        (None, UNKNOWN, UNKNOWN, UNKNOWN),
        ({"0": 1}, UNKNOWN, UNKNOWN, UNKNOWN),
        ([1] * 5, UNKNOWN, UNKNOWN, UNKNOWN),
    ],
)
def test_exists_and_all_absorb_unknowns_and_exists_one_is_strict(
    numbers: Json, some: Truth, every: Truth, one: Truth
) -> None:
    found = [
        truth(f"input.numbers.{loop}(x, x == 1)", {"numbers": numbers}) for loop in ("exists", "all", "exists_one")
    ]

    assert found == [some, every, one]


def test_an_element_is_looked_at_only_where_it_is_read() -> None:
    assert truth("input.numbers.exists(x, true) && size(input.numbers) == 1", {"numbers": ["x"]}) is TRUE


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[input.n, 1].exists(x, x == 1)", UNKNOWN),
        ("[input.n, 1].all(x, x == 2)", UNKNOWN),
        ("size([input.n]) == 1", UNKNOWN),
        ("1 in [1, input.n]", UNKNOWN),
        ("input.n in [1]", UNKNOWN),
        ("[1, 2].exists(x, x == 2)", TRUE),
        ("size([1, 2]) == 2", TRUE),
        ("2 in [1, 2]", TRUE),
    ],
)
def test_a_list_literal_with_an_unknown_element_is_unknown(text: str, found: Truth) -> None:
    assert truth(text, {}) is found


@pytest.mark.parametrize(
    ("numbers", "found"),
    [
        ([1, 2], TRUE),
        ([2], FALSE),
        ([], FALSE),
        ([1, "x"], UNKNOWN),
        (["1"], UNKNOWN),
        ([2] * 5, UNKNOWN),
        ("1", UNKNOWN),
    ],
)
def test_in_looks_at_every_element(numbers: Json, found: Truth) -> None:
    assert truth("1 in input.numbers", {"numbers": numbers}) is found


@pytest.mark.parametrize(
    ("who", "found"),
    [({"age": None}, TRUE), ({"age": 5}, TRUE), ({}, FALSE), (None, UNKNOWN), ([], UNKNOWN), ("age", UNKNOWN)],
)
def test_has_asks_for_the_key_whatever_its_value(who: Json, found: Truth) -> None:
    assert truth("has(input.who.age)", {"who": who}) is found
    assert truth("has(input.who.age)", {}) is UNKNOWN


def test_maps_are_read_by_key_and_extra_fields_are_ignored() -> None:
    facts: Json = {"labels": {"a": "x", "b": 5}, "more": None}

    found = [truth(f"input.labels.{key} == 'x'", facts) for key in ("a", "b", "c")]

    assert found == [TRUE, UNKNOWN, UNKNOWN]


def test_an_index_beyond_the_list_is_unknown() -> None:
    assert [truth(f"input.names[{i}] == 'a'", {"names": ["a", "b"]}) for i in range(3)] == [TRUE, FALSE, UNKNOWN]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("input.n + 1 > 0", UNKNOWN),
        ("input.n - 1 > 0", TRUE),
        ("input.n * 2 > 0", UNKNOWN),
        ("-(-input.n - 1) == 0", UNKNOWN),
        ("(-input.n - 1) / -1 == 0", UNKNOWN),
        ("(-input.n - 1) % -1 == 0", UNKNOWN),
        ("(-input.n - 1) / 2 == -4611686018427387904", TRUE),
        ("(-input.n - 1) % 2 == 0", TRUE),
    ],
)
def test_arithmetic_that_leaves_int64_is_unknown(text: str, found: Truth) -> None:
    assert truth(text, {"n": INT_MAX}) is found


@pytest.mark.parametrize(
    ("n", "divisor", "quotient", "rest"), [(7, 2, 3, 1), (-7, 2, -3, -1), (7, -2, -3, 1), (-7, -2, 3, -1)]
)
def test_division_truncates(n: int, divisor: int, quotient: int, rest: int) -> None:
    assert truth(f"input.n / {divisor} == {quotient} && input.n % {divisor} == {rest}", {"n": n}) is TRUE


def test_string_tests() -> None:
    facts: Json = {"s": "abc", "t": ""}

    assert truth("input.s.startsWith('ab') && input.s.endsWith('bc') && input.s.contains('b')", facts) is TRUE
    assert truth("input.s.startsWith(input.t) && !input.t.contains(input.s)", facts) is TRUE


def test_timestamps_are_instants_and_their_fields_strings() -> None:
    facts: dict[str, Json] = {"at": "2026-01-01T01:00:00+01:00", "due": "2026-01-01T00:00:00.000Z"}

    assert truth("timestamp(input.at) == timestamp(input.due) && input.at != input.due", facts) is TRUE
    assert truth("timestamp(input.at) < timestamp('2026-01-01T00:00:00.000000001Z')", facts) is TRUE
    assert truth("timestamp(input.at) == timestamp(input.due)", {**facts, "at": "2026-01-01t00:00:00Z"}) is UNKNOWN


def test_a_forbid_bites_unless_when_is_false_or_unless_is_true() -> None:
    found = norm(when="input.yes", unless="input.no")

    assert bites(found, {}) is True
    assert bites(found, {"yes": False}) is False
    assert bites(found, {"no": True}) is False
    assert bites(found, {"yes": True, "no": False}) is True


def test_a_require_bites_unless_its_requirement_is_true() -> None:
    found = norm(effect="require", require="input.n == 1")

    assert [bites(found, {"n": n}) for n in (1, 2, "1")] == [False, True, True]
    assert bites(found, ABSENT) is True


def test_a_permit_applies_only_if_it_is_sure() -> None:
    found = norm(effect="permit", when="input.yes", unless="input.no")

    assert applies(found, {"yes": True, "no": False}) is True
    unsure: list[Json] = [{"yes": True}, {"no": False}, {"yes": True, "no": True}]
    assert [applies(found, facts) for facts in unsure] == [False] * 3


def test_a_domain_that_allows_denies_what_an_enforced_principle_bites() -> None:
    unmet = principle("P3", effect="permit", when="false")
    found = norms(principle("P1", when="input.yes", message="no"), principle("P2", when="input.no", mode="warn"), unmet)

    decision = decide(found, {"yes": True, "no": True})

    assert decision.allow is False
    assert decision.violations == {Finding("P1", "no")}
    assert decision.warnings == {Finding("P2", "Title of P2")}
    assert decide(found, {"yes": False, "no": True}).allow is True


def test_a_domain_that_denies_allows_what_a_permit_applies_to_and_nothing_bites() -> None:
    found = norms(principle("P1", when="input.yes"), principle("P2", effect="permit", when="input.no"), default="deny")

    facts: list[Json] = [{"yes": y, "no": n} for y, n in ((False, True), (True, True), (False, False), (True, False))]
    allowed, forbidden, unmet, both = (decide(found, each) for each in facts)

    assert allowed == Decision(allow=True, violations=frozenset(), warnings=frozenset())
    assert forbidden == Decision(
        allow=False, violations=frozenset({Finding("P1", "Title of P1")}), warnings=frozenset()
    )
    assert unmet == Decision(allow=False, violations=frozenset({NO_PERMIT}), warnings=frozenset())
    assert both.violations == {*forbidden.violations, NO_PERMIT}


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.decimals(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: (
        st.lists(inner, max_size=6)
        | st.dictionaries(
            st.sampled_from(["yes", "n", "s", "who", "age", "people", "names", "labels", "at"]) | st.text(),
            inner,
            max_size=6,
        )
    ),
    max_leaves=25,
)
_EVERYTHING = read(
    "input.yes || input.who.age / 3 > -input.n && has(input.who.name) || input.s.contains(input.names[1])"
    " || input.people.exists(p, p.tags.exists_one(t, t in input.names)) || input.labels.k == 'a'"
    " || timestamp(input.at) < timestamp('2026-01-01T00:00:00Z') || size(input.names) == size(input.s)"
)


@settings(deadline=None)
@given(document=_JSON)
def test_the_evaluator_answers_on_any_json(document: Json) -> None:
    assert evaluate(_EVERYTHING, document) in Truth
