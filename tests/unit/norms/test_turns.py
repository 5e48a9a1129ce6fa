"""What a norm turns on: no place that a condition reads is left out."""

import pytest

from acgs.norms.turns import Path, turns_of
from support.norms import norm


@pytest.mark.parametrize(
    ("when", "paths"),
    [
        ("input.numbers.exists(x, x == 1) == input.yes", {("numbers",), ("numbers", None), ("yes",)}),
        ("input.people.all(p, p.name in p.tags) != input.yes", {
            *(("people",), ("people", None), ("people", None, "name"), ("people", None, "tags"), ("yes",)),
        }),
        ("input.people.all(p, p.tags.exists(t, t == input.s) == input.yes)", {
            *(("people",), ("people", None), ("people", None, "tags"), ("people", None, "tags", None)),
            *(("s",), ("yes",)),
        }),
    ],
)  # fmt: skip
def test_a_loop_within_a_comparison_is_read_to_its_end(when: str, paths: set[Path]) -> None:
    assert set(turns_of(norm(when=when))) == paths
