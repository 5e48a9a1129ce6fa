"""The fact that the council has agreed to a tree, as a type: made here and nowhere else, from a verified record.

Trusted: whoever holds a `Ratified` need not ask who agreed.
"""

from dataclasses import dataclass

from acgs.council.record import Record
from acgs.errors import NotRatified
from acgs.names import Files, Oid, Root, Seq


@dataclass(frozen=True, slots=True)
class Ratified:
    """The governed `files` of commit `revision`, agreed to by the council in entry `node` of ledger `repo`."""

    root: Root
    revision: Oid
    node: Seq
    repo: Oid
    files: Files


def require_ratified(record: Record | None) -> Ratified:
    """Return the last ratified revision; whatever else was forced onto the ref stays where it is.

    Raises:
        NotRatified: `not-founded`, there is no ledger yet.
    """
    if record is None:
        raise not_founded()
    node = record.node
    return Ratified(node.root, record.revision, node.seq, record.repo, node.governed.files)


def not_founded() -> NotRatified:
    """Return the refusal where no ledger is here: nobody has founded a council, or it was not fetched."""
    hint = "found one: acgs council init; or fetch the ledger that there is: git fetch"
    return NotRatified("no council, no root", code="not-founded", hint=hint)
