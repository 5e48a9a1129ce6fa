"""The stage of `acgs demo`: a temporary folder, its people with keys of their own, and the programs that it starts.

Everything is real: git, gpg, opa and `acgs` itself, each as a process. What it started it ends, by id.
"""

import contextlib
import os
import shlex
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeVar

from acgs.cli import console
from acgs.constitution.principle import Json
from acgs.errors import Unavailable

T = TypeVar("T")

_KEPT: Final = ("PATH", "HOME", "LANG", "TMPDIR", "ACGS_OPA")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an OpenPGP key in a gpg home of his own, and a clone."""

    name: str
    home: Path
    clone: Path
    fingerprint: str


@dataclass(slots=True)
class Stage:
    """The folder, and the programs that run in it. `number` counts the steps that were shown."""

    folder: Path
    programs: list[subprocess.Popen[bytes]] = field(default_factory=list)
    homes: list[Path] = field(default_factory=list)
    number: int = 0
    as_json: bool = False

    def say(self, text: str, **parts: Json) -> None:
        """Say it; as JSON one line, with what it is made of where that is given."""
        if self.as_json:
            made: dict[str, Json] = parts or {"said": text}
            console.put_json({"version": 1, "step": self.number, **made})
            console.flush()
        else:
            console.say(text)

    def claim(self, text: str) -> None:
        """Begin a step: what is claimed."""
        self.number += 1
        self.say(f"\n{self.number}  {text}", claim=text)

    def run(self, command: str, *, at: Path, who: Person | None = None, expect: int = 0, quiet: bool = False) -> str:
        """Run a command line as a user would type it, show it with its output, and return that output.

        Raises:
            RuntimeError: its exit code is not the one that the step claims.
        """
        words = shlex.split(command)
        done = subprocess.run(
            _real(words),
            cwd=at,
            env=self.environment(who),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=120,
            check=False,
        )
        said = done.stdout.strip("\n")
        if done.returncode != expect:
            raise RuntimeError(f"`{command}` ended with {done.returncode} where {expect} was claimed:\n{said}")
        if not quiet:
            self.show(command, said, who)
        return said

    def show(self, command: str, said: str, who: Person | None = None) -> None:
        name = who.name if who else ""
        lines = [f"   {name}$ {command}", *(f"     {line}" for line in said.splitlines())]
        self.say("\n".join(lines), who=name, typed=command, back=said)

    def environment(self, who: Person | None = None) -> dict[str, str]:
        """Return an environment that no configuration of the user's reaches."""
        kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
        name = who.name if who else "demo"
        git = {f"GIT_{role}_{part}": value for role in ("AUTHOR", "COMMITTER") for part, value in _identity(name)}
        return (
            kept
            | {"PATH": os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))}
            | git
            | {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1", "NO_COLOR": "1", "CI": "1"}
            | {"XDG_CACHE_HOME": str(self.folder / "cache")}
            | ({"GNUPGHOME": str(who.home)} if who else {})
        )

    def start(self, words: Sequence[str], log: Path, extra: Mapping[str, str] | None = None) -> subprocess.Popen[bytes]:
        """Start a program that stays; what it says goes to `log`."""
        with log.open("wb") as sink:
            program = subprocess.Popen(
                _real(words),
                stdout=sink,
                stderr=subprocess.STDOUT,
                env=self.environment() | dict(extra or {}),
                cwd=self.folder,
            )
        self.programs.append(program)
        return program

    def person(self, name: str) -> Person:
        """Make somebody with an Ed25519 key, as gpg makes it."""
        home = Path(tempfile.mkdtemp(prefix="a", dir="/tmp"))  # a gpg home has a short path, else no agent starts
        self.homes.append(home)
        stranger = Person(name, home, self.folder / name, "")
        user = f"{name} <{name}@demo.invalid>"
        make = f"gpg --batch --quiet --passphrase '' --quick-generate-key '{user}' ed25519 sign never"
        self.run(make, at=self.folder, who=stranger, quiet=True)
        listed = self.run("gpg --batch --with-colons --list-secret-keys", at=self.folder, who=stranger, quiet=True)
        fingerprint = next(line.split(":")[9] for line in listed.splitlines() if line.startswith("fpr:"))
        return Person(name, home, stranger.clone, fingerprint)

    def end(self) -> None:
        """End what was started, by id, and remove the folder and the gpg homes."""
        for program in reversed(self.programs):
            program.terminate()
        for program in self.programs:
            with contextlib.suppress(subprocess.TimeoutExpired):
                program.wait(5)
            if program.poll() is None:
                program.kill()
        for home in self.homes:
            subprocess.run(["gpgconf", "--homedir", str(home), "--kill", "all"], capture_output=True, check=False)
            shutil.rmtree(home, ignore_errors=True)
        shutil.rmtree(self.folder, ignore_errors=True)


@contextlib.contextmanager
def set_stage(*, keep: bool, as_json: bool = False) -> Iterator[Stage]:
    """Give a stage, and end it afterwards unless the road was walked to its end and `keep`."""
    stage = Stage(Path(tempfile.mkdtemp(prefix="acgs-demo-")), as_json=as_json)
    walked = False
    try:
        yield stage
        walked = True
    finally:
        if not walked:
            for log in sorted(stage.folder.glob("*.log")):
                console.note(f"--- {log.name}\n{log.read_text(encoding='utf-8', errors='replace')}")
        if not (walked and keep):
            stage.end()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until(look: Callable[[], T | None], what: str, seconds: float = 60) -> T:
    """Return what `look` finds, as soon as it finds something.

    Raises:
        Unavailable: `overdue`, nothing was found in time.
    """
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if (found := look()) is not None:
            return found
        time.sleep(0.05)
    raise Unavailable(f"not within {seconds:g} s: {what}", code="overdue")


def _real(words: Sequence[str]) -> list[str]:
    return [sys.executable, "-m", "acgs", *words[1:]] if words[0] == "acgs" else list(words)


def _identity(name: str) -> tuple[tuple[str, str], ...]:
    return (("NAME", name), ("EMAIL", f"{name}@demo.invalid"))
