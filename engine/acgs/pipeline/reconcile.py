"""Reconcile: read Git, do the next missing step, until nothing is missing.

Fetch, verify, record, prove, admit, build, release, publish. Each step is content-addressed or a compare-and-swap, so a
second run finds nothing to do, and a run that was killed anywhere is finished by the next. Nothing refers to an entry
before its push is confirmed. With `release.admit` the only place that sees both trunks.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from acgs.constitution.gates import read_gates
from acgs.council import notary
from acgs.council.admission import follow
from acgs.council.inbox import read_inbox
from acgs.council.judging import is_void
from acgs.council.ratified import require_ratified
from acgs.council.record import Node, Record
from acgs.errors import Conflict, Invalid, Misconfigured, Undecided, Unproved
from acgs.git import remote
from acgs.git.repository import Repository
from acgs.ledger import chain
from acgs.ledger.block import compose, read_block
from acgs.ledger.entry import Release as ReleaseEntry
from acgs.ledger.entry import Rewind, SignedEntry
from acgs.ledger.statement import ProofStatement
from acgs.names import NO_OID, File, Oid, Root, Seq, Target
from acgs.pipeline.bench import NEW_KEY, Bench, Served, State
from acgs.pipeline.mirror import KEPT, alone, confirm, open_mirror, refresh
from acgs.pipeline.proving import Proofs, base_of, said
from acgs.pipeline.publish import Publisher
from acgs.proof.proven import Proven
from acgs.release.admit import Release, admit
from acgs.release.bundle import build, digest_due, rebuild
from acgs.release.keys import Kind
from acgs.release.signing import scope

TRIES: Final = 5
_NOT_NOW: Final = (Invalid, Misconfigured, Unproved, Undecided)
"""Why something that is ratified may not be releasable; the rest of a pass goes on."""


@dataclass(slots=True)
class Pipeline:
    """The steps, over one bench; what it remembers between passes is only what Git has confirmed.

    `prove` says what it proved of a node on top of its base, or raises; `published` is called when a name has moved;
    `at` is told of each step that is done.
    """

    bench: Bench
    prove: Callable[[Node, Node | None], Proven]
    published: Callable[[], None] = lambda: None
    at: Callable[[str], None] = lambda _: None
    served: dict[Target, Served] = field(default_factory=dict)
    _record: Record | None = None
    _proofs: Proofs = field(init=False)

    def __post_init__(self) -> None:
        self._proofs = Proofs(self.served)

    def reconcile(self) -> State:
        """Do all that is missing, and return what holds then.

        Whatever keeps a pass from its end, what was confirmed before stays published and lent.

        Raises:
            Conflict: others were first, time and again.
            Unavailable: the origin cannot be reached.
            Untrusted: the ledger does not hold, or has gone back; nothing of that is taken up.
        """
        with alone(self.bench.data):
            repo = open_mirror(self.bench.data / "mirror.git")
            for _ in range(TRIES):
                try:
                    return self._pass(repo)
                except Conflict:
                    self.at("lost")
        raise Conflict(f"{self.bench.origin} moved {TRIES} times meanwhile")

    def _pass(self, repo: Repository) -> State:
        if self._record is None:
            self._verify(repo, repo.ref(chain.NOTES))
        self._show()
        tip = refresh(repo, self.bench.origin)
        self.at("fetched")
        self._verify(repo, tip)
        confirm(repo, tip)
        self.at("verified")
        self._notarise(repo)
        self._show()
        if self._record is None:
            return State(None, {}, ("no council is founded",))
        waiting = self._release(repo, self._record)
        self._prove_ahead(self._record)
        return State(self._record, {target: each.seq for target, each in self.served.items()}, waiting)

    def _verify(self, repo: Repository, tip: Oid | None) -> None:
        """Follow the ledger from where it was known to `tip`, until an entry is refused."""
        after = self._record.entries[-1].oid if self._record else None
        for entry in chain.entries(repo, tip, after=after) if tip else ():
            record = follow(repo, self._record, entry, now=_now(), pin=self.bench.pin, rebuild=digest_due)
            if isinstance(entry.event, ReleaseEntry):
                self.served[entry.event.target] = self._serve(repo, record, entry, entry.event)
            self._record = record

    def _serve(self, repo: Repository, record: Record, signed: SignedEntry, entry: ReleaseEntry) -> Served:
        folder = chain.folder(signed.seq)
        files = repo.files(signed.tree, (f"{folder}proof", f"{folder}signatures.json"))
        proof = read_block(files[f"{folder}proof"].data)
        if not isinstance(proof.statement, ProofStatement):
            raise TypeError(f"entry {signed.seq} was followed, and its proof is none")
        release = admit(said(proof.statement), require_ratified(record))
        bundle = rebuild(release, entry.target, signed.seq, proof.id, files[f"{folder}signatures.json"].data)
        own = scope(record.repo, entry.target, Kind.BUNDLE)
        return Served(signed.seq, release, bundle, bundle.is_signed(self.bench.keys[Kind.BUNDLE], own))

    def _notarise(self, repo: Repository) -> None:
        """Record what is due, and release in the same push what is proven already."""
        after = notary.record(repo, self._record, self.bench.signer, _now(), read_inbox(repo))
        self.at("recorded")
        if after is not None and self._proofs.is_known(after.node, base_of(after)):
            with suppress(*_NOT_NOW):
                self._append_due(repo, after)
        self._push(repo)

    def _push(self, repo: Repository) -> None:
        """Bring what was appended to the origin, and a ref for what a rewind left; only then is it known."""
        tip, before = repo.ref(chain.LEDGER), repo.ref(chain.NOTES)
        if tip is None or tip == before:
            return
        events = [entry.event for entry in chain.entries(repo, tip, after=before)]
        left = [f"{event.old}:{KEPT}{event.old}" for event in events if isinstance(event, Rewind)]
        remote.push(repo, self.bench.origin, [f"{chain.LEDGER}:{chain.LEDGER}", *left])
        self.at("pushed")
        confirm(repo, tip)
        self.at("confirmed")
        self._verify(repo, tip)
        self.at("verified")

    def _release(self, repo: Repository, record: Record) -> tuple[str, ...]:
        """Release the last ratified revision to each target that has not got its root; say why not, where not."""
        try:
            self._append_due(repo, record)
        except _NOT_NOW as refusal:
            return (f"{record.node.root} is not released: {refusal}", *_unadmitted(record))
        self._push(repo)
        self._publish()
        (self.bench.data / NEW_KEY).unlink(missing_ok=True)
        return (*self._foreign(), *_unadmitted(record))

    def _append_due(self, repo: Repository, record: Record) -> None:
        for target in [target for target in _targets(record) if self._is_due(target, record.node.root)]:
            proven = self._proofs.of(record.node, base_of(record), self._ask)
            record = self._append(repo, record, admit(proven, require_ratified(record)), target)

    def _is_due(self, target: Target, root: Root) -> bool:
        served = self.served.get(target)
        if served is None or served.release.ratified.root != root:
            return True
        return (self.bench.data / NEW_KEY).exists() and not served.is_ours

    def _foreign(self) -> Iterator[str]:
        for target, served in self.served.items():
            if not served.is_ours:
                yield f"{target}: another key has signed release {served.seq}; put it back as keys/{Kind.BUNDLE}.pem"

    def _prove_ahead(self, record: Record) -> None:
        """Ask, while nothing waits for it, about what is ratified and not yet merged: then a merge need not wait."""
        for node in record.nodes.values():
            if node.base == record.last and not node.is_admitted and not is_void(record.nodes, node.seq, _now()):
                with suppress(*_NOT_NOW):
                    self._proofs.of(node, record.node, self._ask)

    def _ask(self, node: Node, base: Node | None) -> Proven:
        try:
            return self.prove(node, base)
        finally:
            self.at("proved")

    def _append(self, repo: Repository, record: Record, release: Release, target: Target) -> Record:
        self.at("admitted")
        now, seq = _now(), Seq(record.entries[-1].seq + 1)
        proven, ratified, signer = release.proven, release.ratified, self.bench.signer
        statement = ProofStatement(
            root=proven.root,
            base=proven.base,
            caveats=proven.caveats,
            nothing_new=proven.nothing_new,
            report=proven.report,
            repo=record.repo,
        )
        proof = compose(statement, lambda payload: signer.sign(payload, now))
        bundle = build(release, target, seq, read_block(proof).id, self.bench.keys[Kind.BUNDLE])
        self.at("built")
        files = {"proof": proof, "signatures.json": bundle.signatures}
        placed = {chain.folder(seq) + name: File("100644", data) for name, data in files.items()}
        event = ReleaseEntry(target, ratified.revision, ratified.root, bundle.digest)
        after = notary.append(repo, record, event, placed, signer=signer, now=now)
        self.at("appended")
        return after

    def _show(self) -> None:
        """Publish and steer by what is confirmed; that takes neither the origin, nor OPA, nor the OpenPGP key."""
        self._publish()
        if self._record is not None:
            targets = set(self.served)
            with suppress(Invalid):
                targets |= set(_targets(self._record))
            self._publisher.steer(self._record.repo, targets)

    def _publish(self) -> None:
        """Put on the shelf what the ledger says is served: the same bytes whenever it is done."""
        for target, served in self.served.items():
            self._publisher.put(target, Kind.BUNDLE, served.bundle)

    @property
    def _publisher(self) -> Publisher:
        return Publisher(self.bench.shelf, self.bench.keys, self._moved)

    def _moved(self, kind: Kind) -> None:
        self.at(f"published {kind}")
        self.published()


def _targets(record: Record) -> tuple[Target, ...]:
    return tuple(read_gates(require_ratified(record).files).targets)


def _unadmitted(record: Record) -> tuple[str, ...]:
    """Return what is to be said of a tip that the council has not agreed to."""
    if record.tip == record.revision:
        return ()
    tip = "deleted" if record.tip == NO_OID else f"at {record.tip}, to which the council has not agreed"
    return (f"{record.ref} is {tip}; what is served stays at {record.revision}",)


def _now() -> datetime:
    return datetime.now(UTC)
