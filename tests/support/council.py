"""A council of real keys with a real repository and ledger: found it, propose, vote, record, and try to cheat it."""

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from types import MappingProxyType

import pytest

from acgs.constitution.council_file import COUNCIL_FILE, KEYS, CouncilFile, Role, Share, write_council_file
from acgs.council import inbox, notary
from acgs.council.admission import walk
from acgs.council.ballot import Bond, founding
from acgs.council.inbox import read_inbox
from acgs.council.proposal import Standing, standing
from acgs.council.record import Record
from acgs.council.tree import require_governed
from acgs.errors import Error
from acgs.git.repository import Repository
from acgs.ledger import chain
from acgs.ledger.block import Block, compose, read_block
from acgs.ledger.chain import LEDGER
from acgs.ledger.entry import Event, Ratify, RatifyClass
from acgs.ledger.entry import compose as compose_entry
from acgs.ledger.statement import BallotStatement, Decision
from acgs.names import Digest, File, Oid, Principal, Ref, Seq
from support.gpg import GpgHome, GpgKey
from support.repo import GitRepo, new_repo

START = datetime(2026, 11, 24, 12, tzinfo=UTC)
TWO_THIRDS, THREE_QUARTERS = Share(2, 3), Share(3, 4)
MAIN = Ref("refs/heads/main")
PRINCIPLE = "constitution/pay/A09-large.md"
RULE = "---\nid: A09\ntitle: Large payments\ntier: {tier}\n---\nAt most {limit}.\n"
SCHEMA = '{"type": "object", "x-acgs-default": "allow"}\n'


def rule(limit: int, tier: str = "standard") -> str:
    return RULE.format(limit=limit, tier=tier)


