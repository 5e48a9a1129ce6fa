"""From a merge to a published bundle, on a real repository with real keys: what a pass does, and does not do twice."""

import re
import shutil
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from acgs.council.record import Node
from acgs.errors import Error, Misconfigured, Unavailable, Undecided, Untrusted
from acgs.ledger.chain import LEDGER
from acgs.ledger.sign import Signer
from acgs.names import Oid, Target
from acgs.pipeline.bench import State
from acgs.pipeline.reconcile import Pipeline
from acgs.proof.proven import Proven
from acgs.release import control
from acgs.release.archive import unpack
from acgs.release.control import RENEW_S
from acgs.release.keys import Kind
from acgs.release.sealed import Bundle
from acgs.release.signing import scope
from acgs.settings import read_settings
from acgs.shelf import Shelf
from acgs.web.engine import open_bench
from support.council import words
from support.founding import Founding, changed, starter
from support.killed import killed
from support.repo import new_repo

DEFAULT = Target("default")
BUNDLE, CONTROL, DISCOVERY = "default/bundle", "default/control", "default/discovery"
TIGHTER = changed(b"> 100000", b"> 50000")


def events(state: State) -> list[str]:
    assert state.record is not None
    return words(state.record)


def shelf_of(pipeline: Pipeline) -> Shelf:
    return pipeline.bench.shelf


def test_a_founding_becomes_a_published_release(founding: Founding, tmp_path: Path) -> None:
    pipeline = founding.pipeline(tmp_path / "data")

    state = pipeline.reconcile()

    assert events(state) == ["genesis", "release"]
    assert (state.serials, state.waiting) == ({DEFAULT: 2}, ())
    published, tar = shelf_of(pipeline).read(BUNDLE)
    assert published.serial == 2
    assert {path: data for path, data in unpack(tar).items() if path.endswith(".rego")} == {
        path: data for path, data in starter().items() if path.endswith(".rego") and not path.endswith("_test.rego")
    }


def test_the_second_pass_finds_nothing_to_do(founding: Founding, tmp_path: Path) -> None:
    pipeline = founding.pipeline(tmp_path / "data")
    pipeline.reconcile()
    before = (founding.tip(), everything(tmp_path / "data"))
    steps: list[str] = []

    for again in (pipeline, founding.pipeline(tmp_path / "data")):
        again.at = steps.append
        again.reconcile()

    assert (founding.tip(), everything(tmp_path / "data")) == before
    assert steps == ["fetched", "verified", "recorded"] * 2


def test_the_proof_statement_names_what_was_only_sampled(founding: Founding, tmp_path: Path) -> None:
    pipeline = founding.pipeline(tmp_path / "data")
    pipeline.reconcile()

    assert pipeline.served[DEFAULT].release.proven.caveats == ("complies: sampled", "equivalent: sampled")


def test_a_ratified_merge_is_released_under_the_seq_of_its_entry(founding: Founding, tmp_path: Path) -> None:
    pipeline = founding.pipeline(tmp_path / "data")
    first = pipeline.reconcile()
    founding.agree("tighter", TIGHTER)

    state = pipeline.reconcile()

    assert events(state) == ["genesis", "release", "ratify", "update", "release"]
    assert state.serials == {DEFAULT: 5}
    assert first.record is not None
    assert pipeline.served[DEFAULT].release.proven.base == first.record.node.root
    assert pipeline.served[DEFAULT].release.proven.nothing_new
    assert b"50000" in unpack(shelf_of(pipeline).read(BUNDLE)[1])["policies/payments/a09.rego"]


def test_going_back_is_a_new_serial_with_the_old_content(founding: Founding, tmp_path: Path) -> None:
    pipeline = founding.pipeline(tmp_path / "data")
    pipeline.reconcile()
    before = shelf_of(pipeline).read(BUNDLE)[1]
    founding.agree("tighter", TIGHTER)
    pipeline.reconcile()
    founding.agree("back", {path: starter()[path] for path in TIGHTER})

    state = pipeline.reconcile()

    assert state.serials == {DEFAULT: 8}
    published, after = shelf_of(pipeline).read(BUNDLE)
    assert published.serial == 8
    first, last = (
        {path: data for path, data in unpack(tar).items() if path.endswith(".rego")} for tar in (before, after)
    )
    assert last == first


