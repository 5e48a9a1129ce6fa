"""CEL's own run time and the evaluator agree on every well-formed document."""

import itertools
import json
from decimal import Decimal

import pytest

from acgs.constitution.principle import Answer, Json
from acgs.constitution.schema import Schema
from acgs.names import Digest, DomainId
from acgs.norms.cel import read_condition
from acgs.norms.evaluate import Truth, evaluate
from acgs.norms.refusal import Refused
from acgs.norms.samples import directed
from acgs.norms.second_voice import SecondVoice, is_well_formed
from acgs.norms.text import show
from acgs.norms.types import declare
from support.expressions import SHAPE, Maker
from support.norms import SCHEMA, norms, principle, read

VOICE = SecondVoice(SCHEMA.root)
CONDITIONS = (
    "input.yes && input.no || !input.yes",
    "input.yes ? input.no : input.n == 1",
    "input.n < 5 || input.n >= 10 && input.m != input.n",
    "input.n + input.m * 3 - 7 > -input.n",
    "input.n / 3 == 2 || input.m % -7 > 1 || input.m / -1 > 0",
    "input.s < 'b' || input.s >= input.t",
    "input.s.startsWith('ab') || input.s.endsWith(input.t) || input.t.contains('b')",
    "size(input.s) > 2 || size(input.names) == 1 || size([input.n, 1]) == input.m",
    "input.s in ['a', 'b', input.t] || input.n in input.numbers",
    "has(input.who.age) && !has(input.labels.k) || has(input.who)",
    "input.names.exists(x, x == input.s) || input.names.all(x, x.startsWith('a'))",
    "input.people.exists(p, p.age > 18 && p.tags.exists_one(t, t == p.name))",
    "input.people.all(p, input.people.exists_one(q, q.name == p.name))",
    "['a', input.s].exists(x, x == input.t) || [1, 2].exists_one(x, x > input.n)",
    "input.labels.k == input.s || input.labels['a b'] == 'c'",
    "input.staff.boss.age == 3 || input.staff.boss.name in input.names",
    "input.names[0] == 'a' && input.people[1].tags[2] != 'b'",
    "timestamp(input.at) < timestamp(input.due) || timestamp(input.at) == timestamp('2026-01-01T00:00:00Z')",
    "(input.yes ? input.n : input.m) == 1 || (input.no ? input.s : input.t) == 'a'",
    "input.while in [1, 2] == input.yes",
)


_PERSON: Json = {"name": "ann", "age": 19, "tags": ["ann", "b", "c"]}
FULL: dict[str, Json] = {
    "yes": True,
    "no": False,
    "n": 1,
    "m": 9,
    "s": "ab",
    "t": "b",
    "while": 1,
    "names": ["a", "ab"],
    "numbers": [1],
    "who": _PERSON,
    "people": [_PERSON, _PERSON],
    "labels": {"k": "ab", "a b": "c"},
    "staff": {"boss": _PERSON},
    "at": "2026-01-01T00:00:00Z",
    "due": "2026-01-01T01:00:00+01:00",
}
DATES: dict[str, Json] = {"d": FULL["at"], "e": "2261-12-31T23:59:59.5-23:59", "ld": [FULL["due"]]}


EXAMPLES = f"  - {{expect: allow, input: {json.dumps(FULL)}}}\n  - {{expect: deny, input: {{}}}}\n"


def said(text: str, document: Json, voice: SecondVoice = VOICE) -> Truth | None:
    """Return what the voice says of a condition and a document; None where it is silent."""
    facts = voice.facts(document)
    return None if facts is None else voice.evaluate(text, facts)


