import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acgs.constitution.council_file import Role, Share, read_council_file, write_council_file
from acgs.digest import sha256
from acgs.errors import Invalid
from acgs.names import Fingerprint, Principal

A, B, C, E = (letter * 40 for letter in "ABCE")
GOOD = f"""# the council of a test
version = 1
epoch = 1
expires = "2027-11-24T00:00:00Z"
refs = ["refs/heads/main"]
governed = ["constitution/**", "policies/**"]

[thresholds]
ordinary = "2/3"
hard = "3/4"

[roles]
council = ["alice", "bob"]
executive = []
breakglass = []
engine = ["engine-1"]

[principals.alice]
keys = ["{A}", "{C}"]
[principals.bob]
keys = ["{B}"]
[principals.engine-1]
keys = ["{E}"]
"""


def faults(text: str | bytes) -> list[tuple[int, str]]:
    with pytest.raises(Invalid) as refusal:
        read_council_file(text.encode() if isinstance(text, str) else text)
    assert refusal.value.code == "council-file"
    return [(fault.line, fault.field) for fault in refusal.value.faults]


def test_a_council_file_says_who_counts() -> None:
    file = read_council_file(GOOD.encode())

    assert (file.epoch, file.ref, file.hard, file.members) == (1, "refs/heads/main", Share(3, 4), ("alice", "bob"))
    assert file.keys_of(Role.COUNCIL) == (A, C, B)
    assert file.principal_of(Fingerprint(C)) == "alice"
    assert file.digest == sha256(GOOD.encode())


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("version = 1", "version = 2", "version"),
        ("version = 1", "version = true", "version"),
        ("version = 1", "version = 1.0", "version"),
        ("version = 1\n", "", "version"),
        ("version = 1", "version = 1\nowner = 1", "owner"),
        ("epoch = 1", "epoch = 0", "epoch"),
        ("epoch = 1", "epoch = 9007199254740992", "epoch"),
        ("epoch = 1", 'epoch = "1"', "epoch"),
        ("2027-11-24T00", "2027-11-31T00", "expires"),
        ("2027-11-24", "1999-11-24", "expires"),
        ("2027-11-24", "2262-11-24", "expires"),
        ('"2027-11-24T00:00:00Z"', "2027-11-24T00:00:00Z", "expires"),
        ("heads/main", "heads/main..x", "refs"),
        ("heads/main", "heads/a.lock/b", "refs"),
        ("heads/main", "tags/v1", "refs"),
        ("heads/main", "heads/acgs-ledger", "refs"),
        ("heads/main", "heads/acgs-inbox/alice/1", "refs"),
        ("heads/main", "heads//main", "refs"),
        ("2027-11-24", "2027-11-2\\u0664", "expires"),
        ('hard = "3/4"', 'hard = "7\\u0665/9\\u0669"', "thresholds.hard"),
        ('"refs/heads/main"', '"refs/heads/main", "refs/heads/next"', "refs"),
        ('["constitution/**", "policies/**"]', '["constitution/**"]', "governed"),
        ('["constitution/**", "policies/**"]', '["policies/**", "constitution/**"]', "governed"),
        ('["constitution/**", "policies/**"]', '["constitution/**", "policies/**", "policies/**"]', "governed"),
        ('ordinary = "2/3"', 'ordinary = "1/2"', "thresholds.ordinary"),
        ('ordinary = "2/3"', 'ordinary = "02/3"', "thresholds.ordinary"),
        ('ordinary = "2/3"', 'ordinary = "4/3"', "thresholds.ordinary"),
        ('ordinary = "2/3"', "ordinary = 1", "thresholds.ordinary"),
        ('hard = "3/4"', 'hard = "65/99"', "thresholds.hard"),
        ('hard = "3/4"\n', "", "thresholds.hard"),
        ("[thresholds]", '"thresholds.hard" = "3/4"\n[thresholds]', "'thresholds.hard'"),
        ("[thresholds]", "[threshold]", "thresholds.hard"),
        ("[roles]", "[roles.council]", "roles.council"),
        (GOOD[GOOD.index("[principals.alice]") :], "", "principals"),
        (GOOD[GOOD.index("[principals.alice]") :], "[principals]\n", "principals"),
        ("version = 1", "principals = 1\nversion = 1", ""),
        ('council = ["alice", "bob"]', "council = []", "roles.council"),
        ('council = ["alice", "bob"]', 'council = ["bob", "alice"]', "roles.council"),
        ('council = ["alice", "bob"]', 'council = ["alice", "carol"]', "roles.council"),
        ("executive = []", 'executive = ["engine-1"]', "roles.engine"),
        ("executive = []\n", "", "roles.executive"),
        ("executive = []", "executive = []\nwitness = []", "roles.witness"),
        ('engine = ["engine-1"]', "engine = []", "roles.engine"),
        ("[principals.bob]", "[principals.Bob]", "principals.Bob"),
        (B, B.lower(), "principals.bob"),
        (B, B[:16], "principals.bob"),
        (B, A, "principals.bob"),
        (f'"{A}", "{C}"', f'"{C}", "{A}"', "principals.alice"),
        (f'keys = ["{B}"]', "keys = []", "principals.bob"),
        (f'keys = ["{B}"]', f'keys = ["{B}"]\nmail = "b@b"', "principals.bob"),
    ],
)
def test_what_is_not_in_its_one_form_is_refused_with_its_field(old: str, new: str, field: str) -> None:
    assert old in GOOD

    assert field in [name for _, name in faults(GOOD.replace(old, new, 1))]


