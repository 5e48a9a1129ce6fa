"""The program `acgs`: its verbs, and how a refusal becomes an exit code.

The parser of commands is not loaded for what a push or an editor waits for, where nothing is left to parse.
"""

import errno
import gc
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import Final

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

_MACHINE: Final = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOTDIR, errno.EMFILE}
"""What a disk or a folder answers; any other OSError that reaches `main` is a mistake of ours."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    console.be_quiet(is_quiet="--quiet" in words)
    words = [word for word in words if word != "--quiet"]
    verb = next((word for word in words if not word.startswith("-")), "")
    if verb and "--json" in words[: words.index(verb)]:
        words.remove("--json")
        words.append("--json")
    try:
        return _run(verb, words)
    except BrokenPipeError:
        console.fall_silent()
        return 1
    except OSError as exc:
        if exc.errno not in _MACHINE:
            raise
        refusal = Misconfigured(f"{exc.filename or 'the output'}: {exc.strerror}", code="machine")
    with suppress(OSError):
        return _refused(refusal, words)
    console.fall_silent()
    return _refused(refusal, [])


def _run(verb: str, words: list[str]) -> int:
    code = 0
    try:
        _do(verb, words)
    except SystemExit as stop:
        code = stop.code if isinstance(stop.code, int) else 0
    except Error as refusal:
        code = _refused(refusal, words)
    console.flush()
    return code


def _do(verb: str, words: list[str]) -> None:
    match words:
        case ["hook", "update", ref, old, new] if not any(word.startswith("-") for word in words):
            from acgs.cli.push import require_takeable

            gc.freeze()
            gc.enable()
            require_takeable(ref, old, new)
        case ["check"] | ["check", "--json"]:
            from acgs.cli.faults import say_faults

            raise SystemExit(say_faults(as_json="--json" in words))
        case _:
            from acgs.cli.program import run

            run(verb, words, VERBS, PLUMBING)


def _refused(refusal: Error, words: Sequence[str]) -> int:
    if "--json" in words:
        console.refuse_in_json(refusal)
    else:
        console.refuse(refusal)
    return exit_code(refusal)
