"""Where OPA runs: it executes Rego that a stranger may have written.

A child of ours has an empty environment but for its temporary folder, which is private (mode 0700) and its working
folder; limits on address space, file size and open files, no core dump; and a limit on its time, after which it is
killed with all it started. Where Linux lets an ordinary user make a network namespace, it has no network at all.
Everywhere, what it compiles is first held to capabilities that lack what reaches outside (`opa.capabilities`).
"""

import contextlib
import functools
import os
import resource
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from acgs.errors import Unavailable

_LIMITS: Final = {
    resource.RLIMIT_AS: 4 << 30,  # Go reserves more than it uses, and does not start in 1 GiB
    resource.RLIMIT_FSIZE: 1 << 30,
    resource.RLIMIT_NOFILE: 1024,
    resource.RLIMIT_CORE: 0,
}


@dataclass(frozen=True, slots=True)
class Finished:
    """How a program ended; a code other than 0 is an answer."""

    code: int
    out: bytes
    err: bytes


@contextlib.contextmanager
def private_folder(files: Mapping[str, bytes]) -> Iterator[Path]:
    """Yield a temporary folder of mode 0700 that holds `files`, by paths within it, and remove it afterwards."""
    with tempfile.TemporaryDirectory(prefix="acgs-", dir="/tmp") as name:  # short, so that a socket's path fits
        folder = Path(name)
        for path, data in files.items():
            target = folder / path
            if not target.resolve().is_relative_to(folder.resolve()):
                raise ValueError(f"outside the folder: {path}")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        yield folder


def start(arguments: Sequence[str], folder: Path, *, log: Path | None = None) -> subprocess.Popen[bytes]:
    """Start a program in `folder`, at the head of a process group of its own; what it says goes to `log` or to us."""
    with log.open("wb") if log else contextlib.nullcontext(subprocess.PIPE) as out:
        child = subprocess.Popen(
            [*_without_network(), *_dying_with_us(), *arguments],
            cwd=folder,
            env={"TMPDIR": str(folder)},
            stdin=subprocess.PIPE,
            stdout=out,
            stderr=out,
            start_new_session=True,
        )
    for limit, most in _LIMITS.items():
        with contextlib.suppress(ProcessLookupError):  # it has ended already
            resource.prlimit(child.pid, limit, (_at_most(limit, most),) * 2)
    return child


def _at_most(limit: int, most: int) -> int:
    """Return `most`, or our own hard limit where that is lower: an ordinary user cannot raise it."""
    _, hard = resource.getrlimit(limit)
    return most if hard == resource.RLIM_INFINITY else min(most, hard)


def stop(child: subprocess.Popen[bytes]) -> None:
    """End the child and what it started, and wait for it."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.communicate()


def run(arguments: Sequence[str], folder: Path, *, timeout_s: float, stdin: bytes = b"") -> Finished:
    """Return how the program ended.

    Raises:
        Unavailable: `opa-overdue`, it did not end in time, and was ended; `opa-died`, a signal ended it.
    """
    child = start(arguments, folder)
    try:
        out, err = child.communicate(stdin, timeout_s)
    except subprocess.TimeoutExpired as exc:
        raise Unavailable(f"opa did not answer within {timeout_s:g} s", code="opa-overdue") from exc
    finally:
        stop(child)
    if child.returncode < 0:
        raise Unavailable(f"opa was ended by signal {-child.returncode}", code="opa-died")
    return Finished(child.returncode, out, err)


@functools.cache
def _dying_with_us() -> tuple[str, ...]:
    """Return the words that end a program when we are killed, none where there are none: an OPA would not end."""
    return _before("setpriv", "--pdeathsig", "KILL")


@functools.cache
def _without_network() -> tuple[str, ...]:
    """Return the words that give a program a network namespace of its own, none where that is not allowed."""
    return _before("unshare", "--user", "--net")


def _before(program: str, *options: str) -> tuple[str, ...]:
    found = shutil.which(program)
    words = (found, *options, "--") if found else ()
    if words and subprocess.run([*words, "true"], capture_output=True, check=False, timeout=10).returncode == 0:
        return words
    return ()
