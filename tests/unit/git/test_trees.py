import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from acgs.errors import Untrusted
from acgs.git.trees import FOLDER, TreeEntry, format_tree, read_commit_head, read_tree
from acgs.names import Oid

MODES = st.sampled_from(["100644", "100755", "120000", "160000", FOLDER])
NAMES = st.binary(min_size=1, max_size=8).filter(lambda name: b"\0" not in name and b"/" not in name)
OIDS = st.binary(min_size=20, max_size=20).map(lambda data: Oid(data.hex()))
ENTRIES = st.dictionaries(NAMES.map(lambda name: name.decode(errors="surrogateescape")), st.tuples(MODES, OIDS))


@settings(deadline=None)
@given(ENTRIES)
def test_a_tree_is_read_as_it_is_written(entries: dict[str, tuple[str, Oid]]) -> None:
    written = {TreeEntry(mode, name, oid) for name, (mode, oid) in entries.items()}

    assert set(read_tree(format_tree(written))) == written


def test_folders_are_sorted_as_git_sorts_them() -> None:
    oid = Oid("1" * 40)
    entries = [TreeEntry("100644", "a.b", oid), TreeEntry(FOLDER, "a", oid), TreeEntry("100644", "a0", oid)]

    assert [entry.name for entry in read_tree(format_tree(entries))] == ["a.b", "a", "a0"]


@pytest.mark.parametrize(("stored", "shown"), [(b"100664", "100644"), (b"100744", "100755"), (b"40000", FOLDER)])
def test_modes_of_old_programs_are_shown_as_git_shows_them(stored: bytes, shown: str) -> None:
    (entry,) = read_tree(stored + b" a\0" + bytes(20))

    assert entry.mode == shown


@pytest.mark.parametrize("raw", [b"100644 a\0" + bytes(19), b"100644 a", b"a\0" + bytes(20), b"100648 a\0" + bytes(20)])
def test_a_tree_that_does_not_parse_is_refused(raw: bytes) -> None:
    with pytest.raises(Untrusted) as refusal:
        list(read_tree(raw))

    assert refusal.value.code == "odd-object"


def test_a_commit_names_its_tree_and_parents_first() -> None:
    tree, one, two = (Oid(letter * 40) for letter in "abc")
    raw = f"tree {tree}\nparent {one}\nparent {two}\nauthor x\nparent {tree}\n\nparent {tree}\n".encode()

    assert read_commit_head(raw) == (tree, (one, two))
    assert read_commit_head(f"tree {tree}\nauthor x\n\n".encode()) == (tree, ())
    with pytest.raises(Untrusted):
        read_commit_head(f"author x\ntree {tree}\n\n".encode())
