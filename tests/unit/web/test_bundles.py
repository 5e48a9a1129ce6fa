"""The endpoint, asked directly: its exact form (opa-distribution §0), a sentence each."""

import asyncio
import gzip
import hashlib
import selectors
from collections.abc import Coroutine
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from acgs.shelf import Shelf
from acgs.web.board import Board
from acgs.web.bundles import Bundles, Message

TOKEN = b"\xf0 token"
BEARER = (b"authorization", b"Bearer " + TOKEN)
A, B = "a" * 64, "b" * 64
TAR = b"tar of five"
DIGEST = hashlib.sha256(TAR).hexdigest()
ETAG = f'"5-{DIGEST}"'.encode()
PATH = "/bundles/default"


@dataclass
class Asker:
    """One client: it asks, may leave, and keeps what it was told."""

    board: Board
    told: list[Message] = field(default_factory=list)
    gone: asyncio.Event = field(default_factory=asyncio.Event)

    async def ask(
        self, path: str = PATH, *headers: tuple[bytes, bytes], method: str = "GET", token: bool = True
    ) -> None:
        sent = [BEARER, *headers] if token else list(headers)
        raw = path.encode("latin-1")
        scope = {
            "type": "http",
            "method": method,
            "path": path,
            "raw_path": raw,
            "query_string": b"a=b",
            "headers": sent,
        }
        await Bundles(self.board, TOKEN)(scope, self._receive, self._send)

    async def _receive(self) -> Message:
        if not self.told and not self.gone.is_set():
            await self.gone.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: Message) -> None:
        self.told.append(message)

    @property
    def status(self) -> int:
        return int(self.told[0]["status"])

    @property
    def headers(self) -> dict[bytes, bytes]:
        assert len(dict(self.told[0]["headers"])) == len(self.told[0]["headers"])
        return dict(self.told[0]["headers"])

    @property
    def body(self) -> bytes:
        return b"".join(message["body"] for message in self.told[1:])


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    made = Shelf(tmp_path)
    made.publish("default/bundle", 5, TAR)
    return made


def told(
    shelf: Shelf, path: str = PATH, *headers: tuple[bytes, bytes], method: str = "GET", token: bool = True
) -> Asker:
    """Ask once, and return at the latest after two seconds."""

    async def once() -> Asker:
        asker = Asker(Board(shelf))
        await asyncio.wait_for(asker.ask(path, *headers, method=method, token=token), 2)
        return asker

    return asyncio.run(once())


def none_match(*tags: bytes | str) -> tuple[bytes, bytes]:
    return b"if-none-match", b", ".join(tag.encode() if isinstance(tag, str) else tag for tag in tags)


def wait(seconds: int) -> tuple[bytes, bytes]:
    return b"prefer", f"modes=snapshot,delta;wait={seconds}".encode()


def test_a_bundle_comes_with_exactly_these_headers(shelf: Shelf) -> None:
    answer = told(shelf)

    assert answer.status == 200
    assert gzip.decompress(answer.body) == TAR
    assert answer.headers == {
        b"content-type": b"application/vnd.openpolicyagent.bundles",
        b"cache-control": b"private, no-store",
        b"etag": ETAG,
        b"content-length": str(len(answer.body)).encode(),
    }


def test_gzip_carries_neither_name_nor_time(shelf: Shelf) -> None:
    assert told(shelf).body[3:8] == bytes(5)


@pytest.mark.parametrize(
    "headers", [[wait(30)], [none_match('"x"')], [none_match(f'"4-{A}"'), wait(30)], [(b"range", b"bytes=0-1")]]
)
def test_news_is_told_at_once_and_whole(shelf: Shelf, headers: list[tuple[bytes, bytes]]) -> None:
    answer = told(shelf, PATH, *headers)

    assert answer.status == 200
    assert answer.headers[b"content-type"] == b"application/vnd.openpolicyagent.bundles"
    assert gzip.decompress(answer.body) == TAR


@pytest.mark.parametrize("tag", [ETAG, b"W/" + ETAG, b"*", b'"x", ' + ETAG, f'"4-{A}", '.encode() + ETAG])
def test_nothing_new_is_304_with_the_current_tag_no_length_and_no_body(shelf: Shelf, tag: bytes) -> None:
    answer = told(shelf, PATH, none_match(tag))

    assert (answer.status, answer.body) == (304, b"")
    assert answer.headers == {b"cache-control": b"private, no-store", b"etag": ETAG}


def test_several_if_none_match_lines_are_one_list(shelf: Shelf) -> None:
    assert told(shelf, PATH, none_match('"x"'), none_match(ETAG)).status == 304


def test_a_higher_serial_is_never_answered_with_ours(shelf: Shelf, caplog: pytest.LogCaptureFixture) -> None:
    answer = told(shelf, PATH, none_match(f'"6-{A}"', f'"11-{B}"', ETAG))

    assert answer.status == 304
    assert answer.headers == {b"cache-control": b"private, no-store", b"etag": f'"11-{B}"'.encode()}
    assert "alarm" in caplog.text


