"""The git program, in an environment in which no configuration but the repository's own has a say.

Trusted: nothing that it prints; what it brings is read again as objects.
"""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from acgs.errors import Unavailable

_LIMIT_S: Final = 300
_KEPT: Final = ("PATH", "HOME", "TMPDIR", "SSH_AUTH_SOCK")
_FIXED: Final = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_ALLOW_PROTOCOL": "file:git:http:https:ssh",
    "LC_ALL": "C",
}
_OURS: Final = ("core.hooksPath=/dev/null", "core.fsmonitor=false", "gpg.program=false", "gc.auto=0")


def environment() -> Mapping[str, str]:
    """Return what git is to see of ours; of the rest it sees nothing (notes/integrity.md §7)."""
    return {name: os.environ[name] for name in _KEPT if name in os.environ} | _FIXED


def run(folder: Path, *arguments: str, index: str = "") -> subprocess.CompletedProcess[bytes]:
    """Return how git ended in `folder`, with another index if one is named.

    Hooks of that repository do not run; those of a remote do.
    """
    options = [part for option in _OURS for part in ("-c", option)]
    command = ["git", "-C", str(folder), *options, *arguments]
    nothing, env = subprocess.DEVNULL, {**environment(), **({"GIT_INDEX_FILE": index} if index else {})}
    try:
        return subprocess.run(command, env=env, stdin=nothing, capture_output=True, timeout=_LIMIT_S, check=False)
    except FileNotFoundError as exc:
        raise Unavailable("git is not on PATH", code="git-missing", hint="install git") from exc
    except subprocess.TimeoutExpired as exc:
        raise Unavailable(f"git {arguments[0]} took more than {_LIMIT_S} s", code="git-overdue") from exc
