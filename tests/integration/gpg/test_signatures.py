import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pysequoia
import pytest

from acgs.errors import Misconfigured, Unavailable, Untrusted
from acgs.ledger.block import compose, line_of, read_block
from acgs.ledger.certificate import read_certificate
from acgs.ledger.framing import parse_armour, unarmour
from acgs.ledger.keyring import export, make_key
from acgs.ledger.sign import Signer
from acgs.ledger.verify import require_valid_at, signer
from acgs.names import Fingerprint
from support.ballots import ballot
from support.gpg import BIRTH, GpgHome, GpgKey, gpgv

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
ALGORITHMS = ["ed25519", "rsa3072", "nistp256", "nistp384", "nistp521", "subkey"]


def key_of(home: GpgHome, algorithm: str) -> GpgKey:
    return home.key_with_subkey("subkey") if algorithm == "subkey" else home.key(algorithm, algorithm)


def sequoia(key: GpgKey, armour: bytes, payload: bytes) -> str | None:
    """Return the primary key as pysequoia sees it, with the certificate as it is."""
    certificate = pysequoia.Cert.from_bytes(key.certificate.armoured)
    signature = pysequoia.Sig.from_bytes(unarmour(armour))
    try:
        found = pysequoia.verify(bytes=payload, signature=signature, store=lambda _: [certificate])
    except RuntimeError:
        return None
    return str(found.valid_sigs[0].certificate).upper()


def test_two_ballots_of_gpg_are_good_to_us_to_pysequoia_and_to_gpgv(gpg_home: GpgHome) -> None:
    people = {name: gpg_home.key(name) for name in ("alice", "bob")}
    certificates = [key.certificate for key in people.values()]
    for name, key in people.items():
        block = read_block(compose(ballot(name), key.signer().sign))

        assert block.line == line_of(ballot(name))
        assert signer(block.packet, block.line, certificates).primary == key.fingerprint
        assert sequoia(key, block.armour, block.line) == key.fingerprint
        assert gpgv(certificates, block.armour, block.line) == key.fingerprint


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_every_algorithm_of_the_format_verifies_and_never_where_gpgv_says_no(gpg_home: GpgHome, algorithm: str) -> None:
    """SIG-19: whatever we accept gpgv accepts, for the same primary."""
    key, chance = key_of(gpg_home, algorithm), random.Random(19)  # noqa: S311 - the same mutants each time
    armour = key.sign(b"payload", NOON, "--digest-algo", "SHA512")
    packet = parse_armour(armour)
    require_valid_at(key.certificate, packet, NOON)
    assert signer(packet, b"payload", [key.certificate]).primary == key.fingerprint
    assert gpgv([key.certificate], armour, b"payload") == sequoia(key, armour, b"payload") == key.fingerprint

    for _ in range(10):
        other = bytes([chance.randrange(256)]) + b"payload"[1:]
        expected = key.fingerprint if other == b"payload" else None
        assert gpgv([key.certificate], armour, other) == expected
        with pytest.raises(Untrusted):
            signer(packet, other + b"!", [key.certificate])


@pytest.mark.parametrize("weak", ["SHA1", "SHA224"])
def test_a_weak_hash_of_gpg_is_refused(gpg_home: GpgHome, weak: str) -> None:
    armour = gpg_home.key("rsa3072", "rsa3072").sign(b"payload", NOON, "--digest-algo", weak)

    with pytest.raises(Untrusted, match="hash"):
        parse_armour(armour)


def test_a_short_rsa_key_of_gpg_is_refused(gpg_home: GpgHome) -> None:
    with pytest.raises(Untrusted, match="algorithm"):
        gpg_home.key("short", "rsa2048")


def test_a_renewed_key_still_owns_what_it_signed_before(gpg_home: GpgHome) -> None:
    """The renewal is newer than the signature: pysequoia then finds no key, gpgv and we ask the mathematics."""
    key = gpg_home.key("renewed", expires="90d")
    armour = key.sign(b"payload", BIRTH + DAY)
    renewed = gpg_home.renewed(key, "3y", at=BIRTH + 60 * DAY)
    packet = parse_armour(armour)

    assert signer(packet, b"payload", [renewed]) == renewed
    assert gpgv([renewed], armour, b"payload") == key.fingerprint
    with pytest.raises(Untrusted):
        require_valid_at(key.certificate, packet, BIRTH + 90 * DAY)
    require_valid_at(renewed, packet, BIRTH + 90 * DAY)


