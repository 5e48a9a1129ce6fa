"""All that one tree says: its domains, each with schema and principles, and its gates; or every fault at once.

Pure, and it trusts nothing. `council.toml` and `keys/` are the council's to read.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Final, TypeVar

from acgs.constitution.gates import PATH as GATES
from acgs.constitution.gates import Gates, read_gates
from acgs.constitution.markdown import FILE_NAME, read_principle
from acgs.constitution.principle import Principle
from acgs.constitution.schema import Schema
from acgs.constitution.schema_reader import read_schema
from acgs.constitution.source import nearest
from acgs.errors import Fault, Invalid
from acgs.names import DOMAIN_ID, DomainId, File, Files

_IN_DOMAIN: Final = re.compile(rf"constitution/(?!keys/)({DOMAIN_ID.pattern})/[^/]+")
_T = TypeVar("_T")
_PATH: Final = re.compile(r"[!#-\[\]-~]+")
_LATER: Final = {
    "examples.yaml": "examples of the whole policy are not read yet: put them into the principles",
    "exceptions": "exceptions are not read yet: write `unless` into the principle",
}


@dataclass(frozen=True, slots=True)
class Domain:
    """A domain: its schema, and its principles sorted by id."""

    id: DomainId
    schema: Schema
    principles: tuple[Principle, ...]


@dataclass(frozen=True, slots=True)
class Constitution:
    """What one tree says."""

    domains: Mapping[DomainId, Domain]
    gates: Gates


def read_constitution(files: Files) -> Constitution:
    """Return the constitution of a whole tree, of which `constitution/` is read.

    Raises:
        Invalid: every fault of the tree that can be seen without reading conditions.
    """
    constitution, faults = read_sound(files)
    if faults:
        raise Invalid(faults)
    return constitution


def read_sound(files: Files) -> tuple[Constitution, tuple[Fault, ...]]:
    """Return what of the constitution can be read, and every fault; nothing follows from it while there is one."""
    faults = [*_path_faults(files), *_stray_faults(files)]

    def read(path: str, reader: Callable[[str, File], _T]) -> list[_T]:
        try:
            return [reader(path, files[path])]
        except Invalid as exc:
            faults.extend(exc.faults)
            return []

    inside = [path for path in sorted(files) if _IN_DOMAIN.fullmatch(path)]
    schemas = [schema for path in inside if path.endswith("/schema.json") for schema in read(path, read_schema)]
    principles = [
        principle
        for path in inside
        if FILE_NAME.fullmatch(path.rpartition("/")[2])
        for principle in read(path, read_principle)
    ]
    gates = read(GATES, lambda _path, _file: read_gates(files)) if GATES in files else [read_gates(files)]
    faults += _double_faults(principles)
    principles.sort(key=attrgetter("id"))
    domains = {
        schema.domain: Domain(schema.domain, schema, tuple(p for p in principles if p.domain == schema.domain))
        for schema in schemas
    }
    return Constitution(domains, gates[0] if gates else read_gates({})), tuple(sorted(faults))


def _path_faults(files: Files) -> Iterator[Fault]:
    """A governed file whose path or mode leaves the tree without a root (ledger-format §2) is a fault."""
    seen: dict[str, str] = {}
    for path in sorted(files):
        if not path.startswith(("constitution/", "policies/")):
            continue
        if not _PATH.fullmatch(path):
            hint = "rename it: printable ASCII without blanks, quotes and backslashes"
            yield _fault(path, "path", "a governed path that cannot be recorded", hint)
        if not files[path].mode.startswith("100") and not _IN_DOMAIN.fullmatch(path):
            yield _fault(path, "symlink", "a link, not a file", "put the file itself here")
        if other := seen.get(path.lower()):
            yield _fault(path, "path-case", f"differs from {other} in case only", "rename one of them")
        seen.setdefault(path.lower(), path)


def _stray_faults(files: Files) -> Iterator[Fault]:
    domains = {m[1] for path in files if (m := _IN_DOMAIN.fullmatch(path))}
    for path in sorted(files):
        match path.split("/"):
            case ["constitution", "council.toml" | "constitution.toml"] | ["constitution", "keys", *_]:
                pass
            case ["constitution", name]:
                yield _fault(path, "stray-file", f"`{name}` is nothing that a constitution holds", "move it elsewhere")
            case ["constitution", folder, *_] if not DOMAIN_ID.fullmatch(folder):
                hint = "a small letter, then up to 31 small letters, digits and `_`"
                yield _fault(path, "domain-name", f"`{folder}` is no name of a domain", hint)
            case ["constitution", _, name, *rest] if rest or not (name == "schema.json" or FILE_NAME.fullmatch(name)):
                yield _stray(path, name)
            case ["policies", folder, *_] if folder not in domains:
                yield _fault(path, "unknown-domain", f"there is no domain `{folder}`", nearest(folder, sorted(domains)))
    for domain in sorted(domains):
        if (path := f"constitution/{domain}/schema.json") not in files:
            yield _fault(path, "schema-missing", f"domain `{domain}` has no schema", "write the schema of its input")
    if not domains:
        yield _fault("constitution", "no-constitution", "there is no domain", "`acgs init` writes one")


def _stray(path: str, name: str) -> Fault:
    if name in _LATER:
        return _fault(path, "not-yet", _LATER[name])
    if name.endswith(".md"):
        return _fault(path, "file-name", f"`{name}` is no name of a principle", "call it `<ID>-<slug>.md`")
    return _fault(path, "stray-file", f"`{name}` is nothing that a domain holds", "move it elsewhere")


def _double_faults(principles: list[Principle]) -> Iterator[Fault]:
    first: dict[tuple[DomainId, str], Principle] = {}
    for principle in principles:
        other = first.setdefault((principle.domain, principle.id), principle)
        if other is not principle:
            message = f"{principle.id} stands in {other.path} too"
            yield _fault(principle.path, "duplicate-id", message, "choose another id")


def _fault(path: str, code: str, message: str, hint: str = "") -> Fault:
    return Fault(path, 1, 1, code, message, hint=hint)