def test_a_merge_of_what_is_not_governed_is_recorded_and_not_released(founding: Founding, tmp_path: Path) -> None:
    pipeline = founding.pipeline(tmp_path / "data")
    pipeline.reconcile()
    founding.chamber.commit({"README": "more words\n"})

    state = pipeline.reconcile()

    assert events(state) == ["genesis", "release", "update"]
    assert state.serials == {DEFAULT: 2}
    assert founding.pipeline(tmp_path / "data").reconcile().serials == {DEFAULT: 2}


def test_a_forced_merge_is_said_and_never_published_and_a_revert_heals_it(founding: Founding, tmp_path: Path) -> None:
    pipeline = founding.pipeline(tmp_path / "data")
    pipeline.reconcile()
    before = shelf_of(pipeline).read(BUNDLE)
    founding.chamber.commit(TIGHTER)

    state = pipeline.reconcile()

    assert "to which the council has not agreed" in state.waiting[0]
    assert shelf_of(pipeline).read(BUNDLE) == before
    founding.chamber.commit(starter())
    assert pipeline.reconcile().waiting == ()
    assert shelf_of(pipeline).read(BUNDLE) == before


def test_what_is_ratified_is_proved_before_it_is_merged(founding: Founding, tmp_path: Path) -> None:
    pipeline = founding.pipeline(tmp_path / "data")
    pipeline.reconcile()
    founding.vote("tighter", TIGHTER)
    steps: list[str] = []
    pipeline.at = steps.append

    assert events(pipeline.reconcile()) == ["genesis", "release", "ratify"]
    assert steps[-1] == "proved"
    founding.chamber.repo.merge("tighter")
    steps.clear()

    assert events(pipeline.reconcile()) == ["genesis", "release", "ratify", "update", "release"]
    assert "proved" not in steps


def test_what_is_not_proven_is_asked_once(founding: Founding, tmp_path: Path) -> None:
    pipeline = founding.pipeline(tmp_path / "data")
    asked = []

    def never(node: Node, _base: Node | None) -> Proven:
        asked.append(node.seq)
        raise Undecided("out of memory")

    pipeline.prove = never
    states = [pipeline.reconcile() for _ in range(3)]

    assert asked == [1]
    assert {state.waiting[0].endswith("is not released: out of memory") for state in states} == {True}
    assert shelf_of(pipeline).pointed(CONTROL) is not None


def test_a_bundle_key_that_was_lost_is_healed_by_one_release_though_killed(founding: Founding, tmp_path: Path) -> None:
    founding.pipeline(tmp_path / "data").reconcile()
    (tmp_path / "data" / "keys" / "bundle.pem").unlink()
    settings = read_settings(
        {
            "repo": founding.origin,
            "data": tmp_path / "data",
            "engine_key": founding.desk.engine,
            "gpg_home": founding.desk.home,
        },
        {},
    )
    open_bench(settings)
    assert killed(founding.desk, tmp_path / "data", 6)[1][-1] == "built"

    made_anew = Pipeline(open_bench(settings), founding.pipeline(tmp_path / "data").prove)
    states = [made_anew.reconcile(), made_anew.reconcile()]

    assert [events(state) for state in states] == [["genesis", "release", "release"]] * 2
    assert [(state.serials, state.waiting) for state in states] == [({DEFAULT: 3}, ())] * 2
    own = made_anew.bench.keys[Kind.BUNDLE]
    bundle = Bundle.of(3, shelf_of(made_anew).read(BUNDLE)[1])
    assert states[0].record is not None
    assert bundle.is_signed(own, scope(states[0].record.repo, DEFAULT, Kind.BUNDLE))


