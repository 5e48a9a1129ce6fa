"""Whether a `release` entry holds: what it serves was admitted, its proof is the engine's, its bundle is that tar.

Trusted: nothing older is served again but by an act, which this version does not read (ledger-format §11).
"""

from collections.abc import Callable

from acgs.constitution.gates import read_gates
from acgs.council.ratified import Ratified, require_ratified
from acgs.council.record import Record
from acgs.council.tree import Incoming
from acgs.errors import Invalid, Unavailable, Untrusted
from acgs.git.repository import Repository
from acgs.ledger.block import read_block_of
from acgs.ledger.chain import folder
from acgs.ledger.entry import Release, SignedEntry
from acgs.ledger.statement import ProofStatement
from acgs.ledger.verify import PROOF, require_signed
from acgs.names import Digest, Files, Seq, Target

Rebuild = Callable[[Ratified, Target, Seq, Digest, bytes], Digest]
"""What the bundle's digest must be: of this, for this target, with this serial, proof id and signatures."""


def require_readable(repo: Repository, signed: SignedEntry) -> None:
    """Raise Unavailable, `event-not-read`, for a release that acts ask for: a roll-back."""
    if any(repo.entries(signed.tree, (f"{folder(signed.seq)}acts/**",))):
        raise Unavailable("a release with acts, a roll-back, is not read by this version", code="event-not-read")


def require_release(
    repo: Repository, record: Record, incoming: Incoming, event: Release, rebuild: Rebuild | None
) -> None:
    """Refuse, with `proof` or a code `release-…`, unless this entry serves T as it was ratified."""
    signed, added = incoming.signed, incoming.added
    # 1. The proof is a block of the engine's.
    block, proof = read_block_of(ProofStatement, repo.blob(added.proof) if added.proof else b"", code="proof")
    require_signed(block.packet, block.line, [incoming.engine], signed.time, PROOF)
    # 2. Revision and root are T and L's root: an earlier one would need an act.
    ratified = require_ratified(record)
    if event.revision not in record.admitted or record.nodes[record.admitted[event.revision]].root != event.root:
        raise Untrusted(f"{event.revision} was not admitted with root {event.root}", code="release-revision")
    if (event.revision, event.root) != (ratified.revision, ratified.root):
        raise Untrusted(f"{event.revision} is not ratified last, and no act asks for it", code="release-acts")
    # 3. The ratified constitution names the target.
    if event.target not in _targets(ratified.files):
        raise Untrusted(f"{event.root} has no target {event.target}", code="release-target")
    # 4. The proof is about this root.
    if (proof.root, proof.repo) != (event.root, signed.repo):
        raise Untrusted(f"the proof is not about {event.root}", code="release-proof")
    # 5. The bundle is that of these files, this entry and these signatures.
    signatures = repo.blob(added.signatures) if added.signatures else b""
    if rebuild and rebuild(ratified, event.target, signed.seq, block.id, signatures) != event.bundle:
        raise Untrusted(f"the bundle of release {signed.seq} is not {event.bundle}", code="release-bundle")


def _targets(files: Files) -> frozenset[Target]:
    try:
        return frozenset(read_gates(files).targets)
    except Invalid as exc:
        raise Untrusted(f"constitution.toml: {exc}", code="release-target") from exc
