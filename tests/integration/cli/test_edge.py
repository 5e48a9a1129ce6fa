"""What a person meets at the edge of every verb: help, JSON, pipes, disks, folders and machines that lack something."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
import typer.main

from acgs import __version__
from acgs.cli import app
from acgs.cli.stage import set_stage
from acgs.errors import Misconfigured
from support.agent_tools import ROOT
from support.author import tree
from support.repo import GitRepo, clean_environment, new_repo

VERBS = sorted(app.VERBS | app.PLUMBING)


@pytest.fixture
def repo(tmp_path: Path) -> GitRepo:
    return new_repo(tmp_path / "repo")


def acgs(place: Path, *words: str, stdout: int = subprocess.PIPE, **environment: str) -> "subprocess.Popen[str]":
    env = clean_environment() | {"HOME": str(place), "CI": "1"} | environment
    command = [sys.executable, "-m", "acgs", *words]
    return subprocess.Popen(
        command, cwd=place, env=env, stdin=subprocess.DEVNULL, stdout=stdout, stderr=subprocess.PIPE, text=True
    )


def said(program: "subprocess.Popen[str]") -> tuple[int, str, str]:
    out, err = program.communicate(timeout=60)
    return program.returncode, out or "", err


def commands(verb: str) -> Iterator[tuple[str, str]]:
    """Yield each command of a verb, and its help text."""
    module = import_module(f"acgs.cli.{verb}")
    group = getattr(module, "app", None)
    if group is None:
        yield verb, getattr(module, verb.replace("compile", "compile_")).__doc__
        return
    click = typer.main.get_command(group)
    yield verb, click.help or ""
    for name, command in click.commands.items():  # type: ignore[attr-defined]
        yield f"{verb} {name}", command.help


@pytest.mark.parametrize("verb", VERBS)
def test_every_command_has_an_example_on_a_line_of_its_own(verb: str) -> None:
    for name, text in commands(verb):
        assert re.search(rf"^ *\n *Example: acgs {verb}", text, re.MULTILINE), name


def test_json_and_quiet_may_stand_before_the_verb_and_behind_it(repo: GitRepo) -> None:
    repo.write(tree())

    answers = [
        said(acgs(repo.path, *words))
        for words in (("check", "--json"), ("--json", "check"), ("--quiet", "--json", "check", "--quiet"))
    ]

    assert answers == [(0, '{"version":1,"errors":[]}\n', "")] * 3


def test_commentary_comes_after_what_was_said_before_it(repo: GitRepo) -> None:
    both = subprocess.run(
        [sys.executable, "-m", "acgs", "init"],
        cwd=repo.path,
        env=clean_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=True,
    ).stdout

    assert both.splitlines()[-1] == "next: acgs check && acgs compile && acgs prove"


def test_a_reader_who_hangs_up_sees_no_stack_trace(repo: GitRepo) -> None:
    repo.write(tree())
    read, write = os.pipe()
    os.close(read)

    code, _, err = said(acgs(repo.path, "check", stdout=write))

    os.close(write)
    assert (code, err) == (1, "")


def test_an_output_that_takes_nothing_is_a_sentence(repo: GitRepo) -> None:
    repo.write(tree())
    full = os.open("/dev/full", os.O_WRONLY)

    answers = [
        said(acgs(repo.path, *words, stdout=full)) for words in (("check",), ("check", "--json"), ("log", "--json"))
    ]

    os.close(full)
    assert [(code, err) for code, _, err in answers] == [
        (2, "acgs: the output: No space left on device [machine]\n")
    ] * 3


def test_control_c_ends_without_a_stack_trace(repo: GitRepo) -> None:
    request = repo.path / "request.json"
    os.mkfifo(request)
    program = acgs(repo.path, "why", str(request))
    write = os.open(request, os.O_WRONLY)  # comes back when the program has begun to read
    program.send_signal(signal.SIGINT)

    code, _, err = said(program)

    os.close(write)
    assert (code, "Traceback" in err) == (130, False)


def test_control_c_while_the_program_is_still_being_loaded_is_the_same(repo: GitRepo, tmp_path: Path) -> None:
    (tmp_path / "typer.py").write_text("raise KeyboardInterrupt")

    assert said(acgs(repo.path, "prove", PYTHONPATH=str(tmp_path))) == (130, "", "")


def test_a_bare_repository_is_named_as_what_it_is(repo: GitRepo, tmp_path: Path) -> None:
    repo.git("clone", "-q", "--bare", ".", str(tmp_path / "law.git"))

    code, _, err = said(acgs(tmp_path / "law.git", "check"))

    assert code == 2
    assert "is a bare repository, without a working tree [bare]" in err


@pytest.mark.parametrize("verb", ["check", "compile", "prove", "diff", "log", "verify", "propose", "vote"])
def test_without_git_it_says_how_to_have_it(repo: GitRepo, verb: str) -> None:
    repo.commit(tree())

    code, out, err = said(acgs(repo.path, verb, PATH="/nowhere"))

    assert (code, out) == (3, "")
    assert err == "acgs: git is not on PATH [git-missing]\n      install git\n"


def test_where_no_repository_is_it_says_how_to_have_one(tmp_path: Path) -> None:
    hint = "      make one: git init && acgs init\n"

    assert said(acgs(tmp_path)) == (2, "", f"acgs: {tmp_path} is not in a Git repository [no-repository]\n{hint}")


def test_a_word_that_is_no_verb_gets_the_nearest_one(tmp_path: Path) -> None:
    code, out, err = said(acgs(tmp_path, "chek"))

    assert (code, out) == (2, "")
    assert "Did you mean 'check'?" in err


def test_init_writes_what_passes_at_once_and_hooks_that_can_be_run(repo: GitRepo) -> None:
    code, out, _ = said(acgs(repo.path, "init"))

    assert code == 0
    assert said(acgs(repo.path, "check"))[:2] == (0, "payments: 1 principle, no errors\n")
    for name in ("pre-commit", "update", "post-receive"):
        ours, theirs = ROOT / "hooks" / name, repo.path / "hooks" / name
        assert theirs.read_text() == ours.read_text()
        assert len(ours.read_text().splitlines()) == 3
        assert os.access(theirs, os.X_OK)
        assert f"wrote hooks/{name}\n" in out
    assert not (repo.path / ".git/hooks/pre-commit").exists()


def test_init_leaves_what_is_there_and_writes_no_second_constitution(repo: GitRepo) -> None:
    repo.write({"hooks/update": "mine\n"})

    first, again = said(acgs(repo.path, "init")), said(acgs(repo.path, "init", "--domain", "other"))

    assert "left as it is: hooks/update\n" in first[2]
    assert (repo.path / "hooks/update").read_text() == "mine\n"
    assert again[0] == 2
    assert "[exists]" in again[2]
    assert not (repo.path / "constitution/other").exists()


def test_init_says_in_json_what_it_wrote_and_what_it_left(repo: GitRepo) -> None:
    repo.write({"hooks/update": "mine\n"})

    code, out, err = said(acgs(repo.path, "init", "--domain", "lab", "--json"))

    answer = json.loads(out)
    files = [str(path.relative_to(repo.path)) for path in repo.path.rglob("*") if path.is_file()]
    assert (code, err, answer["kept"]) == (0, "", ["hooks/update"])
    assert sorted([*answer["written"], "hooks/update"]) == sorted(path for path in files if path[:5] != ".git/")
    assert "constitution/lab/schema.json" in answer["written"]


@pytest.mark.parametrize("domain", ["keys", "Payments", "a/b"])
def test_init_takes_no_name_that_cannot_be_a_domain(repo: GitRepo, domain: str) -> None:
    code, out, err = said(acgs(repo.path, "init", "--domain", domain))

    assert (code, out) == (2, "")
    assert err.startswith(f"acgs: '{domain}' cannot name a domain [domain]\n")
    assert [path.name for path in repo.path.iterdir()] == [".git"]


def test_init_on_a_disk_that_takes_nothing_leaves_nothing(repo: GitRepo, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk is full at the third file."""
    from acgs.cli.init import init

    monkeypatch.chdir(repo.path)
    left = iter([None, None])

    def fsync(_: int) -> None:
        if next(left, 0) == 0:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(Misconfigured, match="No space left on device"):
        init()

    assert [path for path in repo.path.rglob("*") if path.is_file() and ".git/" not in str(path)] == []