def test_the_revocation_that_gpg_prepared_ends_a_key(gpg_home: GpgHome) -> None:
    key = gpg_home.key("revoked")
    packet = parse_armour(key.sign(b"payload", NOON))
    require_valid_at(key.certificate, packet, NOON)

    with pytest.raises(Untrusted) as refusal:
        require_valid_at(gpg_home.revoked(key), packet, NOON)

    assert refusal.value.code == "not-valid-then"


def test_a_signer_signs_now_in_our_form(gpg_home: GpgHome) -> None:
    key = gpg_home.key("alice")

    packet = parse_armour(key.signer().sign(b"payload", datetime.now(UTC)))

    assert signer(packet, b"payload", [key.certificate]) == key.certificate
    assert abs(packet.created - datetime.now(UTC)) < timedelta(seconds=60)


def test_a_signature_far_from_ledger_time_is_not_given_out(gpg_home: GpgHome) -> None:
    """TIM-03."""
    signer = gpg_home.key("alice").signer(NOON)
    signer.sign(b"payload", NOON)

    with pytest.raises(Untrusted) as refusal:
        signer.sign(b"payload", NOON + timedelta(hours=1))

    assert refusal.value.code == "not-valid-then"


def test_options_of_the_person_have_no_say(gpg_home: GpgHome) -> None:
    conf = gpg_home.path / "gpg.conf"
    conf.write_text("digest-algo SHA1\ncert-digest-algo SHA1\narmor\nsig-notation !x@example.org=y\n")
    try:
        parse_armour(gpg_home.key("alice").signer().sign(b"payload"))
    finally:
        conf.unlink()


def test_a_missing_key_or_program_is_named(gpg_home: GpgHome, monkeypatch: pytest.MonkeyPatch) -> None:
    stranger = Signer(gpg_home.path, Fingerprint("0" * 40))
    with pytest.raises(Unavailable) as no_key:
        stranger.sign(b"payload")
    monkeypatch.setenv("PATH", "/nonexistent")
    with pytest.raises(Unavailable) as no_program:
        stranger.sign(b"payload")

    assert (no_key.value.code, no_program.value.code) == ("gpg-failed", "gpg-missing")


def test_a_key_for_an_engine_signs_and_is_exported_in_its_form(gpg_home: GpgHome) -> None:
    home = gpg_home.path / "e"
    with GpgHome(home):
        fingerprint = make_key(home, "engine-1")
        certificate = read_certificate(export(home, fingerprint))

        assert (certificate.primary, certificate.keys[0].can_sign) == (fingerprint, True)
        assert home.stat().st_mode & 0o777 == 0o700
        packet = parse_armour(Signer(home, fingerprint).sign(b"payload"))
        assert signer(packet, b"payload", [certificate]) == certificate


def test_a_home_whose_sockets_have_no_room_is_refused_before_it_is_made(tmp_path: Path) -> None:
    home = tmp_path / ("x" * 90)
    with pytest.raises(Misconfigured) as refusal:
        make_key(home, "engine-1")

    assert refusal.value.code == "gpg-home"
    assert not home.exists()


def test_a_key_that_gpg_does_not_have_is_said(gpg_home: GpgHome) -> None:
    alice = gpg_home.key("alice").fingerprint
    assert read_certificate(export(gpg_home.path, alice)).primary == alice

    with pytest.raises(Unavailable) as refusal:
        export(gpg_home.path, Fingerprint("0" * 40))

    assert refusal.value.code == "gpg-failed"


def test_a_key_that_gpg_cannot_make_is_said() -> None:
    with GpgHome() as home:
        (home.path / "private-keys-v1.d").write_bytes(b"where keys would lie")

        with pytest.raises(Unavailable) as refusal:
            make_key(home.path, "engine")

    assert refusal.value.code == "gpg-failed"
