"""What a server is told: one frozen value, read once from the command and from ACGS_*, units in the names."""

import difflib
import math
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Final

from acgs.errors import Misconfigured
from acgs.names import FINGERPRINT, Fingerprint

ELSEWHERE: Final = frozenset({"ACGS_OPA", "ACGS_INSTANCE"})
"""Variables with another reader: the opa program, and the name of a sidecar."""

_UNLESS_TOLD: Final = {"host": "127.0.0.1", "port": "8181", "look_every_s": "5"}


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of `acgs serve`; each may come from a variable of its name, `ACGS_ENGINE_KEY`."""

    repo: str
    data: Path
    engine_key: Fingerprint
    gpg_home: Path | None
    host: str
    port: int
    look_every_s: float
    webhook_secret_file: Path | None
    pin: str | None


def read_settings(given: Mapping[str, object], environment: Mapping[str, str]) -> Settings:
    """Return the settings: what the command was given, else what the environment says.

    Raises:
        Misconfigured: `unknown-setting`, a variable ACGS_… that nobody reads; `setting`, one that is missing or amiss.
    """
    known = {f"ACGS_{field.name.upper()}": field.name for field in fields(Settings)}
    for name in sorted(environment):
        if name.startswith("ACGS_") and name not in known and name not in ELSEWHERE:
            near = difflib.get_close_matches(name, [*known, *ELSEWHERE], 1)
            hint = f"do you mean {near[0]}?" if near else ""
            raise Misconfigured(f"nobody reads {name}", code="unknown-setting", hint=hint)
    told = _UNLESS_TOLD | {known[name]: value for name, value in environment.items() if name in known}
    told |= {name: str(value) for name, value in given.items() if value is not None}
    repo, key = _due(told, "repo"), _due(told, "engine_key").upper()
    if not FINGERPRINT.fullmatch(key):
        raise _amiss("engine_key", "the 40 hex digits of a fingerprint")
    return Settings(
        repo=str(Path(repo).absolute()) if Path(repo).exists() else repo,  # git is run in the mirror
        data=Path(_due(told, "data")).absolute(),
        engine_key=Fingerprint(key),
        gpg_home=Path(told["gpg_home"]).absolute() if told.get("gpg_home") else None,
        host=told["host"],
        port=int(_number(told, "port", 0, 65_535)),
        look_every_s=_number(told, "look_every_s", 0.1, 3600),
        webhook_secret_file=Path(told["webhook_secret_file"]) if told.get("webhook_secret_file") else None,
        pin=told.get("pin"),
    )


def _due(told: Mapping[str, str], name: str) -> str:
    if not told.get(name):
        raise _amiss(name, "given")
    return told[name]


def _number(told: Mapping[str, str], name: str, least: float, most: float) -> float:
    try:
        number = float(told[name])
    except ValueError:
        number = math.nan
    if not least <= number <= most:
        raise _amiss(name, f"a number from {least:g} to {most:g}")
    return number


def _amiss(name: str, due: str) -> Misconfigured:
    option = "--" + name.replace("_", "-")
    return Misconfigured(f"{option} (or ACGS_{name.upper()}) is to be {due}", code="setting")
