"""A repository with a constitution that compiles, a council that has voted to found it, and a bench to reconcile it on.

Times are those of this machine: the pipeline has no clock but the real one.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from importlib.resources import files
from pathlib import Path

from acgs.constitution.catalogue import read_constitution
from acgs.council.ballot import founding
from acgs.council.tree import require_governed
from acgs.ledger.sign import Signer
from acgs.names import File, Files
from acgs.norms.norm import read_all
from acgs.pipeline import Bench, Pipeline, prove_ratified
from acgs.release.keys import Kind, open_key
from acgs.synthesis.render import render_domain
from support.council import MAIN, Chamber
from support.gpg import GpgHome
from support.repo import new_repo

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

    @property
    def origin(self) -> Path:
        return self.chamber.repo.path

    def bench(self, data: Path) -> Bench:
        engine = self.chamber.key("engine-1").fingerprint
        keys = {kind: open_key(data / "keys", kind) for kind in Kind}
        return Bench(str(self.origin), data, Signer(self.chamber.home.path, engine), keys, None)

    def pipeline(self, data: Path) -> Pipeline:
        return Pipeline(self.bench(data), partial(prove_ratified, cache=data / "proofs"))


def founded(home: GpgHome, path: Path) -> Founding:
    """Return a repository in which alice and bob have signed the founding of the starter."""
    now = datetime.now(UTC).replace(microsecond=0)
    members = ("alice", "bob")
    for name in (*members, "engine-1"):
        home.key(name, at=now - timedelta(days=2))
    chamber = Chamber(home, new_repo(path), members, now=now - timedelta(hours=1), expires=now + timedelta(days=30))
    council = chamber.council_files(chamber.council_file())
    chamber.commit({**council, **starter()}, key="alice")
    bond = founding(MAIN, require_governed(chamber.opened, chamber.repo.head).root)
    for name in members:
        chamber.cast(name, bond)
    return Founding(chamber)
