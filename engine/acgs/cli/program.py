"""The parser of commands. Only the verb that is asked for is imported; the others have one sentence, for `--help`."""

import gc
import importlib
from collections.abc import Mapping, Sequence
from typing import Annotated

import typer
from typer.exceptions import TyperException

from acgs.cli import console
from acgs.errors import Misconfigured, NotRatified

EPILOG = "Exit codes: 0 done, 1 refused, 2 usage or configuration, 3 could not tell."


def run(verb: str, words: Sequence[str], verbs: Mapping[str, str], plumbing: Mapping[str, str]) -> None:
    """Do `verb` as `words` say, and end with its exit code as SystemExit.

    Raises:
        Misconfigured: `usage`. NotRatified: `not-confirmed`. KeyboardInterrupt.
    """
    known = program(verb, verbs, plumbing)
    gc.freeze()
    gc.enable()
    try:
        code = known(words, prog_name="acgs", standalone_mode=False)
    except TyperException as exc:
        hint = f"acgs {verb} --help" if verb in {*verbs, *plumbing} else "acgs --help"
        raise Misconfigured(exc.format_message().replace("Value error, ", ""), code="usage", hint=hint) from exc
    except typer.Abort as exc:
        if isinstance(exc.__cause__, KeyboardInterrupt):
            raise exc.__cause__ from None
        raise NotRatified("nobody said yes", code="not-confirmed", hint="--yes signs without asking") from exc
    raise SystemExit(code)


def program(verb: str, verbs: Mapping[str, str], plumbing: Mapping[str, str]) -> typer.Typer:
    """Return the program, which knows all `verbs` and `plumbing` by their sentences, and how to do `verb`."""
    unasked = {"help": False}  # of a flag without a value typer asks pydantic, which takes longer to load than all else
    settings = {"default_map": {**unasked, **dict.fromkeys((*verbs, *plumbing), unasked)}}
    app = typer.Typer(
        context_settings=settings,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        epilog=EPILOG,
    )
    app.callback(invoke_without_command=True)(_bare)
    for name, sentence in {**verbs, **plumbing}.items():
        if name == verb:
            _register(app, name)
        else:
            app.command(name, help=sentence, hidden=name in plumbing)(_elsewhere)
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

        if as_json:
            console.put_json({"version": 1, "acgs": __version__})
        else:
            console.say(f"acgs {__version__}")
        raise typer.Exit
    if ctx.invoked_subcommand is None:
        from acgs.cli.status import status

        status(as_json=as_json)
