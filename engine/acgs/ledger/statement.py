"""What is signed in blocks: in-toto statements, each a value and exactly one spelling (ledger-format §5).

Trusted: `read_statement` returns a value only for the bytes that the value encodes to. Pure.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar, Final

from acgs.digest import Canonical, canonical
from acgs.errors import Unavailable, Untrusted
from acgs.ledger.encodings import LARGEST, read_ref, read_time, show_time
from acgs.names import DIGEST, FINGERPRINT, OID, PRINCIPAL, Digest, Fingerprint, Oid, Principal, Ref, Root, Seq

_TYPE: Final = "https://in-toto.io/Statement/v1"
_KIND: Final = "https://acgs.dev/{}/v1"
_CAVEAT: Final = re.compile(r"[a-z][a-z_]*: (sampled|not asked)")


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


@dataclass(frozen=True, slots=True)
class BallotStatement:
    """One member's word on the step from `base` to `result`; `issued` orders the words of one person."""

    kind: ClassVar[str] = "ballot"
    result: Root
    base: Root
    base_seq: int
    by: Principal
    decision: Decision
    epoch: int
    issued: int
    ref: Ref
    repo: Oid

    def encode(self) -> bytes:
        return _encode(
            self.kind,
            _root_subject(self.result),
            {
                "base": self.base,
                "baseSeq": self.base_seq,
                "by": self.by,
                "decision": self.decision.value,
                "epoch": self.epoch,
                "issued": self.issued,
                "ref": self.ref,
                "repo": self.repo,
            },
        )


@dataclass(frozen=True, slots=True)
class CommitStatement:
    """The engine's word on one commit: whose signature it carries, or why nobody's. `sha256` is of its raw bytes."""

    kind: ClassVar[str] = "commit"
    commit: Oid
    sha256: Digest
    signer: Fingerprint | None
    reason: Reason | None
    repo: Oid
    seq: Seq

    def encode(self) -> bytes:
        predicate: Canonical = {
            "reasons": [self.reason.value] if self.reason else [],
            "repo": self.repo,
            "seq": self.seq,
            "signer": self.signer or "none",
        }
        subject: Canonical = {"digest": {"gitCommit": self.commit, "sha256": self.sha256}, "name": "commit"}
        return _encode(self.kind, subject, predicate)


@dataclass(frozen=True, slots=True)
class ProofStatement:
    """The engine's word that a run of proofs over `root` met its gates, with these caveats. `base` zeros: none."""

    kind: ClassVar[str] = "proof"
    root: Root
    base: Root
    caveats: tuple[str, ...]
    nothing_new: bool
    report: Digest
    repo: Oid

    def encode(self) -> bytes:
        predicate: Canonical = {
            "base": self.base,
            "caveats": self.caveats,
            "nothingNew": self.nothing_new,
            "repo": self.repo,
            "report": self.report,
        }
        return _encode(self.kind, _root_subject(self.root), predicate)


@dataclass(frozen=True, slots=True)
class HeadStatement:
    """The engine's word that `tip` is the last entry; good until `not_after`."""

    kind: ClassVar[str] = "head"
    tip: Oid
    not_after: datetime
    repo: Oid
    seq: Seq

    def encode(self) -> bytes:
        predicate: Canonical = {"notAfter": show_time(self.not_after), "repo": self.repo, "seq": self.seq}
        return _encode(self.kind, {"digest": {"gitCommit": self.tip}, "name": "ledger"}, predicate)


Statement = BallotStatement | CommitStatement | ProofStatement | HeadStatement


def read_statement(data: bytes) -> Statement:
    """Return the statement whose only spelling is `data` (bytes as received, no line end).

    Raises:
        Untrusted: code `statement`: anything else, a key too many or too few included.
        Unavailable: code `event-not-read`: a kind that this version does not read (`engine`, `act`).
    """
    try:
        value: object = json.loads(data)
    except (ValueError, RecursionError) as exc:
        raise Untrusted("no JSON", code="statement") from exc
    whole = _members(value, "_type", "predicate", "predicateType", "subject")
    match whole["predicateType"], whole["subject"]:
        case str(kind), [subject]:
            statement = _read(kind, subject, whole["predicate"])
        case _:
            raise _refused("predicateType and one subject", value)
    if statement.encode() != data:
        raise Untrusted("not in the one form of JSON that is signed", code="statement")
    return statement


