"""`acgs serve`, the program, and what it says."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from support.founding import Founding

DEADLINE_S = 120


@dataclass
class Serving:
    """A running server; `log` holds all that it printed."""

    child: subprocess.Popen[bytes]
    data: Path
    log: Path

    @property
    def said(self) -> str:
        return self.log.read_text()

    @property
    def url(self) -> str:
        found = re.search(r"serving (http://[^/]+)/", self.said)
        assert found, self.said
        return found[1]

    def wait_for(self, text: str, *, within_s: float = DEADLINE_S) -> None:
        until = time.monotonic() + within_s
        while text not in self.said:
            assert self.child.poll() is None, self.said
            assert time.monotonic() < until, self.said
            time.sleep(0.02)

    @property
    def opas(self) -> list[int]:
        """The OPA servers that it has started: they run while it proves."""
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                words = (folder / "cmdline").read_bytes().split(b"\0")
                if b"--server" in words and f"\nPPid:\t{self.child.pid}\n" in (folder / "status").read_text():
                    found.append(int(folder.name))
        return found

    def end(self) -> int:
        self.child.send_signal(signal.SIGTERM)
        return self.child.wait(DEADLINE_S)


@contextmanager
def serving(founding: Founding, folder: Path, *more: str, files: int = 4096) -> Iterator[Serving]:
    """Run the server on `founding`, its data and log in `folder`, on a free port, with so many open files at most."""
    desk = founding.desk
    told = ["--repo", str(desk.origin), "--data", str(folder / "data"), "--engine-key", desk.engine]
    told += ["--gpg-home", str(desk.home), "--port", "0", *more]
    folder.mkdir(exist_ok=True)
    log = folder / "serve.log"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ACGS_")}
    with log.open("ab") as stream:
        child = subprocess.Popen(
            ["sh", "-c", f'ulimit -n {files}; exec "$@"', "sh", sys.executable, "-m", "acgs", "serve", *told],
            stdout=stream,
            stderr=stream,
            env=environment,
        )
    running = Serving(child, folder / "data", log)
    try:
        running.wait_for("serving ")
        yield running
    finally:
        child.kill()
        child.wait(DEADLINE_S)
