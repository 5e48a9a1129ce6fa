"""REF-01, LED-06: real pushes against hooks/update, each refused for its own reason, and nothing moves."""

import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from acgs.ledger.chain import LEDGER
from support.council import PRINCIPLE, Chamber, chamber, rule
from support.gpg import GpgHome
from support.repo import GitRepo, clean_environment, new_repo

HOOKS = Path(__file__).parents[2] / "hooks"


@pytest.fixture(scope="module")
def agreed(gpg_home: GpgHome, tmp_path_factory: pytest.TempPathFactory) -> Chamber:
    """A council founded by today's clock, that has ratified `raise` and not yet merged it."""
    room = chamber(gpg_home, tmp_path_factory.mktemp("push") / "work", now=datetime.now(UTC).replace(microsecond=0))
    room.found()
    room.propose("raise", {PRINCIPLE: rule(200)})
    room.vote("raise", "alice", "bob")
    room.notarise()
    return room


@pytest.fixture
def server(agreed: Chamber, tmp_path: Path) -> GitRepo:
    bare = new_repo(tmp_path / "server.git", bare=True)
    agreed.repo.git("push", "-q", str(bare.path), "refs/heads/*:refs/heads/*")
    bare.git("config", "receive.denyDeleteCurrent", "ignore")
    for hook in ("update", "post-receive"):
        shutil.copy(HOOKS / hook, bare.path / "hooks" / hook)
    return bare


@pytest.fixture
def work(server: GitRepo, tmp_path: Path) -> GitRepo:
    return server.clone(tmp_path / "work")


def push(work: GitRepo, *refspecs: str) -> tuple[bool, str]:
    path = {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    command = ["git", "-C", str(work.path), "push", "-q", "origin", *refspecs]
    done = subprocess.run(command, env=clean_environment() | path, capture_output=True, text=True, check=False)
    return done.returncode == 0, done.stderr


def test_what_was_ratified_is_taken_and_the_server_is_woken(work: GitRepo, server: GitRepo) -> None:
    merged = work.merge("origin/raise")

    assert push(work, "main") == (True, f"remote: refs/heads/main: {merged}        \n")

    assert server.git("rev-parse", "main") == merged
    assert (server.path / "acgs-wake").exists()


def test_what_is_not_governed_and_other_branches_are_taken(work: GitRepo) -> None:
    work.commit({"README": "two\n"})
    assert push(work, "main")[0]

    work.commit({PRINCIPLE: rule(10**9)})
    assert push(work, "main:refs/heads/proposal")[0]


def test_a_namespace_is_no_way_around_the_ledger(work: GitRepo, server: GitRepo) -> None:
    """REF-03: its refs bear the names of others; a ledger within it would govern nothing."""
    work.merge("origin/raise")
    work.git("config", "remote.origin.receivepack", "git --namespace=other receive-pack")

    taken, said = push(work, "main")

    assert (taken, "[namespace]" in said) == (False, True), said
    assert server.git("for-each-ref", "refs/namespaces") == ""


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({PRINCIPLE: rule(10**9)}, "not-ratified"),
        ({"policies/pay/extra.rego": "package acgs.pay.extra\n"}, "not-ratified"),
        ({"constitution/keys/mallory.asc": "x"}, "no-root"),
        ({"constitution/with space.md": "x"}, "no-root"),
    ],
)
def test_what_the_council_has_not_ratified_is_refused(
    work: GitRepo, server: GitRepo, files: dict[str, str], code: str
) -> None:
    before = server.git("rev-parse", "main")
    work.commit(files)

    taken, said = push(work, "main")

    assert (taken, f"[{code}]" in said) == (False, True), said
    assert server.git("rev-parse", "main") == before
    assert not (server.path / "acgs-wake").exists()


def test_a_ratified_change_with_one_more_is_refused(work: GitRepo) -> None:
    work.merge("origin/raise")
    work.commit({PRINCIPLE: rule(201)})

    taken, said = push(work, "main")

    assert (taken, "[not-ratified]" in said) == (False, True), said