def test_the_voices_agree_on_20_000_inputs() -> None:
    compared = 0
    for number, text in enumerate(CONDITIONS):
        domain = norms(principle(when=text, examples=EXAMPLES))
        inputs = (x for x in directed(domain, None, 6_000, number) if is_well_formed(x, SCHEMA.root))
        answers = ((x, answer) for x in inputs if (answer := said(text, x)) is not None)
        found = set()
        for document, answer in itertools.islice(answers, 1_000):
            assert answer is evaluate(domain.norms[0].when, document), document
            found.add(answer)
            compared += 1
        assert found == set(Truth), text
    assert compared == 20_000


def test_the_voices_agree_on_random_conditions() -> None:
    voice, compared = SecondVoice(SHAPE), 0
    types = declare(Schema(DomainId("lab"), "", Digest(""), SHAPE, Answer.ALLOW, {}))
    for maker in map(Maker, range(400)):
        text = show(maker.condition())
        try:
            condition = read_condition(types, text)
        except Refused:  # a few are nested too deep, or take a name twice
            continue
        for _ in range(20):
            document = maker.document()
            if isinstance(document, dict):
                document |= {name: date for name, date in DATES.items() if name in document}
            answer = said(text, document, voice)
            compared += answer is not None
            assert answer in (None, evaluate(condition, document)), (text, document)
    assert compared >= 2_000, compared


@pytest.mark.parametrize("value", [Decimal("1.0"), Decimal("1E0"), 1])
def test_integers_are_handed_to_cel_as_integers(value: Json) -> None:
    assert said("input.n == 1 && 1 in [input.n]", {"n": value}) is Truth.TRUE


def test_what_the_schema_does_not_name_is_not_handed_over() -> None:
    document: Json = {"n": 1, "other": 2**70, "who": {"x": "\ud800"}, "labels": {"k\0": "a"}}

    assert said("input.n == 1 && !has(input.labels.k)", document) is Truth.TRUE


@pytest.mark.parametrize(
    "document",
    [
        {"n": "1"},
        {"n": 2**63},
        {"s": "a\0"},
        {"names": ["a", 1]},
        {"who": None},
        {"labels": {"k": 1}},
        {"labels": {"k\0": 1}},
        {"hundred": [1] * 101},
    ],
)
def test_the_second_voice_is_silent_on_what_is_not_well_formed(document: Json) -> None:
    assert said("input.yes", document) is None
    assert not is_well_formed(document, SCHEMA.root)


def test_there_are_facts_of_well_formed_documents_and_of_no_others() -> None:
    domain, found = norms(principle(when=" || ".join(CONDITIONS[:12]), examples=EXAMPLES)), set()
    for document in directed(domain, None, 2_000, 0):
        if isinstance(document, dict):  # of dates the voice has an opinion of its own
            document.update(at=FULL["at"], due=FULL["due"])
        found.add(is_sound := is_well_formed(document, SCHEMA.root))
        assert (VOICE.facts(document) is not None) is is_sound, document
    assert found == {True, False}


def test_the_second_voice_is_silent_on_dates_that_cel_reads_otherwise() -> None:
    assert said("timestamp(input.at) < timestamp(input.due)", {"at": "2026-01-01T23:59:60Z"}) is None


def test_the_second_voice_is_silent_when_cel_runs_out_of_steps() -> None:
    fifty = ", ".join(["true"] * 50)
    text = f"input.hundred.all(x, [{fifty}].all(y, [y].all(z, [z].all(a, a))))"
    document: Json = {"hundred": [1] * 100}

    assert (said(text, document), evaluate(read(text), document)) == (None, Truth.TRUE)


def test_what_cel_cannot_take_is_no_answer_and_is_not_passed_over() -> None:
    with pytest.raises(RuntimeError):
        said("input.s == 'a'", {"s": "\ud800"})


def test_a_missing_fact_is_unknown_to_both() -> None:
    assert said("input.who.age == 1", {"who": {}}) is evaluate(read("input.who.age == 1"), {"who": {}})


def test_well_formed_lets_facts_be_missing() -> None:
    assert is_well_formed({}, SCHEMA.root)
    assert not is_well_formed(None, SCHEMA.root)
