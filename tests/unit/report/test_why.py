"""What `acgs why` says of a request."""

from acgs.constitution.principle import Json
from acgs.norms.evaluate import ABSENT, decide
from acgs.report.why import ask_why, decision_json, why_json, why_text
from support.norms import norms, principle

DOMAIN = norms(
    principle("P1", when="input.n > 1", message="n is {input.n}"),
    principle("P2", when="input.yes", mode="warn"),
    principle("P3", effect="permit", when="input.no"),
)
FACTS: Json = {"n": 0, "yes": True, "no": True}


def opa(document: Json) -> Json:
    return decision_json(decide(DOMAIN, document))


def test_those_that_fired_come_first_each_with_what_it_does() -> None:
    found = ask_why(DOMAIN, FACTS, opa(FACTS))

    assert [(each.norm.principle.id, each.verdict) for each in found.reasons] == [
        ("P2", "bites (warns only)"),
        ("P3", "applies"),
        ("P1", "does not bite"),
    ]


def test_a_decision_is_spelt_as_opa_spells_it() -> None:
    assert opa({"n": 5, "yes": True, "no": False}) == {
        "allow": False,
        "violations": [{"id": "P1", "message": "n is 5"}],
        "warnings": [{"id": "P2", "message": "Title of P2"}],
    }


def test_a_message_that_differs_is_a_difference() -> None:
    facts: Json = {"n": 5, "yes": False, "no": False}
    other: Json = {"allow": False, "violations": [{"id": "P1", "message": "n is 6"}], "warnings": []}

    assert ask_why(DOMAIN, facts, opa(facts)).is_agreed
    assert not ask_why(DOMAIN, facts, other).is_agreed


def test_no_input_at_all_is_explained_too() -> None:
    found = ask_why(DOMAIN, ABSENT, decision_json(decide(DOMAIN, ABSENT)))

    assert "    unknown input.n > 1\n      unknown input.n  ← input is missing: the schema has an object\n" in why_text(
        found
    )


def test_what_would_move_the_cursor_is_shown_as_its_code_point() -> None:
    domain = norms(principle("P1", when="input.s != 'a'", message="{input.s}"))
    facts: Json = {"s": "\x1b[2J\nallowed"}

    said = why_text(ask_why(domain, facts, decision_json(decide(domain, facts))))

    assert "✗ P1  \\u{1B}[2J\\u{A}allowed\n" in said
    assert "\x1b" not in said


def test_json_holds_each_part_with_its_reason() -> None:
    found = why_json(ask_why(DOMAIN, {}, opa({})))

    assert isinstance(found, dict)
    assert isinstance(found["principles"], list)
    assert found["principles"][0] == {
        "id": "P1",
        "title": "Title of P1",
        "fires": True,
        "verdict": "bites",
        "conditions": {
            "when": {
                "text": "input.n > 1",
                "value": "unknown",
                "reason": "",
                "parts": [
                    {
                        "text": "input.n",
                        "value": "unknown",
                        "reason": "input.n is missing: the schema has an integer of 64 bits",
                        "parts": [],
                    }
                ],
            }
        },
    }
