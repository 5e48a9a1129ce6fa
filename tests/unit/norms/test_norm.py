"""Faults of conditions point into the Markdown, all of them at once."""

import pytest

from acgs.constitution.catalogue import Constitution, Domain
from acgs.constitution.gates import read_gates
from acgs.constitution.markdown import read_principle
from acgs.errors import Fault, Invalid
from acgs.names import DomainId, File
from acgs.norms.norm import read_all, read_norms
from acgs.norms.text import show
from support.norms import SCHEMA, norm, principle

BROKEN = b"""---
id: P1
title: Broken
effect: require
when: input.yess && input.n == 1
unless: |-
  input.no ||

    input.who.nam == "a"
require: input.n / 0 == 1
message: "{input.q} and {input.n}"
examples:
  - {expect: allow, input: {}}
  - {expect: deny, input: {}}
---
"""


def faults(data: bytes) -> list[tuple[int, int, str, str]]:
    found = read_principle("constitution/lab/P1-broken.md", File("100644", data))
    with pytest.raises(Invalid) as invalid:
        read_norms(Domain(DomainId("lab"), SCHEMA, (found,)))
    return [(fault.line, fault.column, fault.field, fault.code) for fault in invalid.value.faults]


PLACES = [
    (5, 12, "when", "unknown-field"),
    (9, 14, "unless", "unknown-field"),
    (10, 20, "require", "cel-divisor"),
    (11, 17, "message", "unknown-field"),
]


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_every_fault_has_its_place_in_the_markdown(end: bytes) -> None:
    assert faults(BROKEN.replace(b"\n", end)) == PLACES


@pytest.mark.parametrize(
    ("message", "line", "column"),
    [
        ("plain {input.q}", 11, 22),
        (r'"a \"b\" {input.q}"', 11, 25),
        (r'"\ud83d\ude00\x41\u00e9 {input.q}"', 11, 40),
        (r'"a\nb {input.q}" # "', 11, 22),
        ("'it''s {input.q}'", 11, 23),
        ('"a  \n  {input.q}"', 11, 10),
        ("a\n  b {input.q}", 11, 10),
        (">-\n  a {input.q}", 11, 10),
        ("|2-\n   a {input.q}", 12, 12),
    ],
)
def test_a_caret_points_through_yaml_s_quotes(message: str, line: int, column: int) -> None:
    data = BROKEN.replace(b'"{input.q} and {input.n}"', message.encode())

    assert faults(data)[-1] == (line, column, "message", "unknown-field")


def test_the_faults_of_all_domains_come_at_once() -> None:
    bad = principle("P1", when="input.a"), principle("P2", when="input.b")
    domains = {DomainId(name): Domain(DomainId(name), SCHEMA, (each,)) for name, each in zip("xy", bad, strict=True)}

    with pytest.raises(Invalid) as invalid:
        read_all(Constitution(domains, read_gates({})))

    assert {(type(fault), fault.file[-7:]) for fault in invalid.value.faults} == {
        (Fault, "P1-a.md"),
        (Fault, "P2-a.md"),
    }


def test_the_conditions_of_a_principle_are_read_each_into_its_place() -> None:
    found = norm(
        effect="require", when="input.yes", unless="input.no", require="input.n == 1", message="n is {input.n}"
    )

    assert [show(e) for e in (found.when, found.unless, found.require) if e] == [
        "input.yes",
        "input.no",
        "input.n == 1",
    ]
    assert [part if isinstance(part, str) else show(part) for part in found.message] == ["n is ", "input.n"]


def test_a_title_is_a_message_to_the_letter() -> None:
    assert norm(title='"a { b }} {input.n}"').message == ("a { b }} {input.n}",)


def test_a_require_without_when_has_none() -> None:
    assert norm(effect="require", require="input.yes").when is None
