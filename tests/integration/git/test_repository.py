import resource
import subprocess
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from acgs.digest import governed_root
from acgs.errors import Conflict, Error, Misconfigured, Unavailable, Untrusted
from acgs.git.governed import governed_files
from acgs.git.repository import Repository
from acgs.git.trees import FOLDER, LARGEST_BYTES, TreeEntry, format_tree
from acgs.ledger.encodings import read_ref
from acgs.names import File, Oid, Ref
from support.repo import Content, GitRepo, clean_environment, new_repo

MAIN = Ref("refs/heads/main")
PATTERNS = ("constitution/**", "policies/**")
FILES: dict[str, Content] = {
    "constitution/council.toml": "version = 1\n",
    "constitution/pay/A09-large.md": File("100755", b"---\r\n\0\xff"),
    "constitution.md": "not governed",
    "policies/pay/a09.rego": "",
    "src/deep/er/main.c": "int main;",
}
LINE = """git ls-tree -r --full-tree {} -- constitution policies | while read m t o p; do
  printf '%s %s %s\\n' $m $(git cat-file blob $o | sha256sum | cut -c1-64) "$p"; done | sha256sum"""


def code_of(refusal: pytest.ExceptionInfo[Error]) -> str:
    return refusal.value.code


def test_the_root_is_that_of_the_line_of_shell(repo: GitRepo) -> None:
    commit = repo.commit(FILES)
    shell = subprocess.run(
        ["sh", "-c", LINE.format(commit)], cwd=repo.path, env=clean_environment(), capture_output=True, check=True
    )

    files = governed_files(Repository.open(repo.path).files(commit, PATTERNS), PATTERNS)

    assert governed_root(files) == shell.stdout.decode().split()[0]


def test_a_commit_is_read_as_git_shows_it(repo: GitRepo) -> None:
    one = repo.commit(FILES)
    two = repo.commit({"src/deep/er/main.c": None, "link": File("120000", b"src")})
    opened = Repository.open(repo.path / "src")

    assert opened.raw(two) == repo.raw(two)
    assert opened.parents(two) == (one,)
    assert opened.files(two)["link"] == File("120000", b"src")
    assert {path: entry.oid for path, entry in opened.entries(one)} == {
        line.split("\t")[1]: line.split()[2] for line in repo.git("ls-tree", "-r", one).splitlines()
    }
    assert (opened.resolve("HEAD~1"), opened.ref(MAIN)) == (one, two)


def test_only_folders_that_a_pattern_reaches_are_opened(repo: GitRepo) -> None:
    commit = repo.commit(FILES)
    opened = Repository.open(repo.path)
    (repo.path / ".git/objects" / (tree := repo.git("rev-parse", f"{commit}:src"))[:2] / tree[2:]).unlink()

    assert set(opened.files(commit, PATTERNS)) == {path for path in FILES if path.startswith(("constitution/", "pol"))}
    with pytest.raises(Unavailable) as answer:
        opened.files(commit)
    assert code_of(answer) == "object-missing"


def test_a_large_blob_is_refused_by_its_header(repo: GitRepo) -> None:
    """BOM-01."""
    commit = repo.commit({"policies/big": bytes(LARGEST_BYTES + 1)})

    with pytest.raises(Untrusted) as refusal:
        Repository.open(repo.path).files(commit)

    assert code_of(refusal) == "too-large"


def test_many_names_of_one_blob_are_not_all_read(repo: GitRepo) -> None:
    """BOM-01: 16 KB on disk, 160 MB to read."""
    blob = repo.write_object("blob", bytes(LARGEST_BYTES))
    tree = repo.write_object("tree", format_tree(TreeEntry("100644", f"{n:02}", blob) for n in range(10)))

    with pytest.raises(Untrusted) as refusal:
        Repository.open(repo.path).files(tree)

    assert code_of(refusal) == "too-large"


def test_a_tree_bomb_is_refused(repo: GitRepo) -> None:
    """BOM-02: ten trees that name 10¹⁰ paths."""
    oid = repo.write_object("blob", b"x")
    for mode in ("100644", *[FOLDER] * 9):
        entries = [TreeEntry(mode, str(n), oid) for n in range(10)]
        oid = repo.write_object("tree", format_tree(entries))

    with pytest.raises(Untrusted) as refusal:
        Repository.open(repo.path).files(oid)

    assert code_of(refusal) == "too-large"


def test_one_name_twice_in_a_tree_has_no_root(repo: GitRepo) -> None:
    """OBJ-06."""
    blobs = [repo.write_object("blob", data) for data in (b"good", b"evil")]
    tree = repo.write_object("tree", b"".join(b"100644 a\0" + bytes.fromhex(blob) for blob in blobs))

    with pytest.raises(Untrusted) as refusal:
        Repository.open(repo.path).files(tree)

    assert code_of(refusal) == "no-root"


def test_replacements_and_grafts_have_no_say(repo: GitRepo) -> None:
    """OBJ-05."""
    good, better = repo.commit({"a": "good"}), repo.commit({"a": "better"})
    evil = repo.commit({"a": "evil"})
    repo.git("replace", good, evil)
    (repo.path / ".git/info/grafts").write_text(f"{better}\n")
    opened = Repository.open(repo.path)

    assert opened.files(good)["a"].data == b"good"
    assert opened.parents(better) == (good,)
    assert opened.reachable(better, []) == (better, good)


