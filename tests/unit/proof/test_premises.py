"""Every input that a schema admits satisfies what is read of it: else claims over valid inputs would be wrong."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from acgs.constitution.principle import Answer, Json
from acgs.constitution.schema import Record, Schema
from acgs.constitution.validity import is_valid
from acgs.digest import sha256
from acgs.names import DomainId
from acgs.norms.evaluate import Absent
from acgs.proof.meaning import Meaning
from acgs.proof.places import Place
from acgs.proof.premises import Premises, equal_here
from acgs.proof.rebuild import at
from acgs.proof.solve import Answer as Answered
from acgs.proof.solve import Solver

NUMBERS = (-1, 0, 1, 2, Decimal("1.0"), Decimal("1.5"), 2**63, -(2**70), Decimal("1E+30"))
STRINGS = ("", "a", "ab", "abc", "b", "a.b", "a\0", "éa", "A-1")
PATTERNS = (
    *("^a", "^ab$", "^ab?$", "ab*", "^a{0,1}b", "a\\.b", "^(a|b)$", "a|b", "^[ab]+$", "b$", "^ab+", "(?i)^A", "^$"),
    *("a?", "^(?:a)?b", "^(?!a)", "a\\b", "\\Aab", "x*ab", "^a-", "[^a]"),
)  # fmt: skip


@pytest.fixture(scope="module")
def solver() -> Iterator[Solver]:
    with Solver() as running:
        yield running


SCALARS: st.SearchStrategy[Json] = st.one_of(
    st.none(), st.booleans(), st.sampled_from(NUMBERS), st.sampled_from(STRINGS)
)
DOCUMENTS: st.SearchStrategy[Json] = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(list), st.dictionaries(st.sampled_from("ab"), inner, max_size=2).map(dict)
    ),
    max_leaves=6,
)


def _schemas(depth: int) -> st.SearchStrategy[Json]:
    inner: st.SearchStrategy[Json] = (
        _schemas(depth - 1) if depth else st.sampled_from([True, False, {"type": "string"}, {}])
    )
    bound = st.sampled_from(NUMBERS[:6])
    size = st.integers(0, 3)
    optional: dict[str, st.SearchStrategy[Any]] = {
        "type": st.sampled_from(["boolean", "integer", "string", "array", "object", "number", "null"]),
        "enum": st.lists(DOCUMENTS, min_size=1, max_size=3).map(list),
        "const": DOCUMENTS,
        **dict.fromkeys(("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"), bound),
        **dict.fromkeys(("minLength", "maxLength", "minItems", "maxItems"), size),
        "pattern": st.sampled_from(PATTERNS),
        "items": inner,
        "prefixItems": st.lists(inner, min_size=1, max_size=2).map(list),
        "properties": st.dictionaries(st.sampled_from("ab"), inner).map(dict),
        "patternProperties": st.just({"^a": {"type": "integer"}}),
        "additionalProperties": inner,
        "required": st.lists(st.sampled_from("abc"), unique=True, max_size=2).map(list),
        **dict.fromkeys(("allOf", "anyOf", "oneOf"), st.lists(inner, min_size=1, max_size=2).map(list)),
        **dict.fromkeys(("not", "if", "then", "else"), inner),
        "$ref": st.sampled_from(["#/$defs/one", "#/$defs/two"]),
    }
    keys = st.lists(st.sampled_from(sorted(optional)), max_size=4, unique=True)
    return keys.flatmap(lambda chosen: st.fixed_dictionaries({key: optional[key] for key in chosen}).map(dict))


def _is_closed(schema: Json) -> bool:
    return isinstance(schema, dict) and "$ref" not in schema


@st.composite
def schemas(draw: st.DrawFn) -> dict[str, Json]:
    document = draw(_schemas(2))
    assert isinstance(document, dict)
    two: dict[str, Json] = {"type": "object", "required": ["a"]}
    return {**document, "$defs": {"one": draw(_schemas(0).filter(_is_closed)), "two": two}}


def _look(place: Place, depth: int) -> None:
    if depth:
        for below in (place.member("a"), place.member("b"), place.element(0), place.element(1)):
            _look(below, depth - 1)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(document=schemas(), value=DOCUMENTS)
def test_what_a_schema_admits_satisfies_its_premises(solver: Solver, document: dict[str, Json], value: Json) -> None:
    schema = Schema(DomainId("d"), "", sha256(repr(document).encode()), Record({}), Answer.ALLOW, document)
    if not is_valid(schema, value):
        return

    assert _answer(solver, document, value) == "sat"


def _answer(solver: Solver, document: Json, value: Json) -> Answered:
    """Return whether the premises of `document` hold of `value`."""
    meaning = Meaning()
    _look(meaning.root, 2)
    admitted = Premises(meaning.script, meaning.texts, document).admits(meaning.root, document)
    for place in meaning.root.all():
        there = at(value, place.path)
        missing = meaning.script.neg(place.present)
        meaning.script.require(
            missing if isinstance(there, Absent) else equal_here(meaning.script, meaning.texts, place, there)
        )
    meaning.script.require(admitted)
    meaning.texts.assert_facts()
    return solver.load(meaning.script.text)


@pytest.mark.parametrize(
    ("pattern", "texts", "others"),
    [
        ("^ab", ("ab", "abc"), ("xab", "a", "")),
        ("ab", ("ab", "xabx"), ("a", "xb")),
        ("^ab?$", ("a", "ab"), ("b",)),
        ("^ab*", ("a", "abb"), ("b",)),
        ("^ab{0,1}", ("a", "ab"), ("b",)),
        ("^ab+", ("ab", "abb"), ("a",)),
        ("a\\.b", ("xa.bx",), ("axb",)),
        ("^a|b", ("a", "b", "xb"), ()),
        ("(ab)?", ("ab", "x", ""), ()),
        ("[ab]", ("a", "xb"), ()),
    ],
)
def test_a_pattern_admits_all_that_it_finds_and_refuses_what_its_plain_part_is_not_in(
    solver: Solver, pattern: str, texts: tuple[str, ...], others: tuple[str, ...]
) -> None:
    document: Json = {"type": "string", "pattern": pattern}

    assert all(re.search(pattern, text) for text in texts)
    assert [_answer(solver, document, text) for text in texts] == ["sat"] * len(texts)
    assert [_answer(solver, document, other) for other in others] == ["unsat"] * len(others)


def test_a_reference_is_read_as_json_schema_reads_it(solver: Solver) -> None:
    definitions: Json = {"a b": {"type": "string"}, "a%20b": {"type": "integer"}}
    document: Json = {"$defs": definitions, "properties": {"a": {"$ref": "#/$defs/a%20b"}}}

    assert _answer(solver, document, {"a": "x"}) == "sat"
    assert _answer(solver, document, {"a": 1}) == "unsat"


@pytest.mark.parametrize(
    "schema",
    [
        *({"properties": ["a"], "required": ["a"]}, {"properties": {"a": False}, "required": {"b": True}}),
        *(
            {"$ref": "other.json#/$defs/no"},
            {"$ref": "#/$defs/none"},
            {"$ref": "#/$defs/none/at/all"},
            {"$ref": "#/required/0/type"},
        ),
        {"allOf": [{"type": "object"}], "properties": {"a": {"$ref": "#/allOf/0"}}},
    ],
)
@pytest.mark.parametrize("value", [{}, {"a": 1}, {"a": {}}])
def test_what_is_not_read_of_a_schema_admits_everything(solver: Solver, schema: dict[str, Json], value: Json) -> None:
    assert _answer(solver, {**schema, "$defs": {"no": False}}, value) == "sat"


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        ({"type": "integer", "minimum": Decimal("0.5")}, 0),
        ({"type": "integer", "exclusiveMaximum": 3}, 3),
        ({"type": "integer", "enum": [1, 2]}, 3),
        ({"type": "string", "enum": ["a"]}, "b"),
        ({"type": "string", "minLength": 2}, "a"),
        ({"type": "string", "pattern": "^/srv/"}, "/opt/a"),
        ({"type": "array", "maxItems": 1}, [1, 2]),
        ({"type": "array", "items": {"type": "integer"}}, ["a"]),
        ({"type": "object", "required": ["a"]}, {}),
        ({"type": "object", "properties": {"a": {"$ref": "#/$defs/one"}}}, {"a": 1}),
        ({"allOf": [{"type": "integer"}, {"minimum": 2}]}, 1),
        ({"oneOf": [{"type": "integer"}, {"type": "string"}]}, True),
    ],
)
def test_what_is_read_of_a_schema_narrows(solver: Solver, schema: dict[str, Json], value: Json) -> None:
    assert _answer(solver, schema | {"$defs": {"one": {"type": "string"}}}, value) == "unsat"
