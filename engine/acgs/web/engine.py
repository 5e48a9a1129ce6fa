"""The engine of one server: passes of the pipeline, woken by hook, webhook or clock, beside the polls they answer."""

import asyncio
import logging
import re
import secrets
import signal
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final

from acgs.council.record import read_pin
from acgs.errors import Error
from acgs.git.pushed import woken
from acgs.ledger.sign import Signer
from acgs.pipeline.bench import NEW_KEY, Bench, State
from acgs.pipeline.proving import prove_node
from acgs.pipeline.reconcile import Pipeline
from acgs.release.keys import Kind, open_key, read_secret, write_secret
from acgs.settings import Settings
from acgs.shelf import write
from acgs.web import server
from acgs.web.app import Engine, make_app
from acgs.web.board import Board
from acgs.web.bundles import Bundles

TOKEN: Final = "sidecar.token"  # noqa: S105  # the name of the file

_GLANCE_S: Final = 0.02

_logger = logging.getLogger(__name__)


def open_bench(settings: Settings) -> Bench:
    """Return what the pipeline works with; ES256 keys and the sidecars' token are made where they are missing."""
    folder = settings.data / "keys"
    if not (folder / f"{Kind.BUNDLE}.pem").exists():
        write(settings.data / NEW_KEY, b"", mode=0o600)
    write_secret(folder / TOKEN, secrets.token_urlsafe(32).encode())
    return Bench(
        origin=settings.repo,
        data=settings.data,
        signer=Signer(settings.gpg_home, settings.engine_key),
        keys={kind: open_key(folder, kind) for kind in Kind},
        pin=read_pin(settings.pin) if settings.pin else None,
    )


@dataclass(slots=True)
class Watch:
    """One thread of passes: at once, whenever it is woken, and every few seconds."""

    settings: Settings
    pipeline: Pipeline
    say: Callable[[str], None]
    _rung: threading.Event = field(default_factory=threading.Event)
    _said: str = ""
    _why: str = "the first pass is not done"

    def wake(self) -> None:
        self._rung.set()

    def why_not_ready(self) -> str:
        """Return why polls cannot be answered yet; empty once a bundle is published, whatever happens then."""
        return "" if self.pipeline.bench.shelf.has(Kind.BUNDLE) else self._why

    def look_on(self) -> None:
        """Make passes, without end."""
        while True:
            self._rung.clear()
            origin = Path(self.settings.repo)
            before = woken(origin)
            self._look()
            until = time.monotonic() + self.settings.look_every_s
            while time.monotonic() < until and not self._rung.wait(_GLANCE_S) and woken(origin) == before:
                pass

    def _look(self) -> None:
        try:
            self._why = said = _in_words(self.pipeline.reconcile())
        except Error as refusal:
            said = f"{_without_password(str(refusal))} [{refusal.code}]"
            self._why = refusal.code  # whoever asks over HTTP is not told where the origin is
        except BaseException:  # a mistake of ours, a panic in Rust: renewals must not end with it
            _logger.exception("this pass")
            self._why = said = "a pass has failed; the log says how"
        if said != self._said:
            self._said = said
            with suppress(OSError):  # whoever read it has gone
                self.say(said)


def _in_words(state: State) -> str:
    served = [f"{target} has release {seq}" for target, seq in sorted(state.serials.items())]
    return "; ".join([*served, *state.waiting])


def _without_password(text: str) -> str:
    return re.sub("//[^/@ ]*@", "//", text)


async def run(settings: Settings, say: Callable[[str], None]) -> None:
    """Serve until SIGTERM or SIGINT; held polls are answered then.

    Raises:
        Misconfigured: the port is taken; a key or secret cannot be read.
    """
    bench = open_bench(settings)
    token = read_secret(bench.data / "keys" / TOKEN)
    secret = read_secret(settings.webhook_secret_file) if settings.webhook_secret_file else None
    bound = server.bind(settings.host, settings.port)
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    board = Board(bench.shelf)

    def wake_polls() -> None:
        with suppress(RuntimeError):  # the loop has ended, and with it the polls
            loop.call_soon_threadsafe(board.wake)

    prove = partial(prove_node, cache=settings.data / "proofs")
    pipeline = Pipeline(bench, prove, published=wake_polls)
    watch = Watch(settings, pipeline, say)
    app = make_app(Engine(watch.wake, watch.why_not_ready), secret)
    host, port = bound.getsockname()[:2]
    origin = _without_password(settings.repo)
    say(f"serving http://{host}:{port}/bundles/<target> of {origin} from {settings.data}")
    # A daemon: a pass that is cut off anywhere is finished by the next, so nobody waits for it at the end.
    threading.Thread(target=watch.look_on, daemon=True, name="reconcile").start()
    await server.serve(bound, app, Bundles(board, token), stop)
    say("stopped")
