from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from pygit2.enums import ObjectType

from acgs.errors import Conflict, Error, Misconfigured, Unavailable, Untrusted
from acgs.git.repository import Repository
from acgs.git.trees import FOLDER, TreeEntry, format_tree
from acgs.ledger.chain import LEDGER, NOTES, added, append, entries, folder, note_path
from acgs.ledger.entry import (
    Admitted,
    Entry,
    Event,
    Genesis,
    Head,
    Ratify,
    RatifyClass,
    SignedEntry,
    Update,
    compose,
    parse,
)
from acgs.names import Digest, File, Oid, Ref, Root, Seq
from support.openpgp import Maker
from support.repo import GitRepo

MAIN, NOON = Ref("refs/heads/main"), datetime(2026, 6, 1, 12, tzinfo=UTC)
ENGINE, ROOT = Maker(7), Root("5" * 64)
COMMIT, OTHER = Oid("ab" + "cd" + "e" * 36), Oid("ab" + "ce" + "f" * 36)
FOUNDING = Genesis(MAIN, COMMIT, ROOT)
MOVED = Update(MAIN, COMMIT, OTHER, ROOT, Admitted.YES, Seq(1))
NOTE, BALLOT = File("100644", b"note"), f"ballots/{'1' * 64}"
FIRST = {
    note_path(COMMIT): NOTE,
    "_acgs/0/1/governed/constitution/run": File("100755", b"#!"),
    f"_acgs/0/1/{BALLOT}": File("100644", b"ballot"),
}


def written(
    repo: GitRepo, parent: SignedEntry | None, event: Event, files: Mapping[str, File], at: datetime = NOON
) -> SignedEntry:
    opened = Repository.open(repo.path)
    return append(
        opened, LEDGER, parent, event, files, council=Digest("4" * 64), time=at, sign=lambda p: ENGINE.sign(p, at=at)
    )


@pytest.fixture
def founded(repo: GitRepo) -> SignedEntry:
    return written(repo, None, FOUNDING, FIRST)


def code_of(refusal: pytest.ExceptionInfo[Error]) -> str:
    return refusal.value.code


def test_entries_are_a_signed_line_of_commits(repo: GitRepo, founded: SignedEntry) -> None:
    moved = written(repo, founded, MOVED, {note_path(OTHER): NOTE})
    head = written(repo, moved, Head(), {}, NOON + timedelta(days=1))
    opened = Repository.open(repo.path)

    assert list(entries(opened, head.oid)) == [founded, moved, head]
    assert list(entries(opened, head.oid, after=founded.oid)) == [moved, head]
    assert list(entries(opened, head.oid, after=head.oid)) == []
    assert [entry.seq for entry in (founded, moved, head)] == [1, 2, 3]
    assert founded.repo == "0" * 40 and moved.repo == head.repo == founded.oid  # noqa: PT018 - one thing: the name
    assert repo.git("rev-list", "--count", LEDGER) == "3"
    repo.git("fsck", "--strict")
    repo.git("update-ref", NOTES, head.oid)
    assert repo.git("notes", "--ref=acgs", "show", OTHER) == "note"


def test_what_an_entry_adds_is_known_by_what_it_is(repo: GitRepo, founded: SignedEntry) -> None:
    moved = written(repo, founded, MOVED, {note_path(OTHER): NOTE})
    opened = Repository.open(repo.path)

    first, second = added(opened, None, founded), added(opened, founded, moved)

    assert [opened.blob(oid) for oid in first.ballots.values()] == [b"ballot"]
    assert {path: entry.mode for path, entry in first.governed.items()} == {"constitution/run": "100755"}
    assert (set(first.notes), set(second.notes), second.governed, second.proof) == ({COMMIT}, {OTHER}, {}, None)


def test_who_appends_second_has_appended_nothing(repo: GitRepo, founded: SignedEntry) -> None:
    won = written(repo, founded, MOVED, {})

    for parent in (founded, None):
        with pytest.raises(Conflict):
            written(repo, parent, FOUNDING if parent is None else Head(), {})

    assert Repository.open(repo.path).ref(LEDGER) == won.oid


