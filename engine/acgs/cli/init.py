"""`acgs init`: a first constitution, small enough to read in a minute, in a repository that exists."""

from importlib.resources import files
from typing import Annotated, Final

import typer

from acgs.cli import console
from acgs.cli.place import repository_root
from acgs.errors import Misconfigured

DOMAIN: Final = "payments"
HOOKS: Final = ("pre-commit", "update", "post-receive")


def init(
    domain: Annotated[str, typer.Option(help="The first domain: the name of its folder.")] = DOMAIN,
    *,
    json: Annotated[bool, typer.Option("--json", help="Answer as JSON.")] = False,
) -> None:
    """Write a first constitution into this repository.

    One domain with its schema, one principle with six examples, the proof gates, Git hooks to install, and a workflow
    that checks every pull request. Nothing that exists is touched.

    Example: acgs init --domain payments
    """
    from acgs.git.worktree import read_worktree
    from acgs.names import DOMAIN_ID, File
    from acgs.synthesis.compiled import Difference, State, write

    if not DOMAIN_ID.fullmatch(domain) or domain == "keys":
        raise Misconfigured(
            f"{domain!r} cannot name a domain", code="domain", hint="lower-case letters, digits, _; at most 32"
        )
    root = repository_root()
    if there := [path for path in read_worktree(root) if path.startswith("constitution/")]:
        raise Misconfigured(f"there is a constitution already: {there[0]}, …", code="exists", hint="acgs check")
    planned = {
        "constitution/constitution.toml": File("100644", _starter("constitution.toml")),
        f"constitution/{domain}/schema.json": File("100644", _starter("schema.json")),
        f"constitution/{domain}/A09-large-payments.md": File("100644", _starter("A09-large-payments.md")),
        ".github/workflows/constitution.yml": File("100644", _starter("workflow.yml")),
    } | {f"hooks/{name}": File("100755", _starter(name)) for name in HOOKS}
    kept = [path for path in planned if (root / path).exists()]
    written = [path for path in planned if path not in kept]
    write(root, {path: planned[path] for path in written}, [Difference(path, State.MISSING) for path in written])
    if json:
        console.put_json({"version": 1, "written": [*written], "kept": [*kept]})
        return
    for path in written:
        console.say(f"wrote {path}")
    for path in kept:
        console.note(f"left as it is: {path}")
    console.note("hooks/ are not installed; the head of each says how")
    console.note("next: acgs check && acgs compile && acgs prove")


def _starter(name: str) -> bytes:
    return (files("acgs.cli") / "starter" / name).read_bytes()
