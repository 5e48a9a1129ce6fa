import pytest

from acgs.constitution.council_file import COUNCIL_FILE, KEYS, Role
from acgs.council.roster import read_council
from acgs.names import File, Files
from support.council import Chamber, refused


@pytest.fixture
def files(founded_once: Chamber) -> dict[str, File]:
    return dict(founded_once.held.node.governed.files)


def keys(files: Files) -> list[str]:
    return sorted(path for path in files if path.startswith(KEYS))


def test_a_council_is_its_file_and_exactly_its_certificates(files: dict[str, File], founded_once: Chamber) -> None:
    council = read_council(files)

    assert {c.primary for c in council.of_role(Role.COUNCIL)} == {
        founded_once.key(n).fingerprint for n in founded_once.members
    }
    assert [council.file.principal_of(c.primary) for c in council.of_role(Role.ENGINE)] == ["engine-1"]
    assert council.certificates.keys() == council.file.fingerprints()


def test_without_a_plain_council_file_there_is_no_root(files: dict[str, File]) -> None:
    data = files.pop(COUNCIL_FILE).data
    with refused("no-root"):
        read_council(files)
    with refused("no-root"):
        read_council({**files, COUNCIL_FILE: File("100755", data)})
    with refused("council-file"):
        read_council({**files, COUNCIL_FILE: File("100644", data + b"x")})


def test_a_key_too_few_or_too_many_is_no_root(files: dict[str, File]) -> None:
    one = keys(files)[0]
    with refused("no-root"):
        read_council({path: file for path, file in files.items() if path != one})
    for name in ("README", "0" * 40 + ".asc", "more/x.asc", one.removeprefix(KEYS).lower()):
        with refused("no-root"):
            read_council({**files, f"{KEYS}{name}": files[one]})


def test_a_certificate_lies_under_its_own_fingerprint_and_is_one(files: dict[str, File]) -> None:
    """AUT-03: another certificate under the name of a member's."""
    one, other, *_ = keys(files)
    for data in (files[other].data, files[one].data[:-1], files[one].data * 2, b""):
        with refused("no-root"):
            read_council({**files, one: File("100644", data)})
