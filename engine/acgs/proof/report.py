"""A report on every claim: as JSON, which is a contract, by its digest, and kept for the next time.

Trusted as far as the folder that it is kept in; `proven` asks whether it answers all that there is to ask.
"""

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from acgs.constitution.document import read_json, write_json
from acgs.constitution.principle import Json
from acgs.digest import sha256
from acgs.names import Digest
from acgs.proof.verdict import Claim, Proved, Question, Refuted, Undecided, Vacuous, Verdict, Witness
from acgs.shelf import write

VERSION: Final = 1
_KINDS: Final[Mapping[str, type[Verdict]]] = {kind.__name__: kind for kind in (Proved, Refuted, Vacuous, Undecided)}


@dataclass(frozen=True, slots=True)
class ProofReport:
    """Every claim about every principle, in the order of domains, ids and `Question`."""

    claims: tuple[Claim, ...]


def report_json(report: ProofReport) -> dict[str, Any]:
    """Return the contract of `acgs prove --json`."""
    summary = {name: sum(isinstance(claim.verdict, kind) for claim in report.claims) for name, kind in _KINDS.items()}
    listed: list[Json] = [_claim_json(claim) for claim in report.claims]
    return {"version": VERSION, "claims": listed, "summary": summary}


def _claim_json(claim: Claim) -> dict[str, Json]:
    shown = claim.verdict.witness if isinstance(claim.verdict, Proved | Refuted) else None
    return {
        "claim": claim.claim.value,
        "domain": claim.domain,
        "principle": claim.principle,
        "verdict": type(claim.verdict).__name__,
        "reason": claim.verdict.reason,
        "witness": None if shown is None else witness_json(shown),
        "note": claim.note,
        "elapsed_ms": claim.elapsed_ms,
    }


def witness_json(witness: Witness) -> dict[str, Json]:
    """Return a witness with its answers; without an input there is no `input`."""
    return ({"input": witness.input} if witness.has_input else {}) | dict(witness.answers)


def report_digest(report: ProofReport) -> Digest:
    """Return the SHA-256 of the report's JSON without `elapsed_ms`: keys sorted, no blanks, one line."""
    value = report_json(report)
    for claim in value["claims"]:
        del claim["elapsed_ms"]
    return sha256(write_json(_sorted(value)))


def _sorted(value: Json) -> Json:
    match value:
        case dict():
            return {key: _sorted(value[key]) for key in sorted(value)}
        case list():
            return [_sorted(item) for item in value]
        case _:
            return value


def keep(path: Path, report: ProofReport) -> None:
    """Keep the report, whole or not at all; a folder that vanishes or is full loses nothing but time.

    Nor is one kept in which a question has no answer that another machine might find.
    """
    if all(_is_stable(claim.verdict) for claim in report.claims):
        with contextlib.suppress(OSError):
            write(path, write_json(report_json(report)))


def read_kept(path: Path) -> ProofReport | None:
    """Return a report as it was kept, or None if there is none that can be read."""
    try:
        return _report(read_json(path.read_bytes(), strict=True))
    except (OSError, ValueError, LookupError, TypeError, AttributeError):  # half a file, or none of ours
        return None


def _report(value: Any) -> ProofReport:  # noqa: ANN401 - JSON of our own, held to its form by use
    claims = (
        Claim(Question(c["claim"]), c["domain"], c["principle"], _verdict(c), c["elapsed_ms"], c["note"])
        for c in value["claims"]
    )
    return ProofReport(tuple(claims))


def _verdict(claim: Any) -> Verdict:  # noqa: ANN401 - likewise
    reason, shown = claim["reason"], claim["witness"]
    witness = None
    if shown is not None:
        answers = {key: answer for key, answer in shown.items() if key != "input"}
        witness = Witness(shown.get("input"), answers, has_input="input" in shown)
    kind = _KINDS[claim["verdict"]]
    return kind(reason=reason, witness=witness) if issubclass(kind, Proved | Refuted) else kind(reason=reason)


def _is_stable(verdict: Verdict) -> bool:
    return not isinstance(verdict, Undecided) or verdict.is_stable
