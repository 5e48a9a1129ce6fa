from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acgs.constitution.council_file import Share
from acgs.council.threshold import ChangeClass, change_class, need, require_threshold, tally
from acgs.errors import Untrusted
from acgs.ledger.statement import BallotStatement
from acgs.names import Digest, File, Files, Principal
from support.ballots import ballot, boxed

THREE = tuple(map(Principal, ("alice", "bob", "carol")))
COUNCIL = """version = 1
epoch = {epoch}
expires = "2027-11-24T00:00:00Z"
refs = ["refs/heads/main"]
governed = ["**"]
[thresholds]
ordinary = "2/3"
hard = "3/4"
[roles]
council = ["alice"]
executive = []
breakglass = []
engine = ["engine"]
[principals.alice]
keys = [{keys}]
[principals.engine]
keys = ["EEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEE"]
"""
HARD = "---\nid: A01\ntier: hard\n---\ntext\n"


def tree(**files: str) -> Files:
    """`a__b` stands for the path `constitution/a/b`."""
    return {"constitution/" + name.replace("__", "/"): File("100644", text.encode()) for name, text in files.items()}


def named(path: str, text: str) -> Files:
    return {path: File("100644", text.encode())}


@pytest.mark.parametrize(
    ("members", "share", "due"),
    [(1, Share(1, 1), 1), (2, Share(51, 99), 2), (3, Share(2, 3), 2), (3, Share(3, 4), 3), (4, Share(3, 4), 3),
     (5, Share(2, 3), 4), (7, Share(1, 1), 7), (2, Share(2, 3), 2), (100, Share(51, 99), 52)],
)  # fmt: skip
def test_need_is_at_least_two_and_rounds_up(members: int, share: Share, due: int) -> None:
    assert need(members, share) == due


def model(members: Sequence[str], needed: int, ballots: Mapping[Digest, BallotStatement]) -> bool:
    """Ledger-format §6, 4 and 5, read aloud: walk each person's words from the lowest `issued` to the highest."""
    agreeing = 0
    for member in members:
        word, at, id_at = None, 0, None
        for digest, each in sorted(ballots.items(), key=lambda item: item[1].issued):
            if each.by != member:
                continue
            if each.issued == at and digest != id_at:
                word = "withdraw"
            else:
                word, at, id_at = each.decision.value, each.issued, digest
        if word == "yes":
            agreeing += 1
    return agreeing >= needed


WORDS = st.builds(
    ballot,
    st.sampled_from(["alice", "bob", "carol", "dave", "mallory"]),
    st.sampled_from(["yes", "yes", "yes", "withdraw", "emergency"]),
    st.integers(1, 4),
)


@given(words=st.lists(WORDS, max_size=14), size=st.integers(1, 4), order=st.randoms(use_true_random=False))
def test_the_tally_is_that_of_the_model_in_whatever_order(
    words: list[BallotStatement], size: int, order: object
) -> None:
    members = tuple(map(Principal, ("alice", "bob", "carol", "dave")))[:size]
    needed = need(size, Share(2, 3))
    box = boxed(words)
    shuffled = list(box.items())
    order.shuffle(shuffled)  # type: ignore[attr-defined]  # Hypothesis types its random as object

    count = tally(members, needed, dict(shuffled))

    assert (not count.code) == model(members, needed, box)
    assert count == tally(members, needed, box)


def test_two_keys_of_one_person_count_once() -> None:
    count = tally(THREE, 2, boxed([ballot("alice", issued=1), ballot("alice", issued=2)]))

    assert (set(count.agreeing), count.missing) == ({"alice"}, ("bob", "carol"))
    assert count.code == "quorum-person"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ([ballot("alice"), ballot("bob")], ""),
        ([ballot("alice")], "quorum-short"),
        ([ballot("alice"), ballot("mallory")], "quorum-short"),
        ([ballot("alice"), ballot("bob", "emergency")], "quorum-short"),
        ([ballot("alice"), ballot("bob", issued=5), ballot("bob", "withdraw", issued=9)], "quorum-withdrawn"),
        ([ballot("alice"), ballot("bob", issued=7), ballot("bob", "withdraw", issued=7)], "quorum-clash"),
        ([ballot("alice"), ballot("bob", "withdraw", issued=5), ballot("bob", issued=9)], ""),
    ],
)
def test_why_a_count_falls_short_is_said(words: list[BallotStatement], code: str) -> None:
    assert tally(THREE, 2, boxed(words)).code == code


def test_require_threshold_refuses_what_tally_calls_short() -> None:
    require_threshold(tally(THREE, 2, boxed([ballot("alice"), ballot("bob")])))

    with pytest.raises(Untrusted) as refusal:
        require_threshold(tally(THREE, 2, boxed([ballot("alice")])))

    assert refusal.value.code == "quorum-short"


