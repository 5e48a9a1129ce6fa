"""Granian as we use it: what it must leave as it is, and what it must not let hang."""

import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from acgs.errors import Misconfigured
from acgs.release.keys import Kind
from acgs.shelf import Shelf
from acgs.web import server
from support.sidecar import TOKEN, Publisher, policy_bundle, publisher

PATH = "/bundles/default"
BEARER = {"Authorization": f"Bearer {TOKEN.decode()}"}


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Publisher]:
    with publisher(tmp_path) as made:
        made.publish(Kind.BUNDLE, policy_bundle(made.keys[Kind.BUNDLE], 7, "true"))
        yield made


@pytest.fixture
def client(running: Publisher) -> Iterator[httpx2.Client]:
    with httpx2.Client(base_url=f"http://127.0.0.1:{running.port}", headers=BEARER, timeout=10) as made:
        yield made


def test_tags_and_media_type_pass_unchanged(running: Publisher, client: httpx2.Client) -> None:
    published = running.shelf.pointed("default/bundle")
    assert published is not None

    answer = client.get(PATH, headers={"Accept-Encoding": "gzip"})

    assert answer.headers["ETag"] == published.etag
    assert answer.headers["Content-Type"] == "application/vnd.openpolicyagent.bundles"
    assert "Content-Encoding" not in answer.headers


def test_304_has_no_length(client: httpx2.Client) -> None:
    answer = client.get(PATH, headers={"If-None-Match": client.get(PATH).headers["ETag"]})

    assert answer.status_code == 304
    assert "Content-Length" not in answer.headers


def test_several_lines_of_one_header_are_one_list(client: httpx2.Client) -> None:
    tags = [("If-None-Match", '"x"'), ("If-None-Match", client.get(PATH).headers["ETag"])]

    assert client.get(PATH, headers=tags).status_code == 304


def test_what_another_process_publishes_answers_a_held_poll(running: Publisher, client: httpx2.Client) -> None:
    tag, held = client.get(PATH).headers["ETag"], list[int]()
    polling = threading.Thread(target=lambda: held.append(running.poll(PATH, tag, wait_s=60)[0]))
    polling.start()
    time.sleep(0.3)

    bundle = policy_bundle(running.keys[Kind.BUNDLE], 8, "false")
    Shelf(running.shelf.root).publish("default/bundle", 8, bundle.tar)

    polling.join()
    assert held == [200]


def test_head_says_the_length_and_sends_nothing(client: httpx2.Client) -> None:
    whole = client.get(PATH)

    head = client.head(PATH)

    assert (head.status_code, head.headers["Content-Length"]) == (200, str(len(whole.content)))
    assert head.content == b""
    assert client.get(PATH).content == whole.content


@pytest.mark.parametrize("path", ["/bundles/%64efault", "/bundles//default", "/bundles/default/"])
def test_a_path_is_taken_as_it_was_sent(client: httpx2.Client, path: str) -> None:
    assert client.get(path).status_code == 404
    assert client.get(f"{PATH}?any=query").status_code == 200


def test_a_taken_port_is_said_in_words() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        with pytest.raises(Misconfigured) as refused:
            server.bind("127.0.0.1", port)

    assert refused.value.code == "port"
    assert str(refused.value) == f"cannot listen on 127.0.0.1:{port}: Address already in use"


def test_an_address_that_is_not_ours_is_said_in_words() -> None:
    with pytest.raises(Misconfigured, match="Cannot assign"):
        server.bind("192.0.2.1", 0)


def test_many_held_polls_keep_nobody_waiting_and_all_are_woken(running: Publisher, client: httpx2.Client) -> None:
    """Granian's own limit is 128 connections; a fleet of sidecars holds two each."""
    tag = client.get(PATH).headers["ETag"]
    asked = f"GET {PATH} HTTP/1.1\r\nHost: a\r\nAuthorization: {BEARER['Authorization']}\r\n"
    asked += f"If-None-Match: {tag}\r\nPrefer: modes=snapshot,delta;wait=60\r\n\r\n"

    async def held() -> None:
        polls = [await asyncio.open_connection("127.0.0.1", running.port) for _ in range(400)]
        for _, writer in polls:
            writer.write(asked.encode())
        await asyncio.sleep(0.5)
        assert (await asyncio.to_thread(client.get, PATH)).status_code == 200

        running.publish(Kind.BUNDLE, policy_bundle(running.keys[Kind.BUNDLE], 8, "false"))
        firsts = await asyncio.wait_for(asyncio.gather(*(reader.readline() for reader, _ in polls)), 30)
        assert set(firsts) == {b"HTTP/1.1 200 OK\r\n"}
        for _, writer in polls:
            writer.close()

    asyncio.run(held())


def test_the_end_answers_those_who_wait(tmp_path: Path) -> None:
    async def ended() -> bytes:
        with publisher(tmp_path) as running:
            running.publish(Kind.BUNDLE, policy_bundle(running.keys[Kind.BUNDLE], 7, "true"))
            published = running.shelf.pointed("default/bundle")
            assert published is not None
            reader, writer = await asyncio.open_connection("127.0.0.1", running.port)
            writer.write(f"GET {PATH} HTTP/1.1\r\nHost: a\r\nAuthorization: {BEARER['Authorization']}\r\n".encode())
            writer.write(f"If-None-Match: {published.etag}\r\nPrefer: wait=60\r\n\r\n".encode())
            await asyncio.sleep(0.3)
        answer = await asyncio.wait_for(reader.readline(), 5)
        writer.close()
        return answer

    assert asyncio.run(ended()) == b"HTTP/1.1 304 Not Modified\r\n"
