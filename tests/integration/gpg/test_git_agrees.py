from datetime import UTC, datetime
from pathlib import Path

from acgs.git.repository import Repository
from acgs.ledger.chain import LEDGER, append
from acgs.ledger.entry import Genesis
from acgs.ledger.framing import parse_commit_armour
from acgs.ledger.verify import signer
from acgs.names import Digest, Oid, Ref, Root
from support.gpg import GpgHome
from support.repo import new_repo


def test_git_verifies_an_entry_of_ours(gpg_home: GpgHome, tmp_path: Path) -> None:
    repo, engine = new_repo(tmp_path / "repo"), gpg_home.key("engine-1")
    genesis = Genesis(Ref("refs/heads/main"), Oid("1" * 40), Root("2" * 64))
    now = datetime.now(UTC)

    entry = append(
        Repository.open(repo.path),
        LEDGER,
        None,
        genesis,
        {},
        council=Digest("3" * 64),
        time=now,
        sign=lambda payload: engine.signer().sign(payload, now),
    )

    said = repo.run("verify-commit", "--raw", entry.oid, env={"GNUPGHOME": str(gpg_home.path)}).stderr.decode()
    assert f"VALIDSIG {engine.fingerprint}" in said
    assert signer(entry.packet, entry.payload, [engine.certificate]) == engine.certificate


def test_we_verify_a_commit_that_git_signed(gpg_home: GpgHome, tmp_path: Path) -> None:
    repo, author = new_repo(tmp_path / "repo"), gpg_home.key("alice")
    repo.write({"a": "1"})
    repo.git("add", "-A")
    who = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    repo.git(*who, "commit", "-q", f"-S{author.fingerprint}", "-m", "x", env={"GNUPGHOME": str(gpg_home.path)})

    head, _, message = repo.raw("HEAD").partition(b"\n\n")
    before, _, armour = head.partition(b"\ngpgsig ")

    packet = parse_commit_armour(armour.replace(b"\n ", b"\n") + b"\n")
    assert signer(packet, before + b"\n\n" + message, [author.certificate]) == author.certificate
