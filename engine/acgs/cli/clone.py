"""Where a member stands: his clone, the repository that it came from, the ledger and the inbox as they are there."""

from dataclasses import dataclass
from datetime import UTC, datetime

from acgs.cli.place import repository_root
from acgs.council.admission import walk
from acgs.council.inbox import INBOX, Inbox, read_inbox
from acgs.council.proposal import Standing, State, founding_standing, standing
from acgs.council.ratified import not_founded
from acgs.council.record import Pin, Record, read_pin
from acgs.council.threshold import ChangeClass
from acgs.errors import Conflict, Misconfigured, NotRatified, Unavailable, Untrusted
from acgs.git import remote
from acgs.git.program import run
from acgs.git.repository import Repository
from acgs.ledger.chain import LEDGER, NOTES
from acgs.names import Oid, Ref
from acgs.report.standing import alone, caveats


@dataclass(frozen=True, slots=True)
class Clone:
    """A repository and its remote, if it has one. Without one its own refs are the server's."""

    repo: Repository
    remote: str | None

    @property
    def ledger(self) -> Ref:
        return NOTES if self.remote else LEDGER

    @property
    def tip(self) -> Oid | None:
        """The last entry that is here, from the notes or an ordinary fetch; one that does not go on is a `rollback`."""
        own = self.repo.ref(self.ledger)
        there = self.repo.ref(Ref(f"refs/remotes/{self.remote}/acgs-ledger")) if self.remote else None
        if own is None or there is None or self.repo.is_ancestor(there, own):
            return own or there
        if not self.repo.is_ancestor(own, there):
            raise Untrusted(f"the ledger of {self.remote} does not go on from {own}", code="rollback")
        return there

    def update(self) -> None:
        """Fetch branches, inbox and ledger; a ledger that has gone back is refused."""
        if not self.remote:
            return
        there = LEDGER in remote.refs(self.repo, self.remote)
        if not there and self.repo.ref(NOTES):
            raise Untrusted(f"{self.remote} has no ledger any more", code="rollback")
        branches = f"+refs/heads/*:refs/remotes/{self.remote}/*"
        remote.fetch(self.repo, self.remote, [branches, *([f"{LEDGER}:{NOTES}"] if there else [])])

    def branch(self, name: str = "") -> Oid:
        """Return a branch as the remote has it, else as it is here; the one that is checked out if none is named."""
        there = self.repo.ref(Ref(f"refs/remotes/{self.remote}/{name or self.current}")) if self.remote else None
        return there or self.here(name or self.current)

    def here(self, name: str) -> Oid:
        """Return the branch as it is here, whatever tag has its name; else what `name` names as a revision."""
        return self.repo.ref(Ref(f"refs/heads/{name}")) or self.repo.resolve(name)

    @property
    def current(self) -> str:
        return _line(self.repo, "symbolic-ref", "--quiet", "HEAD").removeprefix("refs/heads/") or "HEAD"

    def standing(self, branch: str) -> tuple[Standing, list[str]]:
        return self.standing_of(self.branch(branch))

    def standing_of(self, head: Oid) -> tuple[Standing, list[str]]:
        """Return how the branch that ends at `head` stands, founding included, and what is to be said with it."""
        record = self.record()
        if record is None:
            founding = founding_standing(self.repo, head, self.inbox(), now())
            return founding, alone(founding.result.council.file)
        return standing(self.repo, record, head, self.inbox(), now()), caveats(record)

    def inbox(self) -> Inbox:
        return read_inbox(self.repo, (INBOX, *([f"refs/remotes/{self.remote}/acgs-inbox/"] if self.remote else [])))

    def record(self, pin: str | None = None) -> Record | None:
        """Return the ledger, walked; None where nothing is founded. With a pin and no ledger it is a `rollback`."""
        known, tip = self.pin(pin), self.tip
        if known and not tip:
            raise Untrusted(f"the ledger of {known} is not here", code="rollback")
        return walk(self.repo, tip, now=now(), pin=known) if tip else None

    def require_record(self, pin: str | None = None) -> Record:
        if (record := self.record(pin)) is None:
            raise not_founded()
        return record

    def pin(self, given: str | None) -> Pin | None:
        """Return the pin: as given, else `git config acgs.pin`."""
        text = given or _line(self.repo, "config", "--get", "acgs.pin")
        return read_pin(text) if text else None

    def deliver(self, ref: Ref, new: Oid) -> None:
        """Put `ref` where it counts: at the remote, else here."""
        if self.remote:
            remote.push(self.repo, self.remote, [f"{new}:{ref}"])
            remote.fetch(self.repo, self.remote, [f"+refs/heads/*:refs/remotes/{self.remote}/*"])
        elif (old := self.repo.ref(ref)) != new:
            self.repo.move_ref(ref, old, new)


def open_clone() -> Clone:
    """Return the clone around the current folder."""
    repo = Repository.open(repository_root())
    remotes = _line(repo, "remote").split()
    if len(remotes) > 1 and "origin" not in remotes:
        raise Misconfigured(f"several remotes, none called origin: {', '.join(remotes)}", code="remote")
    return Clone(repo, "origin" if "origin" in remotes else next(iter(remotes), None))


def require_open(standing: Standing, at: datetime) -> None:
    """Refuse to ask at `at` for votes that could not count."""
    if standing.change in {ChangeClass.KEY, ChangeClass.COUNCIL}:
        raise Unavailable(f"a change of class {standing.change} is not ratified by this version", code="event-not-read")
    if standing.state is not State.OPEN:
        raise Conflict(f"nothing to vote on: {standing.state}, root {standing.result.root}", code=standing.state.value)
    if (file := standing.council.file).expires <= at:
        raise NotRatified(f"the council file has expired at {file.expires:%FT%TZ}", code="expired")


def now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


def _line(repo: Repository, *arguments: str) -> str:
    done = run(repo.path, "--git-dir=.", *arguments)  # named, so that git reads it whoever owns it
    return done.stdout.decode(errors="replace").strip() if done.returncode == 0 else ""
