import io
import json
import tarfile

from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given
from hypothesis import strategies as st

from acgs.names import Oid, Target
from acgs.release.control import LEASE_S, control
from acgs.release.keys import Key, Kind

KEY = Key(Kind.CONTROL, ec.generate_private_key(ec.SECP256R1()))
NOW_NS = 1_790_294_821_123_456_789


def _said(last: int, now_ns: int = NOW_NS) -> tuple[int, dict[str, object], dict[str, object]]:
    made = control(Oid("a" * 40), Target("eu-1"), KEY, now_ns=now_ns, last=last)
    with tarfile.open(fileobj=io.BytesIO(made.tar)) as archive:
        data, manifest = (
            json.load(archive.extractfile(name))  # type: ignore[arg-type]
            for name in ("acgs_control/eu-1/data.json", ".manifest")
        )
    return made.serial, data, manifest


def test_control_lends_for_three_days_and_stops_nothing() -> None:
    serial, data, manifest = _said(last=0)

    assert data == {
        "renewal": NOW_NS // 1_000_000,
        "not_after": NOW_NS + LEASE_S * 10**9,
        "min_serial": 0,
        "revoked": [],
        "halted": {},
    }
    assert manifest == {"revision": str(serial), "roots": ["acgs_control/eu-1"], "rego_version": 1}
    assert serial == data["renewal"]


@given(last=st.integers(0, 2**53), now_ns=st.integers(0, 2**62))
def test_the_renewal_grows_whatever_the_clock_says(last: int, now_ns: int) -> None:
    serial, data, _ = _said(last, now_ns)

    assert serial == data["renewal"]
    assert serial > last
