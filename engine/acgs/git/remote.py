"""Remotes: objects and refs to and from another repository, by the git program.

Trusted: nothing that comes; git moves no ref backwards unless a refspec says `+`. Odd objects come too: the ledger has
a word for them, and whoever could push one must not be able to keep all others from being seen.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from acgs.errors import Conflict, Misconfigured, Unavailable, Untrusted
from acgs.git.program import run
from acgs.git.repository import Repository
from acgs.names import Oid, Ref

_BEHIND: Final = re.compile(
    r"non-fast-forward|fetch first|stale info|cannot lock ref|failed to update ref|incorrect old value|failed to lock"
)


def refs(repo: Repository, url: str) -> Mapping[Ref, Oid]:
    """Return the refs of the repository at `url`, a URL or a path, as they are now."""
    done = run(repo.folder, "ls-remote", "--quiet", "--refs", "--", url)
    if done.returncode:
        raise _unreachable(url, done.stderr)
    lines = (line.split("\t") for line in done.stdout.decode(errors="surrogateescape").splitlines())
    return {Ref(name): Oid(oid) for oid, name in lines}


def fetch(repo: Repository, url: str, refspecs: Sequence[str]) -> None:
    """Bring refs from `url`, all or none; one that may only grow and does not is Untrusted, `rollback`."""
    options = ("--atomic", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules")
    done = run(repo.folder, "fetch", *options, "--", url, *refspecs)
    said = done.stderr.decode(errors="replace")
    if done.returncode and "[rejected]" in said:
        raise Untrusted(f"{url} has gone back on what it had: {said.strip()}", code="rollback")
    if done.returncode:
        raise _unreachable(url, done.stderr)


def push(repo: Repository, url: str, refspecs: Sequence[str]) -> None:
    """Bring refs to `url`, all or none; the hooks there run.

    Raises:
        Conflict: one has moved there: read again. Misconfigured: `push-declined`, with the words of a hook or a rule.
    """
    done = run(repo.folder, "push", "--porcelain", "--atomic", "--no-verify", "--", url, *refspecs)
    said = (done.stdout + done.stderr).decode(errors="replace").strip()
    if not done.returncode:
        return
    if _BEHIND.search(said):
        raise Conflict(f"{url} has moved: {said}")
    if "rejected]" in said:
        raise Misconfigured(f"{url} declined: {said}", code="push-declined")
    raise _unreachable(url, done.stderr)


def _unreachable(url: str, said: bytes) -> Unavailable:
    return Unavailable(f"{url}: {said.decode(errors='replace').strip()}", code="remote")
