"""REP-01, REP-02, REP-04: a release serves what was ratified last, with a proof of it, as that bundle."""

from dataclasses import replace

import pytest

from acgs.council.admission import walk
from acgs.council.delivery import Rebuild
from acgs.council.ratified import Ratified
from acgs.digest import sha256
from acgs.ledger.block import compose
from acgs.ledger.chain import folder
from acgs.ledger.entry import Release
from acgs.ledger.statement import ProofStatement
from acgs.names import NO_ROOT, Digest, Oid, Root, Seq, Target
from support.council import PRINCIPLE, Chamber, refused, rule

DEFAULT = Target("default")
BUNDLE = sha256(b"the tar")


@pytest.fixture
def honest(room: Chamber) -> Release:
    """What may be released once a second revision is admitted."""
    room.agree("raise", {PRINCIPLE: rule(200)}, "alice", "bob")
    return Release(DEFAULT, room.held.revision, room.held.node.root, BUNDLE)


def proof(room: Chamber, root: Root, key: str = "engine-1", **said: object) -> bytes:
    statement = ProofStatement(
        root, NO_ROOT, ("equivalent: sampled",), nothing_new=False, report=BUNDLE, repo=room.held.repo
    )
    statement = replace(statement, **said)  # type: ignore[arg-type]  # a test names fields
    return compose(statement, lambda line: room.key(key).sign(line, room.now))


def rebuilt(ratified: Ratified, target: Target, serial: Seq, block: Digest, signatures: bytes) -> Digest:
    """Return what a bundle is here: a digest of all that it is made of."""
    del ratified, target, serial, block
    return BUNDLE if signatures == b"{}" else Digest("0" * 64)


def release(room: Chamber, event: Release, block: bytes, signatures: bytes = b"{}", **more: bytes) -> None:
    place = folder(Seq(room.held.entries[-1].seq + 1))
    files = {"proof": block, "signatures.json": signatures} | {
        name.replace("_", "/"): data for name, data in more.items()
    }
    room.forge(event, {place + name: data for name, data in files.items()})


def require_refused(room: Chamber, code: str, rebuild: Rebuild = rebuilt) -> None:
    tip = room.tip()
    assert tip is not None
    with refused(code):
        walk(room.opened, tip, now=room.now, rebuild=rebuild)


def test_an_honest_release_is_the_last_of_its_target(room: Chamber, honest: Release) -> None:
    release(room, honest, proof(room, honest.root))

    tip = room.tip()
    assert tip is not None
    assert walk(room.opened, tip, now=room.now, rebuild=rebuilt).releases == {DEFAULT: (4, honest)}


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"revision": Oid("1" * 40)}, "release-revision"),
        ({"root": Root("1" * 64)}, "release-revision"),
        ({"target": Target("elsewhere")}, "release-target"),
        ({"bundle": Digest("1" * 64)}, "release-bundle"),
    ],
)
def test_a_release_of_something_else_is_refused(
    room: Chamber, honest: Release, said: dict[str, object], code: str
) -> None:
    release(room, replace(honest, **said), proof(room, honest.root))  # type: ignore[arg-type]  # a test names fields

    require_refused(room, code)


def test_an_older_revision_is_not_served_again_without_an_act(room: Chamber, honest: Release) -> None:
    founded = room.held.nodes[Seq(1)].root
    older = replace(honest, revision=next(iter(room.held.admitted)), root=founded)

    release(room, older, proof(room, founded))

    require_refused(room, "release-acts")


def test_where_the_ratified_gates_cannot_be_read_there_is_no_target(room: Chamber) -> None:
    room.agree("odd", {"constitution/constitution.toml": "renderer = 0\n"}, "alice", "bob", "carol")
    event = Release(DEFAULT, room.held.revision, room.held.node.root, BUNDLE)

    release(room, event, proof(room, event.root))

    require_refused(room, "release-target")


def test_a_roll_back_by_act_cannot_be_told_by_this_version(room: Chamber, honest: Release) -> None:
    release(room, honest, proof(room, honest.root), acts_1=b"an act\n")

    require_refused(room, "event-not-read")


def test_other_signatures_are_another_bundle(room: Chamber, honest: Release) -> None:
    release(room, honest, proof(room, honest.root), b'{"signatures":[]}')

    require_refused(room, "release-bundle")


def test_a_proof_is_the_engines_and_of_this_root(room: Chamber, honest: Release) -> None:
    before = room.held.entries[-1].oid
    for block, code in (
        (proof(room, honest.root, key="alice"), "proof"),
        (proof(room, honest.root)[:-2], "proof"),
        (room.ballot("alice", room.propose("next", {PRINCIPLE: rule(300)}).bond).data, "proof"),
        (proof(room, NO_ROOT), "release-proof"),
        (proof(room, honest.root, repo=Oid("1" * 40)), "release-proof"),
    ):
        release(room, honest, block)
        require_refused(room, code)
        room.repo.git("update-ref", "refs/heads/acgs-ledger", before)