def test_all_faults_are_told_at_once_with_their_lines() -> None:
    broken = GOOD.replace("epoch = 1", "epoch = 0").replace('hard = "3/4"', 'hard = "1/4"').replace(B, "b")

    assert faults(broken) == [(3, "epoch"), (10, "thresholds.hard"), (20, "principals.bob")]


@pytest.mark.parametrize(
    "data",
    [b"", GOOD.encode()[:-1], b"\xef\xbb\xbf" + GOOD.encode(), GOOD.encode().replace(b"\n", b"\r\n"),
     GOOD.encode().replace(b"test", "tést".encode()), GOOD.encode().replace(b"= 1", b"=\t1", 1)],
)  # fmt: skip
def test_text_is_ascii_lines_with_lf(data: bytes) -> None:
    assert faults(data)[0][1] == ""


def test_what_is_not_toml_is_refused_with_its_line() -> None:
    assert faults(GOOD.replace("epoch = 1", "epoch = 1\nepoch = 2")) == [(4, "")]


@pytest.mark.parametrize("value", ["[" * 5000, "1" * 5000])
def test_a_file_that_is_made_to_break_a_reader_is_refused(value: str) -> None:
    assert faults(GOOD.replace("epoch = 1", f"epoch = {value}"))


def test_nine_keys_are_too_many() -> None:
    keys = ", ".join(f'"{n}{"0" * 39}"' for n in range(9))

    assert faults(re.sub(f'"{A}", "{C}"', keys, GOOD))[0][1] == "principals.alice"


@given(
    epoch=st.integers(1, 2**53 - 1), names=st.sets(st.from_regex(r"[a-z][a-z0-9-]{0,31}", fullmatch=True), max_size=9)
)
def test_what_is_written_is_read_again(epoch: int, names: set[str]) -> None:
    start = read_council_file(GOOD.encode())
    more = {Principal(name): (Fingerprint(f"{n:040X}"),) for n, name in enumerate(sorted(names - {"engine-1"}), 1)}
    members = tuple(more) or start.members
    file = replace(
        start, epoch=epoch, principals={**start.principals, **more}, roles={**start.roles, Role.COUNCIL: members}
    )

    data = write_council_file(file)

    assert read_council_file(data) == replace(file, digest=sha256(data))
