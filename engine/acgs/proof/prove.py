"""All claims of a constitution, asked; or read from the report that is kept under all that they depend on."""

import time
from collections.abc import Callable, Iterator, Mapping
from importlib import metadata
from pathlib import Path
from typing import Final

import acgs
from acgs.constitution.catalogue import Constitution
from acgs.constitution.document import write_json
from acgs.constitution.principle import Effect
from acgs.digest import sha256
from acgs.errors import Misconfigured
from acgs.names import Digest, DomainId, Files, PrincipleId
from acgs.norms.norm import DomainNorms, Norm
from acgs.proof import claims
from acgs.proof.desk import Desk, modules_of
from acgs.proof.report import ProofReport, keep, read_kept
from acgs.proof.sampled import Samples
from acgs.proof.solve import MEMORY_BYTES, RLIMIT, Solver
from acgs.proof.verdict import Claim, Question, Verdict
from acgs.rego.decide import Decider
from acgs.rego.opa import Opa

SAMPLES: Final = 2_000
Norms = Mapping[DomainId, DomainNorms]


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
    if kept is not None and (report := read_kept(kept)) is not None:
        return report
    report = _asked(norms, modules, opa, samples, Solver(memory_bytes=memory_bytes, rlimit=rlimit))
    if kept is not None:
        keep(kept, report)
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
        start, note = time.monotonic(), ""
        verdict = answers[question]()
        if question is Question.NOT_SHADOWED and norm.principle.effect is Effect.PERMIT:
            note = claims.overlap(desk, norm)
        elapsed_ms = round((time.monotonic() - start) * 1000)
        yield Claim(question, desk.domain, norm.principle.id, verdict, elapsed_ms, note)


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
