import io
import random
import tarfile

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from acgs.errors import Invalid
from acgs.release.archive import pack

FILES = st.dictionaries(st.from_regex(r"[A-Za-z.]{1,20}(/[a-z_]{1,20}){0,3}", fullmatch=True), st.binary(max_size=2000))


@given(files=FILES, shuffle=st.randoms())
def test_the_same_files_give_the_same_bytes_in_any_order(files: dict[str, bytes], shuffle: random.Random) -> None:
    shuffled = list(files.items())
    shuffle.shuffle(shuffled)

    assert pack(dict(shuffled)) == pack(files)


@given(FILES)
@example(dict.fromkeys(("a/b", "a.b", "a_b", "B", ".manifest", ".Z"), b""))
def test_any_reader_of_tar_finds_the_files_sorted(files: dict[str, bytes]) -> None:
    with tarfile.open(fileobj=io.BytesIO(pack(files))) as archive:
        found = [(member.name, archive.extractfile(member).read()) for member in archive]  # type: ignore[union-attr]

    assert found == sorted(files.items(), key=lambda item: item[0].encode())


def test_a_header_holds_name_mode_size_and_nothing_of_this_machine() -> None:
    header = pack({"a.rego": b"x" * 513})[:512]

    fields = (b"a.rego".ljust(100, b"\0"), b"0000644\0", b"0000000\0" * 2, b"00000001001\0", b"0" * 11 + b"\0")
    assert header[:148] == b"".join(fields)
    assert header[156:] == b"0" + bytes(100) + b"ustar\00000" + bytes(32 + 32 + 8 + 8 + 155 + 12)


@pytest.mark.parametrize("size", [0, 1, 511, 512, 513])
def test_two_zero_blocks_end_it_and_no_more(size: int) -> None:
    packed = pack({"a": b"x" * size})

    assert len(packed) == 512 + -(-size // 512) * 512 + 1024
    assert packed[-1024:] == bytes(1024)


def test_a_long_path_is_split_as_ustar_has_it() -> None:
    path = f"policies/{'d' * 32}/{'e' * 90}.rego"

    with tarfile.open(fileobj=io.BytesIO(pack({path: b""}))) as archive:
        assert archive.getnames() == [path]


def test_a_name_that_ustar_cannot_hold_is_refused() -> None:
    with pytest.raises(Invalid) as refused:
        pack({"n" * 300: b""})

    assert refused.value.code == "release-path"
