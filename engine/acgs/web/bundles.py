"""The bundle endpoint: OPA's bundle protocol to the letter, polls held until something is published.

It stands on the shelf alone, so that polls live when Git, solver and signer are down. Plain ASGI: nothing between
OPA and these bytes adds a header or drops one. Its exact form: opa-distribution §0.
"""

import asyncio
import hmac
import logging
import re
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final

from acgs.web.board import Board, Shown
from acgs.web.polls import Seen, read_seen, read_wait_s

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

MEDIA_TYPE: Final = b"application/vnd.openpolicyagent.bundles"  # anything beside it ends OPA's long polling

_PATH: Final = re.compile(rb"/bundles/([a-z][a-z0-9-]{0,31})(?:/(control|discovery))?")
_PRIVATE: Final = (b"cache-control", b"private, no-store")

_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Answer:
    """One response, whole."""

    status: HTTPStatus
    headers: tuple[tuple[bytes, bytes], ...] = ()
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Bundles:
    """The ASGI application under `/bundles/`; `token` is the sidecars' one bearer token."""

    board: Board
    token: bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = await self._answer(scope, receive)
        if answer is None:
            return
        await send({"type": "http.response.start", "status": int(answer.status), "headers": list(answer.headers)})
        body = b"" if scope["method"] == "HEAD" else answer.body
        await send({"type": "http.response.body", "body": body})

    async def _answer(self, scope: Scope, receive: Receive) -> Answer | None:
        if not self._is_ours(_lines(scope, b"authorization")):
            return _problem(HTTPStatus.UNAUTHORIZED, (b"www-authenticate", b"Bearer"))
        path = _PATH.fullmatch(scope["raw_path"])
        name = f"{path[1].decode()}/{(path[2] or b'bundle').decode()}" if path else ""
        if not name or self.board.current(name) is None:
            return _problem(HTTPStatus.NOT_FOUND)
        if scope["method"] not in {"GET", "HEAD"}:
            return _problem(HTTPStatus.METHOD_NOT_ALLOWED, (b"allow", b"GET, HEAD"))
        seen = read_seen(_lines(scope, b"if-none-match"))
        wait_s = 0 if scope["method"] == "HEAD" else read_wait_s(_lines(scope, b"prefer"))
        shown = await self._held(name, seen, wait_s, receive)
        return None if shown is None else _told(name, seen, shown)

    def _is_ours(self, authorization: list[bytes]) -> bool:
        """Return whether exactly one header brings the token; as long as it takes, for any token."""
        if len(authorization) != 1:
            return False
        scheme, _, token = authorization[0].partition(b" ")
        return hmac.compare_digest(token.strip(b" "), self.token) and scheme.lower() == b"bearer"

    async def _held(self, name: str, seen: Seen, wait_s: int, receive: Receive) -> Shown | None:
        """Return what `name` shows as soon as it is news to the asker, or at the end of `wait_s`; None if he left."""
        loop = asyncio.get_running_loop()
        until = loop.time() + wait_s
        left = asyncio.ensure_future(_left(receive))
        try:
            while not left.done():
                moved = self.board.moved
                shown = self.board.current(name)
                rest_s = until - loop.time()
                if shown is None or _is_news(seen, shown) or rest_s <= 0 or self.board.is_closed:
                    return shown
                move = asyncio.ensure_future(moved.wait())
                await asyncio.wait({left, move}, timeout=rest_s, return_when=asyncio.FIRST_COMPLETED)
                move.cancel()
            return None
        finally:
            left.cancel()


def _is_news(seen: Seen, shown: Shown) -> bool:
    return not seen.has(shown.published) and seen.above(shown.published) is None


def _told(name: str, seen: Seen, shown: Shown) -> Answer:
    """Return 200 with the bundle if it is news, else 304.

    A lower serial is never sent, and never named either: OPA would take our own lower tag for what it has, and the
    next bundle would be a downgrade. So 304 names the highest serial that the asker named.
    """
    above = seen.above(shown.published)
    if above is not None:
        _logger.error("alarm: a sidecar has %.100s of %s, above %s", above.decode(), name, shown.published.etag)
        return Answer(HTTPStatus.NOT_MODIFIED, (_PRIVATE, (b"etag", above)))
    if seen.clashes(shown.published):
        _logger.error("alarm: a sidecar has another %s of serial %d", name, shown.published.serial)
    tag = (b"etag", shown.published.etag.encode())
    if seen.has(shown.published):
        return Answer(HTTPStatus.NOT_MODIFIED, (_PRIVATE, tag))
    length = (b"content-length", str(len(shown.body)).encode())
    return Answer(HTTPStatus.OK, ((b"content-type", MEDIA_TYPE), _PRIVATE, tag, length), shown.body)


def _problem(status: HTTPStatus, *headers: tuple[bytes, bytes]) -> Answer:
    """Return a refusal in words (RFC 9457 wants no more than title and status)."""
    body = f'{{"title":"{status.phrase}","status":{status.value}}}'.encode()
    kind = (b"content-type", b"application/problem+json")
    return Answer(status, (kind, _PRIVATE, (b"content-length", str(len(body)).encode()), *headers), body)


def _lines(scope: Scope, name: bytes) -> list[bytes]:
    return [value for key, value in scope["headers"] if key.lower() == name]


async def _left(receive: Receive) -> None:
    """Return when the asker has gone; a body that he sends is dropped."""
    while (await receive())["type"] != "http.disconnect":
        pass
