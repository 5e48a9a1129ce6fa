import pytest
from hypothesis import given
from hypothesis import strategies as st

from acgs.names import Digest
from acgs.shelf import Published
from acgs.web.polls import LONGEST_WAIT_S, read_seen, read_wait_s

A, B = "a" * 64, "b" * 64
FIVE = Published(5, Digest(A))


@pytest.mark.parametrize(
    ("lines", "waits_s"),
    [
        ([b"modes=snapshot,delta;wait=30"], 30),
        ([b"modes=snapshot,delta"], 0),
        ([b"wait=30"], 30),
        ([b"WAIT = 30 ; respond-async"], 30),
        ([b"respond-async", b"wait=7"], 7),
        ([b"wait=7", b"wait=9"], 7),
        ([b"wait=x;wait=9"], 0),
        ([b"wait"], 0),
        ([b"wait="], 0),
        ([b"wait=-1"], 0),
        ([b"wait=1.5"], 0),
        ([b"wait=+5"], 0),
        ([b'wait="5"'], 0),
        (["wait=٣".encode()], 0),
        ([b"waits=9,await=9"], 0),
        ([b'note="a;wait=9",wait=3'], 3),
        ([b'note="a\\";wait=9",wait=3'], 3),
        ([b'note="open;wait=9'], 0),
        ([b"wait=0"], 0),
        ([b"wait=007"], 7),
        ([b"wait=300"], 300),
        ([b"wait=301"], 300),
        ([b"wait=" + b"9" * 5000], 300),
        ([b"wait=" + b"0" * 5000], 0),
        ([b";;,, ,;wait=4"], 4),
        ([], 0),
    ],
)
def test_prefer_is_read_as_opa_and_rfc_7240_write_it(lines: list[bytes], waits_s: int) -> None:
    assert read_wait_s(lines) == waits_s


@given(st.lists(st.binary(max_size=60), max_size=4))
def test_no_prefer_header_breaks_us(lines: list[bytes]) -> None:
    assert 0 <= read_wait_s(lines) <= LONGEST_WAIT_S


@pytest.mark.parametrize(
    "lines",
    [
        [FIVE.etag],
        [f"W/{FIVE.etag}"],
        [f'"x", {FIVE.etag},"4-{B}"'],
        ['"x"', FIVE.etag],
        [f'"a,b"{FIVE.etag}'],
        ["*"],
        [f'"4-{A}"', "*"],
    ],
)
def test_a_list_on_one_line_or_several_compared_weakly_matches(lines: list[str]) -> None:
    assert read_seen([line.encode() for line in lines]).has(FIVE)


@pytest.mark.parametrize(
    "tag",
    [
        f'"05-{A}"',
        f'"5-{A.upper()}"',
        f'"5-{A}x"',
        f'"5-{A[1:]}"',
        f"5-{A}",
        f'"+5-{A}"',
        f'"5-{B}"',
        f'"6-{A}"',
        "",
        '"',
        f'"٥-{A}"',
    ],
)
def test_any_other_tag_does_not_match(tag: str) -> None:
    assert not read_seen([tag.encode()]).has(FIVE)


@pytest.mark.parametrize(
    ("tags", "above"),
    [
        ([f'"4-{A}"'], None),
        ([FIVE.etag], None),
        ([f'"6-{B}"'], f'"6-{B}"'),
        ([f'W/"6-{B}"'], f'"6-{B}"'),
        ([f'"6-{B}"', f'"10-{A}"', f'"9-{B}"', FIVE.etag], f'"10-{A}"'),
        ([f'"{"9" * 5000}-{B}"'], f'"{"9" * 5000}-{B}"'),
        ([f'"06-{B}"'], None),
        (["*"], None),
    ],
)
def test_the_highest_serial_above_ours_is_found_however_long(tags: list[str], above: str | None) -> None:
    assert read_seen([", ".join(tags).encode()]).above(FIVE) == (above.encode() if above else None)


@pytest.mark.parametrize(
    ("tag", "is_clash"),
    [(FIVE.etag, False), (f'"5-{B}"', True), (f'W/"5-{B}"', True), (f'"6-{B}"', False), ("*", False)],
)
def test_one_serial_under_two_digests_is_a_clash(tag: str, is_clash: bool) -> None:  # noqa: FBT001
    assert read_seen([tag.encode()]).clashes(FIVE) is is_clash


@given(st.lists(st.binary(max_size=80), max_size=3))
def test_no_if_none_match_header_breaks_us(lines: list[bytes]) -> None:
    seen = read_seen(lines)

    assert seen.has(FIVE) in {True, False}
    assert seen.above(FIVE) is None or seen.above(FIVE) != FIVE.etag.encode()
