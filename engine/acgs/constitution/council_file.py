"""The council file: who counts, in which role, with which keys, and what it takes.

Closed and in one form (ledger-format §3): what is not named there refuses the file. Pure; bytes in, value out.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from acgs.constitution.forms import form_faults, second
from acgs.digest import sha256
from acgs.errors import Fault, Invalid
from acgs.names import Digest, Fingerprint, Principal, Ref

COUNCIL_FILE: Final = "constitution/council.toml"
KEYS: Final = "constitution/keys/"
_TEXT: Final = re.compile(rb"(?:[\x20-\x7e]*\n)+")
_TABLES: Final = ("thresholds", "roles", "principals")


class Role(StrEnum):
    """What a principal is trusted with."""

    COUNCIL = "council"
    EXECUTIVE = "executive"
    BREAKGLASS = "breakglass"
    ENGINE = "engine"


@dataclass(frozen=True, slots=True)
class Share:
    """The part of a role that has to agree, more than a half and at most all."""

    p: int
    q: int

    def __str__(self) -> str:
        return f"{self.p}/{self.q}"


@dataclass(frozen=True, slots=True)
class CouncilFile:
    """A council as its file says; `digest` is that of the file's bytes. At `expires` it has expired."""

    epoch: int
    expires: datetime
    ref: Ref
    governed: tuple[str, ...]
    ordinary: Share
    hard: Share
    roles: Mapping[Role, tuple[Principal, ...]]
    principals: Mapping[Principal, tuple[Fingerprint, ...]]
    digest: Digest

    @property
    def members(self) -> tuple[Principal, ...]:
        return self.roles[Role.COUNCIL]

    def principal_of(self, key: Fingerprint) -> Principal | None:
        return next((name for name, keys in self.principals.items() if key in keys), None)

    def keys_of(self, role: Role) -> tuple[Fingerprint, ...]:
        return tuple(key for name in self.roles[role] for key in self.principals[name])

    def fingerprints(self) -> frozenset[Fingerprint]:
        return frozenset(key for keys in self.principals.values() for key in keys)


def read_council_file(data: bytes) -> CouncilFile:
    """Return the council that `data` (bytes as received, unverified) describes.

    Raises:
        Invalid: code `council-file`, with every fault.
    """
    if not _TEXT.fullmatch(data):
        at = next((n for n, line in enumerate(data.split(b"\n"), 1) if not re.fullmatch(rb"[\x20-\x7e]*", line)), 1)
        raise Invalid([_fault(at, "lines of ASCII 0x20–0x7E, each ended by LF, also the last")])
    text = data.decode("ascii")
    try:
        table = tomllib.loads(text)
    except (ValueError, RecursionError) as exc:  # an overlong integer is a bare ValueError
        place = re.search(r"line (\d+)", str(exc))
        raise Invalid([_fault(int(place[1]) if place else 0, f"not TOML: {exc}")]) from exc
    _refuse(text, form_faults(_flat(table)))
    file = CouncilFile(
        epoch=table["epoch"],
        expires=second(table["expires"]),
        ref=Ref(table["refs"][0]),
        governed=tuple(table["governed"]),
        ordinary=_share(table["thresholds"]["ordinary"]),
        hard=_share(table["thresholds"]["hard"]),
        roles={role: tuple(Principal(name) for name in table["roles"][role]) for role in Role},
        principals={Principal(n): tuple(Fingerprint(k) for k in p["keys"]) for n, p in table["principals"].items()},
        digest=sha256(data),
    )
    _refuse(text, _clashes(file))
    return file


def _refuse(text: str, faults: Iterator[tuple[str, str]]) -> None:
    if found := [_fault(_line(text, field), f"{field} {message}", field) for field, message in faults]:
        raise Invalid(found)


def write_council_file(file: CouncilFile) -> bytes:
    """Return the bytes of `file`; its own `digest` is not looked at."""
    lines = [
        "version = 1",
        f"epoch = {file.epoch}",
        f'expires = "{file.expires:%Y-%m-%dT%H:%M:%SZ}"',
        f"refs = {_list([file.ref])}",
        f"governed = {_list(file.governed)}",
        *("", "[thresholds]", f'ordinary = "{file.ordinary}"', f'hard = "{file.hard}"'),
        *("", "[roles]", *(f"{role} = {_list(file.roles[role])}" for role in Role)),
    ]
    for name, keys in file.principals.items():
        lines += ["", f"[principals.{name}]", f"keys = {_list(keys)}"]
    return "".join(f"{line}\n" for line in lines).encode("ascii")


def _list(values: Iterable[str]) -> str:
    return "[" + ", ".join(f'"{value}"' for value in values) + "]"


def _flat(table: Mapping[str, object]) -> dict[str, object]:
    """Return the fields by dotted name, tables of one level opened."""
    flat: dict[str, object] = {}
    for key, value in table.items():
        if key in _TABLES and isinstance(value, dict):
            flat |= {f"{key}.{name}": member for name, member in value.items()}
        else:
            flat[repr(key) if "." in key else key] = value
    return flat


def _clashes(file: CouncilFile) -> Iterator[tuple[str, str]]:
    """Yield (field, what is wrong) of fields that are well formed and do not go together."""
    if file.hard.p * file.ordinary.q < file.ordinary.p * file.hard.q:
        yield "thresholds.hard", "is below thresholds.ordinary"
    owner: dict[Fingerprint, Principal] = {}
    for name, key in ((name, key) for name, keys in file.principals.items() for key in keys):
        if owner.setdefault(key, name) != name:
            yield f"principals.{name}", f"{key} belongs to {owner[key]}"
    others = {name for role in Role if role is not Role.ENGINE for name in file.roles[role]}
    for field, name in ((f"roles.{role}", name) for role in Role for name in file.roles[role]):
        if name not in file.principals:
            yield field, f"{name} has no [principals.{name}]"
    for name in sorted(others.intersection(file.roles[Role.ENGINE])):
        yield "roles.engine", f"{name} has another role"


def _share(value: str) -> Share:
    p, _, q = value.partition("/")
    return Share(int(p), int(q))


def _line(text: str, field: str) -> int:
    """Return the line where `field` seems to be set, 0 if none looks like it: for people only."""
    table, _, key = field.rpartition(".")
    inside = ""
    for number, line in enumerate(text.split("\n"), 1):
        if header := re.match(r"\[(.+?)\]", line):
            inside = header[1]
            if inside == field:
                return number
        elif inside == table and re.match(rf"\s*{re.escape(key)}\s*=", line):
            return number
    return 0


def _fault(line: int, message: str, field: str = "") -> Fault:
    return Fault(COUNCIL_FILE, line, 0, "council-file", message, field)
