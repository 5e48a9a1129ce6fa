"""The tree of refusals has one row per family, and stable codes."""

from collections.abc import Iterator

import pytest

from acgs.errors import Error, Fault, Invalid, Misconfigured, exit_code, http_status


def families(of: type[Error] = Error) -> Iterator[type[Error]]:
    for child in of.__subclasses__():
        yield child
        yield from families(child)


def made(family: type[Error]) -> Error:
    if family is Invalid:
        return Invalid([Fault("a.md", 1, 1, "id", "no id")])
    return family("a sentence")


@pytest.mark.parametrize("family", list(families()), ids=lambda family: family.__name__)
def test_every_family_has_a_status_and_an_exit_code(family: type[Error]) -> None:
    refusal = made(family)

    assert exit_code(refusal) in {1, 2, 3}
    assert 400 <= http_status(refusal) < 600


def test_a_narrower_code_keeps_the_exit_code_of_its_family() -> None:
    refusal = Misconfigured("opa is too old", code="opa-too-old")

    assert (refusal.code, exit_code(refusal)) == ("opa-too-old", 2)


def test_faults_are_told_in_the_order_of_files_and_lines() -> None:
    late, early = Fault("b.md", 1, 1, "id", "late"), Fault("a.md", 9, 1, "when", "early")

    refusal = Invalid([late, early])

    assert refusal.faults == (early, late)
    assert str(refusal) == "a.md:9: early (and 1 more)"
    assert refusal.code == "when"


def test_invalid_without_a_fault_is_our_mistake() -> None:
    with pytest.raises(ValueError, match="without a fault"):
        Invalid([])