def test_a_serial_of_any_length_makes_no_long_line_in_the_log(shelf: Shelf, caplog: pytest.LogCaptureFixture) -> None:
    assert told(shelf, PATH, none_match(f'"{"9" * 100_000}-{A}"')).status == 304
    assert len(caplog.text) < 1000


def test_our_serial_under_another_digest_is_told_anew_with_an_alarm(
    shelf: Shelf, caplog: pytest.LogCaptureFixture
) -> None:
    assert told(shelf, PATH, none_match(f'"5-{A}"'), wait(30)).status == 200
    assert "alarm" in caplog.text
    caplog.clear()

    assert told(shelf, PATH, none_match(ETAG, f'"5-{A}"')).status == 304
    assert "alarm" in caplog.text


@pytest.mark.parametrize("tag", [ETAG, b"*", b'"x"', f'"4-{A}"'.encode(), b""])
def test_what_is_in_order_raises_no_alarm(shelf: Shelf, tag: bytes, caplog: pytest.LogCaptureFixture) -> None:
    told(shelf, PATH, none_match(tag))

    assert caplog.text == ""


@pytest.mark.parametrize(
    "path",
    [
        "/bundles",
        "/bundles/",
        "/bundles/default/",
        "/bundles//default",
        "/bundles/default/bundle",
        "/bundles/default/control/",
        "/bundles/default/control/x",
        "/bundles/%64efault",
        "/bundles/Default",
        "/bundles/default\n",
        "/bundles/../bundles/default",
        "/bundles/default;x",
        "/bundles/nobody",
        "/bundles/default/control",
    ],
)
def test_any_other_spelling_and_what_was_never_published_is_404(shelf: Shelf, path: str) -> None:
    for method in ("GET", "HEAD", "POST"):
        answer = told(shelf, path, wait(30), method=method)

        assert answer.status == 404
        assert b"etag" not in answer.headers
        assert answer.headers[b"cache-control"] == b"private, no-store"


@pytest.mark.parametrize("path", [PATH, "/bundles/nobody", "/bundles/x/y/z"])
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
@pytest.mark.parametrize(
    "credentials",
    [
        [],
        [(b"authorization", b"Bearer")],
        [(b"authorization", b"Bearer ")],
        [(b"authorization", b"Bearer " + TOKEN + b"x")],
        [(b"authorization", b"Basic " + TOKEN)],
        [(b"authorization", TOKEN)],
        [BEARER, BEARER],
    ],
)
def test_without_the_token_every_path_is_401_alike(
    shelf: Shelf, path: str, method: str, credentials: list[tuple[bytes, bytes]]
) -> None:
    answer = told(shelf, path, *credentials, none_match(ETAG), wait(30), method=method, token=False)

    assert answer.status == 401
    assert answer.headers[b"www-authenticate"] == b"Bearer"
    assert b"etag" not in answer.headers
    assert answer.told[0] == told(shelf, token=False).told[0]
    assert answer.body == told(shelf, method=method, token=False).body


def test_the_scheme_is_read_in_any_case(shelf: Shelf) -> None:
    assert told(shelf, PATH, (b"authorization", b"bEARER " + TOKEN), token=False).status == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "BREW"])
def test_other_methods_are_405_and_say_which_there_are(shelf: Shelf, method: str) -> None:
    answer = told(shelf, method=method)

    assert (answer.status, answer.headers[b"allow"]) == (405, b"GET, HEAD")


@pytest.mark.parametrize("headers", [[], [none_match(ETAG), wait(30)], [none_match(f'"9-{A}"'), wait(30)]])
def test_head_is_get_without_a_body_and_never_held(shelf: Shelf, headers: list[tuple[bytes, bytes]]) -> None:
    head = told(shelf, PATH, *headers, method="HEAD")

    assert head.body == b""
    assert head.told[0] == told(shelf, PATH, *headers[:1]).told[0]


def test_control_and_discovery_lie_beside_the_bundle(shelf: Shelf) -> None:
    shelf.publish("default/control", 8, b"control")
    shelf.publish("default/discovery", 9, b"discovery")

    assert gzip.decompress(told(shelf, "/bundles/default/control").body) == b"control"
    assert gzip.decompress(told(shelf, "/bundles/default/discovery").body) == b"discovery"


def in_loop(test: Coroutine[None, None, None]) -> None:
    asyncio.run(asyncio.wait_for(test, 10))


class Skipped(selectors.SelectSelector):
    """Time that passes at once: where a loop would wait, the clock goes on and nobody does."""

    now = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        self.now += timeout or 0
        return super().select(0)


