"""A page whose console blocks are typed into a real shell, and must come back as the page says."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import takewhile
from pathlib import Path
from threading import Timer

from acgs.rego.opa import find_opa

DEADLINE_S = 240
FOLDER = "/tmp/try"  # noqa: S108 - what the pages call the folder that they are typed in
CHANGING = (
    (re.compile(r"\b[0-9a-fA-F]{16,}\b"), "#"),
    (re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"), "@"),
)


def steps(text: str) -> list[tuple[str, str]]:
    """Return what is typed in the console blocks of a page, and what comes back."""
    blocks = "".join(re.findall(r"```console\n(.*?)```", text, re.DOTALL))
    typed = re.split(r"^\$ ", blocks, flags=re.MULTILINE)[1:]
    return [(command, said.strip("\n")) for command, _, said in (each.partition("\n") for each in typed)]


@contextmanager
def shell(folder: Path) -> Iterator["subprocess.Popen[str]"]:
    """Give a shell in `folder`, with `acgs` and `opa`, and nothing of whoever runs this; end all that runs in it."""
    paths = (Path(sys.executable).parent, Path(find_opa().path).parent, os.environ["PATH"])
    environment = {"PATH": os.pathsep.join(map(str, paths)), "HOME": str(folder), "NO_COLOR": "1", "CI": "1"}
    environment["PYTHONUNBUFFERED"] = "1"  # as on a terminal, where both streams come in turn
    names = {f"GIT_{role}_NAME": "ana" for role in ("AUTHOR", "COMMITTER")}
    addresses = {f"GIT_{role}_EMAIL": "ana@law.invalid" for role in ("AUTHOR", "COMMITTER")}
    with subprocess.Popen(
        ["bash", "--noprofile", "--norc"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=folder,
        env=environment | names | addresses,
        start_new_session=True,
    ) as program:
        overdue = Timer(DEADLINE_S, os.killpg, (program.pid, signal.SIGKILL))
        overdue.start()
        try:
            yield program
        finally:
            overdue.cancel()
            os.killpg(program.pid, signal.SIGKILL)


def type_in(program: "subprocess.Popen[str]", command: str) -> str:
    """Return what comes back until the shell says that it is done."""
    assert program.stdin
    assert program.stdout
    program.stdin.write(f"{command}\nprintf '\\nthis is all\\n'\n")
    program.stdin.flush()
    lines = list(takewhile(lambda line: line != "this is all\n", program.stdout))
    assert program.poll() is None, "".join(lines)
    return "".join(lines).strip("\n")


def steady(said: str, folder: str) -> list[str]:
    """Return the lines of what came back, with what changes from run to run left out."""
    for pattern, mark in CHANGING:
        said = pattern.sub(mark, said)
    return [line.rstrip() for line in said.replace(folder, FOLDER).splitlines()]
