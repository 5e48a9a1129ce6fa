"""The engine's hand: what it appends next, one entry at a time, each by compare-and-swap and each verified first.

Trusted: nothing here gives authority. What it writes, `admission` has followed before the ref moves; a second run finds
nothing to do. Pushing and fetching is the caller's.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from acgs.constitution.council_file import Role
from acgs.council.admission import apply, follow, judge
from acgs.council.ballot import ballot_in
from acgs.council.commits import due_commits, statement_of
from acgs.council.inbox import INBOX, Inbox, choose, statements
from acgs.council.judging import is_open_base, is_void
from acgs.council.proposal import founding_standing
from acgs.council.record import Governed, Node, Record
from acgs.council.roster import Council
from acgs.council.threshold import ChangeClass, change_class, tally_for
from acgs.council.tree import governed_at, require_governed, root_at
from acgs.errors import Conflict
from acgs.git.repository import Repository
from acgs.ledger import chain
from acgs.ledger.block import Block, compose
from acgs.ledger.entry import Event, Genesis, Head, Ratify, RatifyClass, Rewind, SignedEntry, Update
from acgs.ledger.sign import Signer
from acgs.names import NO_OID, Digest, File, Files, Oid, Ref, Seq

QUIET: Final = timedelta(hours=24)


def record(repo: Repository, known: Record | None, signer: Signer, now: datetime, inbox: Inbox) -> Record | None:
    """Append all that is due, and return the record after it; None while nothing is founded. As `chain.append`."""
    if known is None:
        tip = founding_tip(repo, signer)
        return found(repo, signer, now, tip, inbox) if tip else None
    while True:
        desk = _Desk(repo, known, signer, now.replace(microsecond=0))
        after = _ratify(desk, known, inbox) or _move(desk, known)
        if after is None and now - known.entries[-1].time >= QUIET:
            after = desk.append(Head(), {}, known.council)
        if after is None:
            return known
        known = after


def founding_tip(repo: Repository, signer: Signer) -> Oid | None:
    """Return the tip of the branch whose own tree names it as the governed one, and the key of `signer` as an engine's.

    Of several, `foundings`, none: whoever can push could be first.
    """
    found = {}
    for ref, oid in _branches(repo).items():
        file = governed.council.file if (governed := governed_at(repo, oid)) else None
        if file and file.ref == ref and signer.fingerprint in file.keys_of(Role.ENGINE):
            found[ref] = oid
    if len(found) > 1:
        raise Conflict(f"several branches would found a council: {', '.join(found)}", code="foundings")
    return next(iter(found.values()), None)


def found(
    repo: Repository, signer: Signer, now: datetime, tip: Oid, inbox: Inbox, *, ref: Ref | None = chain.LEDGER
) -> Record | None:
    """Append genesis over `tip`, if every founder has signed its root; None if one has not.

    Without `ref`, nothing here refers to it: a clone pushes it first.
    """
    now = now.replace(microsecond=0)
    standing = founding_standing(repo, tip, inbox, now)
    if standing.tally.code:
        return None
    result = standing.result
    ballots, _ = choose(inbox, standing.bond, result.council, now, frozenset())
    desk = _Desk(repo, None, signer, now, ref)
    files = desk.node_files(result, ballots) | desk.notes([tip], result.council)
    return desk.append(Genesis(standing.bond.ref, tip, result.root), files, result.council)


def append(  # noqa: PLR0917 (what an entry is made of)
    repo: Repository, known: Record, event: Event, files: Files, signer: Signer, now: datetime
) -> Record:
    """Append one entry, verified before the ledger's ref moves; paths of `files` are from the ledger's root."""
    return _Desk(repo, known, signer, now.replace(microsecond=0)).append(event, files, known.council)


@dataclass(frozen=True, slots=True)
class _Desk:
    """Where the next entry is written: after `known`, at `now`."""

    repo: Repository
    known: Record | None
    signer: Signer
    now: datetime
    ref: Ref | None = chain.LEDGER

    @property
    def last(self) -> SignedEntry | None:
        return self.known.entries[-1] if self.known else None

    @property
    def seq(self) -> Seq:
        return Seq(self.last.seq + 1 if self.last else 1)

    def append(self, event: Event, files: Files, council: Council) -> Record:
        after: list[Record] = []
        chain.append(
            self.repo,
            self.ref,
            self.last,
            event,
            files,
            council=council.file.digest,
            time=self.now,
            sign=self.sign,
            accept=lambda signed: after.append(follow(self.repo, self.known, signed, now=self.now)),
        )
        return after[0]

    def sign(self, payload: bytes) -> bytes:
        return self.signer.sign(payload, self.now)

    def notes(self, commits: Iterable[Oid], council: Council) -> dict[str, File]:
        repo_id = self.known.repo if self.known else NO_OID
        found = {}
        for commit in commits:
            statement = statement_of(commit, self.repo.raw(commit), council, self.now, repo=repo_id, seq=self.seq)
            found[chain.note_path(commit)] = File("100644", compose(statement, self.sign))
        return found

    def node_files(self, result: Governed, ballots: Mapping[Digest, Block]) -> dict[str, File]:
        folder = chain.folder(self.seq)
        governed = {f"{folder}governed/{path}": file for path, file in result.files.items()}
        return governed | {f"{folder}ballots/{key}": File("100644", block.data) for key, block in ballots.items()}


def _ratify(desk: _Desk, known: Record, inbox: Inbox) -> Record | None:
    """Append the ratification that has its threshold, if there is one."""
    results = {ballot_in(block).result for _, block in inbox.ballots if block.id not in known.used}
    for commit in _branches(desk.repo).values() if results else ():
        if root_at(desk.repo, commit) not in results:
            continue
        governed = require_governed(desk.repo, commit)
        for base in known.nodes.values():
            if after := _ratify_on(desk, known, base, governed, inbox):
                return after
    return None


def _ratify_on(desk: _Desk, known: Record, base: Node, result: Governed, inbox: Inbox) -> Record | None:
    nodes, council = known.nodes, base.governed.council
    is_there = any(
        node.base == base.seq and node.root == result.root and not is_void(nodes, node.seq, desk.now)
        for node in nodes.values()
    )
    if is_there or base.root == result.root or council.file.expires <= desk.now:
        return None
    if not is_open_base(nodes, base.seq, known.last, desk.now):
        return None
    change = change_class(base.governed.files, result.files)
    if change not in {ChangeClass.ORDINARY, ChangeClass.HARD}:
        return None
    ballots, _ = choose(inbox, known.bond(base, result.root), council, desk.now, known.used)
    if tally_for(council.file, change, statements(ballots.values())).code:
        return None
    event = Ratify(known.ref, base.seq, base.root, result.root, RatifyClass(change.value))
    return desk.append(event, desk.node_files(result, ballots), known.council)


def _move(desk: _Desk, known: Record) -> Record | None:
    """Append where the governed ref is now, if it has moved or has become admissible without moving."""
    new = desk.repo.ref(known.ref) or NO_OID
    judgement = judge(desk.repo, known, new, desk.now)
    after = apply(known, judgement)
    if new == known.tip and after.revision == known.revision:
        return None
    kind = Rewind if judgement.is_rewind else Update
    event = kind(known.ref, known.tip, new, judgement.root, judgement.admitted, after.last)
    return desk.append(event, desk.notes(due_commits(desk.repo, known, new), known.council), known.council)


def _branches(repo: Repository) -> Mapping[Ref, Oid]:
    found = repo.refs("refs/heads/")
    return {ref: oid for ref, oid in sorted(found.items()) if ref != chain.LEDGER and not ref.startswith(INBOX)}
