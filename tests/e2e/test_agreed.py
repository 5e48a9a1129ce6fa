"""Three members, three homes, three clones, one server with our hooks: found, propose, vote, merge, log, verify."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from acgs.council import notary
from acgs.council.admission import walk
from acgs.council.inbox import read_inbox
from acgs.git.repository import Repository
from acgs.ledger.chain import LEDGER
from acgs.ledger.sign import Signer
from acgs.names import Fingerprint
from support.gpg import GpgHome
from support.repo import GitRepo, clean_environment, new_repo

ROOT = Path(__file__).parents[2]
PROGRAMS = (str(Path(sys.executable).parent), str(ROOT / ".tools" / "bin"), os.environ["PATH"])
NAMES = ("alice", "bob", "carol")


@dataclass(frozen=True)
class Member:
    """A person at his own machine."""

    home: GpgHome
    work: GitRepo

    def acgs(self, *words: str, status: int = 0) -> str:
        """Return what the command answered, both streams, provided it ended so."""
        return self._run([sys.executable, "-m", "acgs", *words], status)

    def push(self, *words: str, status: int = 0) -> str:
        """Push as a person does, so that the server's hooks find acgs."""
        return self._run(["git", "push", "origin", *words], status)

    def _run(self, command: list[str], status: int) -> str:
        home = {"GNUPGHOME": str(self.home.path), "HOME": str(self.home.path)}
        environment = clean_environment() | home | {"PATH": os.pathsep.join(PROGRAMS)}
        done = subprocess.run(
            command, cwd=self.work.path, env=environment, input="", capture_output=True, text=True, check=False
        )
        assert done.returncode == status, done.stdout + done.stderr
        return done.stdout + done.stderr


@dataclass(frozen=True)
class Town:
    server: GitRepo
    members: dict[str, Member]
    engine: Fingerprint

    def notarise(self) -> None:
        """Do what the server's engine does when it is woken."""
        repo, now = Repository.open(self.server.path), datetime.now(UTC)
        tip = repo.ref(LEDGER)
        assert tip is not None
        signer = Signer(self.members["alice"].home.path, self.engine)
        assert notary.record(repo, walk(repo, tip, now=now), signer, now, read_inbox(repo))


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """Return a server with a constitution and a council file, to which nobody has agreed yet."""
    folder = tmp_path_factory.mktemp("town")
    server = new_repo(folder / "server.git", bare=True)
    shutil.copy(ROOT / "hooks" / "update", server.path / "hooks" / "update")
    with ExitStack() as homes:
        members = {}
        for name in NAMES:
            home = homes.enter_context(GpgHome())
            home.key(name)
            members[name] = Member(home, new_repo(folder / name))
            members[name].work.git("remote", "add", "origin", str(server.path))
        alice = members["alice"]
        for name in NAMES[1:]:
            alice.home.gpg("--import", data=members[name].home.keys[name].certificate.armoured)
        alice.acgs("init")
        alice.acgs("compile")
        keys = {name: members[name].home.keys[name].fingerprint for name in NAMES}
        alice.acgs("council", "init", *(f"--member={name}={key}" for name, key in keys.items()))
        assert alice.acgs().splitlines()[-1] == "next          commit and push constitution/; then acgs vote"
        alice.work.commit({}, "constitution")
        alice.push("main")
        for name in NAMES[1:]:
            members[name].work.git("fetch", "-q", "origin")
            members[name].work.git("reset", "-q", "--hard", "origin/main")
        certificates = {path.stem for path in (alice.work.path / "constitution" / "keys").iterdir()}
        [engine] = certificates - set(keys.values())
        yield Town(server, members, Fingerprint(engine))


def test_nothing_is_signed_where_nobody_says_yes(town: Town) -> None:
    alice = town.members["alice"]

    assert alice.acgs("vote", status=1).endswith("nobody said yes [not-confirmed]\n      --yes signs without asking\n")
    assert '"code":"not-confirmed"' in alice.acgs("vote", "--json", status=1)


