"""What is signed in blocks: in-toto statements, each a value and exactly one spelling (ledger-format §5).

A field's name, in JSON's manner, is the member's, and its type says what may stand there.
Trusted: `read_statement` returns a value only for the bytes that the value encodes to. Pure.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import ClassVar, Final

from acgs.digest import Canonical, canonical
from acgs.errors import Unavailable, Untrusted
from acgs.ledger.encodings import Positive, hints_of, read_as
from acgs.names import NO_ROOT, Digest, Fingerprint, Oid, Principal, Ref, Root, Seq

_CAVEAT: Final = re.compile(r"[a-z][a-z_]*: (sampled|not asked)")
_CAMEL: Final = re.compile(r"_([a-z])")


class Decision(StrEnum):
    """What a ballot says; `emergency` counts only where the class of the change is emergency."""

    YES = "yes"
    WITHDRAW = "withdraw"
    EMERGENCY = "emergency"


class Reason(StrEnum):
    """Why a commit has no signer; the first that is true is the one (ledger-format §5)."""

    ODD_COMMIT = "odd-commit"
    UNSIGNED = "unsigned"
    UNSUPPORTED = "unsupported"
    UNKNOWN_KEY = "unknown-key"
    BAD_SIGNATURE = "bad-signature"
    NOT_VALID_THEN = "not-valid-then"


class _Statement:
    """What the three kinds have in common: a kind, a subject (name, then digests by field), and how they are spelt."""

    __slots__ = ()
    kind: ClassVar[str]
    subject: ClassVar[tuple[str, Mapping[str, str]]]

    def encode(self) -> bytes:
        """Return the only bytes that say this, without a line end."""
        name, digests = self.subject
        value: Canonical = {
            "_type": "https://in-toto.io/Statement/v1",
            "predicate": {
                member: _show(member, getattr(self, field)) for member, field in _predicate(type(self)).items()
            },
            "predicateType": f"https://acgs.dev/{self.kind}/v1",
            "subject": [
                {"digest": {word: _show(word, getattr(self, field)) for word, field in digests.items()}, "name": name}
            ],
        }
        return canonical(value)


@dataclass(frozen=True, slots=True)
class BallotStatement(_Statement):
    """One member's word on the step from `base` to `result`; `issued` orders the words of one person."""

    kind: ClassVar = "ballot"
    subject: ClassVar = ("governed-root", {"sha256": "result"})
    result: Root
    base: Root
    base_seq: int
    by: Principal
    decision: Decision
    epoch: Positive
    issued: Positive
    ref: Ref
    repo: Oid


@dataclass(frozen=True, slots=True)
class CommitStatement(_Statement):
    """The engine's word on one commit: its signer, or the reason why it has none. `sha256` is of its raw bytes."""

    kind: ClassVar = "commit"
    subject: ClassVar = ("commit", {"gitCommit": "commit", "sha256": "sha256"})
    commit: Oid
    sha256: Digest
    signer: Fingerprint | None
    reason: Reason | None
    repo: Oid
    seq: Seq


@dataclass(frozen=True, slots=True)
class ProofStatement(_Statement):
    """The engine's word that a run of proofs over `root` met its gates, with these caveats. `base` zeros: none."""

    kind: ClassVar = "proof"
    subject: ClassVar = ("governed-root", {"sha256": "root"})
    root: Root
    base: Root
    caveats: tuple[str, ...]
    nothing_new: bool
    report: Digest
    repo: Oid


Statement = BallotStatement | CommitStatement | ProofStatement
_KINDS: Final = {f"https://acgs.dev/{kind.kind}/v1": kind for kind in Statement.__args__}
_LATER: Final = {f"https://acgs.dev/{kind}/v1" for kind in ("engine", "act", "head")}


def read_statement(data: bytes) -> Statement:
    """Return the statement whose only spelling is `data` (bytes as received, no line end), or refuse: `statement`.

    Raises:
        Unavailable: `event-not-read`: a kind that this version does not read (`engine`, `act`, `head`).
    """
    try:
        statement = _read(_members(json.loads(data), {"_type", "predicate", "predicateType", "subject"}))
    except (ValueError, RecursionError) as exc:
        raise Untrusted("no JSON", code="statement") from exc
    except Untrusted as exc:
        raise Untrusted(str(exc), code="statement") from exc
    if statement.encode() != data:
        raise _refused("the one form of JSON that is signed", data)
    return statement


def _read(whole: Mapping[str, object]) -> Statement:
    kind = str(whole["predicateType"])
    if kind in _LATER:
        raise Unavailable(f"a statement of kind {kind} is not read by this version", code="event-not-read")
    if kind not in _KINDS or not isinstance(whole["subject"], list) or len(whole["subject"]) != 1:
        raise _refused("a known predicateType and one subject", whole)
    of, hints = _KINDS[kind], hints_of(_KINDS[kind])
    digests = _members(_members(whole["subject"][0], {"digest", "name"})["digest"], set(of.subject[1]))
    said = _members(whole["predicate"], set(_predicate(of)))
    values = {field: digests[word] for word, field in of.subject[1].items()}
    values |= {field: said[member] for member, field in _predicate(of).items()}
    statement: Statement = of(**{field: _value(hints[field], value) for field, value in values.items()})
    if isinstance(statement, CommitStatement) and (statement.signer is None) == (statement.reason is None):
        raise _refused("a signer, or none and one reason", whole)
    if isinstance(statement, ProofStatement) and statement.base == NO_ROOT and statement.nothing_new:
        raise _refused("nothingNew false where there is no base", whole)
    return statement


def _predicate(kind: type[_Statement]) -> Mapping[str, str]:
    """Return the members of the predicate, with the fields that hold them."""
    names = [each.name for each in fields(kind) if each.name not in kind.subject[1].values()]  # type: ignore[arg-type]
    return {_CAMEL.sub(lambda letter: letter[1].upper(), name).replace("reason", "reasons"): name for name in names}


def _show(member: str, value: object) -> Canonical:
    match value:
        case Reason():
            return [value.value]
        case None:
            return [] if member == "reasons" else "none"
        case str() | int() | tuple():
            return value
        case _:
            raise ValueError(f"a statement holds no {type(value).__name__}")


def _value(kind: object, value: object) -> object:
    """Return what a member says; whether it is spelt so is asked of the whole."""
    match value:
        case bool() if kind is bool:
            return value
        case int() | str() if not isinstance(value, bool):
            return read_as(kind, str(value))
        case [] if kind == Reason | None:
            return None
        case [str(reason)] if kind == Reason | None:
            return read_as(Reason, reason)
        case list() if kind == tuple[str, ...]:
            caveats = [each for each in value if isinstance(each, str) and _CAVEAT.fullmatch(each)]
            if value == sorted(set(caveats)):
                return tuple(caveats)
    raise _refused(f"{kind}", value)


def _members(value: object, names: set[str]) -> Mapping[str, object]:
    if not isinstance(value, dict) or set(value) != names:
        raise _refused(f"an object of {', '.join(sorted(names))}", value)
    return value


def _refused(due: str, found: object) -> Untrusted:
    return Untrusted(f"{due} expected, found {ascii(found)[:80]}", code="statement")
