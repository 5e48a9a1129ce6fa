"""How a branch stands before the council: open, ratified or closed, computed from the repository and never stored.

Trusted: what is shown for a vote, and what a ballot then binds, is the same `Bond`. Compare with the notary, which
counts again when it writes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from acgs.council.ballot import Bond, founding
from acgs.council.inbox import Ignored, Inbox, choose, statements
from acgs.council.judging import is_void
from acgs.council.record import Governed, Node, Record
from acgs.council.roster import Council
from acgs.council.threshold import ChangeClass, Tally, change_class, tally, tally_for
from acgs.council.tree import require_governed, root_at
from acgs.errors import Conflict
from acgs.git.repository import Repository
from acgs.names import Files, Oid


class State(StrEnum):
    """Where a proposal is on its way."""

    OPEN = "open"
    RATIFIED = "ratified"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Standing:
    """What a branch would make of the governed files, and who has agreed. Before the founding there is no base."""

    state: State
    head: Oid
    base: Node | None
    result: Governed
    change: ChangeClass | None
    bond: Bond
    tally: Tally
    ignored: tuple[Ignored, ...]

    @property
    def council(self) -> Council:
        """Who is asked: the base's council, in a founding the one that is founded."""
        return (self.base.governed if self.base else self.result).council

    @property
    def before(self) -> Files:
        """The governed files that the branch would change; none in a founding."""
        return self.base.governed.files if self.base else {}


def standing(repo: Repository, record: Record, head: Oid, inbox: Inbox, now: datetime) -> Standing:
    """Return how the branch that ends at `head` stands.

    Raises:
        Conflict: `not-up-to-date`: the governed files have moved since the branch left. Without a root as `govern`.
    """
    result = require_governed(repo, head)
    base = _base(repo, record, head, now)
    change = change_class(base.governed.files, result.files)
    council, bond = base.governed.council, record.bond(base, result.root)
    ratified = next((node for node in _on(record, base, now) if node.root == result.root), None)
    ballots, ignored = choose(inbox, bond, council, now, record.used)
    count = tally_for(council.file, change, statements(ballots.values()))
    if ratified:
        count = Tally(count.members, count.need, ratified.agreeing, frozenset(), "")
    state = State.RATIFIED if ratified else State.OPEN
    if result.root == base.root:
        state = State.CLOSED if base.seq == record.last else State.RATIFIED
    return Standing(state, head, base, result, change, bond, count, ignored)


def founding_standing(repo: Repository, head: Oid, inbox: Inbox, now: datetime) -> Standing:
    """Return how the founding of the council that the tree of `head` describes stands: every member signs."""
    result = require_governed(repo, head)
    file = result.council.file
    bond = founding(file.ref, result.root)
    ballots, ignored = choose(inbox, bond, result.council, now, frozenset())
    count = tally(file.members, len(file.members), statements(ballots.values()))
    return Standing(State.OPEN, head, None, result, None, bond, count, ignored)


def _base(repo: Repository, record: Record, head: Oid, now: datetime) -> Node:
    """Return the node that a vote on `head` would stand on: the last ratified, or one that the branch has passed."""
    base = record.node
    for commit in repo.first_parent_line(head, record.revision)[:-1]:
        root = root_at(repo, commit)
        base = next((node for node in _on(record, base, now) if node.root == root), base)
    if base.seq == record.last:
        fork = repo.merge_base(head, record.revision)
        if fork is None or root_at(repo, fork) != base.root:
            raise Conflict(
                "the governed files have moved since this branch left them: bring it up to date",
                code="not-up-to-date",
                hint=f"git merge {record.revision[:12]}",
            )
    return base


def _on(record: Record, base: Node, now: datetime) -> Iterator[Node]:
    """Yield the ratifications on `base` that count, oldest first."""
    for node in sorted(record.nodes.values(), key=lambda node: node.seq):
        if node.base == base.seq and not is_void(record.nodes, node.seq, now):
            yield node