def test_a_server_with_another_key_says_so_and_writes_nothing(founding: Founding, tmp_path: Path) -> None:
    founding.pipeline(tmp_path / "data").reconcile()

    state = founding.pipeline(tmp_path / "other").reconcile()

    assert events(state) == ["genesis", "release"]
    assert state.waiting == ("default: another key has signed release 2; put it back as keys/bundle.pem",)


def test_what_is_ratified_and_not_proven_is_not_released(founding: Founding, tmp_path: Path) -> None:
    """Rego that was edited by hand, agreed to by all, and does not say what the principle means."""
    pipeline = founding.pipeline(tmp_path / "data")
    pipeline.reconcile()
    before = shelf_of(pipeline).read(BUNDLE)
    rego = "policies/payments/a09.rego"
    edited = {rego: starter()[rego].replace(b"100000", b"900000")}
    assert edited[rego] != starter()[rego]
    founding.agree("edited", edited)

    state = pipeline.reconcile()

    assert "is not released" in state.waiting[0]
    assert state.serials == {DEFAULT: 2}
    assert shelf_of(pipeline).read(BUNDLE) == before


def test_what_no_bundle_can_hold_is_not_released_and_its_removal_heals(founding: Founding, tmp_path: Path) -> None:
    pipeline = founding.pipeline(tmp_path / "data")
    pipeline.reconcile()
    long = f"policies/payments/{'x' * 120}.rego"
    founding.agree("long", {long: b"package acgs.payments.more\n"})

    states = [pipeline.reconcile(), pipeline.reconcile()]

    assert {state.waiting[0].partition(" is not released: ")[2] for state in states} == {
        f"{long}:1: the name is too long for a bundle"
    }
    assert [state.serials for state in states] == [{DEFAULT: 2}] * 2
    founding.agree("short", {long: None})
    assert pipeline.reconcile().waiting == ()


def test_everything_but_git_and_the_keys_may_be_lost(founding: Founding, tmp_path: Path) -> None:
    pipeline = founding.pipeline(tmp_path / "data")
    pipeline.reconcile()
    founding.agree("tighter", TIGHTER)
    pipeline.reconcile()
    tip, bundle = founding.tip(), shelf_of(pipeline).read(BUNDLE)
    lent = shelf_of(pipeline).read(CONTROL)[0].serial

    state = founding.pipeline_anew(tmp_path / "data").reconcile()

    assert (founding.tip(), shelf_of(pipeline).read(BUNDLE)) == (tip, bundle)
    assert state.serials == {DEFAULT: 5}
    assert shelf_of(pipeline).read(CONTROL)[0].serial > lent


@pytest.mark.parametrize(
    "lost", ["mirror.git/HEAD", "mirror.git/objects", "shelf/objects", "shelf/names", "shelf/names/default/control"]
)
def test_each_part_of_the_cache_may_be_lost_alone(founding: Founding, tmp_path: Path, lost: str) -> None:
    pipeline = founding.pipeline(tmp_path / "data")
    pipeline.reconcile()
    bundle = shelf_of(pipeline).read(BUNDLE)
    path = tmp_path / "data" / lost
    shutil.rmtree(path) if path.is_dir() else path.unlink()

    founding.pipeline(tmp_path / "data").reconcile()

    assert shelf_of(pipeline).read(BUNDLE) == bundle
    assert {kind: shelf_of(pipeline).pointed(kind) is None for kind in (CONTROL, DISCOVERY)} == dict.fromkeys(
        (CONTROL, DISCOVERY), False
    )


def test_a_repository_around_the_data_folder_is_left_alone(founding: Founding, tmp_path: Path) -> None:
    around = new_repo(tmp_path / "around")
    commit = around.commit({"mine": "untouched"})
    (around.path / "data" / "mirror.git").mkdir(parents=True)

    founding.pipeline(around.path / "data").reconcile()

    assert around.git("for-each-ref", "--format=%(refname) %(objectname)") == f"refs/heads/main {commit}"


