import random

import pytest

from acgs.digest import governed_root, sha256
from acgs.errors import Untrusted
from acgs.git.governed import governed_files
from acgs.git.patterns import matches
from acgs.names import File, Root
from support.vectors import LISTING, ROOT

PATTERNS = ("constitution/**", "policies/**")
PLAIN = File("100644", b"x")


def test_the_published_root_is_the_digest_of_its_nine_lines() -> None:
    assert sha256(LISTING) == ROOT


def test_a_root_is_the_digest_of_one_line_per_file_sorted_by_bytes() -> None:
    files = {"policies/a": PLAIN, "constitution/b": File("100755", b""), "README.md": PLAIN, "constitution/B0": PLAIN}
    digest = sha256(b"x")
    lines = f"100644 {digest} constitution/B0\n100755 {sha256(b'')} constitution/b\n100644 {digest} policies/a\n"
    shuffled = dict(random.Random(2).sample(sorted(files.items()), len(files)))  # noqa: S311 - an order, no secret

    for order in (files, shuffled):
        assert governed_root(governed_files(order, PATTERNS)) == Root(sha256(lines.encode()))


@pytest.mark.parametrize(
    ("path", "patterns", "is_matched"),
    [
        ("constitution/a", ("constitution/**",), True),
        ("constitution/a/b", ("constitution/**",), True),
        ("constitution", ("constitution/**",), False),
        ("constitution-2/a", ("constitution/**",), False),
        ("Constitution/a", ("constitution/**",), False),
        ("a/constitution/b", ("constitution/**",), False),
        ("a.toml", ("a.toml",), True),
        ("a.toml/b", ("a.toml",), False),
        ("axtoml", ("a.toml",), False),
        ("anything/at/all", ("**",), True),
        ("a", ("*",), False),
        ("ab", ("a*",), False),
        ("a/b", ("a/*",), False),
    ],
)
def test_a_pattern_is_a_path_or_all_beneath_a_folder(path: str, patterns: tuple[str, ...], *, is_matched: bool) -> None:
    assert matches(path, patterns) is is_matched


@pytest.mark.parametrize("mode", ["120000", "160000"])
def test_a_link_in_a_governed_path_has_no_root(mode: str) -> None:
    """OBJ-07: elsewhere it is ignored."""
    assert not governed_files({"elsewhere/a": File(mode, b"x")}, PATTERNS)

    with pytest.raises(Untrusted) as refusal:
        governed_files({"policies/a": File(mode, b"x")}, PATTERNS)

    assert refusal.value.code == "no-root"


@pytest.mark.parametrize(
    "name",
    ["a b", "a\tb", "ä", 'a"b', "a\\b", "a\nb", "a\x7f", "\udce4", "..", "../a", "./a", "a//b", ".git/a", ".GIT"],
)
def test_a_path_that_shells_or_work_trees_bend_has_no_root(name: str) -> None:
    """OBJ-06, and a governed path with a space."""
    governed_files({"policies/a": PLAIN}, PATTERNS)

    with pytest.raises(Untrusted) as refusal:
        governed_files({"policies/a": PLAIN, f"policies/{name}": PLAIN}, PATTERNS)

    assert refusal.value.code == "no-root"


def test_two_names_that_differ_only_in_case_have_no_root() -> None:
    """OBJ-08."""
    twins = {"policies/a": PLAIN, "policies/A": PLAIN}
    assert governed_files(twins, ("constitution/**",)) == {}

    with pytest.raises(Untrusted) as refusal:
        governed_files(twins, PATTERNS)

    assert refusal.value.code == "no-root"
