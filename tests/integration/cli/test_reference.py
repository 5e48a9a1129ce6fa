"""The reference page names every command, option, code, setting and path that there is."""

import ast
import re
from collections.abc import Iterator
from dataclasses import fields
from importlib import import_module

import pytest
import typer.main

from acgs.cli.app import PLUMBING, VERBS
from acgs.errors import Error, Fault
from acgs.ledger.entry import Admitted
from acgs.settings import ELSEWHERE, Settings
from support.agent_tools import ROOT

PAGE = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")
SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
COMPLETION = {"--install-completion", "--show-completion"}  # of a group that stands alone; `main` offers neither
AT = {"Fault": 3, "fault": 1, "_fault": 1, "refuse": 1, "Refusal": 1}
"""Where the code stands among what a call is given, if it has no name there."""


def codes(tree: ast.Module) -> Iterator[str]:
    """Yield the codes that a module writes out: given to a call, bound to `code`, or of a set `Codes`."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=args, keywords=named):
                given = [each.value for each in named if each.arg == "code"]
                given += args if name == "Codes" else args[AT[name] :][:1] if name in AT else []
            case ast.Assign(targets=[ast.Name(id="code")], value=ast.IfExp(body=one, orelse=other)):
                given = [one, other]
            case ast.Assign(targets=[ast.Name(id="code")], value=value):
                given = [value]
            case ast.For(target=ast.Tuple(elts=[ast.Name(id="code"), *_]), iter=ast.Tuple(elts=rows)):
                given = [row.elts[0] for row in rows if isinstance(row, ast.Tuple)]
            case ast.For(target=ast.Name(id="code"), iter=ast.Tuple(elts=words)):
                given = words
            case _:
                given = []
        texts = (each.value for each in given if isinstance(each, ast.Constant) and isinstance(each.value, str))
        yield from (text for text in texts if SLUG.fullmatch(text))


def written() -> set[str]:
    modules = (ROOT / "engine" / "acgs").rglob("*.py")
    found = {code for path in modules for code in codes(ast.parse(path.read_text(encoding="utf-8")))}
    return found | {family.kind for family in Error.__subclasses__()} | {each.value for each in Admitted} - {"yes"}


def test_every_code_has_its_sentence() -> None:
    told = set(re.findall(r"^\| `([a-z0-9-]+)` \| .", PAGE, re.MULTILINE))

    assert sorted(written() - told) == []
    assert len(written()) > 150


def test_no_code_has_two_sentences() -> None:
    told = re.findall(r"^\| `([a-z0-9-]+)` \|", PAGE.partition("## Codes")[2], re.MULTILINE)

    assert sorted({code for code in told if told.count(code) > 1}) == []


@pytest.mark.parametrize("verb", [*VERBS, "hook", "demo"])
def test_every_command_and_option_is_told(verb: str) -> None:
    assert verb in VERBS | PLUMBING
    module = import_module(f"acgs.cli.{verb}")
    app = getattr(module, "app", typer.Typer(add_completion=False))
    if not hasattr(module, "app"):
        app.command()(getattr(module, verb.replace("compile", "compile_")))
    command = typer.main.get_command(app)
    every = [command, *getattr(command, "commands", {}).values()]
    options = {
        name for each in every for option in each.params for name in option.opts if name.startswith("--")
    } - COMPLETION

    assert re.search(rf"^\| `acgs {verb}\b", PAGE, re.MULTILINE)
    assert [option for option in options if f"`{option}" not in PAGE] == []


def test_every_setting_and_variable_is_told() -> None:
    names = {f"ACGS_{field.name.upper()}" for field in fields(Settings)} | ELSEWHERE

    assert [name for name in names if f"`{name}`" not in PAGE] == []


def test_every_path_and_the_keys_of_a_fault_are_told() -> None:
    paths = ("/livez", "/readyz", "/webhooks/github", "/bundles/<target>", "/control", "/discovery")

    assert [path for path in paths if path not in PAGE] == []
    assert [f.name for f in fields(Fault) if f.name != "source" and f"`{f.name}`" not in PAGE] == []
