"""Where a command runs: the working tree around the current folder, and the programs of this machine."""

import shutil
from pathlib import Path
from typing import Final

from acgs.errors import Misconfigured, Unavailable

_PROGRAMS: Final = {
    "git": ("git-missing", "install git"),
    "gpg": ("gpg-missing", "install GnuPG (gnupg)"),
    "gpgconf": ("gpg-missing", "install GnuPG (gnupg)"),
}


def repository_root(start: Path | None = None) -> Path:
    """Return the nearest folder, from `start` upwards, that holds `.git`.

    Raises:
        Misconfigured: `no-repository`, there is none; `bare`, it has no working tree.
    """
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / ".git").exists():
            return folder
        if (folder / "HEAD").is_file() and (folder / "objects").is_dir() and folder.name != ".git":
            hint = f"work in a clone: git clone {folder}"
            raise Misconfigured(f"{folder} is a bare repository, without a working tree", code="bare", hint=hint)
    raise Misconfigured(
        f"{here} is not in a Git repository", code="no-repository", hint="make one: git init && acgs init"
    )


def require_programs() -> None:
    """Refuse to begin what would need them later.

    Raises:
        Unavailable: `git-missing`, `gpg-missing`; as `find_opa` raises it.
    """
    from acgs.rego.opa import find_opa

    for program, (code, hint) in _PROGRAMS.items():
        if shutil.which(program) is None:
            raise Unavailable(f"{program} is not on PATH", code=code, hint=hint)
    find_opa()
