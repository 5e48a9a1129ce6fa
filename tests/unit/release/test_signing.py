import base64
import hashlib
import json

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from acgs.names import Oid, Target
from acgs.release.keys import Key, Kind
from acgs.release.signing import is_signed, opa_hash, scope, sign

GENESIS = Oid("29fe883c1659e4d0e45153a0ea782667a04414f2")
KEY = Key(Kind.BUNDLE, ec.generate_private_key(ec.SECP256R1()))
SCOPE = scope(GENESIS, Target("default"), Kind.BUNDLE)
FILES = {".manifest": b'{"roots":["a"],"revision":"1"}', "a/data.json": b"{}", "a.rego": b"package a\n"}


def _parts(signatures: bytes) -> tuple[dict[str, str], dict[str, object]]:
    (jws,) = json.loads(signatures)["signatures"]
    header, payload, _ = (base64.urlsafe_b64decode(part + "==") for part in jws.split("."))
    return json.loads(header), json.loads(payload)


def test_the_scope_names_ledger_target_and_kind() -> None:
    assert SCOPE == "acgs:29fe883c1659e4d0:default:bundle"


def test_the_header_says_algorithm_and_key_and_the_payload_files_key_and_scope() -> None:
    header, payload = _parts(sign(FILES, KEY, SCOPE))

    assert header == {"alg": "ES256", "kid": KEY.keyid}
    assert set(payload) == {"files", "keyid", "scope"}
    assert (payload["keyid"], payload["scope"]) == (KEY.keyid, SCOPE)
    assert payload["files"] == [
        {"name": name, "hash": opa_hash(name, FILES[name]), "algorithm": "SHA-256"} for name in sorted(FILES)
    ]


@pytest.mark.parametrize(
    ("written", "hashed"),
    [
        (b' { "b" : 1 , "a" : [ true , null ] } ', '{"a":[true,null],"b":1}'),
        (
            b'{"a": 1.0, "b": 1e3, "c": 9223372036854775808, "d": -0}',
            '{"a":1.0,"b":1e3,"c":9223372036854775808,"d":-0}',
        ),
        (
            b'{"\\u00e9": "\\u2028\\u2029<>&\\/", "e": "\\u007f\\u0001\\t"}',
            '{"e":"\x7f\\u0001\\t","é":"\\u2028\\u2029<>&/"}',
        ),
        (b'{"\\ud83d\\ude00": 1, "\\uffff": 2}', '{"\uffff":2,"😀":1}'),
    ],
)
def test_data_is_hashed_as_opa_reads_it(written: bytes, hashed: str) -> None:
    expected = hashlib.sha256(hashed.encode()).hexdigest()

    assert opa_hash("a/data.json", written) == opa_hash(".manifest", written) == expected
    assert opa_hash("a.rego", written) == hashlib.sha256(written).hexdigest()


def test_what_was_signed_is_recognised() -> None:
    assert is_signed(FILES, sign(FILES, KEY, SCOPE), KEY, SCOPE)


@pytest.mark.parametrize(
    ("files", "key", "named"),
    [
        (FILES | {"a.rego": b"package b\n"}, KEY, SCOPE),
        (FILES | {"b.rego": b""}, KEY, SCOPE),
        ({"a.rego": FILES["a.rego"]}, KEY, SCOPE),
        (FILES, Key(Kind.BUNDLE, ec.generate_private_key(ec.SECP256R1())), SCOPE),
        (FILES, KEY, scope(GENESIS, Target("other"), Kind.BUNDLE)),
        (FILES, KEY, scope(GENESIS, Target("default"), Kind.CONTROL)),
    ],
)
def test_other_files_another_key_or_another_scope_are_not(files: dict[str, bytes], key: Key, named: str) -> None:
    assert not is_signed(files, sign(FILES, KEY, SCOPE), key, named)


@pytest.mark.parametrize(
    "signatures", [b'{"signatures":[]}', b'{"signatures":["a","b"]}', b'{"signatures":["a.b.c"]}', b"[]"]
)
def test_anything_but_one_signature_is_none(signatures: bytes) -> None:
    assert not is_signed(FILES, signatures, KEY, SCOPE)
