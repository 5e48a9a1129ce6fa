"""`acgs sidecar config`, whole, and an OPA that boots from what it wrote."""

import json
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from acgs.cli.app import main
from acgs.release.keys import Kind, open_key, write_secret
from support.sidecar import TOKEN, Publisher, free_port, policy_bundle, publisher, running_opa


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Publisher]:
    write_secret(tmp_path / "data" / "keys" / "sidecar.token", TOKEN)
    with publisher(tmp_path / "data") as running:
        yield running


def _config(served: Publisher, out: Path, *more: str) -> int:
    server = f"http://127.0.0.1:{served.port}/"
    return main(["sidecar", "config", "--server", server, "--data", str(served.folder), "--out", str(out), *more])


def test_opa_boots_from_what_it_wrote(served: Publisher, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    served.publish_steering()
    served.publish(Kind.BUNDLE, policy_bundle(served.keys[Kind.BUNDLE], 7, '"decided"'))
    out = tmp_path / "a sidecar"

    assert _config(served, out, "--address", f"127.0.0.1:{free_port()}") == 0
    assignment, *command = shlex.split(capsys.readouterr().out)

    assert assignment == "ACGS_INSTANCE=$(hostname)"
    assert (out / "token").stat().st_mode & 0o777 == 0o600
    with running_opa(command, out) as sidecar:
        sidecar.wait_until(lambda opa: opa.enforce() == "decided")


def test_it_may_be_written_again_and_answers_as_json(
    served: Publisher, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    served.publish_steering()
    assert _config(served, tmp_path / "out") == 0
    capsys.readouterr()

    assert _config(served, tmp_path / "out", "--json") == 0
    answer = json.loads(capsys.readouterr().out)

    assert answer["keyid"] == served.keys[Kind.DISCOVERY].keyid
    assert answer["scope"] == "acgs:29fe883c1659e4d0:default:discovery"


def test_before_anything_is_served_it_could_not_tell(
    served: Publisher, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _config(served, tmp_path / "out") == 3
    assert "[not-served]" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_another_discovery_key_than_the_one_that_signed_is_refused(
    served: Publisher, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    served.publish_steering()
    (served.folder / "keys" / "discovery.pem").unlink()
    open_key(served.folder / "keys", Kind.DISCOVERY)

    assert _config(served, tmp_path / "out") == 1
    assert "[discovery-key]" in capsys.readouterr().err


@pytest.mark.parametrize("amiss", [["--server", "acgs.example"], ["--target", "Main"], ["--target", "../x"]])
def test_what_is_no_url_or_no_target_is_refused(served: Publisher, tmp_path: Path, amiss: list[str]) -> None:
    assert _config(served, tmp_path / "out", *amiss) == 2