@dataclass
class Chamber:
    """A work tree with a council's files; its own refs are the server's. Time stands still between `later`s."""

    home: GpgHome
    repo: GitRepo
    members: tuple[str, ...]
    now: datetime = START
    issued: int = 100
    ordinary: Share = TWO_THIRDS
    hard: Share = THREE_QUARTERS
    expires: datetime = START + timedelta(days=365)
    more_keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    record: Record | None = None

    @property
    def opened(self) -> Repository:
        return Repository.open(self.repo.path)

    @property
    def held(self) -> Record:
        assert self.record is not None
        return self.record

    def key(self, name: str) -> GpgKey:
        return self.home.key(name)

    def council_file(self, **change: object) -> CouncilFile:
        people = (*self.members, "engine-1")
        keys = {
            Principal(name): tuple(sorted(self.key(k).fingerprint for k in (name, *self.more_keys.get(name, ()))))
            for name in people
        }
        names = tuple(map(Principal, self.members))
        file = CouncilFile(
            epoch=1,
            expires=self.expires,
            ref=MAIN,
            governed=("constitution/**", "policies/**"),
            ordinary=self.ordinary,
            hard=self.hard,
            roles={
                Role.COUNCIL: names,
                Role.EXECUTIVE: names[:2],
                Role.BREAKGLASS: names,
                Role.ENGINE: (Principal("engine-1"),),
            },
            principals=keys,
            digest=Digest(""),
        )
        return replace(file, **change)  # type: ignore[arg-type]  # a test names fields

    def council_files(self, file: CouncilFile) -> dict[str, bytes | str | File | None]:
        by_print = {key.fingerprint: key for key in self.home.keys.values()}
        keys = {f"{KEYS}{each}.asc": by_print[each].certificate.armoured for each in file.fingerprints()}
        return {COUNCIL_FILE: write_council_file(file), **keys}

    def commit(self, files: Mapping[str, bytes | str | File | None], message: str = "change", key: str = "") -> Oid:
        return self.repo.commit(files, message, at=self.now, key=self.key(key) if key else None)

    def later(self, **span: float) -> None:
        self.now += timedelta(**span)

    def sign(self, statement: BallotStatement, key: str = "") -> Block:
        signer = self.key(key or statement.by).signer(self.now)
        return read_block(compose(statement, signer.sign))

    def ballot(self, by: str, bond: Bond, word: str = "yes", *, key: str = "", **said: object) -> Block:
        """Sign a ballot; `said` is what it says otherwise than `bond`."""
        self.issued += 1
        statement = BallotStatement(
            result=bond.result,
            base=bond.base,
            base_seq=bond.base_seq,
            by=Principal(by),
            decision=Decision(word),
            epoch=bond.epoch,
            issued=self.issued,
            ref=bond.ref,
            repo=bond.repo,
        )
        return self.sign(replace(statement, **said), key)  # type: ignore[arg-type]  # a test names fields

    def cast(self, by: str, bond: Bond, word: str = "yes", *, key: str = "", issued: int = 0) -> Block:
        """Sign a ballot and put it into the inbox."""
        block = self.ballot(by, bond, word, key=key, **({"issued": issued} if issued else {}))
        self.put(block)
        return block

    def put(self, block: Block) -> None:
        repo = self.opened
        ref, commit = inbox.store(repo, block)
        repo.move_ref(ref, repo.ref(ref), commit)

    def notarise(self) -> Record:
        """Let the engine append what is due."""
        repo = self.opened
        made = notary.record(repo, self.record, self.key("engine-1").signer(self.now), self.now, read_inbox(repo))
        assert made is not None
        self.record = made
        return made

    def found(self) -> Record:
        """Commit the constitution, let every founder sign, and write genesis."""
        files = self.council_files(self.council_file())
        self.commit(
            {**files, PRINCIPLE: rule(100), "constitution/pay/schema.json": SCHEMA, "README": "pay\n"}, key="alice"
        )
        bond = founding(MAIN, require_governed(self.opened, self.repo.head).root)
        for name in self.members:
            self.cast(name, bond)
        return self.notarise()

    def propose(self, branch: str, files: Mapping[str, bytes | str | File | None], start: str = "main") -> Standing:
        """Put a change on a branch of its own."""
        self.repo.git("switch", "-q", "-C", branch, start)
        self.commit(files, f"propose {branch}")
        self.repo.git("switch", "-q", "main")
        return self.standing(branch)

    def standing(self, branch: str) -> Standing:
        repo = self.opened
        return standing(repo, self.held, repo.resolve(branch), read_inbox(repo), self.now)

    def vote(self, branch: str, *names: str) -> None:
        bond = self.standing(branch).bond
        for name in names:
            self.cast(name, bond)

    def agree(self, branch: str, files: Mapping[str, bytes | str | File | None], *names: str) -> Record:
        """Propose, vote, ratify, merge, record."""
        self.propose(branch, files)
        self.vote(branch, *names)
        self.notarise()
        self.repo.merge(branch, at=self.now)
        return self.notarise()

    def forge(self, event: Event, files: Mapping[str, bytes] = MappingProxyType({}), key: str = "engine-1") -> None:
        """Append what an engine that does not look would: signed, in form, and not verified."""
        repo = self.opened
        parent = self.held.entries[-1]
        assert parent.oid == self.tip(), "a forged entry stands on what was verified"
        chain.append(
            repo,
            LEDGER,
            parent,
            event,
            {path: File("100644", data) for path, data in files.items()},
            council=self.held.council.file.digest,
            time=self.now,
            sign=lambda payload: self.key(key).sign(payload, self.now),
        )

    def forge_ratification(self, branch: str, blocks: Iterable[Block], **said: object) -> None:
        """Append a ratification of a branch's result on the last ratified, with these ballots."""
        standing = self.standing(branch)
        assert standing.base is not None
        seq = Seq(self.held.entries[-1].seq + 1)
        ballots = {f"{chain.folder(seq)}ballots/{block.id}": block.data for block in blocks}
        files = {f"{chain.folder(seq)}governed/{p}": file.data for p, file in standing.result.files.items()}
        base, root = standing.base, standing.result.root
        honest = Ratify(MAIN, base.seq, base.root, root, RatifyClass.ORDINARY)
        self.forge(replace(honest, **said), {**files, **ballots})  # type: ignore[arg-type]  # a test names fields

    def rewrite(self, seq: int, change: Callable[[dict[str, File]], None]) -> None:
        """Do what a stolen engine key can: change the files of entry `seq`, and sign it and all later ones anew."""
        repo = self.opened
        parent: Oid | None = None
        for signed in self.held.entries:
            if signed.seq < seq:
                parent = signed.oid
                continue
            files = dict(repo.files(signed.tree))
            change(files)
            entry = replace(signed, tree=repo.write_tree(None, files), parent=parent)
            parent = repo.write_commit(compose_entry(entry, partial(self.key("engine-1").sign, at=signed.time)))
        self.repo.git("update-ref", LEDGER, str(parent))

    def require_ignored(self, branch: str, code: str, *blocks: Block) -> None:
        """The notary leaves these ballots out and says why; an engine that carries them is refused; nothing moves."""
        tip = self.tip()
        for block in blocks:
            self.put(block)
        assert code in {each.code for each in self.standing(branch).ignored}
        self.notarise()
        assert self.tip() == tip
        self.require_refused(branch, code, *blocks)

    def require_refused(self, branch: str, code: str, *blocks: Block, **said: object) -> None:
        """An engine that records a ratification by these ballots is refused; what was verified before stays."""
        before = self.walk()
        self.forge_ratification(branch, blocks, **said)
        with refused(code):
            self.walk()
        assert self.walk_to(before.entries[-1].oid) == before

    def walk_to(self, tip: Oid) -> Record:
        return walk(self.opened, tip, now=self.now, pin=self.held.pin)

    def walk(self) -> Record:
        tip = self.tip()
        assert tip is not None
        return self.walk_to(tip)

    def tip(self) -> Oid | None:
        return self.opened.ref(LEDGER)


def chamber(
    home: GpgHome, path: Path, members: Iterable[str] = ("alice", "bob", "carol"), **options: object
) -> Chamber:
    return Chamber(home, new_repo(path), tuple(members), **options)  # type: ignore[arg-type]  # a test names fields


@contextmanager
def refused(code: str) -> Iterator[None]:
    """Expect an Error of this code, and no other."""
    with pytest.raises(Error) as refusal:
        yield
    assert refusal.value.code == code, refusal.value


def copied(room: Chamber, path: Path) -> Chamber:
    """Return the same council over a copy of its repository."""
    shutil.copytree(room.repo.path, path, symlinks=True)
    return replace(room, repo=GitRepo(path))


@pytest.fixture(scope="session")
def founded_once(gpg_home: GpgHome, tmp_path_factory: pytest.TempPathFactory) -> Chamber:
    room = chamber(gpg_home, tmp_path_factory.mktemp("council") / "r")
    room.found()
    room.later(hours=1)
    return room


@pytest.fixture
def room(founded_once: Chamber, tmp_path: Path) -> Chamber:
    """Return a council of alice, bob and carol, founded an hour ago."""
    return copied(founded_once, tmp_path / "r")


def words(record: Record) -> list[str]:
    """Return the events of a record, oldest first."""
    return [signed.event.word for signed in record.entries]
