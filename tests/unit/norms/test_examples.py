"""Examples: each answers as it says, is valid as it says, and contradicts no other."""

from dataclasses import replace

import pytest

from acgs.norms.examples import check_examples
from support.norms import norms, principle, read

ALLOW, DENY = "  - {expect: allow, input: {yes: false}}\n", "  - {expect: deny, input: {yes: true}}\n"


def codes(examples: str, **keys: str) -> list[tuple[str, str]]:
    found = check_examples(norms(principle(examples=examples, **keys)))
    return [(fault.field, fault.code) for fault in found]


def test_examples_that_answer_as_they_say_have_no_fault() -> None:
    assert codes(ALLOW + DENY) == []


def test_an_example_that_answers_otherwise_is_told_why() -> None:
    (fault,) = check_examples(norms(principle(examples=ALLOW + DENY, when="!input.no || input.yes")))

    assert fault.message == "this example says allow, and P1 bites"
    assert fault.hint.startswith("`when` is unknown:")
    assert fault.file.endswith("P1-a.md")
    assert fault.line == 8


def test_an_example_is_asked_of_its_principle_alone() -> None:
    other = principle("P2", when="true", examples="  - {expect: allow, input: {}}\n" + DENY)

    found = check_examples(norms(principle(examples=ALLOW + DENY), other))

    assert [(fault.file[-7:-5], fault.code) for fault in found] == [("P2", "example-answer")]


def test_of_a_permit_deny_means_that_it_does_not_apply() -> None:
    swapped = "  - {expect: deny, input: {yes: false}}\n  - {expect: allow, input: {yes: true}}\n"

    assert codes(swapped, effect="permit") == []
    assert [code for _, code in codes(ALLOW + DENY, effect="permit")] == ["example-answer"] * 2


@pytest.mark.parametrize(
    "value",
    [
        "{yes: true, n: 1000001}",
        "{yes: true, n: '1'}",
        "{yes: true, n: null}",
        "{yes: true, n: 1.5}",
        '{yes: true, s: "\\0"}',
    ],
)
def test_an_input_that_is_not_valid_says_so(value: str) -> None:
    said, unsaid = (f"  - {{expect: deny, {flag}input: {value}}}\n" for flag in ("valid: false, ", ""))

    assert codes(ALLOW + said) == []
    assert codes(ALLOW + unsaid) == [("examples[1]", "example-invalid")]


@pytest.mark.parametrize(
    "value", ["{yes: true}", "{yes: true, n: 1.0}", "{yes: true, at: no date}", "{yes: true, more: null}"]
)
def test_a_valid_input_does_not_say_that_it_is_none(value: str) -> None:
    assert codes(ALLOW + f"  - {{expect: deny, input: {value}}}\n") == []
    assert codes(ALLOW + f"  - {{expect: deny, valid: false, input: {value}}}\n") == [("examples[1]", "example-valid")]


def test_examples_that_contradict_are_named() -> None:
    same = "  - {expect: allow, input: {n: 1, yes: true}}\n  - {expect: deny, input: {yes: true, n: 1}}\n"

    assert ("examples[1]", "example-contradiction") in codes(same)


def test_true_is_not_one() -> None:
    apart = "  - {expect: allow, valid: false, input: {yes: 1}}\n" + DENY

    assert ("examples[1]", "example-contradiction") not in codes(apart)


def test_voices_that_differ_are_a_fault() -> None:
    domain = norms(principle(examples=ALLOW + DENY))
    other = replace(domain.norms[0], when=read("!(input.yes == false)"), unless=None)
    wrong = replace(domain.norms[0], when=read("input.yes || true"))

    assert check_examples(replace(domain, norms=(other,))) == ()
    assert "second-voice" in {fault.code for fault in check_examples(replace(domain, norms=(wrong,)))}


def test_the_voices_are_asked_of_every_condition_and_of_what_the_schema_does_not_admit() -> None:
    outside = "  - {expect: deny, valid: false, input: {yes: true, n: 1000001}}\n"
    domain = norms(principle(examples=ALLOW + DENY + outside, unless="input.n == 1"))
    wrong = replace(domain.norms[0], unless=read("input.n == 1000001"))

    found = check_examples(replace(domain, norms=(wrong,)))

    assert [fault.field for fault in found if fault.code == "second-voice"] == ["examples[2]"]
