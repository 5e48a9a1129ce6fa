"""`constitution/constitution.toml`: which domains go to which target, and what suffices as proof of each claim.

Pure, and it trusts nothing. Without the file there is one target, `default`, and every claim is to be proved.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from acgs.constitution.source import Source, nearest, read_source
from acgs.names import DOMAIN_ID, TARGET, DomainId, Files, Target

PATH: Final = "constitution/constitution.toml"
CLAIMS: Final = ("equivalent", "complies", "not_vacuous", "not_shadowed", "consistent")
SAMPLED_CLAIMS: Final = ("equivalent", "complies")
"""The claims that may be asked by sampling: those about compiled Rego."""
RENDERER: Final = 1
MAX_BYTES: Final = 10_000  # tomllib takes time in the square of a key's dots
DEFAULT_TARGET: Final = Target("default")


@dataclass(frozen=True, slots=True)
class Gates:
    """What is asked of a proof, and where domains go: `require` says `proved` or `sampled` for every claim."""

    require: Mapping[str, str]
    targets: Mapping[Target, tuple[DomainId, ...]]


def read_gates(files: Files) -> Gates:
    """Return the gates of a tree.

    Raises:
        Invalid: every fault of the file; a domain that it names has no folder.
    """
    found = (re.fullmatch(rf"constitution/(?!keys/)({DOMAIN_ID.pattern})/schema\.json", path) for path in files)
    domains = tuple(sorted(DomainId(match[1]) for match in found if match))
    require = dict.fromkeys(CLAIMS, "proved")
    if PATH not in files:
        return Gates(require, {DEFAULT_TARGET: domains})
    source = read_source(PATH, files[PATH], max_bytes=MAX_BYTES)
    reader = _Reader(source, _read_toml(source))
    top = reader.table((), ("renderer", "targets", "proof"))
    if type(renderer := top.get("renderer", RENDERER)) is not int or renderer != RENDERER:
        reader.refuse(("renderer",), "renderer", f"this ACGS renders Rego as version {RENDERER} does, and no other")
    targets = {Target(name): reader.target(name, domains) for name in reader.table(("targets",), None)}
    reader.table(("proof",), ("require",))
    gates = reader.table(("proof", "require"), CLAIMS)
    require |= {claim: reader.sufficient(claim, gates[claim]) for claim in CLAIMS if claim in gates}
    source.require_sound()
    return Gates(require, targets or {DEFAULT_TARGET: domains})


def _read_toml(source: Source) -> dict[str, object]:
    value: dict[str, object] = {}
    try:
        value = tomllib.loads("\n".join(source.lines))
    except (ValueError, RecursionError) as exc:  # an overlong integer is a bare ValueError
        at = re.search(r"\(at line (\d+), column (\d+)\)", str(exc))
        end = (len(source.lines), 1) if "at end of document" in str(exc) else (1, 1)
        source.fault((int(at[1]), int(at[2])) if at else end, "toml", f"no TOML: {exc}")
    return value


@dataclass(frozen=True, slots=True)
class _Reader:
    source: Source
    root: Mapping[str, object]

    def refuse(self, path: tuple[str, ...], code: str, message: str, hint: str = "") -> None:
        word = re.compile(rf"(?<![\w-]){re.escape(path[-1])}(?![\w-])")
        found = ((row, m.start() + 1) for row, line in enumerate(self.source.lines, 1) if (m := word.search(line)))
        self.source.fault(next(found, (1, 1)), code, message, field=".".join(path), hint=hint)

    def table(self, path: tuple[str, ...], keys: tuple[str, ...] | None) -> Mapping[str, object]:
        """Return the table at `path`, empty if absent; `keys` are those it may have, any if None."""
        value: object = self.root
        for step in path:
            value = value.get(step, {}) if isinstance(value, dict) else {}
        if not isinstance(value, dict):
            self.refuse(path, "wrong-type", f"`{'.'.join(path)}` is a table")
            return {}
        for key in value:
            if keys is not None and key not in keys:
                self.refuse((*path, key), "unknown-key", f"`{key}` is no key here", nearest(key, keys))
        return value

    def target(self, name: str, domains: tuple[DomainId, ...]) -> tuple[DomainId, ...]:
        path = ("targets", name)
        if not TARGET.fullmatch(name):
            self.refuse(path, "target", f"`{name}` is no target: lower-case letters, digits and `-`, a letter first")
        named = self.table(path, ("domains",)).get("domains")
        if not isinstance(named, list) or not named or len(set(map(str, named))) < len(named):
            self.refuse(path, "wrong-type", "`domains` is a list of at least one domain, none twice")
            return ()
        for domain in (str(each) for each in named if each not in domains):
            self.refuse((*path, domain), "unknown-domain", f"there is no domain `{domain}`", nearest(domain, domains))
        return tuple(sorted(DomainId(str(domain)) for domain in named))

    def sufficient(self, claim: str, word: object) -> str:
        words = ("proved", "sampled") if claim in SAMPLED_CLAIMS else ("proved",)
        if word not in words:
            self.refuse(("proof", "require", claim), "proof-gate", f"`{claim}` takes {' or '.join(words)}")
        return str(word)
