import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from acgs.digest import sha256
from acgs.errors import Unavailable, Untrusted
from acgs.release.keys import write_secret
from acgs.shelf import Published, Shelf

NAME = "default/bundle"


def _everything(shelf: Shelf) -> dict[str, bytes]:
    return {str(file.relative_to(shelf.root)): file.read_bytes() for file in shelf.root.rglob("*") if file.is_file()}


def test_what_was_published_is_read_under_its_serial_and_digest(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)

    published = shelf.publish(NAME, 5, b"tar")

    assert published == Published(5, sha256(b"tar"))
    assert published.etag == f'"5-{sha256(b"tar")}"'
    assert Shelf(tmp_path).read(NAME) == (published, b"tar")


def test_a_name_that_was_never_published_points_at_nothing(tmp_path: Path) -> None:
    assert Shelf(tmp_path).pointed(NAME) is None
    assert Shelf(tmp_path).stamp(NAME) is None
    with pytest.raises(Unavailable, match="never published"):
        Shelf(tmp_path).read(NAME)


def test_the_next_publication_takes_the_place_of_the_last(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.publish(NAME, 5, b"five")
    before = shelf.stamp(NAME)

    shelf.publish(NAME, 6, b"six")

    assert shelf.read(NAME)[1] == b"six"
    assert shelf.stamp(NAME) != before
    assert set(_everything(shelf)) == {f"names/{NAME}", f"objects/{sha256(b'six')}"}


def test_who_has_a_name_open_while_it_moves_reads_the_old_one_whole(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.publish(NAME, 5, b"five")

    with (tmp_path / "names" / NAME).open() as reader:
        shelf.publish(NAME, 6, b"six")

        assert reader.read() == f"5 {sha256(b'five')}\n"


def test_the_same_again_changes_nothing_for_a_reader(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.publish(NAME, 5, b"five")
    before = _everything(shelf)

    shelf.publish(NAME, 5, b"five")

    assert _everything(shelf) == before


def test_a_name_never_goes_back(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.publish(NAME, 5, b"five")
    before = _everything(shelf)

    with pytest.raises(Untrusted) as refused:
        shelf.publish(NAME, 4, b"four")

    assert refused.value.code == "rollback"
    assert _everything(shelf) == before


@contextmanager
def no_room(size_bytes: int) -> Iterator[None]:
    """Let no file grow beyond `size_bytes`, as on a disk that is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size_bytes, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("room", [0, 10])
def test_a_full_disk_leaves_the_old_state(tmp_path: Path, room: int) -> None:
    shelf = Shelf(tmp_path)
    shelf.publish(NAME, 5, b"five")
    before = _everything(shelf)

    with no_room(room), pytest.raises(Unavailable) as refused:
        shelf.publish(NAME, 6, b"six, and longer than there is room")

    assert refused.value.code == "shelf-write"
    assert _everything(shelf) == before


def test_no_room_for_the_name_leaves_the_old_state(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.publish(NAME, 5, b"five")

    with no_room(20), pytest.raises(Unavailable):
        shelf.publish(NAME, 6, b"six")

    assert shelf.read(NAME)[1] == b"five"


@pytest.mark.parametrize("damage", [lambda file: file.write_bytes(b"torn"), lambda file: file.unlink()])
def test_what_is_damaged_or_gone_is_said_to_be(tmp_path: Path, damage: object) -> None:
    shelf = Shelf(tmp_path)
    published = shelf.publish(NAME, 5, b"five")
    assert callable(damage)
    damage(tmp_path / "objects" / published.digest)

    with pytest.raises(Unavailable) as refused:
        shelf.read(NAME)
    assert refused.value.code == "shelf-read"


@pytest.mark.parametrize("torn", [b"", b"7", b"x y", b"7 \xff", b"9" * 5000 + b" a"])
def test_a_name_that_is_torn_points_at_nothing_and_may_be_published_again(tmp_path: Path, torn: bytes) -> None:
    shelf = Shelf(tmp_path)
    shelf.publish(NAME, 5, b"five")
    (tmp_path / "names" / NAME).write_bytes(torn)

    assert shelf.pointed(NAME) is None
    shelf.publish(NAME, 5, b"five")
    assert shelf.read(NAME)[1] == b"five"


@pytest.mark.parametrize("place", ["names", "objects"])
def test_what_the_disk_does_not_give_is_said_to_be_unavailable(tmp_path: Path, place: str) -> None:
    shelf = Shelf(tmp_path)
    published = shelf.publish(NAME, 5, b"five")
    file = tmp_path / place / (NAME if place == "names" else published.digest)
    file.unlink()
    file.mkdir()

    with pytest.raises(Unavailable, match="Is a directory") as refused:
        shelf.read(NAME)
    assert refused.value.code == "shelf-read"


def test_no_room_for_a_secret_leaves_nothing(tmp_path: Path) -> None:
    with no_room(0), pytest.raises(Unavailable) as refused:
        write_secret(tmp_path / "keys" / "token", b"secret")

    assert refused.value.code == "secret-write"
    assert list((tmp_path / "keys").iterdir()) == []
