"""Where a command runs: the working tree around the current folder."""

from pathlib import Path

from acgs.errors import Misconfigured


def repository_root(start: Path | None = None) -> Path:
    """Return the nearest folder, from `start` upwards, that holds `.git`.

    Raises:
        Misconfigured: `no-repository`, there is none.
    """
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / ".git").exists():
            return folder
    raise Misconfigured(
        f"{here} is not in a Git repository", code="no-repository", hint="make one: git init && acgs init"
    )
