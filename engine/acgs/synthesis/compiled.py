"""The compiled files beside the constitution that they come from: what differs, and how it is mended.

Nothing is ever half-written, and no file that a person wrote is overwritten or removed.
"""

import contextlib
import os
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from acgs.errors import Misconfigured
from acgs.names import DomainId, File, Files
from acgs.norms.norm import DomainNorms
from acgs.synthesis.render import render_domain

_FOLDER: Final = "policies/"
_MARK: Final = b"\n# description: Written by acgs compile"


class State(StrEnum):
    """How a file on disk stands to what compiling gives."""

    MISSING = "missing"
    DIFFERENT = "different"
    STALE = "stale"
    FOREIGN = "not generated"


@dataclass(frozen=True, slots=True)
class Difference:
    """A path at which the files on disk are not what compiling gives."""

    path: str
    state: State


def compile_all(norms: Mapping[DomainId, DomainNorms]) -> Files:
    """Return the compiled files of all domains."""
    return {path: file for domain in norms.values() for path, file in render_domain(domain).items()}


def compare(found: Files, wanted: Files) -> tuple[Difference, ...]:
    """Return where `found`, a tree, differs from `wanted` below `policies/<domain>/`, in the order of paths."""
    here = {path: file for path, file in found.items() if path.startswith(_FOLDER) and path.count("/") > 1}
    states = {path: _state(here.get(path), wanted.get(path)) for path in sorted({*here, *wanted})}
    return tuple(Difference(path, state) for path, state in states.items() if state)


def _state(found: File | None, wanted: File | None) -> State | None:
    if found == wanted:
        return None
    if found is None:
        return State.MISSING
    if _MARK not in found.data:
        return State.FOREIGN
    return State.STALE if wanted is None else State.DIFFERENT


def write(root: Path, wanted: Files, differences: Iterable[Difference]) -> None:
    """Mend the differences below `root`: all new files are on disk before the first takes its place.

    Raises:
        Misconfigured: `not-generated`, a file there is not ours; `not-written`, the disk does not take it.
    """
    differences = tuple(differences)
    if foreign := [each.path for each in differences if each.state is State.FOREIGN]:
        hint = "hand-written Rego is not read yet: move it elsewhere"
        raise Misconfigured(f"not written by acgs compile: {', '.join(foreign)}", code="not-generated", hint=hint)
    for folder in {(root / path).parent for path in wanted}:
        if folder.resolve() != root.resolve() / folder.relative_to(root):
            raise Misconfigured(f"{folder} is a symbolic link", code="not-written")
    with contextlib.ExitStack() as undo:
        try:
            staged = [
                (_stage(root / each.path, wanted[each.path], undo), root / each.path)
                for each in differences
                if each.state is not State.STALE
            ]
            for temporary, path in staged:
                temporary.replace(path)
            for each in differences:
                if each.state is State.STALE:
                    (root / each.path).unlink()
        except OSError as exc:
            raise Misconfigured(f"{exc.filename or root}: {exc.strerror}", code="not-written") from exc


def _stage(path: Path, wanted: File, undo: contextlib.ExitStack) -> Path:
    """Return a file beside `path` that holds `wanted`, and is removed in the end if it is still there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    undo.callback(Path(name).unlink, missing_ok=True)
    with os.fdopen(handle, "wb") as file:
        file.write(wanted.data)
        file.flush()
        os.fsync(handle)
    Path(name).chmod(int(wanted.mode[3:], 8))
    return Path(name)
