"""Directed inputs: always the same, at every boundary, both answers frequent."""

from collections import Counter
from decimal import Decimal

import pytest

from acgs.constitution.document import read_json, write_json
from acgs.constitution.principle import Json
from acgs.norms.evaluate import fires
from acgs.norms.samples import directed
from support.agent_tools import agent_tools
from support.norms import norms, principle

EXAMPLES = (
    "  - {expect: allow, input: {yes: false}}\n  - {expect: deny, input: {yes: true, n: 5, s: abc, names: [a]}}\n"
)


def values(condition: str, field: str) -> list[Json]:
    domain = norms(principle(when=condition, examples=EXAMPLES))
    inputs = directed(domain, domain.norms[0], 1_500, 1)
    return [each[field] for each in inputs if isinstance(each, dict) and field in each]


def test_one_seed_gives_one_list_and_another_gives_another() -> None:
    domain = norms(principle(examples=EXAMPLES), principle("P2", when="input.n > 3", examples=EXAMPLES))

    first, again, other = (directed(domain, None, 200, seed) for seed in (1, 1, 2))

    assert [write_json(each) for each in first] == [write_json(each) for each in again]
    assert first != other
    assert len(first) == 200


def test_an_integer_stands_at_its_literal_and_on_either_side() -> None:
    found = [value for value in values("input.n > 700", "n") if isinstance(value, int)]

    assert {699, 700, 701, 2**63 - 1, 2**63, -(2**63), -(2**63) - 1} <= set(found)


def test_an_integer_is_spelt_in_other_ways_and_is_mistyped() -> None:
    found = values("input.n > 700", "n")

    assert any(isinstance(value, Decimal) and value == 700 for value in found)
    assert {type(value) for value in found} == {type(None), bool, int, Decimal, str, list, dict}


def test_a_string_stands_at_its_literal_a_letter_more_and_a_letter_less() -> None:
    found = [value for value in values("input.s.startsWith('https://')", "s") if isinstance(value, str)]

    assert {"https://", "https:/", "ttps://", "https://a", "ahttps://"} <= set(found)


def test_a_list_stands_at_its_bound_and_above() -> None:
    sizes = {len(value) for value in values("input.names.exists(x, x == 'a')", "names") if isinstance(value, list)}

    assert {0, 1, 3, 4, 5} <= sizes


def test_two_places_that_are_compared_are_often_equal() -> None:
    domain = norms(principle(when="input.s == input.t", examples=EXAMPLES))
    inputs = [each for each in directed(domain, None, 1_000, 1) if isinstance(each, dict)]

    assert sum(each.get("s") == each.get("t", 0) for each in inputs) > 30


def test_facts_are_missing_and_fields_too_many() -> None:
    domain = norms(principle(when="input.n > 1 && input.who.age > 1", examples=EXAMPLES))
    inputs = [each for each in directed(domain, None, 500, 1) if isinstance(each, dict)]

    assert any("n" not in each for each in inputs)
    assert any("extra" in each for each in inputs)
    assert any(not isinstance(each, dict) for each in directed(domain, None, 500, 1))


@pytest.mark.parametrize("norm", agent_tools().norms, ids=lambda norm: norm.principle.id)
def test_both_answers_are_frequent(norm: object) -> None:
    found = next(each for each in agent_tools().norms if each is norm)

    answers = Counter(fires(found, document) for document in directed(agent_tools(), found, 300, 1))

    assert min(answers[True], answers[False]) >= 15, answers


def test_every_input_is_json() -> None:
    for document in directed(agent_tools(), None, 300, 1):
        assert read_json(write_json(document), strict=True) == document


def test_an_empty_domain_has_no_inputs() -> None:
    assert directed(norms(), None, 10, 1) == []
