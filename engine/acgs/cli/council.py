"""`acgs council init`: the council file and its certificates, then, when every founder has signed, genesis."""

import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from acgs.cli import console
from acgs.errors import Misconfigured, NotRatified

if TYPE_CHECKING:
    from acgs.cli.clone import Clone
    from acgs.constitution.council_file import CouncilFile
    from acgs.council.record import Record

app = typer.Typer()
ADVISED = 4
_TERM = timedelta(days=365)


@app.callback()
def council() -> None:
    """Found the council.

    Example: acgs council init --help
    """


@app.command()
def init(
    *,
    member: Annotated[list[str] | None, typer.Option(metavar="NAME=FINGERPRINT", help="A founder and his key.")] = None,
    engine: Annotated[str, typer.Option(metavar="FINGERPRINT", help="The engine's key; else one is made.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Answer as JSON.")] = False,
) -> None:
    """Write the council file and the certificates of its keys; run again, once all have voted, to found it.

    Example: acgs council init --member alice=FINGERPRINT --member bob=FINGERPRINT --member carol=FINGERPRINT
    """
    from acgs.cli.clone import open_clone
    from acgs.cli.place import repository_root
    from acgs.constitution.council_file import COUNCIL_FILE
    from acgs.report.standing import alone

    root, clone = repository_root(), open_clone()
    if not (root / COUNCIL_FILE).exists():
        with console.progress("making and exporting keys"):
            written = _write(root, clone, _named(member or []), engine)
        if as_json:
            console.put_json({"version": 1, "written": [*written]})
        else:
            console.say("\n".join(f"wrote {path}" for path in written))
        if len(member or []) < ADVISED:
            console.note(f"a council this small is stuck when one of them loses a key; {ADVISED} or more go on")
        console.note("next: commit and push it; then every founder: acgs vote; then again: acgs council init")
        return
    if member or engine:
        raise Misconfigured(f"{COUNCIL_FILE} is here already, and left as it is", code="exists")
    with console.progress("founding"):
        record = _found(clone)
    said = alone(record.council.file)
    if as_json:
        console.put_json({"version": 1, "pin": str(record.pin), "root": record.node.root, "caveats": [*said]})
    else:
        console.say("\n  ".join(["founded", str(record.pin), f"root  {record.node.root}", *said]))
    console.note(f"publish the pin outside this repository; in every clone: git config acgs.pin {record.pin}")


def _named(pairs: list[str]) -> dict[str, str]:
    """Return the key of each founder; else Misconfigured: `members`."""
    from acgs.names import FINGERPRINT

    found: dict[str, str] = {}
    for pair in pairs:
        name, _, key = pair.partition("=")
        if name in found or not FINGERPRINT.fullmatch(key := key.replace(" ", "").upper()):
            said = f"{name} is there twice" if name in found else f"{pair!r} is no NAME=FINGERPRINT"
            raise Misconfigured(said, code="members", hint="40 hexadecimal digits: gpg --list-keys")
        found[name] = key
    return found


def _write(root: Path, clone: "Clone", members: dict[str, str], engine: str) -> list[str]:
    from acgs.constitution.council_file import COUNCIL_FILE, KEYS, read_council_file, write_council_file
    from acgs.ledger.keyring import export, make_key
    from acgs.names import Fingerprint, Principal

    if not members:
        raise Misconfigured("who founds it?", code="members", hint="--member NAME=FINGERPRINT, once per founder")
    draft = _draft(clone, members, engine.replace(" ", "").upper() or "0" * 40)
    read_council_file(write_council_file(draft))
    files = {f"{KEYS}{key}.asc": export(None, key) for name in draft.members for key in draft.principals[name]}
    if not engine:
        home = Path(os.environ.get("GNUPGHOME") or Path.home() / ".gnupg")
        key = make_key(home, "engine-1")
        draft = replace(draft, principals={**draft.principals, Principal("engine-1"): (key,)})
    own = Fingerprint(draft.principals[Principal("engine-1")][0])
    files |= {f"{KEYS}{own}.asc": export(None, own), COUNCIL_FILE: write_council_file(draft)}
    for path, data in sorted(files.items(), reverse=True):  # the council file last: with it all is there
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    return sorted(files)


def _draft(clone: "Clone", members: dict[str, str], engine: str) -> "CouncilFile":
    from acgs.cli.clone import now
    from acgs.constitution.council_file import CouncilFile, Role, Share
    from acgs.names import Digest, Fingerprint, Principal, Ref

    names = tuple(sorted(map(Principal, members)))
    keys = {**members, "engine-1": engine}
    return CouncilFile(
        epoch=1,
        expires=now() + _TERM,
        ref=Ref(f"refs/heads/{clone.current}"),
        governed=("constitution/**", "policies/**"),
        ordinary=Share(2, 3),
        hard=Share(3, 4),
        roles={
            Role.COUNCIL: names,
            Role.EXECUTIVE: names,
            Role.BREAKGLASS: names,
            Role.ENGINE: (Principal("engine-1"),),
        },
        principals={Principal(name): (Fingerprint(key),) for name, key in keys.items()},
        digest=Digest(""),
    )


def _found(clone: "Clone") -> "Record":
    from acgs.cli.clone import now
    from acgs.constitution.council_file import Role
    from acgs.council.notary import found
    from acgs.council.proposal import founding_standing
    from acgs.ledger.chain import LEDGER
    from acgs.ledger.keyring import secret_keys
    from acgs.ledger.sign import Signer

    clone.update()
    if known := clone.record():
        raise Misconfigured(f"founded already: {known.pin}", code="exists")
    tip = clone.branch()
    standing = founding_standing(clone.repo, tip, clone.inbox(), now())
    if standing.tally.code:
        missing = ", ".join(standing.tally.missing)
        said = f"not founded: {missing} did not sign {standing.result.root}"
        raise NotRatified(said, code="quorum-founders", hint="each of them: acgs vote")
    engines = set(standing.result.council.file.keys_of(Role.ENGINE)) & secret_keys(None)
    if not engines:
        raise Misconfigured("no engine key of the council file is in this gpg home", code="engine-key")
    record = found(clone.repo, Signer(None, min(engines)), now(), tip, clone.inbox(), ref=None)
    if record is None:
        raise RuntimeError("the founding counted, and then it did not")
    clone.deliver(LEDGER, record.entries[-1].oid)
    clone.update()
    return record