class SkippingLoop(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        self.skipped = Skipped()
        super().__init__(self.skipped)

    def time(self) -> float:
        return self.skipped.now


@pytest.mark.parametrize("tag", [ETAG, b"*", f'"9-{A}"'.encode()])
@pytest.mark.parametrize(
    ("prefer", "held_s"),
    [
        ([b"modes=snapshot,delta;wait=1"], 1),
        ([b"wait=300"], 300),
        ([b"wait=301"], 300),
        ([b"wait=" + b"9" * 5000], 300),
        ([b"respond-async", b"modes=snapshot,delta; Wait=70"], 70),
        ([b"wait=x;wait=9"], 0),
        ([b"modes=snapshot,delta"], 0),
        ([], 0),
    ],
)
def test_a_poll_is_held_for_its_wait_and_300_seconds_at_most(
    shelf: Shelf, tag: bytes, prefer: list[bytes], held_s: int
) -> None:
    async def held() -> None:
        asker, loop = Asker(Board(shelf)), asyncio.get_running_loop()

        await asker.ask(PATH, none_match(tag), *((b"prefer", line) for line in prefer))

        assert round(loop.time(), 3) == held_s
        assert asker.status == 304

    with asyncio.Runner(loop_factory=SkippingLoop) as runner:
        runner.run(held())


def test_a_publication_answers_the_polls_of_its_name_at_once(shelf: Shelf) -> None:
    async def published() -> None:
        board = Board(shelf)
        shelf.publish("other/bundle", 5, TAR)
        waiting, other = Asker(board), Asker(board)
        asked = [asyncio.ensure_future(waiting.ask(PATH, none_match(ETAG), wait(300)))]
        asked.append(asyncio.ensure_future(other.ask("/bundles/other", none_match(ETAG), wait(300))))
        await asyncio.sleep(0.05)
        assert waiting.told == []

        shelf.publish("default/bundle", 6, b"six")
        board.wake()
        await asyncio.wait_for(asked[0], 1)

        assert gzip.decompress(waiting.body) == b"six"
        assert other.told == []
        board.close()
        await asyncio.wait_for(asked[1], 1)

    in_loop(published())


def test_another_process_that_publishes_wakes_them_too(shelf: Shelf) -> None:
    async def published() -> None:
        board = Board(shelf)
        watching = asyncio.ensure_future(board.watch())
        asker = Asker(board)
        asked = asyncio.ensure_future(asker.ask(PATH, none_match(ETAG), wait(300)))
        await asyncio.sleep(0.05)

        Shelf(shelf.root).publish("default/bundle", 6, b"six")
        await asyncio.wait_for(asked, 2)

        assert asker.status == 200
        board.close()
        await asyncio.wait_for(watching, 2)

    in_loop(published())


def test_a_poll_that_is_ahead_is_not_woken_by_what_is_still_below_it(shelf: Shelf) -> None:
    async def ahead() -> None:
        board = Board(shelf)
        asker = Asker(board)
        asked = asyncio.ensure_future(asker.ask(PATH, none_match(f'"7-{A}"'), wait(300)))
        await asyncio.sleep(0.05)

        shelf.publish("default/bundle", 6, b"six")
        board.wake()
        await asyncio.sleep(0.05)
        assert asker.told == []

        shelf.publish("default/bundle", 8, b"eight")
        board.wake()
        await asyncio.wait_for(asked, 1)
        assert gzip.decompress(asker.body) == b"eight"

    in_loop(ahead())


def test_the_end_of_the_server_answers_held_polls_and_holds_no_more(shelf: Shelf) -> None:
    async def closing() -> None:
        board = Board(shelf)
        asker, late = Asker(board), Asker(board)
        asked = asyncio.ensure_future(asker.ask(PATH, none_match(ETAG), wait(300)))
        await asyncio.sleep(0.05)

        board.close()

        await asyncio.wait_for(asked, 1)
        await asyncio.wait_for(late.ask(PATH, none_match(ETAG), wait(300)), 1)
        assert (asker.status, late.status) == (304, 304)

    in_loop(closing())


def test_an_asker_who_leaves_frees_his_place(shelf: Shelf) -> None:
    async def leaving() -> None:
        asker = Asker(Board(shelf))
        asked = asyncio.ensure_future(asker.ask(PATH, none_match(ETAG), wait(300)))
        await asyncio.sleep(0.05)

        asker.gone.set()

        await asyncio.wait_for(asked, 1)
        assert asker.told == []

    in_loop(leaving())


def test_a_damaged_shelf_leaves_what_was_shown(shelf: Shelf) -> None:
    async def damaged() -> None:
        board = Board(shelf)
        before, after = Asker(board), Asker(board)
        await before.ask()
        broken = shelf.publish("default/bundle", 6, b"six")
        (shelf.root / "objects" / broken.digest).write_bytes(b"torn")

        await after.ask()

        assert after.body == before.body

    in_loop(damaged())


def test_a_disk_that_gives_nothing_leaves_what_was_shown_and_is_said_once(
    shelf: Shelf, caplog: pytest.LogCaptureFixture
) -> None:
    async def damaged() -> None:
        board = Board(shelf)
        assert board.current("default/bundle")
        watching = asyncio.ensure_future(board.watch())
        (shelf.root / "names" / "default" / "bundle").unlink()
        (shelf.root / "names" / "default" / "bundle").mkdir()
        await asyncio.sleep(0.7)

        asker = Asker(board)
        await asker.ask()
        assert asker.status == 200
        board.close()
        await asyncio.wait_for(watching, 2)

    in_loop(damaged())
    assert caplog.text.count("stays as it is") == 1