def test_a_shallow_clone_cannot_tell(repo: GitRepo, tmp_path: Path) -> None:
    repo.commit({"a": "1"})
    tip = repo.commit({"a": "2"})
    opened = Repository.open(repo.clone(tmp_path / "clone", "--depth=1").path)

    assert opened.is_shallow
    with pytest.raises(Unavailable) as answer:
        opened.reachable(tip, [])
    assert code_of(answer) == "shallow"
    with pytest.raises(Unavailable) as answer:
        opened.resolve("HEAD~1")
    assert code_of(answer) == "shallow"


def test_what_is_no_repository_is_named(tmp_path: Path) -> None:
    """OBJ-12."""
    (tmp_path / "sha256").mkdir()
    GitRepo(tmp_path / "sha256").git("init", "-q", "--object-format=sha256")
    for path, code in ((tmp_path, "no-repository"), (tmp_path / "sha256", "object-format")):
        with pytest.raises(Misconfigured) as refusal:
            Repository.open(path)

        assert code_of(refusal) == code


def test_a_revision_that_names_nothing_is_named(repo: GitRepo) -> None:
    repo.commit(FILES)
    for revision in ("nothing", "HEAD~9", "", "a b", "HEAD:src", "1" * 40):
        with pytest.raises(Misconfigured) as refusal:
            Repository.open(repo.path).resolve(revision)

        assert (code_of(refusal), refusal.value.hint) == ("unknown-revision", "")


def test_where_the_branch_has_no_commit_yet_that_is_said(repo: GitRepo) -> None:
    with pytest.raises(Misconfigured) as refusal:
        Repository.open(repo.path).resolve("main")

    assert (code_of(refusal), refusal.value.hint) == ("unknown-revision", "this branch has no commit yet")


def branched(repo: GitRepo) -> dict[str, Oid]:
    """Return root ← one ← merge ← tip on main, with root ← side merged."""
    made = {"root": repo.commit({"a": "1"})}
    repo.git("checkout", "-q", "-b", "side")
    made["side"] = repo.commit({"b": "1"})
    repo.git("checkout", "-q", "main")
    made["one"] = repo.commit({"a": "2"})
    made["merge"] = repo.merge("side")
    made["tip"] = repo.commit({"a": "3"})
    return made


def test_history_is_walked_as_git_walks_it(repo: GitRepo) -> None:
    made = branched(repo)
    opened = Repository.open(repo.path)
    for new in made.values():
        assert set(opened.reachable(new, [])) == set(repo.git("rev-list", new).split())
        for old in made.values():
            assert set(opened.reachable(new, [old])) == set(repo.git("rev-list", new, f"^{old}").split())
            line = repo.git("rev-list", "--first-parent", "--reverse", new, f"^{old}").split()
            assert opened.first_parent_line(new, old) == tuple(line)
            assert opened.merge_base(new, old) == repo.git("merge-base", new, old)
            assert opened.is_ancestor(old, new) is not repo.run("merge-base", "--is-ancestor", old, new).returncode


def test_what_is_hidden_may_grow_and_shrink(repo: GitRepo) -> None:
    made = branched(repo)
    opened = Repository.open(repo.path)
    for hidden in ([made["root"]], [made["root"], made["side"]], [made["root"]], [made["one"]], []):
        due = repo.git("rev-list", made["tip"], *(f"^{oid}" for oid in hidden)).split()
        assert set(opened.reachable(made["tip"], hidden)) == set(due)


def test_a_ref_moves_only_from_where_it_was_seen(repo: GitRepo) -> None:
    one, two = repo.commit({"a": "1"}), repo.commit({"a": "2"})
    opened, ref = Repository.open(repo.path), Ref("refs/heads/acgs-ledger")
    opened.move_ref(ref, None, one)
    opened.move_ref(ref, one, two)
    for stale in (None, one, Oid("1" * 40)):
        with pytest.raises(Conflict):
            opened.move_ref(ref, stale, one)

    with pytest.raises(Conflict):
        opened.move_ref(Ref("refs/heads/other"), one, two)
    assert (opened.ref(ref), opened.ref(Ref("refs/heads/other"))) == (two, None)


def test_a_ref_that_points_nowhere_is_not_there_and_one_that_cannot_be_read_is_named(repo: GitRepo) -> None:
    commit, long = repo.commit(FILES), Ref("refs/heads/" + "/".join(["x" * 200] * 6))
    repo.git("update-ref", long, commit)
    repo.git("symbolic-ref", "refs/heads/dangling", "refs/heads/gone")
    opened = Repository.open(repo.path)

    assert opened.refs("refs/heads/") == {MAIN: commit}
    assert opened.ref(Ref("refs/heads/dangling")) is opened.ref(Ref("refs/heads/\udcff")) is None
    repo.git("symbolic-ref", "refs/heads/loop", "refs/heads/loop")
    (repo.path / ".git/refs/heads/empty").touch()
    for ref in (long, "refs/heads/loop", "refs/heads/empty"):
        with pytest.raises(Unavailable) as answer:
            opened.ref(Ref(ref))
        assert (code_of(answer), len(str(answer.value)) < 200) == ("ref-unreadable", True)


