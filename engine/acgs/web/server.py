"""Granian on one event loop: a bound socket, the applications behind it, and an end that keeps nobody waiting."""

import asyncio
import resource
import socket
from typing import Final

from granian._granian import SocketHolder
from granian.constants import HTTPModes, Interfaces
from granian.server.embed import Server

from acgs.errors import Misconfigured
from acgs.web.bundles import App, Bundles, Receive, Scope, Send

BACKLOG: Final = 16_384  # granian counts open connections against it, and a sidecar holds three
_OWN_FILES: Final = 512  # what strangers' connections must leave to the pipeline and to the shelf


def bind(host: str, port: int) -> socket.socket:
    """Return a listening socket; `port` 0 takes a free one.

    Raises:
        Misconfigured: the port is taken, or the address is not this machine's.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((host, port))
    except OSError as error:
        bound.close()
        raise Misconfigured(
            f"cannot listen on {host}:{port}: {error.strerror}", code="port", hint="another --port, or 0 for a free one"
        ) from error
    bound.listen(BACKLOG)
    return bound


class _Bound(Server):
    """Granian's embedded server on a socket that is bound already; it can neither tell a free port nor take one."""

    def __init__(self, app: App, bound: socket.socket, backlog: int) -> None:
        super().__init__(app, interface=Interfaces.ASGINL, http=HTTPModes.http1, backlog=backlog, log_enabled=False)
        self._bound = bound

    def _init_shared_socket(self) -> None:
        self._ssp = None
        self._shd = SocketHolder(self._bound.detach(), *(False, self.backlog))  # type: ignore[assignment,call-arg]  # private


async def serve(bound: socket.socket, app: App, bundles: Bundles, stop: asyncio.Event) -> None:
    """Answer on `bound` until `stop`: bundle polls by `bundles`, all else by `app`."""

    async def root(scope: Scope, receive: Receive, send: Send) -> None:
        is_bundles = scope["type"] == "http" and scope["path"].startswith("/bundles")
        await (bundles if is_bundles else app)(scope, receive, send)

    server = _Bound(root, bound, _connections())
    serving = asyncio.ensure_future(server.serve())
    watching = asyncio.ensure_future(bundles.board.watch())
    stopping = asyncio.ensure_future(stop.wait())
    await asyncio.wait({stopping, serving, watching}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    bundles.board.close()
    server.stop()  # type: ignore[no-untyped-call]
    await asyncio.gather(serving, watching)


def _connections() -> int:
    """Return how many connections there may be at once, with as many open files as this process may have."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return min(BACKLOG, max(hard - _OWN_FILES, hard // 2))
