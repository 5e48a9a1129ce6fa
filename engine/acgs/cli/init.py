"""`acgs init`: a first constitution, small enough to read in a minute, in a repository that exists."""

from importlib.resources import files
from pathlib import Path
from typing import Annotated, Final

import typer

from acgs.cli import console
from acgs.cli.place import repository_root
from acgs.errors import Misconfigured

DOMAIN: Final = "payments"


def init(
    domain: Annotated[str, typer.Option(help="The first domain: the name of its folder.")] = DOMAIN,
    *,
    json: Annotated[bool, typer.Option("--json", help="Answer as JSON.")] = False,
) -> None:
    """Write a first constitution into this repository.

    One domain with its schema, one principle with six examples, the proof gates, and a workflow that checks every
    pull request. Nothing that exists is touched. Example: acgs init --domain payments
    """
    from acgs.names import DOMAIN_ID

    if not DOMAIN_ID.fullmatch(domain) or domain == "keys":
        raise Misconfigured(
            f"{domain!r} cannot name a domain", code="domain", hint="lower-case letters, digits, _; at most 32"
        )
    root = repository_root()
    planned = {
        Path("constitution/constitution.toml"): _starter("constitution.toml"),
        Path(f"constitution/{domain}/schema.json"): _starter("schema.json"),
        Path(f"constitution/{domain}/A09-large-payments.md"): _starter("A09-large-payments.md"),
        Path(".github/workflows/constitution.yml"): _starter("workflow.yml"),
    }
    if there := [str(path) for path in planned if (root / path).exists()]:
        raise Misconfigured(f"already here, and left as it is: {', '.join(there)}", code="exists")
    for path, data in planned.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    if json:
        console.put_json({"version": 1, "written": [str(path) for path in planned]})
        return
    for path in planned:
        console.say(f"wrote {path}")
    console.note("next: acgs check && acgs compile && acgs prove")


def _starter(name: str) -> bytes:
    return (files("acgs.cli") / "starter" / name).read_bytes()
