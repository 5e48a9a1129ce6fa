"""The files of a working directory, and of its index, as git would store them.

Trusted: nothing; what counts is read from commits.
"""

import os
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from acgs.errors import Misconfigured
from acgs.git.program import run
from acgs.git.trees import LARGEST_BYTES
from acgs.names import File, Files, Oid

FOLDERS: Final = ("constitution", "policies")


def read_worktree(root: Path, folders: Sequence[str] = FOLDERS) -> Files:
    """Return what lies below `folders`: tracked files, and untracked ones that are not ignored.

    A file that a person deleted is gone, a symlink is itself, no filter runs, no submodule is opened.
    """
    done = run(root, "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *folders)
    if done.returncode:
        raise Misconfigured(done.stderr.decode(errors="replace").strip(), code="no-repository")
    paths = sorted({path for path in done.stdout.decode(errors="surrogateescape").split("\0") if "/" in path})
    return {path: file for path in paths if (file := _read(root, path))}


def read_index(root: Path) -> Files:
    """Return what the commit that is being made will have below `FOLDERS`: what is staged.

    In a hook that is the index of `GIT_INDEX_FILE`: of `git commit -a` and `git commit PATH`, one made for it alone.
    """
    from acgs.git.repository import Repository  # `read_worktree` needs no pygit2, and it takes long to load

    done = run(root, "write-tree", index=os.environ.get("GIT_INDEX_FILE", ""))
    if done.returncode:
        raise Misconfigured(done.stderr.decode(errors="replace").strip(), code="index")
    tree = Oid(done.stdout.decode().strip())
    return Repository.open(root).files(tree, [f"{folder}/**" for folder in FOLDERS])


def _read(root: Path, path: str) -> File | None:
    place = root / path
    try:
        if place.parent.resolve() != root.resolve() / Path(path).parent:  # below a symlink git has nothing
            return None
        found = place.lstat()
        if stat.S_ISLNK(found.st_mode):
            return File("120000", os.fsencode(place.readlink()))
        if not stat.S_ISREG(found.st_mode):
            return None
        if found.st_size > LARGEST_BYTES:
            raise Misconfigured(f"{path} has {found.st_size} bytes, more than {LARGEST_BYTES}", code="too-large")
        return File("100755" if found.st_mode & stat.S_IXUSR else "100644", place.read_bytes())
    except FileNotFoundError:
        return None
    except OSError as exc:
        raise Misconfigured(f"{path}: {exc.strerror}", code="unreadable") from exc
