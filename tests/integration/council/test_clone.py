from pathlib import Path

import pytest

from acgs.cli.clone import Clone, open_clone, require_open
from acgs.council.inbox import store
from acgs.git.repository import Repository
from acgs.ledger.chain import LEDGER, NOTES
from support.council import Chamber, refused
from support.repo import GitRepo, new_repo


@pytest.fixture
def work(room: Chamber, tmp_path: Path) -> GitRepo:
    room.repo.git("config", "receive.denyCurrentBranch", "ignore")
    return room.repo.clone(tmp_path / "clone")


def opened(work: GitRepo) -> Clone:
    return Clone(Repository.open(work.path), "origin")


def test_a_plain_clone_has_the_ledger(work: GitRepo, room: Chamber) -> None:
    assert opened(work).tip == room.tip()
    assert work.run("rev-parse", "-q", "--verify", NOTES).returncode


def test_what_is_fetched_to_the_notes_or_plainly_the_later_counts(work: GitRepo, room: Chamber) -> None:
    opened(work).update()
    first = room.tip()
    assert work.git("rev-parse", NOTES) == first
    room.commit({"README": "two\n"})
    room.notarise()

    assert opened(work).tip == first
    work.git("fetch", "-q", "origin")
    assert opened(work).tip == room.tip() != first


def test_a_ledger_that_has_gone_back_is_refused_by_whoever_has_seen_it(work: GitRepo, room: Chamber) -> None:
    """LED-06."""
    first = room.tip()
    room.commit({"README": "two\n"})
    room.notarise()
    opened(work).update()
    room.repo.git("update-ref", LEDGER, str(first))
    with refused("rollback"):
        opened(work).update()

    room.record = room.walk()
    room.later(seconds=1)
    room.notarise()
    work.git("fetch", "-q", "origin")
    with refused("rollback"):
        _ = opened(work).tip

    room.repo.git("update-ref", "-d", LEDGER)
    with refused("rollback"):
        opened(work).update()


def test_a_ballot_is_delivered_to_the_remote_and_leaves_no_branch_here(work: GitRepo, room: Chamber) -> None:
    bond = room.propose("raise", {"policies/x": "x"}).bond
    clone = opened(work)

    clone.deliver(*store(clone.repo, room.ballot("alice", bond)))

    assert room.standing("raise").tally.agreeing == {"alice"}
    assert len(clone.inbox().ballots) == len(room.members) + 1
    assert clone.standing("raise")[0].tally.agreeing == {"alice"}
    assert "inbox" not in work.git("for-each-ref", "refs/heads")


def test_without_a_remote_what_is_delivered_stays_here_and_counts(room: Chamber) -> None:
    bond = room.propose("raise", {"policies/x": "x"}).bond
    clone = Clone(room.opened, None)
    ref, new = store(clone.repo, room.ballot("alice", bond))

    clone.deliver(ref, new)
    clone.deliver(ref, new)

    assert room.opened.ref(ref) == new
    assert clone.standing("raise")[0].tally.agreeing == {"alice"}


@pytest.mark.parametrize(("remotes", "chosen"), [((), None), (("up",), "up"), (("a", "origin"), "origin")])
def test_the_remote_is_the_only_one_or_origin(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, remotes: tuple[str, ...], chosen: str | None
) -> None:
    repo = new_repo(tmp_path / "r")
    for name in remotes:
        repo.git("remote", "add", name, "/nowhere")
    monkeypatch.chdir(repo.path)

    assert open_clone().remote == chosen


def test_several_remotes_of_which_none_is_origin_are_not_guessed_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo = new_repo(tmp_path / "r")
    for name in ("up", "fork"):
        repo.git("remote", "add", name, "/nowhere")
    monkeypatch.chdir(repo.path)

    with refused("remote"):
        open_clone()


def test_a_tag_of_the_same_name_is_no_branch(room: Chamber) -> None:
    """REF-03."""
    room.repo.git("branch", "raise")
    head = room.repo.head
    evil = room.commit({"policies/x": "x"}, "evil")
    room.repo.git("reset", "-q", "--hard", head)
    for name in ("raise", "main"):
        room.repo.git("tag", name, evil)
    clone = Clone(room.opened, None)

    assert (clone.current, clone.branch("raise"), clone.branch("raise"), clone.branch()) == ("main", head, head, head)


def test_nobody_is_asked_once_the_council_file_has_expired(room: Chamber) -> None:
    standing = room.propose("raise", {"policies/x": "x"})
    require_open(standing, room.now)

    with refused("expired"):
        require_open(standing, room.council_file().expires)


def test_a_shallow_clone_cannot_tell(room: Chamber, tmp_path: Path) -> None:
    room.agree("raise", {"policies/x": "x"}, "alice", "bob")
    work = room.repo.clone(tmp_path / "shallow", "--depth=1", "--no-single-branch")

    with refused("shallow"):
        opened(work).record()
