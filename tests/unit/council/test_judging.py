from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from acgs.council.judging import LAPSE, chain, is_open_base, is_void
from acgs.names import Root, Seq

START = datetime(2026, 11, 24, tzinfo=UTC)


@dataclass(frozen=True)
class Step:
    seq: Seq
    base: Seq | None
    root: Root
    time: datetime
    is_admitted: bool


def ledger(*steps: tuple[int, int, str]) -> dict[Seq, Step]:
    """Genesis, entry 1, of root `f`; each step is (seq, base, root)."""
    nodes = {Seq(1): Step(Seq(1), None, Root("f"), START, is_admitted=True)}
    return nodes | {Seq(s): Step(Seq(s), Seq(b), Root(r), START, is_admitted=False) for s, b, r in steps}


def way(nodes: dict[Seq, Step], line: Sequence[str | None], tip: str, days: int = 0) -> tuple[int, ...] | None:
    roots = [Root(root) if root else None for root in line]
    return chain(nodes, Seq(1), roots, Root(tip), START + timedelta(days=days))


@pytest.mark.parametrize(
    ("steps", "line", "brings"),
    [
        ([], "f", ()),
        ([], "", ()),
        ([], "x", None),
        ([], "xf", ()),
        ([(2, 1, "a")], "a", (2,)),
        ([(2, 1, "a")], "xxa", (2,)),
        ([(2, 1, "a")], "ax", None),
        ([(2, 1, "a"), (3, 2, "b")], "ab", (2, 3)),
        ([(2, 1, "a"), (3, 2, "b")], "xaxb", (2, 3)),
        ([(2, 1, "a"), (3, 2, "b")], "b", None),
        ([(2, 1, "a"), (3, 2, "b")], "xb", None),
        ([(2, 1, "a"), (3, 2, "a")], "a", (2,)),
        ([(2, 1, "a"), (3, 2, "b")], "ba", (2,)),
        ([(2, 1, "a"), (3, 1, "b")], "ab", (3,)),
        ([(2, 1, "a"), (3, 1, "a")], "a", (2,)),
        ([(2, 1, "a"), (3, 1, "a"), (4, 3, "b")], "ab", (3, 4)),
        ([(2, 1, "a"), (3, 2, "f")], "af", (2, 3)),
        ([(2, 1, "a"), (3, 2, "f")], "f", ()),
        ([(2, 1, "a"), (3, 2, "b"), (4, 3, "a")], "aba", (2, 3, 4)),
        ([(2, 1, "a"), (3, 2, "b"), (4, 3, "a")], "ba", (2,)),
    ],
)
def test_a_tip_is_admitted_by_the_longest_chain_whose_roots_lie_on_its_line(
    steps: list[tuple[int, int, str]], line: str, brings: tuple[int, ...] | None
) -> None:
    assert way(ledger(*steps), line, line[-1] if line else "f") == brings


def test_a_commit_without_a_root_on_the_line_hides_nothing() -> None:
    assert way(ledger((2, 1, "a")), [None, "a"], "a") == (2,)


def test_a_ratification_is_void_from_the_thirtieth_day_and_so_is_what_stands_on_it() -> None:
    nodes = ledger((2, 1, "a"), (3, 2, "b"))
    nodes[Seq(3)] = Step(Seq(3), Seq(2), Root("b"), START + timedelta(days=20), is_admitted=False)

    assert way(nodes, "ab", "b", days=29) == (2, 3)
    assert way(nodes, "ab", "b", days=30) is None
    assert not is_void(nodes, Seq(3), START + LAPSE - timedelta(seconds=1))
    assert is_void(nodes, Seq(3), START + LAPSE)
    assert not is_void(nodes, Seq(1), START + 10 * LAPSE)


def test_a_node_may_stand_on_the_last_ratified_and_on_what_descends_from_it_alone() -> None:
    nodes = ledger((2, 1, "a"), (3, 2, "b"), (4, 1, "c"))
    nodes[Seq(4)] = Step(Seq(4), Seq(1), Root("c"), START, is_admitted=True)

    assert [is_open_base(nodes, Seq(n), Seq(1), START) for n in (1, 2, 3)] == [True, True, True]
    assert [is_open_base(nodes, Seq(n), Seq(4), START) for n in (1, 2, 3, 4)] == [False, False, False, True]
    assert not is_open_base(nodes, Seq(3), Seq(1), START + LAPSE)
