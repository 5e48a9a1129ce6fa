"""Counting: what class a change is of, how many persons that takes, and who has agreed.

Trusted: nothing after this counts again (ledger-format §6). Pure; ballots arrive verified and bound to one step.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from acgs.constitution.council_file import COUNCIL_FILE, KEYS, CouncilFile, Role, Share, read_council_file
from acgs.constitution.document import read_json
from acgs.errors import Untrusted
from acgs.ledger.statement import BallotStatement, Decision
from acgs.names import Digest, File, Files, Principal

_UNREADABLE: Final = float("nan")  # differs from everything, itself included


class ChangeClass(StrEnum):
    """What a change takes; the first that fits is its class."""

    KEY = "key"
    COUNCIL = "council"
    HARD = "hard"
    ORDINARY = "ordinary"


def need(members: int, share: Share) -> int:
    """Return how many of `members` persons have to agree: at least two, if there are two."""
    return 1 if members == 1 else max(2, -(-members * share.p // share.q))


def change_class(base: Files, result: Files) -> ChangeClass:
    """Return the class of the step from `base` to `result`, two trees that have a root, without a YAML reader."""
    changed = {path for path in base.keys() | result.keys() if base.get(path) != result.get(path)}
    if COUNCIL_FILE in changed or any(path.startswith(KEYS) for path in changed):
        return ChangeClass.KEY if _is_new_key(base, result, changed) else ChangeClass.COUNCIL
    if "constitution/constitution.toml" in changed:
        return ChangeClass.HARD
    principles = [path for path in changed if _in_domain(path).endswith(".md")]
    schemas = {path for path in base.keys() | result.keys() if _in_domain(path) == "schema.json"}
    is_hard = any(_is_hard(files.get(path)) for path in principles for files in (base, result))
    is_hard = is_hard or any(_default(base.get(path)) != _default(result.get(path)) for path in schemas)
    return ChangeClass.HARD if is_hard else ChangeClass.ORDINARY


@dataclass(frozen=True, slots=True)
class Tally:
    """How the members stand on one result. `code` says why it falls short, and is empty when it does not."""

    members: tuple[Principal, ...]
    need: int
    agreeing: frozenset[Principal]
    withdrawn: frozenset[Principal]
    code: str

    @property
    def missing(self) -> tuple[Principal, ...]:
        return tuple(name for name in self.members if name not in self.agreeing)


def tally(members: Sequence[Principal], needed: int, ballots: Mapping[Digest, BallotStatement]) -> Tally:
    """Return how `members` stand; never raises on a short count.

    Persons are counted, not keys: of each the ballot with the highest `issued`, in whatever order they arrived.
    Two of that `issued` with different ids are a withdrawal.
    """
    last: dict[Principal, list[Decision]] = {}
    for name in members:
        own = [ballot for ballot in ballots.values() if ballot.by == name]
        last[name] = [b.decision for b in own if b.issued == max(b.issued for b in own)]
    agreeing = frozenset(name for name, words in last.items() if words == [Decision.YES])
    yes = [b.by for b in ballots.values() if b.decision is Decision.YES and b.by in last]
    clashed = frozenset(name for name, words in last.items() if len(words) > 1 and Decision.YES in words)
    code = "quorum-short"
    if len(agreeing) >= needed:
        code = ""
    elif len(agreeing | clashed) >= needed:
        code = "quorum-clash"
    elif len(set(yes)) >= needed:
        code = "quorum-withdrawn"
    elif len(yes) >= needed:
        code = "quorum-person"
    spoken = frozenset(name for name, words in last.items() if words)
    return Tally(tuple(members), needed, agreeing, spoken - agreeing, code)


def tally_for(council: CouncilFile, change: ChangeClass, ballots: Mapping[Digest, BallotStatement]) -> Tally:
    """Return how the council stands on a change of this class, by its own file."""
    share = council.ordinary if change in {ChangeClass.ORDINARY, ChangeClass.KEY} else council.hard
    members = council.roles[Role.COUNCIL]
    return tally(members, need(len(members), share), ballots)


def require_threshold(count: Tally) -> None:
    """Raise Untrusted, with the code that says why, unless enough persons agree."""
    if count.code:
        raise Untrusted(f"{len(count.agreeing)} of {count.need} needed agree", code=count.code)


def _is_new_key(base: Files, result: Files, changed: Iterable[str]) -> bool:
    """Whether one member has one key more, with its certificate, and nothing else differs."""
    if COUNCIL_FILE not in base or COUNCIL_FILE not in result:
        return False
    old, new = read_council_file(base[COUNCIL_FILE].data), read_council_file(result[COUNCIL_FILE].data)
    added = [(name, key) for name in old.members for key in {*new.principals.get(name, ())} - {*old.principals[name]}]
    if len(added) != 1:
        return False
    [(name, key)] = added
    due = {**old.principals, name: tuple(sorted({*old.principals[name], key}))}
    certificate = f"{KEYS}{key}.asc"
    is_due = new == replace(old, epoch=old.epoch + 1, principals=due, digest=new.digest)
    return is_due and set(changed) == {COUNCIL_FILE, certificate} and certificate not in base


def _in_domain(path: str) -> str:
    """Return the file's name, if it lies in a domain's folder and not deeper; else nothing."""
    found = re.fullmatch("constitution/[^/]+/([^/]+)", path)
    return found[1] if found else ""


def _is_hard(file: File | None) -> bool:
    """Whether a line between the first, `---`, and the next `---` is exactly `tier: hard`."""
    lines = file.data.split(b"\n") if file else []
    if lines[:1] != [b"---"] or b"---" not in lines[1:]:
        return False
    return b"tier: hard" in lines[1 : lines.index(b"---", 1)]


def _default(file: File | None) -> object:
    """Return what the schema says of `x-acgs-default`, in a form that compares by spelling."""
    if file is None:
        return None
    try:
        schema = read_json(file.data, strict=True)
    except ValueError:
        return _UNREADABLE
    if not isinstance(schema, dict) or "x-acgs-default" not in schema:
        return None
    return json.dumps(schema["x-acgs-default"], sort_keys=True, default=str)
