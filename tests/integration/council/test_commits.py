from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from acgs.council.commits import signer_of
from acgs.council.roster import Council
from acgs.ledger.statement import Reason
from support.council import Chamber, chamber
from support.gpg import GpgHome
from support.repo import GitRepo, new_repo

AT = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.fixture
def council(founded_once: Chamber) -> Council:
    return founded_once.held.council


@pytest.fixture
def repo(tmp_path: Path) -> GitRepo:
    return new_repo(tmp_path / "commits")


@pytest.fixture
def signed(gpg_home: GpgHome, repo: GitRepo) -> bytes:
    repo.commit({"a": "1"})
    return repo.raw(repo.commit({"a": "2"}, at=AT, key=gpg_home.key("alice")))


def test_a_commit_is_its_signers(signed: bytes, council: Council, gpg_home: GpgHome) -> None:
    assert signer_of(signed, council, AT) == (gpg_home.key("alice").fingerprint, None)


def test_a_merge_with_a_mergetag_and_an_encoding_is_its_signers(
    signed: bytes, council: Council, gpg_home: GpgHome
) -> None:
    head, _, message = signed.partition(b"\ngpgsig ")
    unsigned = (
        head + b"\nencoding latin1\nmergetag object 1\n type commit\n \n forged" + message[message.index(b"\n\n") :]
    )
    armour = gpg_home.key("alice").sign(unsigned, AT).rstrip(b"\n").replace(b"\n", b"\n ")
    top, _, rest = unsigned.partition(b"\n\n")

    found = signer_of(top + b"\ngpgsig " + armour + b"\n\n" + rest, council, AT)

    assert found == (gpg_home.key("alice").fingerprint, None)


def test_an_unsigned_commit_is_nobodys(repo: GitRepo, council: Council) -> None:
    assert signer_of(repo.raw(repo.commit({"a": "1"})), council, AT) == (None, Reason.UNSIGNED)


def test_a_key_outside_the_roster_is_unknown(gpg_home: GpgHome, repo: GitRepo, council: Council) -> None:
    raw = repo.raw(repo.commit({"a": "1"}, at=AT, key=gpg_home.key("mallory")))

    assert signer_of(raw, council, AT) == (None, Reason.UNKNOWN_KEY)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (b"change", b"changed", Reason.BAD_SIGNATURE),
        (b"\ngpgsig ", b"\ngpgsig-sha256 ", Reason.ODD_COMMIT),
        (b"\nauthor ", b"\ntree " + b"0" * 40 + b"\nauthor ", Reason.ODD_COMMIT),
        (b"\nauthor ", b"\nmore x\nauthor ", Reason.ODD_COMMIT),
        (b"\nauthor ", b"\n author ", Reason.ODD_COMMIT),
        (b"\ngpgsig ", b"\n more\ngpgsig ", Reason.ODD_COMMIT),
        (b"change", b"cha\0nge", Reason.ODD_COMMIT),
        (b" -----END PGP SIGNATURE-----\n", b" -----END PGP SIGNATURE-----\n more\n", Reason.ODD_COMMIT),
        (b"BEGIN PGP SIGNATURE", b"BEGIN SSH SIGNATURE", Reason.UNSUPPORTED),
        (b"BEGIN PGP SIGNATURE", b"BEGIN SIGNED MESSAGE", Reason.UNSUPPORTED),
        (b"BEGIN PGP SIGNATURE", b"BEGIN PGP MESSAGE", Reason.ODD_COMMIT),
    ],
)
def test_the_first_reason_that_is_true_is_told(
    signed: bytes, council: Council, old: bytes, new: bytes, reason: Reason
) -> None:
    assert old in signed

    assert signer_of(signed.replace(old, new, 1), council, AT) == (None, reason)


def test_a_commit_from_the_future_or_by_an_expired_key_was_not_valid_then(
    signed: bytes, gpg_home: GpgHome, repo: GitRepo, council: Council
) -> None:
    assert signer_of(signed, council, AT - timedelta(seconds=301)) == (None, Reason.NOT_VALID_THEN)
    assert signer_of(signed, council, AT - timedelta(seconds=300))[1] is None

    key = gpg_home.key("brief", at=AT - timedelta(days=9), expires="10d")
    brief = replace(council, certificates={key.fingerprint: key.certificate})
    raw = repo.raw(repo.commit({"a": "3"}, at=AT, key=key))
    assert signer_of(raw, brief, AT) == (key.fingerprint, None)
    assert signer_of(raw, brief, AT + timedelta(days=1)) == (None, Reason.NOT_VALID_THEN)


def test_an_author_without_a_role_is_recorded_with_his_key(gpg_home: GpgHome, tmp_path: Path) -> None:
    room = chamber(gpg_home, tmp_path / "r", ("alice", "bob"))
    file = room.council_file()
    dave = gpg_home.key("dave")
    council = Council(file, {dave.fingerprint: dave.certificate})
    raw = room.repo.raw(room.commit({"a": "1"}, key="dave"))

    assert signer_of(raw, council, room.now) == (dave.fingerprint, None)
