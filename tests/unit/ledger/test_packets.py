import pytest
from hypothesis import given
from hypothesis import strategies as st

from acgs.errors import Untrusted
from acgs.ledger.packets import PUBLIC_KEY, SIGNATURE, USER_ID, integers, walk, wrap

PACKETS = st.tuples(st.sampled_from([SIGNATURE, PUBLIC_KEY, USER_ID]), st.binary(max_size=400), st.booleans())


@given(st.lists(PACKETS, max_size=4))
def test_packets_side_by_side_are_read_as_they_were_written(packets: list[tuple[int, bytes, bool]]) -> None:
    written = b"".join(wrap(tag, body, old=old) for tag, body, old in packets)

    assert list(walk(written)) == [(tag, body) for tag, body, _ in packets]


@pytest.mark.parametrize(
    ("size", "length"),
    [
        (191, b"\xbf"),
        (192, b"\xc0\x00"),
        (8383, b"\xdf\xff"),
        (8384, b"\xff\x00\x00\x20\xc0"),
        (65536, b"\xff\x00\x01\x00\x00"),
    ],
)
def test_the_new_form_has_the_shortest_length_and_is_read_as_the_old_one(size: int, length: bytes) -> None:
    """RFC 9580 §4.2.1."""
    body = bytes(size)

    assert wrap(SIGNATURE, body, old=False) == b"\xc2" + length + body
    for old in (False, True):
        assert list(walk(wrap(SIGNATURE, body, old=old))) == [(SIGNATURE, body)]


@given(PACKETS)
def test_a_packet_that_is_cut_anywhere_is_refused(packet: tuple[int, bytes, bool]) -> None:
    tag, body, old = packet
    written = wrap(tag, body, old=old)

    for size in range(1, len(written)):
        with pytest.raises(Untrusted):
            list(walk(written[:size]))


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"\x08\1x", id="a byte that begins no packet"),
        pytest.param(b"\x8b" + bytes(7) + b"\1x", id="a length that is not said, to the end"),
        pytest.param(b"\xc2\xe0x\1y", id="a part of a body, more to follow"),
    ],
)
def test_a_length_that_is_not_definite_is_refused(data: bytes) -> None:
    assert list(walk(b"\x88\1x")) == list(walk(b"\xc2\1x")) == [(SIGNATURE, b"x")]

    with pytest.raises(Untrusted):
        list(walk(data))


@pytest.mark.parametrize("data", [b"\0\0", b"\0\1\0", b"\0\x09\1", b"\0\x08\1", b"\0", b"\0\1\1\0"])
def test_an_integer_has_the_bits_that_it_counts(data: bytes) -> None:
    assert list(integers(b"\0\1\1\0\x09\1\xff")) == [b"\1", b"\1\xff"]

    with pytest.raises(Untrusted):
        list(integers(data))