def test_prove_says_its_caveats_and_its_root_in_json_too(repo: GitRepo) -> None:
    for words in (("init",), ("compile",)):
        said(acgs(repo.path, *words))

    answer = json.loads(said(acgs(repo.path, "--quiet", "prove", "--json"))[1])

    assert list(answer) == ["version", "claims", "summary", "caveats", "root"]
    assert (answer["caveats"], answer["root"]) == (["complies: sampled", "equivalent: sampled"], None)
    assert set(answer["claims"][0]) >= {"claim", "domain", "principle", "verdict", "reason", "witness", "elapsed_ms"}


@pytest.mark.parametrize("verb", ["propose", "vote"])
def test_before_there_is_a_council_it_says_how_to_have_one(repo: GitRepo, verb: str) -> None:
    repo.commit(tree())

    code, _, err = said(acgs(repo.path, verb))

    assert code == 1
    assert err.endswith("[no-root]\n      acgs council init writes one; commit it\n")


@pytest.mark.parametrize("verb", ["log", "verify"])
def test_where_no_ledger_is_here_it_says_how_to_found_or_to_fetch_one(repo: GitRepo, verb: str) -> None:
    repo.commit(tree())

    code, out, err = said(acgs(repo.path, verb))

    assert code == 1
    assert "[not-founded]" in out + err
    assert "found one: acgs council init; or fetch the ledger that there is: git fetch\n" in out + err


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("council",), "Missing command."),
        (("prove", "--format", "html"), "Invalid value for '--format': 'html' is not one of 'text', 'markdown'."),
    ],
)
def test_wrong_words_are_one_sentence_and_where_to_look(repo: GitRepo, words: tuple[str, ...], message: str) -> None:
    assert said(acgs(repo.path, *words)) == (2, "", f"acgs: {message} [usage]\n      acgs {words[0]} --help\n")


