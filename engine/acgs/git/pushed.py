"""A repository that is pushed to, as its hooks see it: where it is, and the file by which they wake its server.

Trusted: nothing; a hook wakes, and what counts is read from Git. Every push waits for this module: it imports little.
"""

import os
from pathlib import Path

WAKE_FILE = "acgs-wake"
"""In the Git folder: the post-receive hook touches it, the server looks."""


def git_folder() -> Path:
    """Return where git runs this hook."""
    return Path(os.environ.get("GIT_DIR", ".")).resolve()


def wake() -> None:
    """Touch the file; where that cannot be, as one of another user's in a shared repository, put a new one there."""
    file = git_folder() / WAKE_FILE
    try:
        file.touch()
    except OSError:
        file.unlink()
        file.touch()


def woken(repository: Path) -> int:
    """Return when a hook of `repository` touched the file last, in nanoseconds; 0 if there is none, or no such path."""
    for folder in (repository, repository / ".git"):
        try:
            return (folder / WAKE_FILE).stat().st_mtime_ns
        except OSError:
            continue
    return 0
