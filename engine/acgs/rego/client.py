"""opa-python-client over a Unix socket: the child needs no network, and nobody else reaches it.

Two of its habits are mended here and in `decide` (ecosystem §3): it knows no Unix sockets, so it is given a transport
that does; and its queries read numbers as floats and undefined as `{}`, so bodies are written and read there.
"""

import socket
from pathlib import Path
from typing import Any

import requests
from opa_client.opa import OpaClient
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool
from urllib3.connection import HTTPConnection


class SocketClient(OpaClient):  # type: ignore[misc]  # it ships no types
    """opa-python-client on a Unix socket, deaf to proxies of the environment."""

    def __init__(self, path: Path, *, retries: int, timeout: float) -> None:
        self._path = path
        super().__init__(host="opa", port=80, retries=retries, timeout=timeout)

    def _init_session(self) -> requests.Session:
        session: requests.Session = super()._init_session()
        session.trust_env = False
        session.mount("http://", _SocketAdapter(self._path))
        return session

    def post_query(self, body: bytes) -> tuple[int, bytes]:
        """Return status and body, bytes as received, of an answer to POST /v1/query."""
        answer = self._session.post(f"{self.root_url}/query", data=body, timeout=self.timeout)
        return answer.status_code, answer.content


class _SocketConnection(HTTPConnection):
    def __init__(self, *arguments: Any, path: Path, **options: Any) -> None:  # noqa: ANN401 - urllib3's own
        super().__init__(*arguments, **options)
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        self.sock.connect(str(self._path))


class _SocketPool(HTTPConnectionPool):
    ConnectionCls = _SocketConnection


class _SocketAdapter(HTTPAdapter):
    """Sends whatever host is named to one socket."""

    def __init__(self, path: Path) -> None:
        super().__init__(max_retries=0)
        self._pool = _SocketPool("opa", path=path)

    def get_connection_with_tls_context(self, *_arguments: object, **_options: object) -> HTTPConnectionPool:
        return self._pool

    def close(self) -> None:
        self._pool.close()
        super().close()
