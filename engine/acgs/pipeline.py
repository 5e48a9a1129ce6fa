"""Reconcile: read Git, do the next missing step, until nothing is missing.

Fetch, verify, record, prove, admit, build, release, publish. Each step is content-addressed or a compare-and-swap, so a
second run finds nothing to do, and a run that was killed anywhere is finished by the next. Nothing refers to an entry
before its push is confirmed. With `release.admit` the only place that sees both trunks.
"""

import fcntl
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from acgs.constitution.catalogue import read_constitution
from acgs.constitution.gates import read_gates
from acgs.council import notary
from acgs.council.admission import follow
from acgs.council.inbox import read_inbox
from acgs.council.judging import is_void
from acgs.council.ratified import require_ratified
from acgs.council.record import Node, Pin, Record
from acgs.errors import Conflict, Error, Invalid, Misconfigured, Unavailable, Undecided, Unproved, Untrusted
from acgs.git import program, remote
from acgs.git.repository import Repository
from acgs.ledger import chain
from acgs.ledger.block import compose, read_block
from acgs.ledger.entry import Release as ReleaseEntry
from acgs.ledger.entry import Rewind, SignedEntry
from acgs.ledger.sign import Signer
from acgs.ledger.statement import ProofStatement
from acgs.names import NO_OID, NO_ROOT, File, Oid, Ref, Root, Seq, Target
from acgs.norms.norm import read_all
from acgs.proof.difference import Side, diff
from acgs.proof.prove import prove
from acgs.proof.proven import Proven, require_proven
from acgs.rego.opa import find_opa
from acgs.release import control, discovery
from acgs.release.admit import Release, admit
from acgs.release.bundle import build, digest_due, rebuild
from acgs.release.keys import Key, Kind
from acgs.release.sealed import Bundle
from acgs.release.signing import scope
from acgs.shelf import Shelf

TRIES: Final = 5
NEW_KEY: Final = "bundle-key-is-new"
"""In the data folder, until what another bundle key signed is released again by the one that was made here."""
KEPT: Final = "refs/acgs/kept/"
"""Where the origin keeps what it was rewound from: without those commits nobody could verify the ledger again."""
_FETCHED: Final = Ref("refs/acgs/fetched")
"""Where the mirror puts the origin's ledger until it is verified: what is not must not stand in the way of what is."""
_NOT_NOW: Final = (Invalid, Misconfigured, Unproved, Undecided)
"""Why something that is ratified may not be releasable; the rest of a pass goes on."""


@dataclass(frozen=True, slots=True)
class Bench:
    """What the pipeline works with: the origin, a folder for what may be deleted at any moment, keys, a pin."""

    origin: str
    data: Path
    signer: Signer
    keys: Mapping[Kind, Key]
    pin: Pin | None

    @property
    def shelf(self) -> Shelf:
        return Shelf(self.data / "shelf")


@dataclass(frozen=True, slots=True)
class Served:
    """The last release of a target, as the ledger has it; `is_ours` says that sidecars of this bench will take it."""

    seq: Seq
    release: Release
    bundle: Bundle
    is_ours: bool


@dataclass(frozen=True, slots=True)
class State:
    """What holds after a pass; `waiting` says in words what keeps something from being released, if anything does."""

    record: Record | None
    serials: Mapping[Target, Seq]
    waiting: tuple[str, ...]


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
    _answers: dict[tuple[Root, Root], Proven | Error] = field(default_factory=dict)

    def reconcile(self) -> State:
        """Do all that is missing, and return what holds then.

        Whatever keeps a pass from its end, what was confirmed before stays published and lent.

        Raises:
            Conflict: others were first, time and again.
            Unavailable: the origin cannot be reached.
            Untrusted: the ledger does not hold, or has gone back; nothing of that is taken up.
        """
        with _alone(self.bench.data):
            repo = _mirror(self.bench.data / "mirror.git")
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
        tip = _refresh(repo, self.bench.origin)
        self.at("fetched")
        self._verify(repo, tip)
        _confirm(repo, tip)
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
        release = admit(_said(proof.statement), require_ratified(record))
        bundle = rebuild(release, entry.target, signed.seq, proof.id, files[f"{folder}signatures.json"].data)
        own = scope(record.repo, entry.target, Kind.BUNDLE)
        return Served(signed.seq, release, bundle, bundle.is_signed(self.bench.keys[Kind.BUNDLE], own))

    def _notarise(self, repo: Repository) -> None:
        """Record what is due, and release in the same push what is proven already."""
        after = notary.record(repo, self._record, self.bench.signer, _now(), read_inbox(repo))
        self.at("recorded")
        if after is not None and self._is_answered(after):
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
        _confirm(repo, tip)
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
            proven = self._proven(record.node, base_of(record))
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
                    self._proven(node, record.node)

    def _is_answered(self, record: Record) -> bool:
        return _step(record.node, base_of(record)) in {*self._answers, *self._kept()}

    def _kept(self) -> Mapping[tuple[Root, Root], Proven]:
        """What the ledger keeps as proved, by root and base."""
        kept = (each.release.proven for each in self.served.values())
        return {(proven.root, proven.base): proven for proven in kept}

    def _proven(self, node: Node, base: Node | None) -> Proven:
        """Return what the ledger keeps as proved of this root against this base, else prove it, once."""
        step = _step(node, base)
        if step in self._kept():
            return self._kept()[step]
        if step not in self._answers:
            try:
                self._answers[step] = self.prove(node, base)
            except (Invalid, Unproved, Undecided) as refusal:
                self._answers[step] = refusal
            self.at("proved")
        answer = self._answers[step]
        if isinstance(answer, Error):
            raise answer
        return answer

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
            self._steer(self._record)

    def _publish(self) -> None:
        """Put on the shelf what the ledger says is served: the same bytes whenever it is done."""
        for target, served in self.served.items():
            self._put(target, Kind.BUNDLE, served.bundle)

    def _steer(self, record: Record) -> None:
        """Keep discovery current and control lent; each is signed anew where it is lost."""
        keys, genesis, targets = self.bench.keys, record.repo, set(self.served)
        with suppress(Invalid):
            targets |= set(_targets(record))
        for target in sorted(targets):
            told, steered = (self._on_shelf(target, kind) for kind in (Kind.DISCOVERY, Kind.CONTROL))
            now_ns = time.time_ns()
            found = discovery.renewed(genesis, target, keys, told, now_ns=now_ns)
            lent = control.renewed(genesis, target, keys[Kind.CONTROL], steered, now_ns=now_ns)
            for kind, bundle in ((Kind.DISCOVERY, found), (Kind.CONTROL, lent)):
                self._put(target, kind, bundle)

    def _on_shelf(self, target: Target, kind: Kind) -> Bundle | None:
        try:
            published, tar = self.bench.shelf.read(f"{target}/{kind}")
        except Unavailable:
            return None
        return Bundle.of(published.serial, tar)

    def _put(self, target: Target, kind: Kind, bundle: Bundle) -> None:
        if self._on_shelf(target, kind) == bundle:
            return
        self.bench.shelf.publish(f"{target}/{kind}", bundle.serial, bundle.tar)
        self.at(f"published {kind}")
        self.published()


