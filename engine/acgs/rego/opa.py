"""The opa program: found, old enough, and asked for one thing at a time, in the sandbox.

Trusted to ask exactly what it is told and to hand on the answer as it comes.
"""

import functools
import json
import os
import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from acgs.errors import Fault, Misconfigured, Unavailable
from acgs.rego import sandbox

OLDEST: Final = (1, 22)
TIMEOUT_S: Final = 60.0
_VERSION: Final = re.compile(rb"^Version: ((\d+)\.(\d+)\S*)", re.MULTILINE)
_REACHES_OUTSIDE: Final = re.compile(r"http\.send|net\..*|opa\.runtime|rego\.parse_module|json\.(match|verify)_schema")
_HOW: Final = (
    "put OPA ≥ 1.22 on PATH, or name it in ACGS_OPA; with Go: go install github.com/open-policy-agent/opa@v1.22.2"
)


@dataclass(frozen=True, slots=True)
class Opa:
    """An opa program that answered with its version."""

    path: str
    version: str


def find_opa(*, timeout_s: float = 10.0) -> Opa:
    """Return the opa that `ACGS_OPA` names, else the first on `PATH`.

    Raises:
        Unavailable: `opa-missing`; `opa-overdue`, it hangs.
        Misconfigured: `opa-too-old`.
    """
    named = os.environ.get("ACGS_OPA")
    path = shutil.which(named or "opa")
    if path is None:
        raise Unavailable(f"there is no opa{f' at {named}' if named else ' on PATH'}", code="opa-missing", hint=_HOW)
    path = str(Path(path).absolute())
    with sandbox.private_folder({}) as folder:
        said = sandbox.run([path, "version"], folder, timeout_s=timeout_s)
    version = _VERSION.search(said.out)
    if version is None:
        raise Misconfigured(f"{path} is no opa: it does not say its version", code="opa-too-old", hint=_HOW)
    if (int(version[2]), int(version[3])) < OLDEST:
        raise Misconfigured(f"{path} is OPA {version[1].decode()}, too old", code="opa-too-old", hint=_HOW)
    return Opa(path, version[1].decode())


@functools.cache
def capabilities(opa: Opa) -> bytes:
    """Return what modules may use: all that this opa has, but what reaches outside, and no host to fetch from."""
    with sandbox.private_folder({}) as folder:
        said = sandbox.run([opa.path, "capabilities", "--current"], folder, timeout_s=TIMEOUT_S)
    able: dict[str, Any] = json.loads(said.out)
    able["builtins"] = [each for each in able["builtins"] if not _REACHES_OUTSIDE.fullmatch(each["name"])]
    return json.dumps(able | {"allow_net": []}).encode()


def faults(opa: Opa, modules: Mapping[str, bytes]) -> tuple[Fault, ...]:
    """Return what `opa check --strict` says against `modules` (by path) under our capabilities."""
    words = ["check", "--strict", "--max-errors", "0", "--format", "json"]
    finished = _with(opa, words, modules)
    return () if finished.code == 0 else _errors(finished)


def _with(opa: Opa, words: Sequence[str], modules: Mapping[str, bytes]) -> sandbox.Finished:
    """Run a command of opa over the folder of `modules`, under our capabilities."""
    files = {f"modules/{path}": data for path, data in modules.items()}
    with sandbox.private_folder(files | {"modules/.keep": b"", "capabilities.json": capabilities(opa)}) as folder:
        words = [opa.path, *words, "--capabilities", "capabilities.json", "modules"]
        return sandbox.run(words, folder, timeout_s=TIMEOUT_S)


def _errors(finished: sandbox.Finished) -> tuple[Fault, ...]:
    try:
        said: dict[str, Any] = json.loads(finished.err)
    except json.JSONDecodeError as exc:
        raise Unavailable(f"opa check: {finished.err[:500].decode(errors='replace')}", code="opa-died") from exc
    return tuple(map(_fault, said["errors"]))


def _fault(error: Mapping[str, Any]) -> Fault:
    place = error.get("location") or {"file": "", "row": 0, "col": 0}
    file = str(place["file"]).removeprefix("modules/")
    code = str(error["code"]).replace("_", "-")  # rego-parse-error, rego-type-error …
    return Fault(file, place["row"], place["col"], code, error["message"])
