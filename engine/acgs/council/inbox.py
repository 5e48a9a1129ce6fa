"""Where ballots lie until an entry carries them: branches `acgs-inbox/<principal>/<nonce>` of one commit, one file.

Trusted: nothing. Whoever can push can put anything there; branch names are never read (ledger-format §12).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from acgs.council.ballot import Bond, ballot_in, read_ballot, require_ballot
from acgs.council.roster import Council
from acgs.errors import Untrusted
from acgs.git.repository import Repository
from acgs.ledger.block import Block
from acgs.ledger.statement import BallotStatement
from acgs.names import Digest, File, Oid, Ref

INBOX: Final = "refs/heads/acgs-inbox/"
_FILE: Final = "ballot"


@dataclass(frozen=True, slots=True)
class Ignored:
    """What does not count, where it lies, and why."""

    ref: Ref
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class Inbox:
    """Ballots as received: whose, and about what, is not asked yet. Anybody can sign an id again."""

    ballots: tuple[tuple[Ref, Block], ...]
    ignored: tuple[Ignored, ...]


def read_inbox(repo: Repository, folders: Sequence[str] = (INBOX,)) -> Inbox:
    """Return what lies in the branches below `folders`; what is no ballot is ignored, with the reason."""
    found: dict[bytes, tuple[Ref, Block]] = {}
    ignored: list[Ignored] = []
    for ref, commit in sorted(item for folder in folders for item in repo.refs(folder).items()):
        try:
            block = read_ballot(_file_of(repo, commit))
        except Untrusted as exc:
            ignored.append(Ignored(ref, exc.code, str(exc)))
        else:
            found.setdefault(block.data, (ref, block))
    return Inbox(tuple(found.values()), tuple(ignored))


def choose(
    inbox: Inbox, bond: Bond, council: Council, at: datetime, used: frozenset[Digest]
) -> tuple[dict[Digest, Block], tuple[Ignored, ...]]:
    """Return the ballots that an entry about `bond` may carry, and those on this result that it may not."""
    found: dict[Digest, Block] = {}
    ignored: list[Ignored] = []
    for ref, block in (each for each in inbox.ballots if ballot_in(each[1]).result == bond.result):
        try:
            require_ballot(block, bond, council, at, used)
        except Untrusted as exc:
            ignored.append(Ignored(ref, exc.code, str(exc)))
        else:
            found[block.id] = block
    return found, tuple(ignored)


def statements(blocks: Iterable[Block]) -> dict[Digest, BallotStatement]:
    return {block.id: ballot_in(block) for block in blocks}


def store(repo: Repository, block: Block) -> tuple[Ref, Oid]:
    """Return the branch for a ballot and its commit, to which nothing refers yet; twice the same is once."""
    ballot = ballot_in(block)
    tree = repo.write_tree(None, {_FILE: File("100644", block.data)})
    who = f"acgs <acgs@invalid> {int(block.packet.created.timestamp())} +0000"
    message = f"ballot of {ballot.by}: {ballot.decision}\n"
    commit = repo.write_commit(f"tree {tree}\nauthor {who}\ncommitter {who}\n\n{message}".encode())
    return Ref(f"{INBOX}{ballot.by}/{block.id[:16]}"), commit


def _file_of(repo: Repository, commit: Oid) -> bytes:
    names = repo.names(repo.tree(commit))
    if repo.parents(commit) or [(name.name, name.mode) for name in names] != [(_FILE, "100644")]:
        raise Untrusted(f"not a root commit with the one file {_FILE!r}", code="inbox")
    return repo.blob(names[0].oid)
