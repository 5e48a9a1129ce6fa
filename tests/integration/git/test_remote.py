from pathlib import Path

import pytest

from acgs.errors import Conflict, Error, Misconfigured, Unavailable, Untrusted
from acgs.git import remote
from acgs.git.repository import Repository
from acgs.names import Ref
from support.repo import GitRepo, new_repo

LEDGER, NOTES = Ref("refs/heads/acgs-ledger"), Ref("refs/notes/acgs")
GROWING = [f"{LEDGER}:{NOTES}"]


def code_of(refusal: pytest.ExceptionInfo[Error]) -> str:
    return refusal.value.code


def hook(repo: GitRepo, name: str, script: str) -> None:
    folder = repo.path / "hooks" if (repo.path / "hooks").is_dir() else repo.path / ".git/hooks"
    (folder / name).write_text(f"#!/bin/sh\n{script}\n")
    (folder / name).chmod(0o755)


def test_what_was_pushed_is_fetched(repo: GitRepo, bare: GitRepo, tmp_path: Path) -> None:
    commit = repo.commit({"a": "1"})
    mirror = Repository.open(new_repo(tmp_path / "mirror", bare=True).path)

    remote.push(Repository.open(repo.path), str(bare.path), [f"refs/heads/main:{LEDGER}"])
    remote.fetch(mirror, str(bare.path), GROWING)

    assert remote.refs(mirror, str(bare.path)) == {LEDGER: commit}
    assert mirror.refs("refs/") == {NOTES: commit}
    assert mirror.files(commit)["a"].data == b"1"


def test_a_remote_is_a_name_or_a_path_from_where_a_person_stands(repo: GitRepo, bare: GitRepo) -> None:
    commit = repo.commit({"a": "1"})
    repo.git("remote", "add", "origin", "../bare")
    opened = Repository.open(repo.path)

    remote.push(opened, "origin", ["refs/heads/main:refs/heads/main"])

    assert remote.refs(opened, "../bare") == {Ref("refs/heads/main"): commit}
    assert bare.git("rev-parse", "main") == commit


@pytest.mark.parametrize("to", ["an older entry", "another history"])
def test_a_ledger_that_goes_back_is_not_fetched(repo: GitRepo, bare: GitRepo, to: str) -> None:
    """LED-06: without `+` git itself refuses, also below refs/notes."""
    opened, url = Repository.open(bare.path), str(repo.path)
    old, new = repo.commit({"a": "1"}), repo.commit({"a": "2"})
    repo.git("update-ref", LEDGER, new)
    remote.fetch(opened, url, GROWING)
    other = old if to == "an older entry" else repo.write_object("commit", repo.raw(old).replace(b"change", b"fork"))
    repo.git("update-ref", LEDGER, other)

    with pytest.raises(Untrusted) as refusal:
        remote.fetch(opened, url, GROWING)

    assert code_of(refusal) == "rollback"
    assert opened.ref(NOTES) == new


def test_all_refs_are_fetched_or_none(repo: GitRepo, bare: GitRepo) -> None:
    opened, url = Repository.open(bare.path), str(repo.path)
    old, new = repo.commit({"a": "1"}), repo.commit({"a": "2"})
    repo.git("update-ref", LEDGER, new)
    remote.fetch(opened, url, [f"{LEDGER}:{LEDGER}", f"{LEDGER}:{NOTES}"])
    repo.git("update-ref", LEDGER, old)
    repo.git("branch", "later", new)

    with pytest.raises(Untrusted):
        remote.fetch(opened, url, ["refs/heads/later:refs/heads/later", *GROWING])

    assert set(opened.refs("refs/")) == {LEDGER, NOTES}


def test_who_pushes_second_is_told_to_read_again(repo: GitRepo, bare: GitRepo, tmp_path: Path) -> None:
    base = repo.commit({"a": "1"})
    first = repo.clone(tmp_path / "first")
    first.commit({"a": "first"})
    second = repo.commit({"a": "second"})
    for clone in (first, repo):
        clone.git("push", "-q", str(bare.path), f"{base}:{LEDGER}")
    remote.push(Repository.open(first.path), str(bare.path), [f"refs/heads/main:{LEDGER}"])

    with pytest.raises(Conflict):
        remote.push(Repository.open(repo.path), str(bare.path), [f"refs/heads/main:{LEDGER}"])

    assert Repository.open(bare.path).ref(LEDGER) == first.head != second


def test_the_hooks_of_a_remote_run_and_are_quoted(repo: GitRepo, bare: GitRepo) -> None:
    repo.commit({"a": "1"})
    hook(bare, "update", 'echo "not ratified: $1"; exit 1')

    with pytest.raises(Misconfigured, match="not ratified: refs/heads/main") as refusal:
        remote.push(Repository.open(repo.path), str(bare.path), ["refs/heads/main:refs/heads/main"])

    assert code_of(refusal) == "push-declined"
    assert not Repository.open(bare.path).refs("refs/")


def test_our_own_hooks_and_the_machines_configuration_have_no_say(
    repo: GitRepo, bare: GitRepo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """AUT-11."""
    commit = repo.commit({"a": "1"})
    trap = tmp_path / "sprung"
    for name in ("pre-push", "reference-transaction", "post-checkout"):
        hook(repo, name, f"touch {trap}; exit 1")
    config = tmp_path / "home"
    config.write_text(f'[core]\n\tfsmonitor = touch {trap}\n[url "file:///nowhere"]\n\tinsteadOf = {bare.path}\n')
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))
    monkeypatch.setenv("GIT_DIR", "/nowhere")
    monkeypatch.setenv("GIT_OBJECT_DIRECTORY", "/nowhere")

    opened = Repository.open(repo.path)

    remote.push(opened, str(bare.path), ["refs/heads/main:refs/heads/main"])
    remote.fetch(opened, str(bare.path), ["refs/heads/main:refs/heads/copy"])

    monkeypatch.undo()
    assert opened.ref(Ref("refs/heads/copy")) == commit
    assert not trap.exists()


def test_an_odd_object_comes_as_it_is(repo: GitRepo, bare: GitRepo) -> None:
    """OBJ-03: a NUL in a commit is recorded as odd; it does not stop everything else from being fetched."""
    commit = repo.commit({"a": "1"})
    raw = repo.raw(commit).replace(b"\n\n", b"\n\n\0", 1)
    odd = repo.write_object("commit", raw)
    repo.git("update-ref", "refs/heads/odd", odd)
    opened = Repository.open(bare.path)

    remote.fetch(opened, str(repo.path), ["refs/heads/*:refs/heads/*"])

    assert opened.raw(odd) == raw


@pytest.mark.parametrize("url", ["/nowhere", "ext::sh -c true", "--upload-pack=true", ""])
def test_a_remote_that_is_not_there_is_named(repo: GitRepo, url: str) -> None:
    repo.commit({"a": "1"})
    opened = Repository.open(repo.path)
    for ask in (
        lambda: remote.refs(opened, url),
        lambda: remote.fetch(opened, url, GROWING),
        lambda: remote.push(opened, url, ["refs/heads/main"]),
    ):
        with pytest.raises(Unavailable) as answer:
            ask()

        assert code_of(answer) == "remote"


def test_a_machine_without_git_is_told(repo: GitRepo, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Repository.open(repo.path)
    monkeypatch.setenv("PATH", "/nowhere")

    with pytest.raises(Unavailable) as answer:
        remote.refs(opened, "/nowhere")

    assert code_of(answer) == "git-missing"
