"""The walk from genesis to tip: at each entry the questions of ledger-format §13, in the order of its rows.

Trusted: what a `Record` says holds, everything from the first refusal on is unverified, and an object that is not there
is `Unavailable`, never either. Reads objects only; `now` is chosen by the caller, once.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from acgs.constitution.council_file import Role
from acgs.council import ratification
from acgs.council.commits import due_commits, require_notes
from acgs.council.delivery import Rebuild, require_readable, require_release
from acgs.council.judging import Judgement, chain
from acgs.council.record import Pin, Record
from acgs.council.roster import Council
from acgs.council.tree import Incoming, root_at
from acgs.errors import Untrusted
from acgs.git.repository import Repository
from acgs.ledger.certificate import Certificate
from acgs.ledger.chain import added, entries
from acgs.ledger.entry import Admitted, Genesis, Head, Ratify, Release, Rewind, SignedEntry, Update
from acgs.ledger.verify import ENGINE, SKEW, require_signed
from acgs.names import NO_OID, Oid, Root


def walk(
    repo: Repository, tip: Oid, *, now: datetime, pin: Pin | None = None, rebuild: Rebuild | None = None
) -> Record:
    """Return what the ledger that ends at `tip` records; compare with `records`."""
    return deque(records(repo, tip, now=now, pin=pin, rebuild=rebuild), maxlen=1).pop()


def records(
    repo: Repository, tip: Oid, *, now: datetime, pin: Pin | None = None, rebuild: Rebuild | None = None
) -> Iterator[Record]:
    """Yield the record after each entry, genesis first, until one is refused.

    Args:
        repo: any clone that has the ledger and the commits that it is about.
        tip: the last entry.
        now: the verifier's clock.
        pin: from outside the repository; without one the record says that it is not pinned.
        rebuild: what a release's bundle must be; without it the bundle's digest is not compared.

    Raises:
        Untrusted: code of ledger-format §13. Unavailable: an object is missing, or `event-not-read`.
    """
    record: Record | None = None
    for signed in entries(repo, tip):
        record = follow(repo, record, signed, now=now, pin=pin, rebuild=rebuild)
        yield record


def follow(
    repo: Repository,
    record: Record | None,
    signed: SignedEntry,
    *,
    now: datetime,
    pin: Pin | None = None,
    rebuild: Rebuild | None = None,
) -> Record:
    """Return the record after one entry more, or refuse that entry."""
    if record is None:
        return _found(repo, signed, now=now, pin=pin)
    last = record.entries[-1]
    engine = _require_engine(signed, record.council)
    if signed.parent != last.oid:
        raise Untrusted(f"the parent of {signed.oid} is not {last.oid}", code="parents")
    _require_trailers(signed, last.seq + 1, record.repo, record.council)
    _require_time(signed, last.time, now)
    if isinstance(signed.event, Release):
        require_readable(repo, signed)
    incoming = Incoming(signed, engine, added(repo, last, signed))
    record = replace(record, entries=(*record.entries, signed))
    match signed.event:
        case Ratify() as event:
            node, used = ratification.ratify(repo, record, incoming, event)
            return replace(record, nodes={**record.nodes, node.seq: node}, used=record.used | used)
        case Update() as event:
            return _moved(repo, record, incoming, event)
        case Release() as event:
            require_release(repo, record, incoming, event, rebuild)
            return replace(record, releases={**record.releases, event.target: (signed.seq, event)})
        case Head():
            return record
        case Genesis():
            raise Untrusted("a second genesis", code="seq")


def judge(repo: Repository, record: Record, new: Oid, at: datetime) -> Judgement:
    """Return what becomes of the governed ref at `new`, recorded at `at` (ledger-format §9)."""
    is_rewind = new == NO_OID or (record.tip != NO_OID and not repo.is_ancestor(record.tip, new))
    root = root_at(repo, new) if new != NO_OID else None
    if root is None:
        return Judgement(new, None, Admitted.DELETED if new == NO_OID else Admitted.NO_ROOT, (), is_rewind)
    brings = chain(record.nodes, record.last, _line(repo, record, new, root), root, at)
    admitted = Admitted.NOT_RATIFIED if brings is None else Admitted.YES
    return Judgement(new, root, admitted, brings or (), is_rewind)


def apply(record: Record, judgement: Judgement) -> Record:
    """Return the record with the ref where the judgement is about, and all that this admits."""
    new = judgement.new
    moved = replace(record, tip=new, seen=record.seen | ({new} - {NO_OID}))
    if judgement.admitted is not Admitted.YES:
        return moved
    carried = {seq: replace(record.nodes[seq], is_admitted=True) for seq in judgement.brings}
    last = judgement.brings[-1] if judgement.brings else record.last
    nodes = {**record.nodes, **carried}
    return replace(moved, nodes=nodes, last=last, revision=new, admitted={**record.admitted, new: last})


def _line(repo: Repository, record: Record, new: Oid, root: Root) -> list[Root | None]:
    """Return the roots of the line; they matter only where a node is on the last ratified one, and `root` is a node's.

    So a tip that nobody ratified is refused without a look at what leads to it, however long.
    """
    nodes = record.nodes.values()
    if not any(node.base == record.last for node in nodes) or not any(node.root == root for node in nodes):
        return []
    return [root_at(repo, commit) for commit in repo.first_parent_line(new, record.revision)]


def _found(repo: Repository, signed: SignedEntry, *, now: datetime, pin: Pin | None) -> Record:
    event = signed.event
    if not isinstance(event, Genesis):
        raise Untrusted(f"the first entry is {event.word}", code="parents")
    # 1. The pin; that Acgs-Council is the file's digest is asked in 3.
    found = Pin(signed.oid, signed.council)
    if pin and pin != found:
        raise Untrusted(f"the genesis here is {found}, not {pin}", code="pin")
    # 2. The engine of the file that is founded.
    adds = added(repo, None, signed)
    governed = ratification.require_files(repo, adds, event.root)
    incoming = Incoming(signed, _require_engine(signed, governed.council), adds)
    # 3. The common trailers.
    _require_trailers(signed, 1, NO_OID, governed.council)
    _require_time(signed, signed.time, now)
    # 4. Every member has signed.
    node, used = ratification.found(repo, incoming, event, governed)
    # 5. It is the root of the commit, and that has its note.
    if root_at(repo, event.new) != event.root:
        raise Untrusted(f"{event.root} is not the root of {event.new}", code="new-root")
    require_notes(repo, incoming, (event.new,), governed.council)
    return Record(
        entries=(signed,),
        nodes={node.seq: node},
        last=node.seq,
        revision=event.new,
        tip=event.new,
        seen=frozenset({event.new}),
        admitted={event.new: node.seq},
        used=used,
        releases={},
        pin=found,
        is_pinned=pin is not None,
    )


def _moved(repo: Repository, record: Record, incoming: Incoming, event: Update) -> Record:
    judgement = judge(repo, record, event.new, incoming.signed.time)
    after = apply(record, judgement)
    _require_equal(
        ("old", event.old, record.tip),
        ("event", isinstance(event, Rewind), judgement.is_rewind),
        ("new-root", event.root, judgement.root),
        ("admitted", event.admitted, judgement.admitted),
        ("ratified", event.ratified, after.last),
    )
    require_notes(repo, incoming, due_commits(repo, record, event.new), record.council)
    return after


def _require_engine(signed: SignedEntry, council: Council) -> Certificate:
    return require_signed(signed.packet, signed.payload, council.of_role(Role.ENGINE), signed.time, ENGINE)


def _require_trailers(signed: SignedEntry, seq: int, repo: Oid, council: Council) -> None:
    file = council.file
    _require_equal(("seq", signed.seq, seq), ("repo", signed.repo, repo), ("council", signed.council, file.digest))
    if not isinstance(signed.event, Release | Head):
        _require_equal(("ref", signed.event.ref, file.ref))


def _require_equal(*trailers: tuple[str, object, object]) -> None:
    for code, said, due in trailers:
        if said != due:
            raise Untrusted(f"Acgs-{code.title()} says {said}, and it is {due}", code=code)


def _require_time(signed: SignedEntry, last: datetime, now: datetime) -> None:
    if signed.time < last:
        raise Untrusted(f"Acgs-Time falls from {last:%FT%TZ} to {signed.time:%FT%TZ}", code="time")
    if signed.time > now + SKEW:
        raise Untrusted(f"Acgs-Time {signed.time:%FT%TZ} is yet to come", code="time")
