"""`acgs prove` and `acgs diff`, whole processes in a real repository."""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from acgs.cli.app import main
from acgs.constitution.council_file import COUNCIL_FILE, write_council_file
from acgs.proof.report import ProofReport, keep
from support.author import A09, A09_PATH, replaced, tree
from support.founding import Founding
from support.repo import GitRepo, clean_environment, new_repo

Acgs = Callable[..., subprocess.CompletedProcess[str]]
GATES = '[proof.require]\nequivalent = "sampled"\ncomplies = "sampled"\n'
INCLUSIVE = replaced(A09, "amount_cents > 100000", "amount_cents >= 100000")


@pytest.fixture
def repo(tmp_path: Path) -> GitRepo:
    made = new_repo(tmp_path / "repo")
    made.write({**tree(), "constitution/constitution.toml": GATES})
    return made


@pytest.fixture
def acgs(repo: GitRepo, tmp_path: Path) -> Acgs:
    env = clean_environment() | {"XDG_CACHE_HOME": str(tmp_path / "cache"), "HOME": str(tmp_path)}
    env |= {name: os.environ[name] for name in ("ACGS_OPA",) if name in os.environ}

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        program = [sys.executable, "-m", "acgs", *words]
        return subprocess.run(program, cwd=repo.path, env=env, capture_output=True, check=False, text=True, timeout=120)

    return run


def test_a_compiled_constitution_passes_its_gates_and_says_under_which_caveats(acgs: Acgs) -> None:
    acgs("compile")

    done = acgs("prove")

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-3:] == [
        "caveat: complies: sampled",
        "caveat: equivalent: sampled",
        "no council, no root",
    ]
    assert not [line for line in done.stdout.lower().splitlines() if "proved" in line and "sampled" in line]


def test_strict_knows_no_gates(acgs: Acgs) -> None:
    acgs("compile")

    done = acgs("prove", "--strict")

    assert (done.returncode, done.stderr) == (3, "not proved, as --strict asks: complies, equivalent\n")


def test_a_second_run_reads_what_the_first_kept(acgs: Acgs, tmp_path: Path) -> None:
    acgs("compile")
    first, again = acgs("prove", "--json"), acgs("prove", "--json")

    assert json.loads(again.stdout) == json.loads(first.stdout)
    assert "no council, no root" in first.stderr
    assert len(list((tmp_path / "cache" / "acgs" / "proofs").iterdir())) == 1


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ((), "root {root}"),
        (("hooks/**",), "root: of commits only, this council governs more than constitution/ and policies/"),
    ],
)
def test_the_root_is_that_of_the_council_or_none_where_the_council_governs_more_than_was_read(
    law: Founding,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    more: tuple[str, ...],
    said: str,
) -> None:
    file = law.chamber.council_file()
    governed = tuple(sorted((*file.governed, *more)))
    law.chamber.repo.write({COUNCIL_FILE: write_council_file(replace(file, governed=governed))})
    monkeypatch.chdir(law.origin)
    monkeypatch.setenv("XDG_CACHE_HOME", str(law.proofs))

    assert main(["prove"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == said.format(root=law.chamber.held.node.root)


def test_without_compiled_policies_it_says_what_to_do(acgs: Acgs) -> None:
    done = acgs("prove")

    assert done.returncode == 2
    assert "acgs compile" in done.stderr


def test_the_boundary_of_a_limit_is_what_a_commit_changed(acgs: Acgs, repo: GitRepo) -> None:
    repo.commit({})
    repo.commit({A09_PATH: INCLUSIVE})

    done = acgs("diff", "HEAD~1", "HEAD", "--json")

    answer = json.loads(done.stdout)
    assert done.returncode == 0
    assert answer["verdict"] == "changed"
    assert [(c["principle"], c["direction"]) for c in answer["changes"]] == [("A09", "newly_denied")]
    assert answer["changes"][0]["witness"]["input"] == {"call": {"category": "payment", "amount_cents": 100000}}
    assert (answer["base"], answer["head"]) == (repo.git("rev-parse", "HEAD~1"), repo.head)
    assert answer["not_compiled"] == ["base", "head"]


def test_what_is_committed_decides_on_either_side(acgs: Acgs, repo: GitRepo) -> None:
    acgs("compile")
    repo.commit({})
    repo.write({A09_PATH: INCLUSIVE})
    acgs("compile")
    repo.commit({})

    answer = json.loads(acgs("diff", "HEAD~1", "HEAD", "--json").stdout)

    assert (answer["verdict"], answer["not_compiled"]) == ("changed", [])


def test_unless_told_it_compares_the_working_tree_with_where_the_branch_left_main(acgs: Acgs, repo: GitRepo) -> None:
    fork = repo.commit({})
    repo.git("switch", "-q", "-c", "topic")
    repo.commit({A09_PATH: INCLUSIVE})
    repo.write({A09_PATH: replaced(A09, "amount_cents > 100000", "amount_cents >= 100000 || false")})

    done = acgs("diff", "--exit-code")

    assert done.returncode == 1
    assert done.stdout.startswith(f"{fork} → the working tree: changed")


def test_nothing_changed_is_exit_0_with_exit_code_too(acgs: Acgs, repo: GitRepo) -> None:
    repo.commit({})

    done = acgs("diff", "--exit-code", "--any-json")

    assert (done.returncode, done.stdout) == (0, f"{repo.head} → the working tree: unchanged\n")


def test_a_first_constitution_is_compared_with_none(acgs: Acgs, repo: GitRepo) -> None:
    repo.commit_index("nothing yet")

    done = acgs("diff", "--format", "markdown")

    assert done.returncode == 0
    assert "newly allowed by acgs:domain" in done.stdout


def test_without_main_it_asks_for_a_base(acgs: Acgs, repo: GitRepo) -> None:
    repo.commit({})
    repo.git("branch", "-q", "-m", "trunk")

    done = acgs("diff")

    assert done.returncode == 2
    assert "no-base" in done.stderr


def test_a_report_that_finds_no_room_leaves_nothing_behind(tmp_path: Path) -> None:
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, limits[1]))
    try:
        keep(tmp_path / "proofs" / "report.json", ProofReport(()))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)

    assert list((tmp_path / "proofs").iterdir()) == []
