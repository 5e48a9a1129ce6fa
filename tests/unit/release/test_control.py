import json

from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given
from hypothesis import strategies as st

from acgs.names import Oid, Target
from acgs.release.control import renewed
from acgs.release.keys import Key, Kind
from acgs.release.sealed import Bundle

KEY = Key(Kind.CONTROL, ec.generate_private_key(ec.SECP256R1()))
OTHER = Key(Kind.CONTROL, ec.generate_private_key(ec.SECP256R1()))
GENESIS, TARGET = Oid("a" * 40), Target("eu-1")
NOW_NS = 1_790_294_821_123_456_789
FIRST = renewed(GENESIS, TARGET, KEY, None, now_ns=NOW_NS)


def test_control_lends_for_three_days_and_stops_nothing() -> None:
    assert json.loads(FIRST.files["acgs_control/eu-1/data.json"]) == {
        "renewal": NOW_NS // 1_000_000,
        "not_after": NOW_NS + 72 * 3600 * 10**9,
        "min_serial": 0,
        "revoked": [],
        "halted": {},
    }
    manifest = {"revision": str(FIRST.serial), "roots": ["acgs_control/eu-1"], "rego_version": 1}
    assert json.loads(FIRST.files[".manifest"]) == manifest
    assert FIRST.serial == NOW_NS // 1_000_000


def test_control_is_renewed_every_hour_and_not_before() -> None:
    hour_ns = 3600 * 10**9

    assert renewed(GENESIS, TARGET, KEY, FIRST, now_ns=NOW_NS + hour_ns - 10**9) is FIRST
    assert renewed(GENESIS, TARGET, KEY, FIRST, now_ns=NOW_NS + hour_ns).serial > FIRST.serial


def test_what_another_key_signed_or_for_another_ledger_is_signed_anew() -> None:
    assert renewed(GENESIS, TARGET, OTHER, FIRST, now_ns=NOW_NS).serial == FIRST.serial + 1
    assert renewed(Oid("b" * 40), TARGET, KEY, FIRST, now_ns=NOW_NS).serial == FIRST.serial + 1


@given(last=st.integers(1, 2**53), now_ns=st.integers(0, 2**62))
def test_the_renewal_grows_whatever_the_clock_says(last: int, now_ns: int) -> None:
    made = renewed(GENESIS, TARGET, OTHER, Bundle(last, FIRST.tar, FIRST.signatures), now_ns=now_ns)

    assert json.loads(made.files["acgs_control/eu-1/data.json"])["renewal"] == made.serial > last
