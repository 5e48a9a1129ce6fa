"""Trees as the council sees them: what is governed in one, and what an entry of the ledger adds.

Trusted: roots and additions are read from objects by name, from one tree and from nothing else (ledger-format §2, §7).
"""

from dataclasses import dataclass
from functools import lru_cache

from acgs.constitution.council_file import COUNCIL_FILE, KEYS
from acgs.council.record import Governed
from acgs.council.roster import read_council
from acgs.digest import governed_root
from acgs.errors import Invalid, Untrusted
from acgs.git.governed import governed_files
from acgs.git.repository import Repository
from acgs.ledger.certificate import Certificate
from acgs.ledger.chain import Added
from acgs.ledger.entry import SignedEntry
from acgs.names import Files, Oid, Root


def govern(files: Files) -> Governed:
    """Return what is governed in a tree of these files, or raise Invalid, `council-file`, or Untrusted, `no-root`."""
    council = read_council(files)
    governed = governed_files(files, council.file.governed)
    return Governed(governed, governed_root(governed), council)


def governed_at(repo: Repository, commit: Oid) -> Governed | None:
    """Return what is governed in a commit's tree; None if it has no root."""
    return _governed_at(repo, repo.tree(commit))


def root_at(repo: Repository, commit: Oid) -> Root | None:
    return _root_at(repo, repo.tree(commit))


def require_governed(repo: Repository, commit: Oid) -> Governed:
    """Compare with `governed_at`: this says why there is no root, as `govern`."""
    council = read_council(repo.files(commit, (COUNCIL_FILE, f"{KEYS}**")))
    return govern(repo.files(commit, council.file.governed))


@lru_cache(maxsize=4)  # each can be `MOST_BYTES`
def _governed_at(repo: Repository, tree: Oid) -> Governed | None:
    try:
        return require_governed(repo, tree)
    except (Invalid, Untrusted):
        return None


@lru_cache(maxsize=128)
def _root_at(repo: Repository, tree: Oid) -> Root | None:
    governed = _governed_at(repo, tree)
    return governed.root if governed else None


@dataclass(frozen=True, slots=True)
class Incoming:
    """An entry with a signature that holds, of a key of `engine`, and what it adds."""

    signed: SignedEntry
    engine: Certificate
    added: Added