def test_a_clock_before_the_last_entry_is_named(repo: GitRepo, founded: SignedEntry) -> None:
    """TIM-03."""
    with pytest.raises(Misconfigured) as refusal:
        written(repo, founded, Head(), {}, NOON - timedelta(seconds=1))

    assert code_of(refusal) == "clock"
    assert Repository.open(repo.path).ref(LEDGER) == founded.oid


def test_a_ledger_that_does_not_descend_from_what_was_seen_is_a_rollback(repo: GitRepo, founded: SignedEntry) -> None:
    with pytest.raises(Untrusted) as refusal:
        list(entries(Repository.open(repo.path), founded.oid, after=Oid("1" * 40)))

    assert code_of(refusal) == "rollback"


def test_entries_before_a_bad_one_are_given_out(repo: GitRepo, founded: SignedEntry) -> None:
    bad = repo.write_object(
        "commit", founded.raw.replace(b"\nauthor", b"\nparent %b\nauthor" % founded.oid.encode(), 1)
    )
    walk = entries(Repository.open(repo.path), bad)

    assert next(walk) == founded
    with pytest.raises(Untrusted) as refusal:
        next(walk)
    assert code_of(refusal) == "parents"


def test_a_missing_entry_cannot_be_told(repo: GitRepo, founded: SignedEntry) -> None:
    """LED-11."""
    moved = written(repo, founded, MOVED, {})
    (repo.path / ".git/objects" / founded.oid[:2] / founded.oid[2:]).unlink()

    with pytest.raises(Unavailable) as answer:
        list(entries(Repository.open(repo.path), moved.oid))

    assert code_of(answer) == "object-missing"


def stored(repo: GitRepo, parent: SignedEntry, event: Event, tree: Oid) -> SignedEntry:
    """Return an entry with any tree whatever, signed as the engine would."""
    entry = Entry(tree, parent.oid, Seq(parent.seq + 1), event, parent.oid, parent.council, NOON)
    raw = compose(entry, lambda payload: ENGINE.sign(payload, at=NOON))
    repo.write_object("commit", raw)
    return parse(raw)


D = "_acgs/0/2/"
LAYOUT = {
    "a note in another place": {f"abcd/{'e' * 36}": NOTE},
    "a note in upper case": {f"AB/cd/{'e' * 36}": NOTE},
    "a note that may be run": {note_path(OTHER): File("100755", b"")},
    "a note that is a link": {note_path(OTHER): File("120000", b"x")},
    "a file at the top": {"README": NOTE},
    "a file of another entry": {"_acgs/0/1/proof": NOTE},
    "a file of an entry to come": {"_acgs/0/3/governed/a": NOTE},
    "what another event adds": {f"{D}governed/constitution/a": NOTE},
    "a ballot": {D + BALLOT: NOTE},
    "a name of its own": {f"{D}other": NOTE},
    "a name like a note's": {f"{D}note": NOTE},
}


@pytest.mark.parametrize("name", LAYOUT)
def test_a_file_that_the_event_does_not_add_is_refused(repo: GitRepo, founded: SignedEntry, name: str) -> None:
    """LED-04."""
    opened = Repository.open(repo.path)
    added(opened, founded, stored(repo, founded, MOVED, opened.write_tree(founded.tree, {note_path(OTHER): NOTE})))

    entry = stored(repo, founded, MOVED, opened.write_tree(founded.tree, LAYOUT[name]))

    with pytest.raises(Untrusted) as refusal:
        added(opened, founded, entry)
    assert code_of(refusal) == "tree-layout"


def refused(repo: GitRepo, founded: SignedEntry, *more: TreeEntry, drop: str = "") -> str:
    """Return the code for an entry whose tree has these names in the place of those of genesis."""
    opened = Repository.open(repo.path)
    names = {each.name: each for each in opened.names(founded.tree) if each.name != drop}
    fresh = [*(each for each in names.values() if each.name not in {m.name for m in more}), *more]
    tree = repo.write_object("tree", format_tree(fresh))
    with pytest.raises(Untrusted) as refusal:
        added(opened, founded, stored(repo, founded, MOVED, tree))
    return code_of(refusal)


