"""A node as CEL: the fewest brackets, and the same meaning when it is read again."""

import pytest
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from acgs.constitution.principle import Answer
from acgs.constitution.schema import Schema
from acgs.names import Digest, DomainId
from acgs.norms import condition as c
from acgs.norms.cel import read_condition
from acgs.norms.evaluate import evaluate
from acgs.norms.refusal import Refused
from acgs.norms.text import show
from acgs.norms.types import declare
from support.expressions import SHAPE, Maker
from support.norms import read

TYPES = declare(Schema(DomainId("lab"), "", Digest(""), SHAPE, Answer.ALLOW, {}))


@pytest.mark.parametrize(
    "text",
    [
        "input.yes || input.no && !(input.yes || input.no)",
        "(input.yes || input.no) && input.yes",
        "input.yes ? input.no : input.no ? true : false",
        "(input.yes ? input.no : true) ? true : false",
        "input.n - (input.m - 1) == (input.n + 1) * 2 / -3 % 4",
        "-(-input.n) == -1 - -2 && -(5) == -5",
        "!(!input.yes) == (input.n == 1)",
        '(input.yes ? input.s : input.t).startsWith(input.s) && "a".contains("\\n\\"\u2028")',
        'input.s in ["a", input.t] && [1, 2].exists(x, x == input.n)',
        'input.labels.k == "a" && input.labels["k k"] == "a" && input.labels["in"] == "b"',
        "input.people[0].tags.exists_one(t, t == input.names[3]) && size(input.names) == size(input.s)",
        'timestamp(input.at) < timestamp("2026-01-01T00:00:00Z") && has(input.who.age)',
        "has(input.labels.`k k`) && has(input.labels.`in`) && has(input.labels.k)",
    ],
)
def test_what_was_read_is_shown_again_with_no_bracket_more(text: str) -> None:
    assert show(read(text)) == text


def is_readable(node: c.Expression, names: tuple[str, ...] = ()) -> bool:
    """Return whether no loop takes the name of one around it, which an author can do and a random condition abuse."""
    inner = (*names, node.name) if isinstance(node, c.Loop) else names
    return len(set(inner)) == len(inner) and all(is_readable(part, inner) for part in c.parts(node))


@settings(deadline=None)
@given(st.integers(0, 10**6))
def test_a_text_that_is_read_again_means_the_same(seed: int) -> None:
    maker = Maker(seed)
    condition = maker.condition()
    assume(is_readable(condition))
    try:
        again = read_condition(TYPES, show(condition))
    except Refused as refused:
        event(refused.refusals[0].code)  # has(m["in"]) is no CEL, and some are nested too deep
        return

    for _ in range(5):
        document = maker.document()
        assert evaluate(again, document) is evaluate(condition, document)
