"""`acgs serve` as a program: from a push to a decision by a real OPA, and back to an empty folder."""

import hashlib
import hmac
import json
import shlex
import shutil
import socket
import subprocess
import sys
import time
from contextlib import ExitStack, suppress
from pathlib import Path

import httpx2
import pytest

from acgs.cli.app import main
from acgs.release.keys import write_secret
from acgs.shelf import Published, Shelf
from support.founding import Founding, changed
from support.serving import DEADLINE_S, serving
from support.sidecar import free_port, running_opa

PAYMENT = {"call": {"category": "payment", "amount_cents": 70_000}, "resource": {"env": "prod"}, "approvals": []}
TIGHTER = changed(b"> 100000", b"> 50000")
RARELY = ("--look-every-s", "600")


def test_from_a_merge_to_a_decision(founding: Founding, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with serving(founding, tmp_path / "server", *RARELY) as server:
        server.wait_for("default has release 2")
        out = ["--data", str(server.data), "--out", str(tmp_path / "sidecar"), "--address", f"127.0.0.1:{free_port()}"]
        assert main(["sidecar", "config", "--server", server.url, *out]) == 0
        _, *command = shlex.split(capsys.readouterr().out)

        with running_opa(command, tmp_path / "sidecar") as sidecar:
            sidecar.wait_until(lambda opa: opa.allows("payments", PAYMENT))
            founding.agree("tighter", TIGHTER)
            (founding.origin / ".git" / "acgs-wake").touch()
            sidecar.wait_until(lambda opa: not opa.allows("payments", PAYMENT), within_s=DEADLINE_S)

            answer = sidecar.enforce("payments", PAYMENT)
    assert answer == {
        "allow": False,
        "revision": founding.chamber.repo.head,
        "violations": [{"id": "A09", "message": "payment of 70000 cents needs two approvers of different roles"}],
        "warnings": [],
    }


def test_a_webhook_wakes_it_and_it_says_how_it_is(founding: Founding, tmp_path: Path) -> None:
    write_secret(tmp_path / "secret", b"a secret of the forge\n")
    with serving(founding, tmp_path / "server", *RARELY, "--webhook-secret-file", str(tmp_path / "secret")) as server:
        server.wait_for("default has release 2")
        founding.chamber.commit({"README": "forced\n", "constitution/payments/schema.json": b"{}"})
        push = json.dumps({"ref": "refs/heads/main"}).encode()
        mac = hmac.new(b"a secret of the forge", push, hashlib.sha256).hexdigest()
        headers = {"X-GitHub-Event": "push", "X-Hub-Signature-256": f"sha256={mac}"}

        assert httpx2.post(f"{server.url}/webhooks/github", content=push, headers=headers).status_code == 202
        server.wait_for("to which the council has not agreed")

        assert httpx2.get(f"{server.url}/livez").status_code == 200
        assert httpx2.get(f"{server.url}/readyz").json() == {"ready": True}


def test_sigterm_answers_those_who_wait_and_ends_well(founding: Founding, tmp_path: Path) -> None:
    with serving(founding, tmp_path / "server") as server:
        server.wait_for("default has release 2")
        token = (server.data / "keys" / "sidecar.token").read_text()
        host, port = server.url.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port)), timeout=DEADLINE_S) as poll:
            tag = Shelf(server.data / "shelf").read("default/bundle")[0].etag
            poll.sendall(f"GET /bundles/default HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {token}\r\n".encode())
            poll.sendall(f"If-None-Match: {tag}\r\nPrefer: wait=300\r\n\r\n".encode())
            time.sleep(0.5)

            assert server.end() == 0
            assert poll.recv(4096).startswith(b"HTTP/1.1 304 ")
        assert server.said.endswith("stopped\n")


def test_killed_in_a_proof_it_leaves_no_opa_behind(founding: Founding, tmp_path: Path) -> None:
    with serving(founding, tmp_path / "server") as server:
        until = time.monotonic() + DEADLINE_S
        while not (children := server.opas):
            assert time.monotonic() < until, server.said
            time.sleep(0.01)

        server.child.kill()
        server.child.wait(DEADLINE_S)

        while any(Path(f"/proc/{child}").exists() for child in children):
            assert time.monotonic() < until
            time.sleep(0.05)


def test_polls_and_probes_are_answered_while_a_proof_runs(founding: Founding, tmp_path: Path) -> None:
    with serving(founding, tmp_path / "server") as server, httpx2.Client(base_url=server.url, timeout=10) as client:
        until, answered = time.monotonic() + DEADLINE_S, 0
        while not server.opas:
            assert time.monotonic() < until, server.said
            time.sleep(0.01)
        while answered < 20 and client.get("/readyz").status_code == 503:
            for path in ("/livez", "/bundles/default/control"):
                assert client.get(path).status_code in {200, 401}
                answered += 1

    assert answered == 20