def _read(kind: str, subject: object, predicate: object) -> Statement:
    match kind.removeprefix("https://acgs.dev/").removesuffix("/v1"):
        case "ballot":
            return _ballot(_root_of(subject), predicate)
        case "commit":
            return _commit(_members(subject, "digest", "name")["digest"], predicate)
        case "proof":
            return _proof(_root_of(subject), predicate)
        case "head":
            return _head(_members(subject, "digest", "name")["digest"], predicate)
        case ("engine" | "act") as later:
            raise Unavailable(f"a statement of kind {later} is not read by this version", code="event-not-read")
        case _:
            raise _refused("predicateType", kind)


def _ballot(result: Root, predicate: object) -> BallotStatement:
    p = _members(predicate, "base", "baseSeq", "by", "decision", "epoch", "issued", "ref", "repo")
    return BallotStatement(
        result=result,
        base=Root(_text(p["base"], DIGEST)),
        base_seq=_number(p["baseSeq"], least=0),
        by=Principal(_text(p["by"], PRINCIPAL)),
        decision=Decision(_one_of(p["decision"], Decision)),
        epoch=_number(p["epoch"], least=1),
        issued=_number(p["issued"], least=1),
        ref=read_ref(_text(p["ref"])),
        repo=Oid(_text(p["repo"], OID)),
    )


def _commit(digest: object, predicate: object) -> CommitStatement:
    d = _members(digest, "gitCommit", "sha256")
    p = _members(predicate, "reasons", "repo", "seq", "signer")
    signer, reason = _signer(p["signer"], p["reasons"])
    return CommitStatement(
        commit=Oid(_text(d["gitCommit"], OID)),
        sha256=Digest(_text(d["sha256"], DIGEST)),
        signer=signer,
        reason=reason,
        repo=Oid(_text(p["repo"], OID)),
        seq=Seq(_number(p["seq"], least=1)),
    )


def _signer(signer: object, reasons: object) -> tuple[Fingerprint, None] | tuple[None, Reason]:
    match signer, reasons:
        case "none", [reason]:
            return None, Reason(_one_of(reason, Reason))
        case str(), []:
            return Fingerprint(_text(signer, FINGERPRINT)), None
        case _:
            raise _refused("a signer, or none and one reason", [signer, reasons])


def _proof(root: Root, predicate: object) -> ProofStatement:
    p = _members(predicate, "base", "caveats", "nothingNew", "repo", "report")
    if not isinstance(p["caveats"], list) or not isinstance(p["nothingNew"], bool):
        raise _refused("caveats and nothingNew", predicate)
    caveats = tuple(_text(caveat, _CAVEAT) for caveat in p["caveats"])
    if list(caveats) != sorted(set(caveats)):
        raise _refused("sorted caveats", predicate)
    return ProofStatement(
        root=root,
        base=Root(_text(p["base"], DIGEST)),
        caveats=caveats,
        nothing_new=p["nothingNew"],
        report=Digest(_text(p["report"], DIGEST)),
        repo=Oid(_text(p["repo"], OID)),
    )


def _head(digest: object, predicate: object) -> HeadStatement:
    p = _members(predicate, "notAfter", "repo", "seq")
    return HeadStatement(
        tip=Oid(_text(_members(digest, "gitCommit")["gitCommit"], OID)),
        not_after=read_time(_text(p["notAfter"])),
        repo=Oid(_text(p["repo"], OID)),
        seq=Seq(_number(p["seq"], least=1)),
    )


def _encode(kind: str, subject: Canonical, predicate: Canonical) -> bytes:
    return canonical(
        {"_type": _TYPE, "predicate": predicate, "predicateType": _KIND.format(kind), "subject": [subject]}
    )


def _root_subject(root: Root) -> Canonical:
    return {"digest": {"sha256": root}, "name": "governed-root"}


def _root_of(subject: object) -> Root:
    return Root(_text(_members(_members(subject, "digest", "name")["digest"], "sha256")["sha256"], DIGEST))


def _members(value: object, *names: str) -> Mapping[str, object]:
    if not isinstance(value, dict) or set(value) != set(names):
        raise _refused(f"an object of {', '.join(names)}", value)
    return value


def _text(value: object, pattern: re.Pattern[str] | None = None) -> str:
    if not isinstance(value, str) or (pattern and not pattern.fullmatch(value)):
        raise _refused(f"a text {pattern.pattern}" if pattern else "a text", value)
    return value


def _one_of(value: object, closed: type[StrEnum]) -> str:
    if not isinstance(value, str) or value not in list(closed):
        raise _refused(f"one of {', '.join(closed)}", value)
    return value


def _number(value: object, *, least: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= LARGEST:
        raise _refused(f"a number from {least}", value)
    return value


def _refused(due: str, found: object) -> Untrusted:
    return Untrusted(f"{due} expected, found {ascii(found)[:80]}", code="statement")
