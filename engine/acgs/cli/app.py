"""The program `acgs`: its verbs, and how a refusal becomes an exit code.

Only the verb that is asked for is imported; the others stand here with one sentence, for `--help`.
"""

import errno
import importlib
import sys
from collections.abc import Sequence
from typing import Annotated, Final

import typer

from acgs.cli import console
from acgs.errors import Error, Misconfigured, exit_code

VERBS: Final = {
    "init": "Write a first constitution into this repository.",
    "check": "Say everything that can be said without a solver.",
    "compile": "Write the Rego of every principle; --check only compares.",
    "prove": "Ask every claim about the constitution.",
    "diff": "Show which requests a change newly allows or denies.",
    "why": "Decide one request and show which condition decided it.",
    "propose": "Offer this branch to the council.",
    "vote": "Sign a ballot over what a branch would become.",
    "council": "Found the council.",
    "log": "Say who agreed to a rule, and when.",
    "verify": "Check every signature, entry and ratification.",
    "serve": "Record, prove, ship: the engine beside a repository.",
    "sidecar": "Write the configuration of an OPA.",
}
PLUMBING: Final = {
    "hook": "What a Git hook calls.",
    "demo": "The whole road in a temporary folder.",
}
EPILOG = "Exit codes: 0 done, 1 refused, 2 usage or configuration, 3 could not tell."


_MACHINE: Final = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOTDIR, errno.EMFILE}
"""What a disk or a folder answers; any other OSError that reaches `main` is a mistake of ours."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if "--quiet" in words:
        words = [word for word in words if word != "--quiet"]
        console.be_quiet()
    verb = next((word for word in words if not word.startswith("-")), "")
    if verb and "--json" in words[: words.index(verb)]:
        words.remove("--json")
        words.append("--json")
    try:
        return _run(verb, words)
    except Error as refusal:
        return _refused(refusal, words)
    except BrokenPipeError:
        console.fall_silent()
        return 1
    except OSError as exc:
        if exc.errno not in _MACHINE:
            raise
        console.fall_silent()
        return _refused(Misconfigured(f"{exc.filename or 'the output'}: {exc.strerror}", code="machine"), words)


def _run(verb: str, words: list[str]) -> int:
    code = 0
    try:
        _program(verb)(words, prog_name="acgs")
    except SystemExit as stop:
        code = stop.code if isinstance(stop.code, int) else 0
    console.flush()
    return code


def _refused(refusal: Error, words: Sequence[str]) -> int:
    if "--json" in words:
        console.refuse_in_json(refusal)
    else:
        console.refuse(refusal)
    return exit_code(refusal)


def _program(verb: str) -> typer.Typer:
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False, epilog=EPILOG)
    app.callback(invoke_without_command=True)(_bare)
    for name, sentence in (VERBS | PLUMBING).items():
        if name == verb:
            _register(app, name)
        else:
            app.command(name, help=sentence, hidden=name in PLUMBING)(_elsewhere)
    return app


def _register(app: typer.Typer, name: str) -> None:
    module = importlib.import_module(f"acgs.cli.{name}")
    if (group := getattr(module, "app", None)) is not None:
        app.add_typer(group, name=name)
    else:
        app.command(name)(getattr(module, name.replace("compile", "compile_")))


def _elsewhere() -> None:
    raise RuntimeError("only the verb that is asked for is registered with its function")


def _bare(
    ctx: typer.Context,
    *,
    version: Annotated[bool, typer.Option("--version", help="Say which version this is.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Answer as JSON.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="Say the answer, and no commentary.")] = False,
) -> None:
    """Write a constitution, prove it, agree on it, and ship it to OPA.

    Without a command: where you are, and what comes next.
    """
    del quiet
    if version:
        from acgs import __version__

        console.say(f"acgs {__version__}")
        raise typer.Exit
    if ctx.invoked_subcommand is None:
        from acgs.cli.status import status

        status(as_json=as_json)
