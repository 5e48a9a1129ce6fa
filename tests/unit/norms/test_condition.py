"""What can be asked of the sum: types, parts, steps."""

import pytest

from acgs.norms import condition as c
from acgs.norms.text import show
from support.norms import read


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("input.yes == true", c.Type.BOOL),
        ("(input.n == 1) == has(input.s)", c.Type.BOOL),
        ("input.n == 1", c.Type.INT),
        ("-input.n * 2 % 3 == 1", c.Type.INT),
        ("size(input.s) + size(input.names) == 1", c.Type.INT),
        ("(input.yes ? input.s : 'a') == 'b'", c.Type.STRING),
        ("timestamp(input.at) == timestamp(input.due)", c.Type.TIMESTAMP),
    ],
)
def test_every_expression_has_one_type(text: str, left: c.Type) -> None:
    compared = read(text)

    assert isinstance(compared, c.Compare)
    assert (c.type_of(compared), c.type_of(compared.left), compared.type) == (c.Type.BOOL, left, left)


def test_parts_come_in_the_authors_order_list_literals_as_their_elements() -> None:
    found = read("input.n in [1, input.m]")

    assert [show(part) for part in c.parts(found)] == ["input.n", "1", "input.m"]


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("input.n in input.many && size(input.many) == 1", 0),
        ("input.names.exists(x, true)", 4),
        ("[1, 2, 3].exists(x, true)", 3),
        ("input.names.exists(x, true) || input.people.all(x, true)", 9),
        ("input.people.exists(p, p.tags.exists(t, true) && input.names.all(n, true))", 40),
        ("[input.names.exists(x, true), true].exists(y, y)", 6),
        ("(input.names.exists(x, true) ? 1 : 2) == 1", 4),
    ],
)
def test_steps_are_multiplied_when_nested_and_added_side_by_side(text: str, steps: int) -> None:
    assert c.steps(read(text)) == steps
