"""A repository with a constitution that compiles, a council that has voted to found it, and a bench to reconcile it on.

Times are those of this machine: the pipeline has no clock but the real one.
"""

import json
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from importlib.resources import files
from pathlib import Path

import pytest

from acgs.constitution.catalogue import read_constitution
from acgs.council import ballot
from acgs.council.admission import walk
from acgs.council.inbox import INBOX
from acgs.council.record import Node
from acgs.council.tree import require_governed
from acgs.ledger.chain import LEDGER
from acgs.ledger.sign import Signer
from acgs.names import File, Files, Fingerprint, Oid
from acgs.norms.norm import read_all
from acgs.pipeline.bench import Bench
from acgs.pipeline.proving import prove_node
from acgs.pipeline.reconcile import Pipeline
from acgs.proof.proven import Proven
from acgs.release.keys import Kind, open_key
from acgs.synthesis.render import render_domain
from support.council import MAIN, Chamber
from support.gpg import GpgHome
from support.repo import GitRepo, new_repo

PRINCIPLE = "constitution/payments/A09-large-payments.md"


def starter() -> dict[str, bytes]:
    """Return the constitution that `acgs init` writes, and its Rego."""
    folder = files("acgs.cli") / "starter"
    return compiled(
        {
            "constitution/constitution.toml": (folder / "constitution.toml").read_bytes(),
            "constitution/payments/schema.json": (folder / "schema.json").read_bytes(),
            PRINCIPLE: (folder / "A09-large-payments.md").read_bytes(),
        }
    )


def compiled(written: dict[str, bytes]) -> dict[str, bytes]:
    """Return a constitution with the Rego of its domains."""
    tree: Files = {path: File("100644", data) for path, data in written.items()}
    domains = read_all(read_constitution(tree)).values()
    return written | {path: file.data for norms in domains for path, file in render_domain(norms).items()}


def changed(before: bytes, after: bytes) -> dict[str, bytes]:
    """Return the starter with one text in its principle changed."""
    written = {path: data for path, data in starter().items() if not path.startswith("policies/")}
    assert before in written[PRINCIPLE]
    written[PRINCIPLE] = written[PRINCIPLE].replace(before, after)
    return compiled(written)


@dataclass(frozen=True)
class Founding:
    """The origin, whose council has voted; nothing is recorded until a pipeline does it."""

    chamber: Chamber
    proofs: Path
    """Where what was proved once is kept."""

    @property
    def origin(self) -> Path:
        return self.chamber.repo.path

    def agree(self, branch: str, files: Mapping[str, bytes | None]) -> None:
        """Propose a change, let both vote, and merge it; the pipeline does the rest."""
        self.vote(branch, files)
        self.chamber.repo.merge(branch, at=self.chamber.now)

    def vote(self, branch: str, files: Mapping[str, bytes | None]) -> None:
        """Propose a change to what is recorded, and let both vote for it."""
        repo = self.chamber.opened
        tip = repo.ref(LEDGER)
        assert tip is not None
        self.chamber.now = datetime.now(UTC).replace(microsecond=0)
        self.chamber.record = walk(repo, tip, now=self.chamber.now)
        self.chamber.propose(branch, files)
        self.chamber.vote(branch, *self.chamber.members)

    def copied(self, path: Path) -> "Founding":
        shutil.copytree(self.origin, path)
        return replace(self, chamber=replace(self.chamber, repo=GitRepo(path)))

    @property
    def inbox(self) -> list[str]:
        """The branches of ballots."""
        return [ref.removeprefix("refs/heads/") for ref in self.chamber.opened.refs(INBOX)]

    def tip(self) -> Oid | None:
        return self.chamber.opened.ref(LEDGER)

    @property
    def desk(self) -> "Desk":
        return Desk(self.origin, self.chamber.home.path, self.chamber.key("engine-1").fingerprint, self.proofs)

    def pipeline(self, data: Path) -> Pipeline:
        return self.desk.pipeline(data)

    def pipeline_anew(self, data: Path) -> Pipeline:
        """Return a pipeline after the loss of everything but Git and the keys."""
        for each in data.iterdir():
            if each.name != "keys":
                shutil.rmtree(each) if each.is_dir() else each.unlink()
        return self.pipeline(data)


@dataclass(frozen=True)
class Desk:
    """What a pipeline is made of; unlike a `Founding` it can be told to another process."""

    origin: Path
    home: Path
    engine: Fingerprint
    proofs: Path

    def pipeline(self, data: Path) -> Pipeline:
        keys = {kind: open_key(data / "keys", kind) for kind in Kind}
        bench = Bench(str(self.origin), data, Signer(self.home, self.engine), keys, None)
        return Pipeline(bench, partial(prove_once, self.proofs))


def prove_once(folder: Path, node: Node, base: Node | None) -> Proven:
    """Prove a node for real, the first time that any test of this run asks."""
    kept = folder / f"{node.root}-{base.root if base else 'none'}.json"
    if not kept.exists():
        folder.mkdir(parents=True, exist_ok=True)
        kept.write_text(json.dumps(asdict(prove_node(node, base))))
    said = json.loads(kept.read_text())
    return Proven(**{**said, "caveats": tuple(said["caveats"])})


def founded(home: GpgHome, path: Path, *, proofs: Path) -> Founding:
    """Return a repository in which alice and bob have signed the founding of the starter."""
    now = datetime.now(UTC).replace(microsecond=0)
    members = ("alice", "bob")
    for name in (*members, "engine-1"):
        home.key(name, at=now - timedelta(days=2))
    chamber = Chamber(home, new_repo(path), members, now=now - timedelta(hours=1), expires=now + timedelta(days=30))
    council = chamber.council_files(chamber.council_file())
    chamber.commit({**council, **starter()}, key="alice")
    bond = ballot.founding(MAIN, require_governed(chamber.opened, chamber.repo.head).root)
    for name in members:
        chamber.cast(name, bond)
    return Founding(chamber, proofs)


@pytest.fixture(scope="session")
def home() -> Iterator[GpgHome]:
    with GpgHome() as made:
        yield made


@pytest.fixture(scope="session")
def original(home: GpgHome, tmp_path_factory: pytest.TempPathFactory) -> Founding:
    """One founding for a run; each test works on its own copy, `founding`."""
    folder = tmp_path_factory.mktemp("founding")
    return founded(home, folder / "origin", proofs=folder / "proofs")


@pytest.fixture
def founding(original: Founding, tmp_path: Path) -> Founding:
    return original.copied(tmp_path / "origin")