REFUSED = [
    ("log", "a09"),
    ("diff", "no-such-base"),
    ("sidecar", "config", "--server", "x"),
    ("chek",),
    ("check", "--nope"),
    ("council",),
    ("hook", "update", "main"),
    ("--version", "--nope"),
]


@pytest.mark.parametrize("words", REFUSED)
def test_a_refusal_under_json_is_one_document_with_the_keys_of_check(repo: GitRepo, words: tuple[str, ...]) -> None:
    repo.commit({"README": ""})
    more = ("--data", str(repo.path), "--out", str(repo.path / "opa")) if words[0] == "sidecar" else ()

    code, out, err = said(acgs(repo.path, *words, *more, "--json"))

    (error,) = json.loads(out)["errors"]
    assert (code, err) == (2, "")
    assert error.keys() == {"code", "file", "line", "column", "field", "message", "hint"}
    assert error["code"]


@pytest.mark.parametrize("verb", VERBS)
def test_every_command_answers_in_json_where_that_is_asked_for(verb: str) -> None:
    module = import_module(f"acgs.cli.{verb}")
    group = getattr(module, "app", None) or typer.Typer()
    if group is not getattr(module, "app", None):
        group.command()(getattr(module, verb.replace("compile", "compile_")))
    command = typer.main.get_command(group)
    for each in getattr(command, "commands", {verb: command}).values():
        assert "--json" in {name for option in each.params for name in option.opts}, each.name


def test_the_version_is_json_too(repo: GitRepo) -> None:
    assert said(acgs(repo.path, "--version")) == (0, f"acgs {__version__}\n", "")
    for words in (("--version", "--json"), ("--json", "--version")):
        code, out, err = said(acgs(repo.path, *words))

        assert (code, json.loads(out), err) == (0, {"version": 1, "acgs": __version__}, "")


def test_a_hook_answers_as_check_does(repo: GitRepo) -> None:
    none, commit = "0" * 40, repo.commit(tree())
    for words in (("update", "refs/heads/x", none, commit), ("post-receive",)):
        code, out, _ = said(acgs(repo.path, "hook", *words, "--json", GIT_DIR=".git"))
        assert (code, out) == (0, '{"version":1,"errors":[]}\n')

    code, out, err = said(acgs(repo.path, "hook", "pre-commit", "--json"))

    assert (code, err) == (1, "")
    assert {error["code"] for error in json.loads(out)["errors"]} == {"not-compiled"}


def test_the_demo_says_each_thing_as_a_line_of_json(capsys: pytest.CaptureFixture[str]) -> None:
    with set_stage(keep=False, as_json=True) as stage:
        stage.claim("Two and two is four.")
        stage.run("expr 2 + 2", at=stage.folder)
        stage.say("That was all.")

    assert [json.loads(line) for line in capsys.readouterr().out.splitlines()] == [
        {"version": 1, "step": 1, "claim": "Two and two is four."},
        {"version": 1, "step": 1, "who": "", "typed": "expr 2 + 2", "back": "4"},
        {"version": 1, "step": 1, "said": "That was all."},
    ]


def test_serve_says_each_thing_as_a_line_of_json(tmp_path: Path) -> None:
    away = ("--repo", "http://127.0.0.1:9/law.git", "--data", "data", "--engine-key", "A" * 40, "--port", "0")
    program = acgs(tmp_path, "serve", *away, "--json")
    assert program.stdout
    lines = [program.stdout.readline(), program.stdout.readline()]
    program.terminate()

    code, rest, _ = said(program)

    first, why, *_, last = (json.loads(line) for line in [*lines, *rest.splitlines()])
    assert {*first} == {*why} == {*last} == {"version", "said"}
    assert first["said"].startswith("serving http://127.0.0.1:")
    assert why["said"].endswith("[remote]")
    assert (code, last["said"]) == (0, "stopped")