def prove_node(node: Node, base: Node | None, *, cache: Path | None = None) -> Proven:
    """Prove what the council has agreed to in `node`, on top of what it was measured against.

    Raises:
        Invalid, Misconfigured, Unproved, Undecided: it cannot be released.
        Unavailable: OPA is not there.
    """
    opa = find_opa()
    constitution = read_constitution(node.governed.files)
    head = Side(read_all(constitution), node.governed.files)
    report = prove(constitution, head.norms, head.policies, opa, cache=cache)
    root, difference = NO_ROOT, None
    if base:
        before = Side(read_all(read_constitution(base.governed.files)), base.governed.files)
        root, difference = base.root, diff(before, head, opa)
    return require_proven(report, head.norms, constitution.gates, root=node.root, base=root, difference=difference)


def _step(node: Node, base: Node | None) -> tuple[Root, Root]:
    return node.root, base.root if base else NO_ROOT


def base_of(record: Record) -> Node | None:
    """Return what the last ratified revision was measured against; None if it is the founding."""
    base = record.node.base
    return record.nodes[base] if base is not None else None


def _targets(record: Record) -> tuple[Target, ...]:
    return tuple(read_gates(require_ratified(record).files).targets)


def _unadmitted(record: Record) -> tuple[str, ...]:
    """Return what is to be said of a tip that the council has not agreed to."""
    if record.tip == record.revision:
        return ()
    tip = "deleted" if record.tip == NO_OID else f"at {record.tip}, to which the council has not agreed"
    return (f"{record.ref} is {tip}; what is served stays at {record.revision}",)


def _said(statement: ProofStatement) -> Proven:
    """Return what the engine signed as proved: its word stands for the run."""
    return Proven(statement.root, statement.base, statement.caveats, statement.nothing_new, statement.report)


def _mirror(path: Path) -> Repository:
    """Open the mirror of the origin, a cache; it is made anew where it is no repository, or only half of one."""
    with suppress(Misconfigured):
        found = Repository.open(path)
        if found.path.resolve() == path.resolve():  # not one that lies around the data folder
            return found
    shutil.rmtree(path, ignore_errors=True)
    path.mkdir()
    made = program.run(path, "init", "--quiet", "--bare", ".")
    if made.returncode:
        raise Unavailable(f"{path}: {made.stderr.decode(errors='replace').strip()}", code="mirror")
    return Repository.open(path)


def _refresh(repo: Repository, origin: str) -> Oid | None:
    """Bring the mirror to where the origin is, and return the ledger's tip there, of which nothing is verified yet."""
    confirmed = repo.ref(chain.NOTES)
    here = {**repo.refs("refs/heads/"), **({chain.LEDGER: confirmed} if confirmed else {})}
    there = {ref: oid for ref, oid in remote.refs(repo, origin).items() if ref.startswith("refs/heads/")}
    tip = there.get(chain.LEDGER)
    if there == here:
        return tip
    if tip is None and confirmed:
        raise Untrusted(f"the ledger is gone from {origin}", code="rollback")
    if tip != confirmed:  # first, so that it names nothing newer; alone, for `^` takes it from every refspec
        remote.fetch(repo, origin, [f"+{chain.LEDGER}:{_FETCHED}"])
        tip = repo.ref(_FETCHED)
    remote.fetch(repo, origin, ["+refs/heads/*:refs/heads/*", f"+{KEPT}*:{KEPT}*", f"^{chain.LEDGER}"])
    for ref in here.keys() - there.keys() - {chain.LEDGER}:
        program.run(repo.path, "update-ref", "-d", ref)
    return tip


def _confirm(repo: Repository, tip: Oid | None) -> None:
    """Know the ledger up to `tip`, which the origin has; what was appended and not pushed is let go."""
    for ref in (chain.NOTES, chain.LEDGER):
        before = repo.ref(ref)
        if tip is None:
            program.run(repo.path, "update-ref", "-d", ref)
        elif before != tip:
            repo.move_ref(ref, before, tip)


def _now() -> datetime:
    return datetime.now(UTC)


@contextmanager
def _alone(data: Path) -> Iterator[None]:
    """Hold the data folder: one pass at a time works in it."""
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (data / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