def test_of_many_who_move_a_ref_each_step_has_one_winner(repo: GitRepo) -> None:
    repo.commit({"a": "1"})
    ref, won = Ref("refs/heads/acgs-ledger"), []
    oids = [repo.write_object("commit", repo.raw("HEAD").replace(b"change", b"%d" % n)) for n in range(40)]

    def run(mine: list[Oid]) -> None:
        opened = Repository.open(repo.path)
        for new in mine:
            while True:
                old = opened.ref(ref)
                try:
                    opened.move_ref(ref, old, new)
                except Conflict:
                    continue
                won.append((old, new))
                break

    threads = [threading.Thread(target=run, args=(oids[n::2],)) for n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len({old for old, _ in won}) == len(won) == len(oids)


def test_a_tree_only_grows(repo: GitRepo) -> None:
    commit = repo.commit({"a/b": "1", "a.c": "2", "d": "3"})
    opened = Repository.open(repo.path)

    tree = opened.write_tree(opened.tree(commit), {"a/e/f": File("100755", b"4"), "a0": File("100644", b"5")})

    repo.git("fsck", "--strict", "--no-dangling")
    assert opened.files(tree) == {**opened.files(commit), "a/e/f": File("100755", b"4"), "a0": File("100644", b"5")}
    for path in ("d", "a/b", "d/e"):
        with pytest.raises(ValueError, match=r"tree|folder"):
            opened.write_tree(tree, {path: File("100644", b"")})
    with pytest.raises(ValueError, match="tree"):
        opened.write_tree(tree, {"a": File("100644", b"")})


ODD = [
    "a",
    ".a",
    "a/.b",
    "a.lock",
    "a.lock/b",
    "a.lockb",
    "a..b",
    "a.",
    "a./b",
    "a//b",
    "/a",
    "a/",
    "",
    "@",
    "@{",
    "a@b",
    "a~",
    "a^",
    "a:",
    "a?",
    "a*",
    "a[",
    "a\\",
    "a b",
    "a\x7f",
    "a-",
]


@pytest.mark.parametrize("name", ODD)
def test_a_branch_is_what_git_takes_for_one(name: str) -> None:
    text = f"refs/heads/{name}"
    is_taken = subprocess.run(["git", "check-ref-format", text], check=False).returncode == 0

    if is_taken:
        assert read_ref(text) == text
    else:
        with pytest.raises(Untrusted):
            read_ref(text)


@contextmanager
def full_disk() -> Iterator[None]:
    """Let no file grow beyond 8 bytes."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (8, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


def test_a_full_disk_is_named_and_nothing_is_half_written(repo: GitRepo) -> None:
    one, two = repo.commit({"a": "1"}), repo.commit({"a": "2"})
    opened = Repository.open(repo.path)
    for write in (lambda: opened.write_blob(b"x" * 100), lambda: opened.move_ref(MAIN, two, one)):
        with full_disk(), pytest.raises(Unavailable) as answer:
            write()

        assert code_of(answer) == "git-write"
    assert opened.ref(MAIN) == two
    repo.git("fsck", "--strict")


def test_a_locked_ref_is_about_to_move(repo: GitRepo) -> None:
    one, two = repo.commit({"a": "1"}), repo.commit({"a": "2"})
    (repo.path / ".git/refs/heads/main.lock").touch()

    with pytest.raises(Conflict):
        Repository.open(repo.path).move_ref(MAIN, two, one)


def test_a_damaged_object_cannot_be_told(repo: GitRepo) -> None:
    """LED-11."""
    oid = repo.write_object("blob", b"1")
    place = repo.path / ".git/objects" / oid[:2] / oid[2:]
    place.chmod(0o644)
    for damaged in (zlib.compress(b"blob 1\0" + b"2"), b"", b"no object"):
        place.write_bytes(damaged)
        with pytest.raises(Unavailable) as answer:
            Repository.open(repo.path).blob(oid)

        assert code_of(answer) == "object-missing"


def test_an_object_of_another_kind_is_none_of_those(repo: GitRepo) -> None:
    commit = repo.commit({"a": "1"})
    opened = Repository.open(repo.path)
    assert opened.tree(opened.tree(commit)) == opened.tree(commit)

    for read, oid in ((opened.blob, commit), (opened.raw, opened.tree(commit)), (opened.names, commit)):
        with pytest.raises(Untrusted) as refusal:
            read(oid)
        assert code_of(refusal) == "odd-object"


def test_a_repository_may_be_bare(bare: GitRepo, tmp_path: Path) -> None:
    repo = new_repo(tmp_path / "other")
    commit = repo.commit(FILES)
    repo.git("push", "-q", str(bare.path), "main")

    opened = Repository.open(bare.path)

    assert opened.refs("refs/heads/") == {MAIN: commit}
    assert set(opened.files(commit)) == set(FILES)
