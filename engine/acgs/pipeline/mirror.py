"""The mirror of the origin: a cache, brought up to it, that knows of the ledger only what was confirmed there."""

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from acgs.errors import Misconfigured, Unavailable, Untrusted
from acgs.git import program, remote
from acgs.git.repository import Repository
from acgs.ledger import chain
from acgs.names import Oid, Ref

KEPT: Final = "refs/acgs/kept/"
"""Where the origin keeps what it was rewound from: without those commits nobody could verify the ledger again."""
_FETCHED: Final = Ref("refs/acgs/fetched")
"""Where the mirror puts the origin's ledger until it is verified: what is not must not stand in the way of what is."""


@contextmanager
def alone(data: Path) -> Iterator[None]:
    """Hold the data folder: one pass at a time works in it."""
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (data / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def open_mirror(path: Path) -> Repository:
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


def refresh(repo: Repository, origin: str) -> Oid | None:
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


def confirm(repo: Repository, tip: Oid | None) -> None:
    """Know the ledger up to `tip`, which the origin has; what was appended and not pushed is let go."""
    for ref in (chain.NOTES, chain.LEDGER):
        before = repo.ref(ref)
        if tip is None:
            program.run(repo.path, "update-ref", "-d", ref)
        elif before != tip:
            repo.move_ref(ref, before, tip)
