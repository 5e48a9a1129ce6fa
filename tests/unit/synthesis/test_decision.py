from collections.abc import Sequence
from dataclasses import replace

import pytest

from acgs.constitution.principle import Json
from acgs.synthesis.decision import decision_rules
from support.norms import DOCUMENT, norms, principle, schema

FINDING = '{"id": "P1", "message": data.acgs.lab.p1.message}'


def asked(required: Sequence[str] = ("yes", "s", "n", "names"), /, **keys: str) -> list[tuple[str, ...]]:
    """Return the bodies of the rules that ask P1."""
    given = norms(principle("P1", **keys))
    shaped = schema({**DOCUMENT, "required": list(required)})
    rules = decision_rules(type(given)(shaped, given.norms))
    return [rule.body for rule in rules if rule.name == f"violations contains {FINDING}"]


BITES = "data.acgs.lab.p1.bites"


@pytest.mark.parametrize(
    ("keys", "tests"),
    [
        ({"when": 'input.s == "a" && input.n > 1'}, ['input.s == "a"']),
        ({"when": 'input.n > 1 && input.s in ["a", "b"]'}, ['input.s == "a"', 'input.s == "b"']),
        ({"when": 'input.yes && input.s == "a"'}, ['input.s == "a"']),
        ({"when": "input.yes && input.n > 1"}, ["not input.yes == false"]),
        ({"when": "!(!input.yes || input.n > 1)"}, ["not input.yes == false"]),
        ({"when": "input.n > 1", "unless": "input.yes"}, ["not input.yes == true"]),
        ({"when": "input.n > 1", "unless": 'input.s != "a"'}, ['input.s == "a"']),
        ({"effect": "require", "require": "input.yes"}, ["not input.yes == true"]),
        ({"when": "input.n == 1 && input.m > 1"}, ["input.n == 1"]),
        ({"when": "input.n != 1 && input.m > 1"}, ["not input.n == 1"]),
        ({"when": 'input.s != "a"'}, ['not input.s == "a"']),
        ({"when": "input.names.exists(x, x == input.s)"}, ["not input.names == []"]),
        ({"when": "'a' in input.names"}, ["not input.names == []"]),
        ({"effect": "require", "require": "input.names.all(x, x == input.s)"}, ["not input.names == []"]),
        ({"when": 'input.s == "a" || input.yes && input.n > 1'}, ['input.s == "a"', "not input.yes == false"]),
        ({"when": 'input.s == "a" && input.no'}, ['input.s == "a"']),
        ({"when": "input.no && input.yes"}, ["not input.yes == false"]),
        ({"when": "input.who.name != 'a'"}, ['not input.who.name == "a"']),
    ],
)
def test_a_principle_is_asked_by_a_fact_that_its_condition_turns_on(keys: dict[str, str], tests: list[str]) -> None:
    assert asked(**keys) == [(test, BITES) for test in tests]


@pytest.mark.parametrize(
    "when",
    [
        *("input.n > 1", 'input.s == "a" || input.n > 1', 'input.who.name == "a"', "input.names[0] == 'a'"),
        "input.people[0].name != 'a'",
        *("input.names.all(x, x == input.s)", "input.s in ['a', input.t]", "input.names.exists_one(x, x == 'a')"),
    ],
)
def test_a_principle_without_such_a_fact_is_always_asked(when: str) -> None:
    assert asked(when=when) == [(BITES,)]


PERSON: Json = {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}}


@pytest.mark.parametrize(
    ("reference", "tests"),
    [
        *(("#/$defs/person", ('input.who.name == "a"',)), ("#/$defs/other", ('input.who.name == "a"',))),
        *(("#/$defs/a%20person", ()), ("#/$defs/none", ()), ("#/$defs/person/required/name", ())),
    ],
)
def test_a_required_fact_is_known_behind_a_reference_within_the_file(reference: str, tests: tuple[str, ...]) -> None:
    given = norms(principle("P1", when='input.who.name == "a"'))
    others: dict[str, Json] = {"person": PERSON, "other": {"$ref": "#/$defs/person"}, "a person": PERSON}
    document: Json = {"$defs": others, "required": ["who"], "properties": {"who": {"$ref": reference}}}
    rules = decision_rules(replace(given, schema=replace(given.schema, document=document)))

    assert [rule.body for rule in rules if rule.name == f"violations contains {FINDING}"] == [(*tests, BITES)]


def test_a_fact_that_a_valid_input_may_lack_chooses_nobody() -> None:
    assert asked(("yes",), when='input.s == "a"') == [(BITES,)]


def test_where_a_fact_is_missing_or_mistyped_all_are_asked_that_it_chooses() -> None:
    given = norms(principle("P1", when='input.s == "a"'))
    rules = decision_rules(type(given)(schema({**DOCUMENT, "required": ["s"]}), given.norms))
    bodies = {rule.name: rule.body for rule in rules}

    assert bodies["violations contains finding"] == ("not facts_are_known", "some finding in chosen_violations")
    assert bodies[f"chosen_violations contains {FINDING}"] == (BITES,)
    assert bodies["facts_are_known"] == ('contains(input.s, "\\u0000") == false',)
