"""That a run of proofs met its gates: one of the two facts that a release stands on.

Trusted: only `require_proven` makes one from a report, and whoever reads the engine's signed proof statement.
"""

from dataclasses import dataclass

from acgs import errors
from acgs.constitution.gates import Gates
from acgs.names import Digest, Root
from acgs.proof.changes import Difference, Direction
from acgs.proof.prove import Norms, questions
from acgs.proof.report import ProofReport, report_digest
from acgs.proof.verdict import Claim, Proved, Refuted, Undecided, Vacuous


@dataclass(frozen=True, slots=True)
class Proven:
    """The policies of `root` were found to be what their norms mean, but for the caveats.

    `base` is what `nothing_new` was asked against, zeros where nothing was ratified before. `report` is the digest of
    `acgs prove --json` without `elapsed_ms`.
    """

    root: Root
    base: Root
    caveats: tuple[str, ...]
    nothing_new: bool
    report: Digest


def require_proven(
    report: ProofReport, norms: Norms, gates: Gates, *, root: Root, base: Root, difference: Difference | None
) -> Proven:
    """Return what the report on `norms` is worth under `gates`.

    Raises:
        Unproved: a claim is Refuted (`refuted`) or Vacuous (`vacuous`).
        Undecided: a claim was not asked, or has no answer and its gate does not take samples for one.
    """
    answered = {(claim.domain, claim.principle, claim.claim) for claim in report.claims}
    for domain, principle, question in (due for due in questions(norms) if due not in answered):
        raise errors.Undecided(f"{question} of {principle} ({domain}): not asked")
    caveats = sorted({caveat for claim in report.claims if (caveat := _caveat(claim, gates))})
    is_told = difference is not None and not difference.unknown
    gained = difference is not None and any(c.direction is Direction.NEWLY_ALLOWED for c in difference.changes)
    return Proven(root, base, tuple(caveats), is_told and not gained, report_digest(report))


def _caveat(claim: Claim, gates: Gates) -> str:
    """Return the caveat under which a claim passes, empty if it needs none."""
    named = f"{claim.claim} of {claim.principle}"
    match claim.verdict:
        case Proved():
            return ""
        case Refuted(reason=reason):
            raise errors.Unproved(f"{named}: {reason}", code="refuted")
        case Vacuous(reason=reason):
            raise errors.Unproved(f"{named}: {reason}", code="vacuous")
        case Undecided() if meets(claim, gates):
            return f"{claim.claim}: sampled"
        case Undecided(reason=reason):
            raise errors.Undecided(f"{named}: {reason}", hint="the gates are in constitution/constitution.toml")


def meets(claim: Claim, gates: Gates) -> bool:
    """Return whether a claim passes its gate."""
    return isinstance(claim.verdict, Proved) or (claim.is_sampled and gates.require[claim.claim] == "sampled")


def caveats(report: ProofReport, gates: Gates) -> tuple[str, ...]:
    """Return what is to be said beside a report under these gates, whether or not all claims pass."""
    taken = {f"{claim.claim}: sampled" for claim in report.claims if claim.is_sampled and meets(claim, gates)}
    return tuple(sorted(taken))