@pytest.mark.parametrize(
    ("refspec", "code"),
    [
        (":refs/heads/main", "deleted"),
        (f":{LEDGER}", "rollback"),
        (f"+{LEDGER}~1:{LEDGER}", "rollback"),
        (f"+main:{LEDGER}", "rollback"),
    ],
)
def test_nothing_is_taken_away(work: GitRepo, server: GitRepo, refspec: str, code: str) -> None:
    work.git("fetch", "-q", "origin", f"{LEDGER}:{LEDGER}")
    before = server.git("for-each-ref")

    taken, said = push(work, refspec)

    assert (taken, f"[{code}]" in said) == (False, True), said
    assert server.git("for-each-ref") == before


def test_a_ledger_that_does_not_hold_is_not_taken(work: GitRepo, agreed: Chamber) -> None:
    work.git("fetch", "-q", "origin", f"{LEDGER}:{LEDGER}")
    forged = (
        agreed.held.entries[-1]
        .raw.replace(b"Acgs-Seq: 2", b"Acgs-Seq: 3")
        .replace(b"parent " + agreed.held.repo.encode(), b"parent " + agreed.held.entries[-1].oid.encode())
    )
    work.git("update-ref", LEDGER, work.write_object("commit", forged))

    taken, said = push(work, LEDGER)

    assert (taken, "[engine-signature]" in said) == (False, True), said


@pytest.mark.parametrize(("alias", "target"), [("master", "main"), ("main", "other")])
@pytest.mark.parametrize("refspec", ["+main:{}", ":{}"])
def test_another_name_for_the_governed_ref_is_no_way_to_it(
    work: GitRepo, server: GitRepo, alias: str, target: str, refspec: str
) -> None:
    """REF-03: a symbolic ref on the server, as renaming a branch leaves one, in either direction."""
    before = server.git("rev-parse", "main")
    server.git("update-ref", f"refs/heads/{target}", before)
    server.git("symbolic-ref", f"refs/heads/{alias}", f"refs/heads/{target}")
    work.commit({PRINCIPLE: rule(10**9)})

    taken, said = push(work, refspec.format({"main": "other"}.get(alias, alias)))

    assert (taken, "[not-ratified]" in said or "[deleted]" in said) == (False, True), said
    assert server.git("rev-parse", "main") == before


def test_of_several_refs_in_one_push_the_governed_one_is_judged(work: GitRepo, server: GitRepo) -> None:
    before = server.git("rev-parse", "main")
    work.commit({PRINCIPLE: rule(10**9)})

    for options in ((), ("--atomic",)):
        taken, said = push(work, *options, "main:x", "main", "main:y", "main:refs/notes/acgs")
        assert (taken, "[not-ratified]" in said) == (False, True), said
        assert server.git("rev-parse", "main") == before


def test_a_name_that_is_no_text_is_taken_and_one_that_cannot_be_looked_up_is_refused(work: GitRepo) -> None:
    assert push(work, "main:refs/heads/\udcff")[0]

    taken, said = push(work, "main:refs/heads/" + "/".join(["x" * 200] * 6))

    assert (taken, "[ref-unreadable]" in said, "Traceback" in said) == (False, True, False), said


def test_where_a_pin_is_set_a_lost_ledger_is_no_freedom(work: GitRepo, server: GitRepo, agreed: Chamber) -> None:
    server.git("config", "acgs.pin", str(agreed.held.pin))
    server.git("update-ref", "-d", LEDGER)
    work.commit({PRINCIPLE: rule(10**9)})

    taken, said = push(work, "main")

    assert (taken, "[rollback]" in said) == (False, True), said


def test_before_a_founding_everything_is_taken(tmp_path: Path) -> None:
    bare = new_repo(tmp_path / "server.git", bare=True)
    shutil.copy(HOOKS / "update", bare.path / "hooks" / "update")
    work = new_repo(tmp_path / "work")
    work.git("remote", "add", "origin", str(bare.path))
    work.commit({PRINCIPLE: rule(1)})

    assert push(work, "main")[0]