def test_strangers_who_say_nothing_leave_the_pipeline_its_files(founding: Founding, tmp_path: Path) -> None:
    with ExitStack() as strangers, serving(founding, tmp_path / "server", *RARELY, files=1100) as server:
        server.wait_for("default has release 2")
        host, port = server.url.removeprefix("http://").split(":")
        for _ in range(1200):
            strangers.enter_context(socket.create_connection((host, int(port)), timeout=DEADLINE_S))
        founding.agree("tighter", TIGHTER)
        (founding.origin / ".git" / "acgs-wake").touch()

        server.wait_for("default has release 5")


def test_keys_and_token_are_made_once_for_their_owner_and_all_else_may_go(founding: Founding, tmp_path: Path) -> None:
    def served() -> tuple[dict[str, bytes], tuple[Published, bytes]]:
        with serving(founding, tmp_path / "server") as server:
            server.wait_for("default has release 2")
            keys = server.data / "keys"
            assert {file.stat().st_mode & 0o777 for file in keys.iterdir()} == {0o600}
            assert server.data.stat().st_mode & 0o777 == 0o700
            assert server.end() == 0
            return {file.name: file.read_bytes() for file in keys.iterdir()}, Shelf(server.data / "shelf").read(
                "default/bundle"
            )

    first = served()
    assert set(first[0]) == {"bundle.pem", "control.pem", "discovery.pem", "sidecar.token"}
    for each in (tmp_path / "server" / "data").iterdir():
        if each.name != "keys":
            shutil.rmtree(each) if each.is_dir() else each.unlink()
    (tmp_path / "server" / "serve.log").unlink()

    assert served() == first


def test_it_looks_on_when_nobody_reads_what_it_says_any_more(tmp_path: Path) -> None:
    told = ["--repo", "http://127.0.0.1:9/law.git", "--data", str(tmp_path), "--engine-key", "A" * 40, "--port", "0"]
    command = [sys.executable, "-m", "acgs", "serve", *told, "--look-every-s", "0.1"]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    try:
        assert child.stdout is not None
        assert child.stdout.readline().startswith(b"serving ")
        child.stdout.close()
        seen, until = set[int](), time.monotonic() + DEADLINE_S
        while len(seen) < 4:
            assert time.monotonic() < until, "it looks no more"
            with suppress(FileNotFoundError):
                seen.add((tmp_path / "lock").stat().st_mtime_ns)
            time.sleep(0.02)
    finally:
        child.kill()
        child.wait(DEADLINE_S)


def test_before_it_is_ready_it_says_why(founding: Founding, tmp_path: Path) -> None:
    founding.chamber.repo.git("branch", "-D", *founding.inbox)
    with serving(founding, tmp_path / "server") as server:
        server.wait_for("no council is founded")

        answer = httpx2.get(f"{server.url}/readyz")

    assert (answer.status_code, answer.json()["detail"]) == (503, "no council is founded")


@pytest.mark.parametrize(
    ("amiss", "words"),
    [
        ({"--port": "TAKEN"}, "Address already in use"),
        ({"--engine-key": "short"}, "40 hex"),
        ({"--data": None}, "--data"),
        ({"--data": "/proc/self/status"}, "/proc/self/status cannot be made: File exists [data]"),
        ({"--data": "/proc/acgs/data"}, "/proc/acgs/data cannot be made: No such file or directory [data]"),
    ],
)
def test_what_it_cannot_start_with_is_said_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], amiss: dict[str, str | None], words: str
) -> None:
    due = {"--repo": str(tmp_path), "--data": str(tmp_path / "data"), "--engine-key": "A" * 40, "--port": "0"}
    told = [word for name, value in (due | amiss).items() if value is not None for word in (name, value)]
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])

        assert main(["serve", *(word.replace("TAKEN", port) for word in told)]) == 2

    assert words in capsys.readouterr().err


def test_an_origin_that_is_away_is_said_without_its_password(founding: Founding, tmp_path: Path) -> None:
    with serving(founding, tmp_path / "server", "--repo", "http://me:secret@127.0.0.1:9/law.git") as server:
        server.wait_for("[remote]")

        answer = httpx2.get(f"{server.url}/readyz")

    assert "of http://127.0.0.1:9/law.git from" in server.said
    assert "secret" not in server.said
    assert (answer.status_code, answer.json()["detail"]) == (503, "remote")
