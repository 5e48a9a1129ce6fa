"""`acgs why`: one request, decided, and the part of each condition that decided it."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from acgs.cli.console import progress, put_json, say
from acgs.cli.place import repository_root

if TYPE_CHECKING:
    from acgs.constitution.catalogue import Domain
    from acgs.constitution.principle import Json
    from acgs.names import DomainId


def why(
    *,
    file: Annotated[str, typer.Argument(metavar="FILE", help="The request as JSON; - is standard input.")],
    domain: Annotated[str, typer.Option(help="The domain to ask, where there are several.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="The answer as one JSON document.")] = False,
) -> None:
    """Decide one request by OPA with the local policies, and show what each part of each condition is.

    The evaluator decides it too; where the two differ, that is an error.

    Example: acgs why request.json
    """
    from acgs.constitution.catalogue import read_constitution
    from acgs.errors import Misconfigured, Unproved
    from acgs.git.worktree import read_worktree
    from acgs.names import MODULE
    from acgs.norms.norm import read_norms
    from acgs.rego.decide import CONFLICT, UNDEFINED, Decider
    from acgs.rego.opa import find_opa
    from acgs.report.why import ask_why, why_json, why_text

    request = _read_request(file)
    with progress("deciding"):
        files = read_worktree(repository_root())
        chosen = _choose(read_constitution(files).domains, domain)
        norms, folder = read_norms(chosen), f"policies/{chosen.id}/"
        modules = {
            path: file.data for path, file in files.items() if path.startswith(folder) and MODULE.fullmatch(path)
        }
        with Decider(find_opa(), modules) as decider:
            answer = decider.ask(f"acgs/{chosen.id}/decision", request)
    if answer is UNDEFINED:
        raise Misconfigured(f"{folder} holds no decision", code="not-compiled", hint="write it: acgs compile")
    found = ask_why(norms, request, answer.value if answer is CONFLICT else answer)
    if as_json:
        put_json(why_json(found))
    else:
        say(why_text(found))
    if not found.is_agreed:
        hint = "are policies/ of this constitution? acgs compile --check"
        raise Unproved("OPA and the meaning of the principles answer differently", code="decisions-differ", hint=hint)


def _read_request(file: str) -> "Json":
    from acgs.constitution.document import read_json
    from acgs.errors import Fault, Invalid, Misconfigured

    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as exc:
        raise Misconfigured(f"{file}: {exc.strerror}", code="no-request") from exc
    try:
        return read_json(data, strict=False)
    except ValueError as exc:
        place = getattr(exc, "lineno", 1), getattr(exc, "colno", 0)
        raise Invalid([Fault(file, *place, "json", f"OPA takes no such input: {exc}")]) from exc


def _choose(domains: "Mapping[DomainId, Domain]", name: str) -> "Domain":
    from acgs.errors import Misconfigured

    named = [domain for domain in domains.values() if name in ("", domain.id)]
    if len(named) == 1:
        return named[0]
    message = f"no domain `{name}`" if name else "which domain?"
    hint = f"there are: {', '.join(domains)}; say --domain NAME" if domains else "acgs init"
    raise Misconfigured(message, code="unknown-domain", hint=hint)
