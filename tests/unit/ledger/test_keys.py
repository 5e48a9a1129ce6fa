import pytest

from acgs.errors import Untrusted
from acgs.ledger.keys import read_key
from support.openpgp import BIRTH, Maker

BOB = Maker(1)
POINT = BOB.body.index(b"\x01\x07\x40") + 2  # after the 263 bits that it counts


def test_a_key_is_named_by_its_bytes() -> None:
    key = read_key(BOB.body)

    assert (key.fingerprint, key.created, key.hashed) == (BOB.fingerprint, BIRTH, BOB.hashed)
    assert key.public is not None


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"\3" + BOB.body[1:], id="version 3"),
        pytest.param(BOB.body[:6], id="nothing after the algorithm"),
        pytest.param(BOB.body + bytes(2**16), id="longer than a fingerprint can say"),
        pytest.param(BOB.body[:POINT] + b"\x41" + BOB.body[POINT + 1 :], id="a point in another form"),
        pytest.param(BOB.body + b"\0\1\1", id="an integer more"),
    ],
)
def test_what_is_no_key_of_version_4_is_refused(body: bytes) -> None:
    with pytest.raises(Untrusted) as refusal:
        read_key(body)

    assert refusal.value.code == "certificate"
