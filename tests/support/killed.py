"""A pass of the pipeline in a process of its own, which ends by SIGKILL after the step of a given number."""

import multiprocessing
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Final

from support.founding import Desk

_LIMIT_S: Final = 120


def killed(desk: Desk, data: Path, last: int) -> tuple[int | None, list[str]]:
    """Return how a pass ended that was killed after step `last`, and the steps that it had done."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["support.killed"])
    told, tell = context.Pipe(duplex=False)
    child = context.Process(target=_pass, args=(desk, data, last, tell.send))
    child.start()
    tell.close()
    steps = []
    try:
        while True:
            steps.append(told.recv())
    except EOFError:
        child.join(_LIMIT_S)
    return child.exitcode, steps


def _pass(desk: Desk, data: Path, last: int, tell: Callable[[str], None]) -> None:
    done = []

    def at(step: str) -> None:
        tell(step)
        done.append(step)
        if len(done) == last:
            os.kill(os.getpid(), signal.SIGKILL)

    pipeline = desk.pipeline(data)
    pipeline.at = at
    pipeline.reconcile()
