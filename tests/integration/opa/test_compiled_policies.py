"""What `acgs compile` writes, on a real OPA: clean, green, and deciding as the evaluator decides."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from acgs.norms import condition as c
from acgs.norms.evaluate import ABSENT, Document
from acgs.norms.norm import DomainNorms
from acgs.norms.samples import directed
from acgs.rego.decide import Answer, Decider
from acgs.rego.opa import find_opa
from acgs.synthesis.render import render_domain
from support import opa_program
from support.agent_tools import agent_tools
from support.decisions import meant
from support.norms import norms, principle, read
from support.opa_program import check, formatted

OPA = find_opa()


def modules(given: DomainNorms) -> dict[str, bytes]:
    return {path: file.data for path, file in render_domain(given).items()}


def asked(given: DomainNorms, documents: Sequence[Document]) -> list[Answer]:
    with Decider(OPA, modules(given)) as decider:
        return decider.ask_many(f"acgs/{given.schema.domain}/decision", documents)


MIXED = norms(
    principle(
        "F1", when='input.s == "a" && input.n > 5', unless="input.yes", message="{input.s}: {input.n}, {input.m}"
    ),
    principle("F2", when="input.names.exists(x, x == input.t)", message="{{{input.yes}}}"),
    principle("F3", when='input.yes && input.n > 5 || "a" in input.names', unless="input.no"),
    principle("R1", effect="require", require="input.no", message="{input.who.name} {input.at}"),
    principle("W1", when="input.yes", mode="warn", message="warned of {input.n}"),
    principle("W2", effect="require", require="input.n < 9", mode="warn"),
    principle("P1", effect="permit", when='input.s in ["a", "b"]', unless="input.no"),
    principle("P2", effect="permit", when="input.n == 7 || input.yes"),
)
PERMITS = norms(principle("P1", effect="permit", when="input.n > 0"), default="deny")
SPARSE = norms(principle("W1", when="input.n > 1", mode="warn"))
DOMAINS = {
    "agent_tools": agent_tools(),
    "mixed": MIXED,
    "closed": replace(MIXED, schema=norms(default="deny").schema),
    "permits only": PERMITS,
    "warnings only": SPARSE,
    "permits only, open": norms(principle("P1", effect="permit", when="input.n > 0")),
    "nothing": norms(),
    "nothing, closed": norms(default="deny"),
}


@pytest.mark.parametrize("name", DOMAINS)
def test_every_file_is_clean(name: str) -> None:
    files = modules(DOMAINS[name])

    assert check(OPA, files) == ()
    assert [path for path, data in files.items() if formatted(OPA, data) != data] == []


@pytest.mark.parametrize("name", DOMAINS)
def test_the_decision_is_what_it_means_messages_included(name: str) -> None:
    given = DOMAINS[name]
    documents: list[Document] = [ABSENT, None, [], {}, "x", *directed(given, None, 400, seed=3)]

    assert asked(given, documents) == [meant(given, document) for document in documents]


def test_every_example_is_a_test_that_passes() -> None:
    result = opa_program.test(OPA, modules(agent_tools()))

    assert result.is_green
    assert result.passed == sum(len(norm.principle.examples) for norm in agent_tools().norms)


def test_an_example_that_answers_otherwise_fails_by_name() -> None:
    swapped = norms(
        principle(
            "P1",
            when="input.yes",
            examples="  - {expect: deny, input: {yes: false}}\n  - {expect: allow, input: {yes: false}}\n",
        )
    )

    assert opa_program.test(OPA, modules(swapped)).failed == ("data.acgs.lab.examples_test.test_p1_1",)


def test_numbers_in_examples_stay_as_they_are_spelt() -> None:
    examples = """  - {expect: allow, input: {n: 1.0, m: 1e2}}
  - {expect: deny, why: 'he says "no"', input: {n: 9007199254740993}}
"""
    spelt = norms(principle("P1", when="input.n > 2", examples=examples))
    tests = modules(spelt)["policies/lab/examples_test.rego"]

    assert formatted(OPA, tests) == tests
    assert b'{"n": 1.0,' in tests.replace(b"{\n\t\t", b"{")
    assert opa_program.test(OPA, modules(spelt)).passed == 2


HOSTILE = [
    '"',
    "\\",
    "`",
    "\n",
    "}}",
    "{%",
    "{{ x }}",
    "\u2028",
    "\x85",
    "\x00",
    "#",
    "\ufeff",
    "\U0001f600",
    "%v",
    "'",
    "\r",
    "a",
]
TEXTS = st.lists(st.sampled_from(HOSTILE), max_size=8).map("".join)


@settings(max_examples=12, deadline=None)
@given(title=TEXTS, message=TEXTS, value=TEXTS.filter(lambda text: "\0" not in text), why=TEXTS)
def test_hostile_texts_come_out_as_data(title: str, message: str, value: str, why: str) -> None:
    plain = norms(principle("P1"))
    one = plain.norms[0]
    example = replace(one.principle.examples[0], why=why, input={"s": value, "n": 1, value: [title, {message: None}]})
    shaped = replace(
        one,
        principle=replace(one.principle, title=title, examples=(example,)),
        when=c.Junct(c.Junction.OR, equals(value), read("input.yes")),
        message=(message, c.Member(c.Input(plain.schema.root), "s", plain.schema.root.fields["s"])),
    )
    hostile = replace(plain, norms=(shaped,))
    files = modules(hostile)

    assert [path for path, data in files.items() if formatted(OPA, data) != data] == []
    documents: list[Document] = [{"s": value, "yes": False}, {"s": title, "yes": False}, example.input]
    assert asked(hostile, documents) == [meant(hostile, document) for document in documents]


def equals(value: str) -> c.Expression:
    condition = read('input.s == "x"')
    assert isinstance(condition, c.Compare)
    return replace(condition, right=c.Literal(value))
