"""What `acgs prove` says: how many principles pass each claim, and each that does not with its reason and witness.

No line says of a sample that it proves: what was sampled stands on lines of its own.
"""

from collections.abc import Iterable, Iterator, Sequence

from acgs.constitution.document import write_json
from acgs.constitution.gates import Gates
from acgs.constitution.principle import Json
from acgs.names import Root
from acgs.proof.proven import caveats, meets
from acgs.proof.report import ProofReport, report_json, witness_json
from acgs.proof.verdict import Claim, Proved, Question, Refuted, Undecided, Vacuous
from acgs.report.check import visible


def prove_json(report: ProofReport, gates: Gates, root: Root | None) -> str:
    """Return the contract of `acgs prove --json`, each claim on a line of its own."""
    value = report_json(report)
    claims = ",\n".join(write_json(claim).decode() for claim in value.pop("claims"))
    summary = write_json({"summary": value["summary"]}).decode()
    beside = write_json({"caveats": list[Json](caveats(report, gates)), "root": root}).decode()
    return f'{{"version":{value["version"]},\n"claims": [\n{claims}\n],\n{summary[1:-1]},\n{beside[1:]}'


def exit_code(report: ProofReport, gates: Gates, *, strict: bool) -> int:
    """Return 0 if every claim meets its gate, 1 if one is Refuted or Vacuous, else 3; `strict` knows no gates."""
    if any(isinstance(claim.verdict, Refuted | Vacuous) for claim in report.claims):
        return 1
    return 3 if unmet(report, gates, strict=strict) else 0


def unmet(report: ProofReport, gates: Gates, *, strict: bool) -> list[str]:
    """Return the claims that do not meet their gates; `strict` knows no gates."""
    return sorted(
        {c.claim for c in report.claims if not (isinstance(c.verdict, Proved) if strict else meets(c, gates))}
    )


def remarks(report: ProofReport, gates: Gates, root: str) -> list[str]:
    """Return what is said beside every answer: the caveats under these gates, and whose root this is."""
    return [f"caveat: {caveat}" for caveat in caveats(report, gates)] + [root]


def prove_text(report: ProofReport) -> str:
    lines = [f"{domain:16} {claim:13} {what}" for domain, claim, what in _rows(report)]
    for claim in _open(report):
        lines += ["", visible(f"{claim.domain} {claim.principle}: {claim.claim} is {_verdict(claim)}")]
        lines += [f"    {line}" for line in _witness(claim)]
    lines += [visible(f"{c.domain} {c.principle}: {c.note}") for c in report.claims if c.note]
    return "\n".join(lines)


def prove_markdown(report: ProofReport) -> str:
    lines = ["| domain | claim | answer |", "|---|---|---|"]
    lines += [f"| {domain} | {claim} | {what} |" for domain, claim, what in _rows(report)]
    for claim in _open(report):
        lines += ["", f"**{claim.principle}** ({claim.domain}): {claim.claim} is {_escaped(_verdict(claim))}"]
        if witness := _witness(claim):
            lines += ["", *(f"    {line}" for line in witness)]
    lines += [f"\n{c.principle} ({c.domain}): {c.note}" for c in report.claims if c.note]
    return "\n".join(lines)


def _rows(report: ProofReport) -> Iterator[tuple[str, str, str]]:
    """Yield, for each domain and claim, how many principles have which answer."""
    for domain in dict.fromkeys(claim.domain for claim in report.claims):
        for question in Question:
            asked = [claim for claim in report.claims if (claim.domain, claim.claim) == (domain, question)]
            for what, count in _counted(asked).items():
                yield domain, question.value, f"{count} of {len(asked)} {what}"


def _counted(claims: Sequence[Claim]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for claim in claims:
        what = claim.verdict.reason if claim.is_sampled else _kind(claim)
        counts[what] = counts.get(what, 0) + 1
    return counts


def _open(report: ProofReport) -> Iterable[Claim]:
    return (claim for claim in report.claims if not isinstance(claim.verdict, Proved) and not claim.is_sampled)


def _kind(claim: Claim) -> str:
    match claim.verdict:
        case Proved():
            return "proved"
        case Refuted():
            return "refuted"
        case Vacuous():
            return "vacuous"
        case Undecided():
            return "could not tell"


def _verdict(claim: Claim) -> str:
    return f"{type(claim.verdict).__name__} ({claim.verdict.reason})"


def _witness(claim: Claim) -> list[str]:
    """Return the witness, each of its parts as one line of JSON."""
    shown = claim.verdict.witness if isinstance(claim.verdict, Refuted) else None
    parts = {} if shown is None else witness_json(shown)
    return [f"{name}: {write_json(value).decode()}" for name, value in parts.items()]


def _escaped(text: str) -> str:
    return visible(text).replace("|", "\\|").replace("<", "&lt;").replace("`", "'")
