import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from acgs.errors import Misconfigured
from acgs.names import DomainId, File, Files
from acgs.synthesis.compiled import Difference, State, compare, compile_all, write
from support.norms import norms, principle

WANTED = compile_all({DomainId("lab"): norms(principle("P1"), principle("P2"))})
P1, P2 = "policies/lab/p1.rego", "policies/lab/p2.rego"


def on_disk(root: Path) -> Files:
    paths = (path for path in root.rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): File("100644", path.read_bytes()) for path in paths}


@pytest.fixture
def root(tmp_path: Path) -> Iterator[Path]:
    write(tmp_path, WANTED, compare({}, WANTED))
    yield tmp_path
    shutil.rmtree(tmp_path / "policies", ignore_errors=True)


def test_what_is_written_is_what_compiling_gives_and_nothing_beside_it(root: Path) -> None:
    assert on_disk(root) == WANTED
    assert not compare(on_disk(root), WANTED)


@pytest.mark.parametrize(
    ("path", "file", "state"),
    [
        (P1, None, State.MISSING),
        (P1, File("100644", WANTED[P1].data + b"\n"), State.DIFFERENT),
        (P1, File("100755", WANTED[P1].data), State.DIFFERENT),
        (P1, File("120000", b"elsewhere"), State.FOREIGN),
        (P1, File("100644", b"package acgs.lab.p1\n"), State.FOREIGN),
        ("policies/lab/p3.rego", WANTED[P1], State.STALE),
        ("policies/gone/p1.rego", WANTED[P1], State.STALE),
        ("policies/lab/extra.rego", File("100644", b"package acgs.lab.extra\n"), State.FOREIGN),
        ("policies/lab/README.md", File("100644", b""), State.FOREIGN),
    ],
)
def test_each_way_to_differ_has_its_name(path: str, file: File | None, state: State) -> None:
    found = {name: each for name, each in {**WANTED, path: file}.items() if each}

    assert compare(found, WANTED) == (Difference(path, state),)


def test_a_file_beside_the_domains_is_nobodys() -> None:
    assert not compare({**WANTED, "policies/README.md": File("100644", b"")}, WANTED)


def test_what_a_principle_left_behind_is_removed(root: Path) -> None:
    fewer = compile_all({DomainId("lab"): norms(principle("P1"))})

    write(root, fewer, compare(on_disk(root), fewer))

    assert on_disk(root) == fewer


def test_a_file_that_acgs_did_not_write_stops_it_before_anything_is_written(root: Path) -> None:
    (root / P1).write_text("package acgs.lab.p1\n")
    (root / P2).unlink()
    before = on_disk(root)

    with pytest.raises(Misconfigured) as refusal:
        write(root, WANTED, compare(before, WANTED))

    assert refusal.value.code == "not-generated"
    assert on_disk(root) == before


def test_a_disk_that_does_not_take_one_file_is_left_as_it_was(root: Path) -> None:
    (root / P1).unlink()
    before = on_disk(root)
    more = {**WANTED, P1: WANTED[P1], f"policies/lab/{'x' * 300}.rego": WANTED[P2]}

    with pytest.raises(Misconfigured) as refusal:
        write(root, more, compare(before, more))

    assert refusal.value.code == "not-written"
    assert on_disk(root) == before


def test_nothing_is_written_through_a_symbolic_link(tmp_path: Path) -> None:
    (tmp_path / "policies").symlink_to(tmp_path)

    with pytest.raises(Misconfigured) as refusal:
        write(tmp_path, WANTED, compare({}, WANTED))

    assert refusal.value.code == "not-written"
    assert not (tmp_path / "lab").exists()
