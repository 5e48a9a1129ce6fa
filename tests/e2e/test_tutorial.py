"""The tutorial, typed as it stands: every command says what the page says."""

import re
import shutil
import subprocess
import sys
import tempfile
from itertools import chain
from pathlib import Path

from support.agent_tools import ROOT
from support.sidecar import free_port
from support.typed import FOLDER, shell, steady, steps, type_in

TUTORIAL = ROOT / "docs" / "tutorial.md"
PORTS = ("8181", "8282")
KEYS = "/tmp/law-keys"  # noqa: S108 - what the page says


def sections() -> dict[str, list[tuple[str, str]]]:
    """Return what is typed, and what comes back, by section."""
    parts = (part.partition("\n") for part in TUTORIAL.read_text(encoding="utf-8").split("\n## ")[1:])
    return {title: steps(text) for title, _, text in parts}


def test_what_comes_back_is_what_the_page_says(tmp_path: Path) -> None:
    keys = tempfile.mkdtemp(prefix="a", dir="/tmp")  # a socket's path is short
    Path(keys).rmdir()
    server, sidecar = (str(free_port()) for _ in PORTS)

    def here(text: str) -> str:
        """Return what the page has, with the keys and the ports of this run."""
        return text.replace(KEYS, keys).replace(PORTS[0], server).replace(PORTS[1], sidecar)

    try:
        with shell(tmp_path) as program:
            for command, said in chain.from_iterable(sections().values()):
                back = type_in(program, here(command))
                assert steady(back, str(tmp_path)) == steady(here(said), FOLDER), command
    finally:
        subprocess.run(["gpgconf", "--homedir", keys, "--kill", "all"], capture_output=True, check=False)
        shutil.rmtree(keys, ignore_errors=True)


def test_the_page_types_only_verbs_that_there_are() -> None:
    commands = " ".join(command for steps in sections().values() for command, _ in steps)
    told = subprocess.run([sys.executable, "-m", "acgs", "--help"], capture_output=True, text=True, check=True).stdout

    assert set(re.findall(r"acgs (\w+)", commands)) - {"hook"} <= set(re.findall(r"^  (\w+)  ", told, re.MULTILINE))
