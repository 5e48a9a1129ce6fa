"""The tutorial, typed as it stands: every command of its first sections says what the page says."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from acgs.rego.opa import find_opa
from support.agent_tools import ROOT

TUTORIAL = ROOT / "docs" / "tutorial.md"
TYPED = ("A rule", "What OPA enforces", "What is proved", "Agreed")  # the last section is the road of `acgs demo`
KEYS = "/tmp/law-keys"  # noqa: S108 - what the page says
FOLDER = "/tmp/try"  # noqa: S108 - likewise
CHANGING = (
    (re.compile(r"\b[0-9a-fA-F]{16,}\b"), "#"),
    (re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"), "@"),
)


def sections() -> dict[str, list[tuple[str, str]]]:
    """Return what is typed, and what comes back, by section."""
    found: dict[str, list[tuple[str, str]]] = {}
    for section in TUTORIAL.read_text(encoding="utf-8").split("\n## ")[1:]:
        title, _, text = section.partition("\n")
        blocks = "".join(re.findall(r"```console\n(.*?)```", text, re.DOTALL))
        typed = re.split(r"^\$ ", blocks, flags=re.MULTILINE)[1:]
        found[title] = [(command, said.strip("\n")) for command, _, said in (each.partition("\n") for each in typed)]
    return found


@pytest.fixture
def shell(tmp_path: Path) -> Iterator["subprocess.Popen[str]"]:
    """A shell in an empty folder, with `acgs` and `opa`, and nothing of whoever runs this."""
    paths = (Path(sys.executable).parent, Path(find_opa().path).parent, os.environ["PATH"])
    environment = {"PATH": os.pathsep.join(map(str, paths)), "HOME": str(tmp_path), "NO_COLOR": "1", "CI": "1"}
    environment["PYTHONUNBUFFERED"] = "1"  # as on a terminal, where both streams come in turn
    names = {f"GIT_{role}_NAME": "ana" for role in ("AUTHOR", "COMMITTER")}
    addresses = {f"GIT_{role}_EMAIL": "ana@law.invalid" for role in ("AUTHOR", "COMMITTER")}
    with subprocess.Popen(
        ["bash", "--noprofile", "--norc"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=tmp_path,
        env=environment | names | addresses,
    ) as program:
        yield program


def type_in(shell: "subprocess.Popen[str]", command: str) -> str:
    """Return what comes back until the shell says that it is done."""
    assert shell.stdin
    assert shell.stdout
    shell.stdin.write(f"{command}\nprintf '\\nthis is all\\n'\n")
    shell.stdin.flush()
    return "".join(iter(shell.stdout.readline, "this is all\n")).strip("\n")


def steady(said: str, folder: str) -> list[str]:
    for pattern, mark in CHANGING:
        said = pattern.sub(mark, said)
    return [line.rstrip() for line in said.replace(folder, FOLDER).splitlines()]


def test_what_comes_back_is_what_the_page_says(shell: "subprocess.Popen[str]", tmp_path: Path) -> None:
    keys = tempfile.mkdtemp(prefix="a", dir="/tmp")  # a socket's path is short
    Path(keys).rmdir()
    try:
        for title in TYPED:
            for command, said in sections()[title]:
                back = type_in(shell, command.replace(KEYS, keys))
                assert steady(back, str(tmp_path)) == steady(said, FOLDER), command
    finally:
        subprocess.run(["gpgconf", "--homedir", keys, "--kill", "all"], capture_output=True, check=False)
        shutil.rmtree(keys, ignore_errors=True)


def test_the_page_types_only_verbs_that_there_are() -> None:
    commands = " ".join(command for steps in sections().values() for command, _ in steps)
    told = subprocess.run([sys.executable, "-m", "acgs", "--help"], capture_output=True, text=True, check=True).stdout

    assert set(re.findall(r"acgs (\w+)", commands)) - {"hook"} <= set(re.findall(r"^  (\w+)  ", told, re.MULTILINE))
