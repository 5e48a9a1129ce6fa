"""Somebody between server and sidecar, for `acgs demo`: all is passed on, but one byte of the policy bundle."""

import contextlib
import gzip
import http.server
import threading
import urllib.request
from collections.abc import Iterator
from http import HTTPStatus


def changed(bundle: bytes) -> bytes:
    """Return the bundle with the first `allow` of its Rego spelt `alloW`; tar and gzip stay whole."""
    tar = gzip.decompress(bundle)
    at = tar.index(b"package acgs.")
    return gzip.compress(tar[:at] + tar[at:].replace(b"allow", b"alloW", 1), mtime=0)


@contextlib.contextmanager
def tampering(server: str) -> Iterator[str]:
    """Give the URL of a relay before `server`, on loopback, that ends with the block."""

    class Relay(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            passed = {name: self.headers[name] for name in ("Authorization", "X-ACGS-Instance") if name in self.headers}
            request = urllib.request.Request(server + self.path, headers=passed)  # noqa: S310 - a URL of our own
            with urllib.request.urlopen(request, timeout=10) as there:  # noqa: S310
                body, headers = there.read(), there.headers
            if not self.path.endswith(("/control", "/discovery")):
                body = changed(body)
            self.send_response(HTTPStatus.OK)
            self.send_header("Content-Type", headers["Content-Type"])
            self.send_header("ETag", headers["ETag"])
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            with contextlib.suppress(ConnectionError):  # OPA hangs up on a bundle that it does not want
                self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    relay = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Relay)
    relay.daemon_threads = True
    threading.Thread(target=relay.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{relay.server_port}"
    finally:
        relay.shutdown()
        relay.server_close()
