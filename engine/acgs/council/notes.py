"""Notes: of every commit that a ref update brings, exactly one, by the entry that saw it first, and true.

Trusted: who signed a commit is asked again here (ledger-format §8, §12). Notes give no authority.
"""

from acgs.council.commits import statement_of
from acgs.council.record import Record
from acgs.council.roster import Council
from acgs.council.signature import NOTE, require_signed
from acgs.council.tree import Incoming
from acgs.errors import Unavailable, Untrusted
from acgs.git.repository import Repository
from acgs.ledger.block import Block, read_block
from acgs.ledger.statement import CommitStatement
from acgs.names import NO_OID, Oid


def due_commits(repo: Repository, record: Record, new: Oid) -> tuple[Oid, ...]:
    """Return the commits that an entry with this New is the first to see."""
    return () if new == NO_OID else repo.reachable(new, record.seen)


def require_notes(repo: Repository, incoming: Incoming, due: tuple[Oid, ...], council: Council) -> None:
    """Refuse unless the notes are those of `due`, each signed as the entry is, and each says what is true.

    Raises:
        Untrusted: the codes `note-…` of ledger-format §13.
    """
    signed, notes = incoming.signed, incoming.added.notes
    for code, odd in (("note-missing", set(due) - notes.keys()), ("note-extra", notes.keys() - set(due))):
        if odd:
            raise Untrusted(f"{code.replace('-', ' ')}: {min(odd)}", code=code)
    for commit, blob in sorted(notes.items()):
        block = _read(repo.blob(blob))
        require_signed(block.packet, block.line, [incoming.engine], signed.time, NOTE)
        said = block.statement
        repo_id = NO_OID if signed.parent is None else signed.repo
        true = statement_of(commit, repo.raw(commit), council, signed.time, repo=repo_id, seq=signed.seq)
        if not isinstance(said, CommitStatement):
            raise Untrusted(f"the note of {commit} is a statement of kind {said.kind}", code="note-block")
        if (said.commit, said.sha256, said.repo) != (true.commit, true.sha256, true.repo):
            raise Untrusted(f"the note of {commit} is about other bytes", code="note-subject")
        if said.seq != true.seq:
            raise Untrusted(f"the note of {commit} says entry {said.seq}", code="note-seq")
        if said != true:
            raise Untrusted(f"the note of {commit} says {said.signer or said.reason}", code="note-signer")


def _read(data: bytes) -> Block:
    try:
        return read_block(data, code="note-block")
    except Unavailable as exc:  # a kind of a later version is still no note
        raise Untrusted(str(exc), code="note-block") from exc
