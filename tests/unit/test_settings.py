from pathlib import Path

import pytest

from acgs.errors import Misconfigured
from acgs.names import Fingerprint
from acgs.settings import Settings, read_settings

KEY = Fingerprint("29FE883C1659E4D0E45153A0EA782667A04414F2")
GIVEN = {"repo": "/srv/law.git", "data": "/var/acgs", "engine_key": KEY}


def test_what_is_not_told_has_its_default() -> None:
    assert read_settings(GIVEN, {}) == Settings(
        "/srv/law.git", Path("/var/acgs"), KEY, None, "127.0.0.1", 8181, 5, None, None
    )


def test_the_command_goes_before_the_environment() -> None:
    told = read_settings(
        GIVEN | {"port": 9000, "host": None}, {"ACGS_PORT": "9001", "ACGS_HOST": "::1", "PATH": "/bin"}
    )

    assert (told.port, told.host) == (9000, "::1")


def test_all_may_come_from_the_environment() -> None:
    names = {
        "ACGS_REPO": "/srv/law.git",
        "ACGS_DATA": "/var/acgs",
        "ACGS_ENGINE_KEY": KEY.lower(),
        "ACGS_OPA": "/opt/opa",
    }

    assert read_settings({}, names) == read_settings(GIVEN, {})


def test_a_variable_that_nobody_reads_is_an_error_with_the_nearest_name() -> None:
    with pytest.raises(Misconfigured) as refused:
        read_settings(GIVEN, {"ACGS_PROT": "1"})

    assert (refused.value.code, refused.value.hint) == ("unknown-setting", "do you mean ACGS_PORT?")


def test_a_path_is_one_from_wherever_git_runs_and_a_url_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "law.git").mkdir()

    assert read_settings(GIVEN | {"repo": "law.git"}, {}).repo == str(tmp_path / "law.git")
    assert read_settings(GIVEN | {"repo": "https://forge.example/law.git"}, {}).repo == "https://forge.example/law.git"


@pytest.mark.parametrize(
    "told",
    [
        {"engine_key": None},
        {"repo": ""},
        {"data": None},
        {"engine_key": "abc"},
        {"port": "http"},
        {"port": 65536},
        {"port": -1},
        {"look_every_s": 0},
        {"look_every_s": "nan"},
        {"look_every_s": "inf"},
    ],
)
def test_a_setting_that_is_missing_or_amiss_is_named(told: dict[str, object]) -> None:
    with pytest.raises(Misconfigured) as refused:
        read_settings(GIVEN | told, {})

    assert refused.value.code == "setting"
    assert next(iter(told)).replace("_", "-") in str(refused.value)
