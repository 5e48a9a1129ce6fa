"""All claims of a constitution, asked; and the report, kept by the digest of everything that it depends on."""

import contextlib
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any, Final

import acgs
from acgs.constitution.catalogue import Constitution
from acgs.constitution.document import read_json, write_json
from acgs.constitution.principle import Effect, Json
from acgs.digest import sha256
from acgs.errors import Misconfigured
from acgs.names import Digest, DomainId, Files, PrincipleId
from acgs.norms.norm import DomainNorms, Norm
from acgs.proof import claims
from acgs.proof.desk import Desk, modules_of
from acgs.proof.sampled import Samples
from acgs.proof.solve import MEMORY_BYTES, RLIMIT, Solver
from acgs.proof.verdict import Claim, Proved, Question, Refuted, Undecided, Vacuous, Verdict, Witness
from acgs.rego.decide import Decider
from acgs.rego.opa import Opa
from acgs.shelf import write

SAMPLES: Final = 2_000
VERSION: Final = 1
Norms = Mapping[DomainId, DomainNorms]


@dataclass(frozen=True, slots=True)
class ProofReport:
    """Every claim about every principle, in the order of domains, ids and `Question`."""

    claims: tuple[Claim, ...]


def questions(norms: Norms) -> Iterator[tuple[DomainId, PrincipleId, Question]]:
    """Yield what a report on `norms` answers, all of it, in its order."""
    for domain in sorted(norms):
        for norm in norms[domain].norms:
            yield from ((domain, norm.principle.id, question) for question in _asked_of(norm))


def _asked_of(norm: Norm) -> list[Question]:
    is_require = norm.principle.effect is Effect.REQUIRE
    return [question for question in Question if is_require or question is not Question.CONSISTENT]


def prove(
    constitution: Constitution,
    norms: Norms,
    policies: Files,
    opa: Opa,
    *,
    samples: int = SAMPLES,
    rlimit: int = RLIMIT,
    memory_bytes: int = MEMORY_BYTES,
    cache: Path | None = None,
) -> ProofReport:
    """Return the report on a tree.

    Args:
        constitution: of that tree.
        norms: of that constitution.
        policies: files of the tree, of which the Rego below `policies/` is read.
        opa: runs that Rego.
        samples: how many inputs each principle's Rego is asked about, besides its examples.
        rlimit: Z3's steps per question.
        memory_bytes: what the solver's process may take.
        cache: a folder of reports, which anybody may empty at any time.

    Raises:
        Misconfigured: `not-compiled`, a principle has no Rego.
        Invalid: OPA does not take the Rego.
        Unavailable: OPA is gone or overdue.
    """
    modules = modules_of(policies, norms)
    _require_compiled(norms, modules)
    key = _key(constitution, norms, modules, opa, (samples, rlimit, memory_bytes))
    kept = cache / f"{key}.json" if cache is not None else None
    if kept is not None and (report := _read(kept)) is not None:
        return report
    report = _asked(norms, modules, opa, samples, Solver(memory_bytes=memory_bytes, rlimit=rlimit))
    if kept is not None and all(_is_stable(claim.verdict) for claim in report.claims):
        _keep(kept, report)
    return report


def _asked(norms: Norms, modules: Mapping[str, bytes], opa: Opa, samples: int, solver: Solver) -> ProofReport:
    found = list[Claim]()
    with solver, Decider(opa, modules) as decider:
        for domain in sorted(norms):
            desk = Desk(domain, norms[domain], solver, decider)
            for norm in norms[domain].norms:
                found += _claims(desk, norm, samples)
    return ProofReport(tuple(found))


def _require_compiled(norms: Norms, modules: Mapping[str, bytes]) -> None:
    for domain, its in norms.items():
        for name in ("decision", "enforce", *(norm.principle.id.lower() for norm in its.norms)):
            path = f"policies/{domain}/{name}.rego"
            if path not in modules:
                raise Misconfigured(f"{path} is not there", code="not-compiled", hint="acgs compile")


def _claims(desk: Desk, norm: Norm, samples: int) -> Iterator[Claim]:
    sampled = Samples(desk, norm, samples)
    answers: Mapping[Question, Callable[[], Verdict]] = {
        Question.EQUIVALENT: sampled.equivalent,
        Question.COMPLIES: sampled.complies,
        Question.NOT_VACUOUS: lambda: claims.not_vacuous(desk, norm),
        Question.NOT_SHADOWED: lambda: claims.not_shadowed(desk, norm),
        Question.CONSISTENT: lambda: claims.consistent(desk, norm),
    }
    for question in _asked_of(norm):
        yield _timed(desk, norm, question, answers[question])


def _timed(desk: Desk, norm: Norm, claim: Question, answer: Callable[[], Verdict]) -> Claim:
    start, note = time.monotonic(), ""
    verdict = answer()
    if claim is Question.NOT_SHADOWED and norm.principle.effect is Effect.PERMIT:
        note = claims.overlap(desk, norm)
    return Claim(claim, desk.domain, norm.principle.id, verdict, round((time.monotonic() - start) * 1000), note)


def report_json(report: ProofReport) -> dict[str, Any]:
    """Return the contract of `acgs prove --json`."""
    kinds = (Proved, Refuted, Vacuous, Undecided)
    summary: dict[str, Json] = {
        kind.__name__: sum(isinstance(claim.verdict, kind) for claim in report.claims) for kind in kinds
    }
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
    claims = [_claim_json(claim) for claim in report.claims]
    for claim in claims:
        del claim["elapsed_ms"]
    return sha256(write_json(_sorted(value | {"claims": list[Json](claims)})))


def _sorted(value: Json) -> Json:
    match value:
        case dict():
            return {key: _sorted(value[key]) for key in sorted(value)}
        case list():
            return [_sorted(item) for item in value]
        case _:
            return value


def _is_stable(verdict: Verdict) -> bool:
    return not isinstance(verdict, Undecided) or verdict.is_stable


def _key(
    constitution: Constitution,
    norms: Norms,
    modules: Mapping[str, bytes],
    opa: Opa,
    limits: tuple[int, ...],
) -> Digest:
    """Return the digest of all that a report depends on, our own code included."""
    own = Path(acgs.__file__).parent
    code = sorted(path for room in ("constitution", "norms", "rego", "proof") for path in (own / room).glob("*.py"))
    return sha256(
        write_json(
            {
                "code": sha256(b"".join(path.read_bytes() for path in code)),
                "domains": {
                    domain: [norms[domain].schema.digest, *(norm.principle.digest for norm in norms[domain].norms)]
                    for domain in sorted(constitution.domains)
                },
                "limits": list(limits),
                "opa": opa.version,
                "policies": {path: sha256(data) for path, data in sorted(modules.items())},
                "solver": metadata.version("z3-solver"),
            }
        )
    )


def _keep(path: Path, report: ProofReport) -> None:
    """Keep the report, whole or not at all; a folder that vanishes or is full loses nothing but time."""
    with contextlib.suppress(OSError):
        write(path, write_json(report_json(report)))


def _read(path: Path) -> ProofReport | None:
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
    match claim["verdict"]:
        case "Proved":
            return Proved(witness, reason)
        case "Refuted":
            return Refuted(reason, witness)
        case "Vacuous":
            return Vacuous(reason)
        case "Undecided":
            return Undecided(reason)
        case other:
            raise ValueError(other)
