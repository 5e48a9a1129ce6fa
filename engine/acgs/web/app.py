"""What forges and probes ask: a webhook that wakes the pipeline, and how the server is."""

import asyncio
import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ValidationError
from starlette.exceptions import HTTPException

from acgs.errors import Error, Fault, Invalid, Unavailable, Untrusted, http_status

LARGEST_PUSH_BYTES: Final = 25 * 2**20  # GitHub sends no more
AT_ONCE: Final = 4
"""How many webhooks are read at a time: nobody knows who sends one before it is there."""
_READ_S: Final = 10.0  # GitHub waits no longer


class _Push(BaseModel):
    """A push, of which GitHub says much more."""

    ref: str


@dataclass(frozen=True, slots=True)
class Engine:
    """What the edge needs of the engine: to wake it, and to hear why it is not ready (empty: it is)."""

    wake: Callable[[], None]
    why_not_ready: Callable[[], str]


def make_app(engine: Engine, webhook_secret: bytes | None, *, read_s: float = _READ_S) -> FastAPI:
    """Return the application; without a secret there is no webhook; one that takes longer than `read_s` is dropped."""
    app = FastAPI(openapi_url=None)
    app.add_exception_handler(Error, _refused)
    app.add_exception_handler(HTTPException, _refused)
    app.add_api_route("/livez", _livez)

    @app.get("/readyz")
    async def readyz() -> dict[str, bool]:
        if why := engine.why_not_ready():
            raise Unavailable(why, code="not-ready")
        return {"ready": True}

    if webhook_secret is not None:
        reading = asyncio.Semaphore(AT_ONCE)

        @app.post("/webhooks/github", status_code=HTTPStatus.ACCEPTED)
        async def github(request: Request) -> None:
            if reading.locked():
                raise Unavailable("others are being read; the engine looks for itself, too", code="busy")
            async with reading:
                body = await _body(request, read_s)
            require_webhook_signature(body, request.headers.get("x-hub-signature-256", ""), webhook_secret)
            if is_push(request.headers.get("x-github-event", ""), body):
                engine.wake()

    return app


async def _livez() -> dict[str, bool]:
    return {"live": True}


async def _body(request: Request, within_s: float) -> bytes:
    body = bytearray()
    try:
        async with asyncio.timeout(within_s):
            async for chunk in request.stream():
                body += chunk
                if len(body) > LARGEST_PUSH_BYTES:
                    raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    except TimeoutError as error:
        raise HTTPException(HTTPStatus.REQUEST_TIMEOUT) from error
    return bytes(body)


def require_webhook_signature(body: bytes, claimed: str, secret: bytes) -> None:
    """Refuse unless `claimed` is GitHub's HMAC of exactly these bytes.

    Raises:
        Untrusted: code `webhook-signature`.
    """
    due = "sha256=" + hmac.new(secret, body, hashlib.sha256).hexdigest()
    if not hmac.compare_digest(due.encode(), claimed.encode("utf-8", "surrogateescape")):
        raise Untrusted("the webhook's signature does not hold", code="webhook-signature")


def is_push(event: str, body: bytes) -> bool:
    """Return whether a signed event is a push; what it says beside that is for Git to say.

    Raises:
        Invalid: code `webhook-body`, it calls itself a push and is none.
    """
    if event != "push":
        return False
    try:
        _Push.model_validate_json(body)
    except ValidationError as error:
        raise Invalid([Fault("webhook", 1, 0, "webhook-body", "a push is JSON that names its ref")]) from error
    return True


async def _refused(_request: Request, error: Exception) -> JSONResponse:
    """Answer a refusal as RFC 9457 says, by its code."""
    match error:
        case Error():
            status, code, detail = HTTPStatus(http_status(error)), error.code, str(error)
        case HTTPException():
            status, detail = HTTPStatus(error.status_code), error.detail
            code = status.phrase.lower().replace(" ", "-")
        case _:
            raise error
    said = {"type": "about:blank", "title": status.phrase, "status": status.value, "code": code, "detail": detail}
    return JSONResponse(said, status, media_type="application/problem+json")