def test_what_was_rewound_is_kept_so_that_the_ledger_can_be_verified_again(founding: Founding, tmp_path: Path) -> None:
    pipeline = founding.pipeline(tmp_path / "data")
    pipeline.reconcile()
    agreed = founding.chamber.repo.head
    founding.chamber.commit(TIGHTER)
    pipeline.reconcile()
    founding.chamber.repo.git("reset", "-q", "--hard", agreed)
    assert events(pipeline.reconcile()) == ["genesis", "release", "update", "rewind"]

    state = founding.pipeline_anew(tmp_path / "data").reconcile()

    assert (events(state), state.waiting) == (["genesis", "release", "update", "rewind"], ())


def test_a_governed_ref_that_is_deleted_is_said(founding: Founding, tmp_path: Path) -> None:
    pipeline = founding.pipeline(tmp_path / "data")
    pipeline.reconcile()
    founding.chamber.repo.git("switch", "-q", "-c", "other")
    founding.chamber.repo.git("branch", "-q", "-D", "main")

    state = pipeline.reconcile()

    assert events(state) == ["genesis", "release", "rewind"]
    assert "refs/heads/main is deleted" in state.waiting[0]
    assert founding.pipeline_anew(tmp_path / "data").reconcile().waiting == state.waiting


def test_an_origin_that_is_away_leaves_what_is_known_published(founding: Founding, tmp_path: Path) -> None:
    pipeline = founding.pipeline(tmp_path / "data")
    pipeline.reconcile()
    bundle = shelf_of(pipeline).read(BUNDLE)
    founding.origin.rename(tmp_path / "away")
    shutil.rmtree(tmp_path / "data" / "shelf")

    with pytest.raises(Unavailable) as refused:
        founding.pipeline(tmp_path / "data").reconcile()

    assert refused.value.code == "remote"
    assert shelf_of(pipeline).read(BUNDLE) == bundle
    assert shelf_of(pipeline).pointed(CONTROL) is not None


def aged(pipeline: Pipeline, genesis: Oid) -> int:
    """Put a control of two hours ago on the shelf, and return its serial."""
    shelf, then_ns = shelf_of(pipeline), time.time_ns() - 2 * RENEW_S * 10**9
    old = control.renewed(genesis, DEFAULT, pipeline.bench.keys[Kind.CONTROL], None, now_ns=then_ns)
    (shelf.root / "names" / CONTROL).unlink()
    shelf.publish(CONTROL, old.serial, old.tar)
    return old.serial


def test_a_clock_before_the_last_entry_is_said_and_nothing_is_appended(founding: Founding, tmp_path: Path) -> None:
    founding.chamber.now = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=200)
    founding.chamber.notarise()
    before = founding.tip()
    assert before is not None

    pipeline = founding.pipeline(tmp_path / "data")
    assert "is not released: the clock" in pipeline.reconcile().waiting[0]
    founding.chamber.commit({"README": "to be recorded\n"})
    with pytest.raises(Misconfigured) as refused:
        pipeline.reconcile()

    assert refused.value.code == "clock"
    assert founding.tip() == before
    assert shelf_of(pipeline).pointed(CONTROL) is not None


def gone_back(founding: Founding) -> None:
    founding.chamber.repo.git("update-ref", LEDGER, f"{LEDGER}~1")


def junk(founding: Founding) -> None:
    repo = founding.chamber.repo
    raw = repo.raw(LEDGER).replace(b"parent ", b"parent " + repo.git("rev-parse", LEDGER).encode() + b"\n#", 1)
    repo.git("update-ref", LEDGER, repo.write_object("commit", re.sub(rb"\n#[^\n]*", b"", raw)))


def away(founding: Founding) -> None:
    founding.origin.rename(founding.origin.with_name("away"))


def no_signer(founding: Founding) -> None:
    founding.chamber.commit({"README": "to be recorded\n"})


