"""What `acgs diff` says: each request that is answered differently, and the principle that does it."""

from acgs.constitution.document import write_json
from acgs.constitution.principle import Json
from acgs.proof.changes import Change, Difference, Direction, Unknown
from acgs.proof.report import witness_json
from acgs.report.check import visible

VERSION = 1


def diff_json(difference: Difference, base: str, head: str) -> Json:
    """Return the contract of `acgs diff --json`; `unknown` says what could not be told, and why.

    `not_compiled` names the sides whose `policies/` are not what their principles mean: what compiling gives decided.
    """
    changes: list[Json] = [_json(change) | {"witness": witness_json(change.witness)} for change in difference.changes]
    unknown: list[Json] = [_json(each) | {"reason": each.reason} for each in difference.unknown]
    return {
        "version": VERSION,
        "base": base,
        "head": head,
        "changes": changes,
        "unknown": unknown,
        "not_compiled": list[Json](difference.not_compiled),
        "verdict": difference.verdict,
    }


def _json(each: Change | Unknown) -> dict[str, Json]:
    return {"domain": each.domain, "principle": each.principle, "direction": each.direction.value}


def diff_text(difference: Difference, base: str, head: str) -> str:
    lines = [f"{base} → {head}: {difference.verdict}"]
    for change in difference.changes:
        lines += ["", _headline(change)]
        lines += [f"    {line}" for line in _witness(change)]
    return "\n".join([*lines, *_unknown(difference), *_not_compiled(difference, base, head)])


def diff_markdown(difference: Difference, base: str, head: str) -> str:
    lines = [f"**{difference.verdict}**: {base} → {head}"]
    for change in difference.changes:
        lines += ["", f"* {_headline(change)}", "", *(f"      {line}" for line in _witness(change))]
    return "\n".join([*lines, *_unknown(difference), *_not_compiled(difference, base, head)])


def _headline(change: Change) -> str:
    did = {Direction.NEWLY_ALLOWED: "newly allowed", Direction.NEWLY_DENIED: "newly denied"}[change.direction]
    return f"{did} by {change.principle} in {change.domain}, for example"


def _witness(change: Change) -> list[str]:
    answers = change.witness.answers
    shown = write_json(change.witness.input).decode() if change.witness.has_input else "no input"
    return [visible(shown), *(visible(f"{side}: {_decision(answers[side])}") for side in ("base", "head"))]


def _decision(answer: Json) -> str:
    """Return a decision in a few words."""
    if not isinstance(answer, dict):
        return "the domain is not there"
    findings = answer.get("violations")
    ids = [str(each["id"]) for each in findings if isinstance(each, dict)] if isinstance(findings, list) else []
    return "allowed" if answer.get("allow") is True else f"denied by {', '.join(ids)}"


def _unknown(difference: Difference) -> list[str]:
    if not difference.unknown:
        return []
    lines = (
        f"could not tell what is {each.direction.replace('_', ' ')} by {each.principle} in {each.domain}: {each.reason}"
        for each in difference.unknown
    )
    return ["", *(visible(line) for line in lines)]


def _not_compiled(difference: Difference, base: str, head: str) -> list[str]:
    names = {"base": base, "head": head}
    said = "its policies/ are not what its principles mean; what compiling gives decided: acgs compile [not-compiled]"
    return [line for side in difference.not_compiled for line in ("", f"{names[side]}: {said}")]
