"""Canonical JSON and the governed root, held to the vectors of the ledger's format."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acgs.digest import Canonical, canonical, governed_root, sha256
from acgs.names import File, Root

texts = st.text(alphabet=st.characters(min_codepoint=0x20, max_codepoint=0x7E))
values = st.recursive(
    st.booleans() | st.integers(0, 2**53 - 1) | texts,
    lambda inner: st.lists(inner) | st.dictionaries(texts, inner),
)


@given(values)
def test_canonical_json_reads_back_and_has_one_spelling(value: Canonical) -> None:
    spelt = canonical(value)

    assert json.loads(spelt) == value
    assert canonical(json.loads(spelt)) == spelt


@pytest.mark.parametrize("value", ["é", "a\nb", -1, 2**53, {"k\x7f": 1}, ["\x00"]])
def test_what_has_no_one_spelling_is_refused(value: Canonical) -> None:
    with pytest.raises(ValueError, match="not in"):
        canonical(value)


def test_a_root_is_the_digest_of_mode_digest_path_lines_sorted_by_bytes() -> None:
    files = {"b/z": File("100755", b"two"), "a": File("100644", b"one"), "b.a": File("100644", b"")}
    lines = [
        f"100644 {sha256(b'one')} a\n",
        f"100644 {sha256(b'')} b.a\n",
        f"100755 {sha256(b'two')} b/z\n",
    ]

    assert governed_root(files) == Root(sha256("".join(lines).encode()))


@given(st.dictionaries(texts, st.binary(max_size=8), min_size=1))
def test_a_root_does_not_depend_on_the_order_in_which_files_come(data: dict[str, bytes]) -> None:
    files = {path: File("100644", content) for path, content in data.items()}
    backwards = dict(reversed(files.items()))

    assert governed_root(files) == governed_root(backwards)
