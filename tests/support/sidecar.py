"""A bundle server in a thread, and a real OPA that boots from our own configuration and polls it."""

import asyncio
import os
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx2

from acgs.names import Oid, Target
from acgs.release import control, discovery, sidecar
from acgs.release.discovery import Pin
from acgs.release.keys import Key, Kind, open_key, write_secret
from acgs.release.manifest import data, manifest
from acgs.release.sealed import Bundle, seal
from acgs.release.signing import scope, sign
from acgs.shelf import Shelf
from acgs.web import server
from acgs.web.board import Board
from acgs.web.bundles import Bundles, Receive, Scope, Send

GENESIS = Oid("29fe883c1659e4d0e45153a0ea782667a04414f2")
TARGET = Target("default")
TOKEN = b"a-token-of-the-tests"
DEADLINE_S = 120


@dataclass(frozen=True, slots=True)
class Publisher:
    """Keys, a shelf, and the server that shows it."""

    folder: Path
    keys: Mapping[Kind, Key]
    shelf: Shelf
    board: Board
    loop: asyncio.AbstractEventLoop
    port: int

    def publish(self, kind: Kind, bundle: Bundle, *, target: Target = TARGET) -> None:
        self.shelf.publish(f"{target}/{kind}", bundle.serial, bundle.tar)
        self.loop.call_soon_threadsafe(self.board.wake)

    def poll(self, path: str, tag: str, *, wait_s: int) -> tuple[int, Mapping[str, str]]:
        """Ask as OPA does, and return status and headers."""
        headers = {"If-None-Match": tag, "Prefer": f"modes=snapshot,delta;wait={wait_s}"}
        headers["Authorization"] = f"Bearer {TOKEN.decode()}"
        asked = httpx2.get(f"http://127.0.0.1:{self.port}{path}", headers=headers, timeout=DEADLINE_S)
        return asked.status_code, asked.headers

    def publish_steering(self, *, target: Target = TARGET) -> None:
        """Publish what a sidecar needs before its first release: discovery and control."""
        now_ns = time.time_ns()
        found = discovery.renewed(GENESIS, target, self.keys, None, now_ns=now_ns)
        self.publish(Kind.DISCOVERY, found, target=target)
        steering = control.renewed(GENESIS, target, self.keys[Kind.CONTROL], None, now_ns=now_ns)
        self.publish(Kind.CONTROL, steering, target=target)


@contextmanager
def publisher(folder: Path) -> Iterator[Publisher]:
    keys = {kind: open_key(folder / "keys", kind) for kind in Kind}
    loop = asyncio.new_event_loop()
    board = Board(Shelf(folder / "shelf"))
    stop = asyncio.Event()
    bound = server.bind("127.0.0.1", 0)
    port = bound.getsockname()[1]
    serving = server.serve(bound, nothing_else, Bundles(board, TOKEN), stop)
    thread = threading.Thread(target=loop.run_until_complete, args=(serving,))
    thread.start()
    try:
        yield Publisher(folder, keys, board.shelf, board, loop, port)
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(DEADLINE_S)
        loop.close()


async def nothing_else(_scope: Scope, _receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 404, "headers": []})
    await send({"type": "http.response.body", "body": b""})


def policy_bundle(key: Key, serial: int, answer: str, *, signed_for: str | None = None) -> Bundle:
    """Return a signed bundle of one domain whose `enforce` is the one rule `answer`."""
    files = {"policies/pay/enforce.rego": f"package acgs.pay\n\nenforce := {answer}\n".encode()}
    files |= manifest(serial, ["acgs/pay"]) | data("acgs/pay/release", {"serial": serial})
    return seal(files, sign(files, key, signed_for or scope(GENESIS, TARGET, Kind.BUNDLE)), serial)


@dataclass(frozen=True, slots=True)
class Sidecar:
    """A running OPA."""

    http: httpx2.Client
    log: Path

    def ask(self, method: str, path: str, body: object = None) -> tuple[int, object]:
        answer = self.http.request(method, path, json=body)
        return answer.status_code, answer.json() if answer.content else None

    def enforce(self, domain: str = "pay", document: object = None) -> object:
        status, answer = self.ask("POST", f"/v1/data/acgs/{domain}/enforce", {"input": document})
        assert status == 200, answer
        assert isinstance(answer, dict)
        return answer.get("result")

    def allows(self, domain: str, document: object) -> bool:
        answer = self.enforce(domain, document)
        return isinstance(answer, dict) and answer["allow"] is True

    def wait_until(self, is_so: Callable[["Sidecar"], bool], *, within_s: float = DEADLINE_S) -> None:
        until = time.monotonic() + within_s
        while not is_so(self):
            assert time.monotonic() < until, self.log.read_text()[-4000:]
            time.sleep(0.01)

    def is_up(self) -> bool:
        try:
            return self.ask("GET", "/health")[0] == 200
        except httpx2.TransportError:
            return False

    def bundle_status(self, name: str = "bundle") -> Mapping[str, object]:
        _, status = self.ask("GET", "/v1/status")
        assert isinstance(status, dict)
        result = status.get("result", {})
        known: Mapping[str, Mapping[str, object]] = {
            "discovery": result.get("discovery", {}),
            **result.get("bundles", {}),
        }
        return known.get(name, {})


@contextmanager
def opa(published: Publisher, folder: Path, *, target: Target = TARGET) -> Iterator[Sidecar]:
    """Run OPA from the configuration that `acgs sidecar config` writes."""
    key = published.keys[Kind.DISCOVERY]
    folder.mkdir(parents=True, exist_ok=True)
    pin = Pin(key.keyid, scope(GENESIS, target, Kind.DISCOVERY), key.public_pem)
    for name, text in sidecar.files(folder, f"http://127.0.0.1:{published.port}", target, pin).items():
        (folder / name).write_text(text)
    write_secret(folder / "token", TOKEN)
    with running_opa(sidecar.command(folder, f"127.0.0.1:{free_port()}"), folder) as running:
        yield running


@contextmanager
def running_opa(command: list[str], folder: Path) -> Iterator[Sidecar]:
    """Run `command`, an `opa run` with `--addr`, until the end."""
    log = folder / "opa.log"
    with log.open("ab") as stream:
        named = {**os.environ, "ACGS_INSTANCE": "opa-1"}
        child = subprocess.Popen(command, stdout=stream, stderr=stream, env=named)
    try:
        address = command[command.index("--addr") + 1]
        with httpx2.Client(base_url=f"http://{address}", timeout=DEADLINE_S) as http:
            running = Sidecar(http, log)
            running.wait_until(lambda opa: opa.is_up())
            yield running
    finally:
        child.terminate()
        child.wait(DEADLINE_S)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