@pytest.mark.parametrize("befallen", [gone_back, junk, away, no_signer])
def test_whatever_befalls_git_or_the_signer_control_is_renewed(
    founding: Founding, tmp_path: Path, befallen: Callable[[Founding], None]
) -> None:
    first = founding.pipeline(tmp_path / "data")
    genesis = first.reconcile().record
    assert genesis is not None
    bundle = shelf_of(first).read(BUNDLE)
    befallen(founding)

    for again in (first, founding.pipeline(tmp_path / "data")):
        again.bench = replace(again.bench, signer=Signer(tmp_path / "no home", again.bench.signer.fingerprint))
        lent = aged(again, genesis.repo)
        with pytest.raises(Error):
            again.reconcile()

        assert shelf_of(again).read(CONTROL)[0].serial > lent
        assert shelf_of(again).read(BUNDLE) == bundle


def test_an_entry_that_nobody_signed_is_refused_and_forgotten_when_it_goes(founding: Founding, tmp_path: Path) -> None:
    pipeline = founding.pipeline(tmp_path / "data")
    pipeline.reconcile()
    agreed = founding.tip()
    junk(founding)
    for again in (pipeline, founding.pipeline(tmp_path / "data")):
        with pytest.raises(Error):
            again.reconcile()

    founding.chamber.repo.git("update-ref", LEDGER, str(agreed))

    for again in (pipeline, founding.pipeline(tmp_path / "data")):
        assert events(again.reconcile()) == ["genesis", "release"]


@pytest.mark.parametrize("to", ["HEAD~1", None])
def test_a_ledger_that_goes_back_is_refused_and_nothing_moves(
    founding: Founding, tmp_path: Path, to: str | None
) -> None:
    pipeline = founding.pipeline(tmp_path / "data")
    pipeline.reconcile()
    before = everything(tmp_path / "data" / "shelf")
    git = founding.chamber.repo.git
    git("update-ref", "refs/heads/acgs-ledger", "refs/heads/acgs-ledger~1") if to else git(
        "branch", "-D", "acgs-ledger"
    )

    for again in (pipeline, founding.pipeline(tmp_path / "data")):
        with pytest.raises(Untrusted) as refused:
            again.reconcile()
        assert refused.value.code == "rollback"

    assert everything(tmp_path / "data" / "shelf") == before


def test_of_two_at_once_one_wins_and_both_serve_the_same(founding: Founding, tmp_path: Path) -> None:
    founding.pipeline(tmp_path / "a")
    shutil.copytree(tmp_path / "a", tmp_path / "b")
    racers = [founding.pipeline(tmp_path / name) for name in "ab"]
    together = threading.Barrier(2)
    states: dict[str, State] = {}

    def at(step: str) -> None:
        if step == "built":
            together.wait(60)

    def run(pipeline: Pipeline) -> None:
        pipeline.at = at
        states[pipeline.bench.data.name] = pipeline.reconcile()

    racing = [threading.Thread(target=run, args=(pipeline,)) for pipeline in racers]
    for thread in racing:
        thread.start()
    for thread in racing:
        thread.join(120)

    assert events(states["a"]) == events(states["b"]) == ["genesis", "release"]
    assert shelf_of(racers[0]).read(BUNDLE) == shelf_of(racers[1]).read(BUNDLE)


def test_of_two_on_one_folder_the_second_waits(founding: Founding, tmp_path: Path) -> None:
    first, second = (founding.pipeline(tmp_path / "data") for _ in range(2))
    steps: list[str] = []
    has_begun, may_go_on = threading.Event(), threading.Event()

    def at(step: str) -> None:
        steps.append("first")
        has_begun.set()
        assert may_go_on.wait(60), step

    first.at = at
    second.at = lambda _: steps.append("second")
    running = [threading.Thread(target=pipeline.reconcile) for pipeline in (first, second)]
    running[0].start()
    assert has_begun.wait(60)
    running[1].start()
    running[1].join(0.5)
    assert steps == ["first"]
    may_go_on.set()
    for thread in running:
        thread.join(60)

    assert steps == sorted(steps)
    assert set(steps) == {"first", "second"}


def everything(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
