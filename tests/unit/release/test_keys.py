"""Keys are files: the one place of these unit tests that writes some."""

from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519

from acgs.errors import Misconfigured
from acgs.release.keys import Kind, open_key, read_key, read_secret, write_secret


def test_a_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    made = open_key(tmp_path / "keys", Kind.CONTROL)

    assert open_key(tmp_path / "keys", Kind.CONTROL).keyid == made.keyid
    assert (tmp_path / "keys" / "control.pem").stat().st_mode & 0o777 == 0o600
    assert made.keyid.startswith("control-")
    assert [file.name for file in (tmp_path / "keys").iterdir()] == ["control.pem"]


def test_another_key_has_another_id(tmp_path: Path) -> None:
    assert open_key(tmp_path / "a", Kind.BUNDLE).keyid != open_key(tmp_path / "b", Kind.BUNDLE).keyid


def test_a_secret_that_is_there_stays(tmp_path: Path) -> None:
    write_secret(tmp_path / "token", b"first")
    write_secret(tmp_path / "token", b"second")

    assert (tmp_path / "token").read_bytes() == b"first"


def test_a_key_that_others_may_read_is_refused(tmp_path: Path) -> None:
    open_key(tmp_path, Kind.BUNDLE)
    (tmp_path / "bundle.pem").chmod(0o640)

    with pytest.raises(Misconfigured) as refused:
        read_key(tmp_path, Kind.BUNDLE)
    assert refused.value.code == "secret-mode"


def test_a_key_that_is_not_there_is_not_made_by_reading(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured) as refused:
        read_key(tmp_path, Kind.DISCOVERY)
    assert refused.value.code == "secret-missing"


@pytest.mark.parametrize(
    "private", [ec.generate_private_key(ec.SECP384R1()), ed25519.Ed25519PrivateKey.generate(), None]
)
def test_what_is_no_key_on_p256_is_refused(
    tmp_path: Path, private: ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey | None
) -> None:
    encoding, form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    pem = private.private_bytes(encoding, form, serialization.NoEncryption()) if private else b"no key"
    write_secret(tmp_path / "bundle.pem", pem)

    with pytest.raises(Misconfigured) as refused:
        read_key(tmp_path, Kind.BUNDLE)
    assert refused.value.code == "release-key"


@pytest.mark.parametrize("nothing", [b"", b" \n"])
def test_an_empty_secret_is_none(tmp_path: Path, nothing: bytes) -> None:
    write_secret(tmp_path / "token", nothing)

    with pytest.raises(Misconfigured) as refused:
        read_secret(tmp_path / "token")
    assert refused.value.code == "secret-empty"


def test_white_space_around_a_secret_is_not_part_of_it(tmp_path: Path) -> None:
    write_secret(tmp_path / "token", b" a secret \n")

    assert read_secret(tmp_path / "token") == b"a secret"
