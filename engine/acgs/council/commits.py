"""Whose signature a commit carries, or the first reason why nobody's (ledger-format §5); the notes that say so.

Trusted: of every commit that a ref update brings there is exactly one note, by the entry that saw it first, and it is
true. Authorship only; authority over a ref update never comes from here.
"""

import re
from datetime import datetime
from typing import Final

from acgs.council.record import Record
from acgs.council.roster import Council
from acgs.council.tree import Incoming
from acgs.digest import sha256
from acgs.errors import Untrusted
from acgs.git.repository import Repository
from acgs.ledger.block import read_block_of
from acgs.ledger.framing import parse_commit_armour
from acgs.ledger.statement import CommitStatement, Reason
from acgs.ledger.verify import COMMIT, NOTE, require_signed
from acgs.names import NO_OID, Fingerprint, Oid, Seq

_HEADERS: Final = re.compile(rb"tree( parent)* author committer( encoding)?( mergetag)*( gpgsig)?")
_FOREIGN: Final = (b"-----BEGIN SSH SIGNATURE-----", b"-----BEGIN SIGNED MESSAGE-----")


def due_commits(repo: Repository, record: Record, new: Oid) -> tuple[Oid, ...]:
    """Return the commits that an entry with this New is the first to see."""
    return () if new == NO_OID else repo.reachable(new, record.seen)


def require_notes(repo: Repository, incoming: Incoming, due: tuple[Oid, ...], council: Council) -> None:
    """Refuse, by the codes `note-…`, unless the notes are those of `due`, signed as the entry is, and true."""
    signed, notes = incoming.signed, incoming.added.notes
    for code, odd in (("note-missing", set(due) - notes.keys()), ("note-extra", notes.keys() - set(due))):
        if odd:
            raise Untrusted(f"{code.replace('-', ' ')}: {min(odd)}", code=code)
    for commit, blob in sorted(notes.items()):
        block, said = read_block_of(CommitStatement, repo.blob(blob), code="note-block")
        require_signed(block.packet, block.line, [incoming.engine], signed.time, NOTE)
        true = statement_of(commit, repo.raw(commit), council, signed.time, repo=signed.repo, seq=signed.seq)
        if (said.commit, said.sha256, said.repo) != (true.commit, true.sha256, true.repo):
            raise Untrusted(f"the note of {commit} is about other bytes", code="note-subject")
        if said.seq != true.seq:
            raise Untrusted(f"the note of {commit} says entry {said.seq}", code="note-seq")
        if said != true:
            raise Untrusted(f"the note of {commit} says {said.signer or said.reason}", code="note-signer")


def statement_of(commit: Oid, raw: bytes, council: Council, at: datetime, *, repo: Oid, seq: Seq) -> CommitStatement:
    """Return what is true of the commit with these raw bytes, recorded at `at` under `council`."""
    found, reason = signer_of(raw, council, at)
    return CommitStatement(commit, sha256(raw), found, reason, repo, seq)


def signer_of(raw: bytes, council: Council, at: datetime) -> tuple[Fingerprint | None, Reason | None]:
    """Return the roster fingerprint whose signature over the commit verifies and was valid at `at`, or the reason."""
    split = _split(raw)
    if split is None:
        return None, Reason.ODD_COMMIT
    payload, armour = split
    if armour is None:
        return None, Reason.UNSIGNED
    if armour.startswith(_FOREIGN):
        return None, Reason.UNSUPPORTED
    try:
        packet = parse_commit_armour(armour)
    except Untrusted:
        return None, Reason.ODD_COMMIT
    try:
        return require_signed(packet, payload, council.certificates.values(), at, COMMIT).primary, None
    except Untrusted as exc:
        return None, Reason(exc.code)


def _split(raw: bytes) -> tuple[bytes, bytes | None] | None:
    """Return what is signed and the signature; None for headers other than git's own in git's order, and for a NUL."""
    head, blank, _ = raw.partition(b"\n\n")
    names: list[bytes] = []
    signature: list[bytes] = []
    kept: list[bytes] = []
    for line in head.split(b"\n"):
        name, _, value = line.partition(b" ")
        if name:
            names.append(name)
        elif not names or names[-1] not in {b"gpgsig", b"mergetag"}:
            return None
        (signature if names[-1] == b"gpgsig" else kept).append(value if names[-1] == b"gpgsig" else line)
    if not blank or b"\0" in raw or not _HEADERS.fullmatch(b" ".join(names)):
        return None
    payload = b"\n".join(kept) + raw[len(head) :]
    return payload, b"".join(line + b"\n" for line in signature) if signature else None
