"""`acgs sidecar config`: all that an OPA needs to become a sidecar of ours."""

from pathlib import Path
from typing import Annotated

import typer

from acgs.cli import console
from acgs.errors import Misconfigured, Unavailable

app = typer.Typer()


@app.callback()
def sidecar() -> None:
    """Write the configuration of an OPA.

    Example: acgs sidecar config --help
    """


@app.command()
def config(
    server: Annotated[str, typer.Option(help="The URL of `acgs serve`, as the sidecar reaches it.")],
    data: Annotated[Path, typer.Option(help="The data folder of `acgs serve`: its keys, token and shelf.")],
    out: Annotated[Path, typer.Option(help="The folder to write: where the sidecar will run.")],
    target: Annotated[str, typer.Option(help="The target whose policies it enforces.")] = "default",
    address: Annotated[str, typer.Option(help="Where the sidecar answers.")] = "127.0.0.1:8282",
    *,
    json: Annotated[bool, typer.Option("--json", help="Answer as JSON.")] = False,
) -> None:
    """Write opa.yaml, authz.rego and the token, and print the line that starts OPA.

    OPA trusts one key from its first start on, that of the discovery bundle; the rest it discovers.

    Example: acgs sidecar config --server http://127.0.0.1:8181 --data /var/lib/acgs --out /etc/opa
    """
    import shlex

    from acgs.names import TARGET, Target
    from acgs.release import sidecar
    from acgs.release.discovery import pinned
    from acgs.release.keys import Kind, read_key, read_secret, write_secret
    from acgs.release.sealed import Bundle
    from acgs.shelf import Shelf

    if not server.startswith(("http://", "https://")):
        raise Misconfigured(f"{server} is no URL of a server", code="server", hint="http://… or https://…")
    if not TARGET.fullmatch(target):
        raise Misconfigured(f"{target!r} names no target", code="target")
    shelf = Shelf(data / "shelf")
    if shelf.pointed(f"{target}/{Kind.DISCOVERY}") is None:
        raise Unavailable(
            f"{data} has no discovery bundle for {target}", code="not-served", hint="start `acgs serve` on it first"
        )
    published, tar = shelf.read(f"{target}/{Kind.DISCOVERY}")
    pin = pinned(Bundle.of(published.serial, tar), read_key(data / "keys", Kind.DISCOVERY))
    token = read_secret(data / "keys" / "sidecar.token")
    folder = out.absolute()
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in sidecar.files(folder, server.rstrip("/"), Target(target), pin).items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "token").unlink(missing_ok=True)
    write_secret(folder / "token", token)
    run = shlex.join(sidecar.command(folder, address))
    if json:
        console.put_json({"version": 1, "folder": str(folder), "keyid": pin.keyid, "scope": pin.scope, "run": run})
    else:
        console.say(f'ACGS_INSTANCE="$(hostname)" {run}')