def test_a_tree_that_loses_or_changes_anything_is_refused(repo: GitRepo, founded: SignedEntry) -> None:
    """LED-04."""
    opened = Repository.open(repo.path)
    (top,) = (each for each in opened.names(founded.tree) if each.name == "ab")
    other = opened.write_tree(None, {"cd/" + "e" * 36: File("100644", b"changed")})
    less = opened.write_tree(None, {"cf/" + "e" * 36: NOTE})
    blob = opened.write_blob(b"x")

    assert refused(repo, founded, drop="ab") == "tree-removed"
    assert refused(repo, founded, replace(top, oid=less)) == "tree-removed"
    assert refused(repo, founded, replace(top, oid=other)) == "tree-changed"
    assert refused(repo, founded, TreeEntry("100644", "ab", blob)) == "tree-changed"
    assert refused(repo, founded, TreeEntry("100644", "ab", blob), drop="_acgs") == "tree-removed"


def test_a_tree_that_hides_a_name_is_refused(repo: GitRepo, founded: SignedEntry) -> None:
    """OBJ-06: one name twice, a name with a slash, an empty folder, folders without end."""
    opened = Repository.open(repo.path)
    blob, empty = opened.write_blob(b"note"), repo.write_object("tree", b"")
    twice = repo.write_object("tree", format_tree([TreeEntry("100644", "e" * 36, blob)] * 2))
    noted = repo.write_object("tree", format_tree([TreeEntry(FOLDER, "cd", twice)]))
    deep = empty
    for _ in range(2_000):
        deep = opened._write(ObjectType.TREE, format_tree([TreeEntry(FOLDER, "d", deep)]))

    assert refused(repo, founded, TreeEntry(FOLDER, "cc", noted)) == "tree-layout"
    assert refused(repo, founded, TreeEntry("100644", note_path(OTHER), blob)) == "tree-layout"
    assert refused(repo, founded, TreeEntry(FOLDER, "cc", empty)) == "tree-layout"
    assert refused(repo, founded, TreeEntry(FOLDER, "cc", deep)) == "tree-layout"


def test_an_entry_with_files_without_number_is_refused_whatever_their_names(
    repo: GitRepo, founded: SignedEntry
) -> None:
    """BOM-02: six trees that name 10⁶ governed files, each of which alone might be added."""
    opened = Repository.open(repo.path)
    ratify = Ratify(MAIN, Seq(1), ROOT, ROOT, RatifyClass.HARD)
    fine = opened.write_tree(founded.tree, {f"{D}governed/{'0/' * 5}0": NOTE})
    assert added(opened, founded, stored(repo, founded, ratify, fine)).governed.keys() == {"0/" * 5 + "0"}

    bomb = opened.write_blob(b"x")
    for mode in ("100644", *[FOLDER] * 5):
        bomb = repo.write_object("tree", format_tree(TreeEntry(mode, str(n), bomb) for n in range(10)))
    governed = repo.write_object("tree", format_tree([TreeEntry(FOLDER, "governed", bomb)]))
    (shelf,) = (each for each in opened.names(founded.tree) if each.name == "_acgs")
    (old,) = (each for each in opened.names(opened.names(shelf.oid)[0].oid) if each.name == "1")
    both = repo.write_object("tree", format_tree([old, TreeEntry(FOLDER, "2", governed)]))
    layer = repo.write_object("tree", format_tree([TreeEntry(FOLDER, "0", both)]))
    names = [each if each.name != "_acgs" else replace(each, oid=layer) for each in opened.names(founded.tree)]
    entry = stored(repo, founded, ratify, repo.write_object("tree", format_tree(names)))

    with pytest.raises(Untrusted) as refusal:
        added(opened, founded, entry)
    assert code_of(refusal) == "tree-layout"


def test_the_folder_of_an_entry_is_by_thousands() -> None:
    assert [folder(Seq(seq)) for seq in (1, 999, 1000, 1_234_567)] == [
        "_acgs/0/1/",
        "_acgs/0/999/",
        "_acgs/1/1000/",
        "_acgs/1234/1234567/",
    ]
