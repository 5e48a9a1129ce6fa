"""What a command says: the answer on stdout, commentary on stderr, progress on a terminal."""

import contextlib
import os
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass

from acgs.constitution.principle import Json
from acgs.errors import Error, Fault, Invalid


@dataclass(slots=True)
class _Voice:
    is_quiet: bool = False


_voice = _Voice()


def be_quiet(*, is_quiet: bool) -> None:
    """Say the answer and refusals, and nothing else, if so asked for this command."""
    _voice.is_quiet = is_quiet


def say(text: str) -> None:
    """Print a line of the answer."""
    print(text)


def count(number: int, one: str, many: str = "") -> str:
    """Return how many there are, in words: `many` is `one` with an s, where it is not given."""
    return f"{number} {one}" if number == 1 else f"{number} {many or f'{one}s'}"


def flush() -> None:
    """Put out what was said, so that commentary does not come before it where both go to one place."""
    print(end="", flush=True)


def fall_silent() -> None:
    """Say nothing more on stdout: nobody reads it, or nothing takes it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what is still buffered is put out at the end of the program


def note(text: str, *, is_asked: bool = False) -> None:
    """Print a line of commentary, unless --quiet; always, if somebody is asked about it next."""
    if is_asked or not _voice.is_quiet:
        flush()
        print(text, file=sys.stderr)


def put_json(value: Json) -> None:
    """Print the answer as one JSON document, numbers exact."""
    from acgs.constitution.document import write_json

    print(write_json(value).decode())


def refuse(refusal: Error) -> None:
    """Print why a command was refused: code, place, sentence, and what to do instead."""
    flush()
    if isinstance(refusal, Invalid):
        from acgs.report.check import fault_text

        for fault in refusal.faults:
            print(fault_text(fault), file=sys.stderr)
        return
    print(f"acgs: {refusal} [{refusal.code}]", file=sys.stderr)
    if refusal.hint:
        print(f"      {refusal.hint}", file=sys.stderr)


def refuse_in_json(refusal: Error) -> None:
    """Print a refusal as `acgs check --json` prints its errors: one document, the same keys."""
    from acgs.report.check import check_json

    alone = Fault("", 0, 0, refusal.code, str(refusal), hint=refusal.hint)
    put_json(check_json(refusal.faults if isinstance(refusal, Invalid) else [alone]))
    flush()


@contextlib.contextmanager
def progress(label: str) -> Iterator[None]:
    """Show `label` and the seconds on a terminal, from the first second on; nothing in CI, pipes or --quiet."""
    if _voice.is_quiet or os.environ.get("CI") or not sys.stderr.isatty():
        yield
        return
    done = threading.Event()
    clock = threading.Thread(target=_tick, args=(label, done), daemon=True)
    clock.start()
    try:
        yield
    finally:
        done.set()
        clock.join()


def _tick(label: str, done: threading.Event) -> None:
    start = time.monotonic()
    shown = False
    while not done.wait(1.0):
        shown = True
        print(f"\r{label} … {time.monotonic() - start:.0f} s", end="", file=sys.stderr, flush=True)
    if shown:
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)
