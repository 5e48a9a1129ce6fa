import asyncio
import hashlib
import hmac
import json
from collections.abc import Coroutine, Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from acgs.errors import Conflict
from acgs.web.app import AT_ONCE, LARGEST_PUSH_BYTES, Engine, make_app
from acgs.web.bundles import Message

SECRET = b"\xff secret"
PUSH = json.dumps({"ref": "refs/heads/main"}).encode()


class Bell(list[str]):
    """What was rung, and why the engine is not ready."""

    why = ""

    def ring(self) -> None:
        self.append("rung")

    def reason(self) -> str:
        return self.why


@pytest.fixture
def bell() -> Bell:
    return Bell()


@pytest.fixture
def client(bell: Bell) -> Iterator[TestClient]:
    with TestClient(make_app(Engine(bell.ring, bell.reason), SECRET)) as made:
        yield made


def signed(body: bytes, *, event: str = "push", secret: bytes = SECRET) -> dict[str, str]:
    mac = hmac.new(secret, body, hashlib.sha256).hexdigest()
    return {"X-GitHub-Event": event, "X-Hub-Signature-256": f"sha256={mac}"}


def test_a_push_that_the_forge_signed_wakes(client: TestClient, bell: Bell) -> None:
    assert client.post("/webhooks/github", content=PUSH, headers=signed(PUSH)).status_code == 202
    assert bell == ["rung"]


@pytest.mark.parametrize("body", [PUSH, b"no json", b""])
@pytest.mark.parametrize("claimed", [None, "", "sha256=", "sha256=" + "0" * 64, "sha1=" + "0" * 40, "ÿ", "sha256=ÿ"])
def test_without_the_forges_signature_nothing_is_read(
    client: TestClient, bell: Bell, body: bytes, claimed: str | None
) -> None:
    headers = {"X-GitHub-Event": "push"} | ({"X-Hub-Signature-256": claimed} if claimed is not None else {})
    encoded = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]

    answer = client.post("/webhooks/github", content=body, headers=encoded)

    assert (answer.status_code, answer.json()["code"]) == (403, "webhook-signature")
    assert answer.headers["content-type"] == "application/problem+json"
    assert bell == []


def test_one_changed_byte_is_refused(client: TestClient, bell: Bell) -> None:
    assert client.post("/webhooks/github", content=PUSH + b" ", headers=signed(PUSH)).status_code == 403
    assert client.post("/webhooks/github", content=PUSH, headers=signed(PUSH, secret=b"other")).status_code == 403
    assert bell == []


def test_other_events_are_taken_and_wake_nobody(client: TestClient, bell: Bell) -> None:
    assert client.post("/webhooks/github", content=b"{}", headers=signed(b"{}", event="ping")).status_code == 202
    assert bell == []


@pytest.mark.parametrize("body", [b"no json", b"[]", b"{}", b'{"ref": 1}', b"\xff", b"[" * 100_000])
def test_a_signed_push_that_is_none_is_unprocessable(client: TestClient, bell: Bell, body: bytes) -> None:
    answer = client.post("/webhooks/github", content=body, headers=signed(body))

    assert (answer.status_code, answer.json()["code"]) == (422, "webhook-body")
    assert bell == []


def test_a_body_beyond_the_forges_limit_is_refused_unread(client: TestClient, bell: Bell) -> None:
    body = b"x" * (LARGEST_PUSH_BYTES + 1)

    assert client.post("/webhooks/github", content=body, headers=signed(body)).status_code == 413
    assert bell == []


def test_without_a_secret_there_is_no_webhook(bell: Bell) -> None:
    with TestClient(make_app(Engine(bell.ring, bell.reason), None)) as client:
        assert client.post("/webhooks/github", content=PUSH, headers=signed(PUSH, secret=b"")).status_code == 404


def test_it_lives_before_it_is_ready(client: TestClient, bell: Bell) -> None:
    bell.why = "nothing is released"

    assert client.get("/livez").status_code == 200
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["code"], answer.json()["detail"]) == (
        503,
        "not-ready",
        "nothing is released",
    )


def test_it_says_when_it_is_ready(client: TestClient) -> None:
    assert client.get("/readyz").json() == {"ready": True}


@pytest.mark.parametrize("path", ["/", "/docs", "/openapi.json", "/bundles/default"])
def test_there_is_nothing_else(client: TestClient, path: str) -> None:
    answer = client.get(path)

    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")


def test_a_refusal_keeps_its_code_and_status(bell: Bell) -> None:
    def refuse() -> str:
        raise Conflict("somebody moved first")

    with TestClient(make_app(Engine(bell.ring, refuse), None)) as client:
        answer = client.get("/readyz")

    assert (answer.status_code, answer.json()["code"]) == (409, "conflict")


def slow(client: FastAPI, told: list[Message]) -> Coroutine[None, None, None]:
    """Return a webhook whose body never comes."""

    async def receive() -> Message:
        await asyncio.sleep(60)
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        await asyncio.sleep(0)
        told.append(message)

    scope = {"type": "http", "method": "POST", "path": "/webhooks/github", "query_string": b"", "headers": []}
    return client(scope, receive, send)


def test_bodies_that_do_not_come_are_dropped_and_never_more_than_a_few_are_waited_for(bell: Bell) -> None:
    app, told = make_app(Engine(bell.ring, bell.reason), SECRET, read_s=0.3), list[Message]()

    async def many() -> None:
        await asyncio.wait_for(asyncio.gather(*(slow(app, told) for _ in range(AT_ONCE + 3))), 5)

    asyncio.run(many())

    statuses = [message["status"] for message in told if "status" in message]
    assert sorted(statuses) == [408] * AT_ONCE + [503] * 3
    assert bell == []