@pytest.mark.parametrize(
    ("base", "result", "due"),
    [
        (tree(pay__x="1"), tree(pay__x="2"), ChangeClass.ORDINARY),
        (tree(), named("policies/pay/a01.rego", "2"), ChangeClass.ORDINARY),
        (tree(), named("constitution/constitution.toml", "2"), ChangeClass.HARD),
        (tree(), named("constitution/pay/A01-a.md", HARD), ChangeClass.HARD),
        (named("constitution/pay/A01-a.md", HARD), tree(), ChangeClass.HARD),
        (named("constitution/pay/A01-a.md", HARD), named("constitution/pay/A01-a.md", "soft"), ChangeClass.HARD),
        (tree(), named("constitution/pay/A01-a.md", "---\ntier: hard\nid: A01\n---\n"), ChangeClass.HARD),
        (named("constitution/pay/deep/A01-a.md", HARD), tree(), ChangeClass.ORDINARY),
        (named("constitution/pay/A01-a.md", HARD.replace("tier: hard", "tier:  hard")), tree(), ChangeClass.ORDINARY),
        (named("constitution/pay/A01-a.md", HARD.replace("tier: hard", "tier: hard ")), tree(), ChangeClass.ORDINARY),
        (named("constitution/pay/A01-a.md", "---\nid: A01\n---\ntier: hard\n---\n"), tree(), ChangeClass.ORDINARY),
        (named("constitution/pay/A01-a.md", "---\n---\ntier: hard\n---\n"), tree(), ChangeClass.ORDINARY),
        (named("constitution/pay/A01-a.md", "\n---\ntier: hard\n---\n"), tree(), ChangeClass.ORDINARY),
        (named("constitution/pay/A01-a.md", "---\ntier: hard\n"), tree(), ChangeClass.ORDINARY),
        (named("constitution/pay/schema.json", '{"x-acgs-default":"allow"}'),
         named("constitution/pay/schema.json", '{"x-acgs-default":"deny"}'), ChangeClass.HARD),
        (named("constitution/pay/schema.json", '{"x-acgs-default":"allow"}'),
         named("constitution/pay/schema.json", '{"type":"object","x-acgs-default": "allow"}'), ChangeClass.ORDINARY),
        (tree(), named("constitution/pay/schema.json", '{"x-acgs-default":"allow"}'), ChangeClass.HARD),
        (tree(), named("constitution/pay/schema.json", '{"type":"object"}'), ChangeClass.ORDINARY),
        (tree(), named("constitution/pay/schema.json", "{"), ChangeClass.HARD),
        (tree(), named("constitution/pay/schema.json", '["x-acgs-default"]'), ChangeClass.ORDINARY),
        (named("constitution/pay/schema.json", "{"), {**named("constitution/pay/schema.json", "{"), **tree(y="1")},
         ChangeClass.HARD),
        (tree(), named("constitution/pay/schema.json", '{"x-acgs-default":"allow","x-acgs-default":"allow"}'),
         ChangeClass.HARD),
        (tree(), named("constitution/keys/A.asc", "x"), ChangeClass.COUNCIL),
        (tree(), named("constitution/council.toml", "x"), ChangeClass.COUNCIL),
        (named("constitution/council.toml", "x"), tree(), ChangeClass.COUNCIL),
        (tree(), {"constitution/pay/x": File("100755", b"1")}, ChangeClass.ORDINARY),
    ],
)  # fmt: skip
def test_the_class_of_a_change_is_read_from_two_trees(base: Files, result: Files, due: ChangeClass) -> None:
    assert change_class(base, result) == due


def council(epoch: int, *keys: str) -> str:
    return COUNCIL.format(epoch=epoch, keys=", ".join(f'"{key * 40}"' for key in keys))


@pytest.mark.parametrize(
    ("after", "more", "due"),
    [
        (council(2, "A", "B"), named(f"constitution/keys/{'B' * 40}.asc", "new"), ChangeClass.KEY),
        (council(2, "A", "B"), {}, ChangeClass.COUNCIL),
        (council(1, "A", "B"), named(f"constitution/keys/{'B' * 40}.asc", "new"), ChangeClass.COUNCIL),
        (council(2, "A", "B", "C"), named(f"constitution/keys/{'B' * 40}.asc", "new"), ChangeClass.COUNCIL),
        (council(2, "B"), named(f"constitution/keys/{'B' * 40}.asc", "new"), ChangeClass.COUNCIL),
        (
            council(2, "A", "B").replace("3/4", "4/4"),
            named(f"constitution/keys/{'B' * 40}.asc", "n"),
            ChangeClass.COUNCIL,
        ),
        (council(2, "A", "B"), {**named(f"constitution/keys/{'B' * 40}.asc", "n"), **tree(x="1")}, ChangeClass.COUNCIL),
        (council(2, "A"), {}, ChangeClass.COUNCIL),
    ],
)
def test_only_one_more_key_of_one_member_is_of_class_key(after: str, more: Files, due: ChangeClass) -> None:
    base = named("constitution/council.toml", council(1, "A"))

    assert change_class(base, {**base, **named("constitution/council.toml", after), **more}) == due
