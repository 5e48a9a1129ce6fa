"""`acgs serve`: the engine beside a repository."""

from pathlib import Path
from typing import Annotated

import typer

from acgs.cli import console
from acgs.cli.place import require_programs
from acgs.errors import Misconfigured


def serve(  # noqa: PLR0917  # options, each by name
    repo: Annotated[str | None, typer.Option(help="The repository that it is the engine of: a URL, or a path.")] = None,
    data: Annotated[str | None, typer.Option(help="Its own folder; all but `keys` in it may be deleted.")] = None,
    engine_key: Annotated[str | None, typer.Option(help="Fingerprint of the engine's OpenPGP key.")] = None,
    gpg_home: Annotated[Path | None, typer.Option(help="The gpg home that has it, if not the usual one.")] = None,
    host: Annotated[str | None, typer.Option(help="Where it listens; 127.0.0.1 unless told.")] = None,
    port: Annotated[int | None, typer.Option(help="8181 unless told; 0 takes a free one.")] = None,
    look_every_s: Annotated[float | None, typer.Option(help="Seconds between two looks, if nothing wakes it.")] = None,
    webhook_secret_file: Annotated[Path | None, typer.Option(help="What GitHub signs its webhooks with.")] = None,
    pin: Annotated[str | None, typer.Option(help="The genesis that is the right one: acgs:v1:…")] = None,
    *,
    json: Annotated[bool, typer.Option("--json", help="Say each thing as one line of JSON.")] = False,
) -> None:
    """Verify, record, prove and ship what the council has agreed to, and hold the polls of sidecars.

    Every option may come from a variable: ACGS_REPO, ACGS_DATA, ACGS_ENGINE_KEY … It makes the ES256 keys and the
    sidecars' token that are missing, in the folder `keys` of its data: keep them.

    Example: acgs serve --repo /srv/law.git --data /var/lib/acgs --engine-key 0123456789ABCDEF0123456789ABCDEF01234567
    """
    import asyncio
    import os
    import sys

    from acgs.settings import read_settings
    from acgs.web.engine import run

    given = {
        "repo": repo,
        "data": data,
        "engine_key": engine_key,
        "gpg_home": gpg_home,
        "host": host,
        "port": port,
        "look_every_s": look_every_s,
        "webhook_secret_file": webhook_secret_file,
        "pin": pin,
    }

    def say(text: str) -> None:
        if json:
            console.put_json({"version": 1, "said": text})
        else:
            console.say(text)
        sys.stdout.flush()

    settings = read_settings(given, os.environ)
    require_programs()
    try:
        settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as exc:
        raise Misconfigured(f"--data: the folder {settings.data} cannot be made: {exc.strerror}", code="data") from exc
    asyncio.run(run(settings, say))