def found(alice: Member, bob: Member, carol: Member) -> dict[str, str]:
    """Return what founding answers, the bare `acgs` asked at each step."""
    assert "not founded: 0 of 3 needed agree\n" in (said := alice.acgs())
    assert "next          acgs vote, each founder; then acgs council init\n" in said
    for member in (bob, carol, alice):
        member.acgs("vote", "--yes")
    assert "not founded: 3 of 3 needed agree\n" in (said := alice.acgs())
    assert "next          acgs council init\n" in said
    founded: dict[str, str] = json.loads(alice.acgs("--quiet", "council", "init", "--json"))
    assert founded["pin"].startswith("acgs:v1:")
    assert "3 members\nledger        1 entry, last ratified by entry 1" in alice.acgs()
    return founded


def test_a_council_founds_agrees_and_shows_who_agreed(town: Town) -> None:
    alice, bob, carol = town.members.values()

    assert "[exists]" in alice.acgs("council", "init", "--member=eve=" + "A" * 40, status=2)
    assert "[quorum-founders]" in alice.acgs("council", "init", status=1)
    founded = found(alice, bob, carol)
    for member in (alice, bob, carol):
        member.work.git("config", "acgs.pin", founded["pin"])

    # A change of which the meaning is known, offered by bob.
    bob.work.git("switch", "-q", "-c", "raise")
    principle = bob.work.path / "constitution" / "payments" / "A09-large-payments.md"
    principle.write_text(principle.read_text().replace("amount_cents > 100000", "amount_cents >= 100000"))
    bob.work.git("add", "-A")
    assert "[example-answer]" in bob.acgs("hook", "pre-commit", status=1)
    principle.write_text(principle.read_text().replace("allow\n    why: the limit", "deny\n    why: the limit"))
    bob.work.git("add", "-A")
    assert "[not-compiled]" in bob.acgs("hook", "pre-commit", status=1)
    bob.work.commit({}, "not compiled")
    assert "[not-compiled]" in bob.acgs("propose", status=1)
    bob.acgs("compile")
    bob.work.commit({}, "from the limit on")
    offered = bob.acgs("propose")
    assert "a change of class ordinary, open: 0 of 2 needed agree" in offered
    assert "100000" in offered.partition("newly denied")[2]

    # Two of three agree; carol takes her word back, and gives it again.
    assert "could not" not in alice.acgs("vote", "raise", "--yes")
    assert "withdrew: alice" in alice.acgs("vote", "raise", "--yes", "--withdraw")
    alice.acgs("vote", "raise", "--yes")
    bob.acgs("vote", "--yes")
    bob.work.git("switch", "-q", "main")
    bob.work.merge("raise")
    assert "[not-ratified]" in bob.push("main", status=1)
    town.notarise()
    assert "[ratified]" in carol.acgs("vote", "raise", "--yes", status=1)
    bob.push("main")
    town.notarise()

    # Who agreed to this rule, when, over which root; and it holds.
    log = json.loads(carol.acgs("--quiet", "log", "A09", "--json"))
    assert [row["agreeing"] for row in log["agreements"]] == [["alice", "bob", "carol"], ["alice", "bob"]]
    assert [row["class"] for row in log["agreements"]] == ["founding", "ordinary"]
    assert log["agreements"][1]["revision"] == bob.work.head
    assert log["caveats"] == []
    assert "nobody has agreed" in carol.acgs("log", "A10")
    verified = json.loads(carol.acgs("--quiet", "verify", "--json", f"{bob.work.head}~1..{bob.work.head}"))
    assert (verified["verdict"], verified["pin"]) == ("verified", founded["pin"])
    assert [entry["event"] for entry in verified["entries"]] == ["genesis", "ratify", "update"]
    assert {row["reason"] for row in verified["commits"]} == {"unsigned"}
    assert log["agreements"][1]["root"] in carol.acgs("verify")
    assert "[pin]" in carol.acgs("verify", "--pin", founded["pin"][:-1] + "x", status=2)
    assert "[pin]" in carol.acgs("verify", "--pin", "acgs:v1:" + "0" * 40 + founded["pin"][48:], status=1)
    carol.work.git("config", "--unset", "acgs.pin")
    assert "not pinned" in carol.acgs("verify")
    assert "not pinned" in carol.acgs("log")
