import json

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from acgs.errors import Untrusted
from acgs.names import Oid, Target
from acgs.release.discovery import Pin, pinned, renewed
from acgs.release.keys import Key, Kind

KEYS = {kind: Key(kind, ec.generate_private_key(ec.SECP256R1())) for kind in Kind}
GENESIS, TARGET = Oid("a" * 40), Target("eu-1")
FIRST = renewed(GENESIS, TARGET, KEYS, None, now_ns=5_000_000_000)


def test_its_serial_is_when_it_was_signed_and_its_root_its_target_alone() -> None:
    manifest = {"revision": "5000", "roots": ["acgs_discovery/eu-1"], "rego_version": 1}

    assert (FIRST.serial, json.loads(FIRST.files[".manifest"])) == (5000, manifest)
    assert set(FIRST.files) == {".manifest", "acgs_discovery/eu-1/data.json"}


def test_it_stays_while_it_says_what_is_so() -> None:
    assert renewed(GENESIS, TARGET, KEYS, FIRST, now_ns=10**18) is FIRST


@pytest.mark.parametrize("kind", list(Kind))
def test_another_key_is_said_at_once_under_a_higher_serial(kind: Kind) -> None:
    others = {**KEYS, kind: Key(kind, ec.generate_private_key(ec.SECP256R1()))}

    assert renewed(GENESIS, TARGET, others, FIRST, now_ns=0).serial == FIRST.serial + 1


def test_its_pin_is_the_discovery_key_for_this_target_alone() -> None:
    key = KEYS[Kind.DISCOVERY]

    assert pinned(FIRST, key) == Pin(key.keyid, "acgs:aaaaaaaaaaaaaaaa:eu-1:discovery", key.public_pem)


def test_what_another_key_signed_has_no_pin() -> None:
    with pytest.raises(Untrusted) as refused:
        pinned(FIRST, KEYS[Kind.CONTROL])

    assert refused.value.code == "discovery-key"
