"""`acgs demo`: the whole road, once, with real parts: Markdown to a live OPA, a change, and what is refused."""

import json as jsonlib
import shlex
import sys
import urllib.request
from functools import partial
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from acgs.cli.place import require_programs
from acgs.cli.stage import Person, Stage, free_port, set_stage, until
from acgs.cli.tamper import tampering
from acgs.rego.opa import find_opa

SMALL: Final = {"call": {"category": "payment", "amount_cents": 60_000}, "resource": {"env": "prod"}, "approvals": []}
LARGE: Final = {"call": {"category": "payment", "amount_cents": 250_000}, "resource": {"env": "prod"}, "approvals": []}
PRINCIPLE: Final = "constitution/payments/A09-large-payments.md"


def demo(
    *,
    keep: Annotated[bool, typer.Option("--keep", help="Leave server and sidecar running at the end.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Say each thing as one line of JSON.")] = False,
) -> None:
    """Walk the whole road in a temporary folder: write, prove, agree, record, ship, decide, refuse.

    Example: acgs demo --keep
    """
    require_programs()
    with set_stage(keep=keep, as_json=as_json) as stage:
        stage.say("Each step: what is claimed, then what to type (`ana$`: with ana's key), then what came back.")
        ana, bo, cy, engine = (stage.person(name) for name in ("ana", "bo", "cy", "engine"))
        _write(stage, ana)
        _found(stage, (ana, bo, cy), engine)
        opa = _ship(stage, engine)
        _decide(stage, opa)
        _refuse(stage, ana)
        _change(stage, (ana, bo), opa)
        _tamper(stage)
        _audit(stage, cy)
        stage.say("\nAll of it was real: git, gpg, Z3 and opa did what is shown above.")
        if keep:
            _how_to_play(stage, opa)


def _write(stage: Stage, ana: Person) -> None:
    stage.claim("A principle is plain Markdown, and it has a meaning that can be checked and asked.")
    stage.run("git init --quiet --bare --initial-branch main law.git", at=stage.folder, quiet=True)
    stage.run(f"git clone --quiet law.git {ana.name}", at=stage.folder, quiet=True)
    stage.run("git checkout --quiet -b main", at=ana.clone, quiet=True)
    for field, value in (("name", ana.name), ("email", f"{ana.name}@demo.invalid")):
        stage.run(f"git config user.{field} {value}", at=ana.clone, quiet=True)
    stage.run("acgs init", at=ana.clone)
    text = (ana.clone / PRINCIPLE).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith(("when:", "unless:", "require:")):
            stage.say(f"       {line}")
    stage.run("acgs check", at=ana.clone)
    stage.run("acgs compile", at=ana.clone)
    stage.run("acgs prove", at=ana.clone)


def _found(stage: Stage, founders: tuple[Person, ...], engine: Person) -> None:
    stage.claim("A council of three founds it: three OpenPGP signatures over one governed root.")
    ana = founders[0]
    for other in (*founders[1:], engine):
        armour = stage.run(f"gpg --batch --armor --export {other.fingerprint}", at=stage.folder, who=other, quiet=True)
        certificate = stage.folder / f"{other.name}.asc"
        certificate.write_text(armour + "\n", encoding="ascii")
        stage.run(f"gpg --batch --quiet --import {certificate}", at=stage.folder, who=ana, quiet=True)
    members = " ".join(f"--member {person.name}={person.fingerprint}" for person in founders)
    stage.run(f"acgs council init {members} --engine {engine.fingerprint}", at=ana.clone, who=ana)
    stage.run("git add .", at=ana.clone)
    stage.run("git commit --quiet -m 'Found the constitution'", at=ana.clone, who=ana)
    stage.run("git push --quiet origin main", at=ana.clone, who=ana)
    for person in founders[1:]:
        stage.run(f"git clone --quiet law.git {person.name}", at=stage.folder, quiet=True)
    stage.run("acgs vote --yes", at=ana.clone, who=ana)
    for person in founders[1:]:
        stage.run("acgs --quiet vote --yes", at=person.clone, who=person)
    founding = Person(engine.name, engine.home, ana.clone, engine.fingerprint)
    stage.run("acgs council init", at=ana.clone, who=founding)
    stage.run("cp hooks/update hooks/post-receive ../law.git/hooks/", at=ana.clone)


def _ship(stage: Stage, engine: Person) -> str:
    """Start the engine and a sidecar; return the sidecar's address."""
    stage.claim("What is proven and ratified is shipped: a signed bundle that a stock OPA polls.")
    server, sidecar = free_port(), free_port()
    serve = f"acgs serve --repo law.git --data data --engine-key {engine.fingerprint} --port {server}"
    stage.show(serve + " &", "")
    stage.start([*serve.split(), "--gpg-home", str(engine.home)], stage.folder / "serve.log")
    url = f"http://127.0.0.1:{server}"
    until(lambda: _answer(f"{url}/readyz"), "acgs serve is ready")
    stage.say("     " + (stage.folder / "serve.log").read_text(encoding="utf-8").strip().replace("\n", "\n     "))
    address = f"127.0.0.1:{sidecar}"
    said = stage.run(f"acgs sidecar config --server {url} --data data --out opa --address {address}", at=stage.folder)
    run = next(line for line in said.splitlines() if " opa run " in line)
    stage.show(run.partition(" ")[2] + " &", "")
    stage.start(shlex.split(run.partition(" ")[2]), stage.folder / "opa.log", {"ACGS_INSTANCE": "demo-1"})
    until(lambda: _allows(address, SMALL) or None, "OPA has the bundle, and the control data beside it")
    return address


def _decide(stage: Stage, opa: str) -> None:
    stage.claim("A live OPA allows one request, and denies another with the name of the principle.")
    _ask(stage, opa, SMALL, allow=True)
    _ask(stage, opa, LARGE, allow=False)


def _refuse(stage: Stage, ana: Person) -> None:
    stage.claim("A rule that no longer means what its principle says is refused, with the request that shows it.")
    stage.run("git checkout --quiet -b one-character", at=ana.clone)
    rego = ana.clone / "policies/payments/a09.rego"
    text = rego.read_text(encoding="utf-8")
    rego.write_text(text.replace("> 100000", ">= 100000").replace("<= 100000", "< 100000"), encoding="utf-8")
    stage.show("sed -i 's/> 100000/>= 100000/; s/<= 100000/< 100000/' policies/payments/a09.rego", "")
    stage.run("acgs prove", at=ana.clone, expect=1)
    stage.run("git checkout --quiet --force main", at=ana.clone)


def _change(stage: Stage, voters: tuple[Person, Person], opa: str) -> None:
    ana, bo = voters
    stage.claim("A change shows what it does, needs two of three, and only then can be merged.")
    stage.run("git checkout --quiet -b halve-the-limit", at=ana.clone)
    text = (ana.clone / PRINCIPLE).read_text(encoding="utf-8")
    halved = text.replace("> 100000", "> 50000").replace("amount_cents: 100000}", "amount_cents: 50000}")
    (ana.clone / PRINCIPLE).write_text(halved.replace("1,000.00", "500.00"), encoding="utf-8")
    stage.show(f"sed -i 's/100000/50000/; s/1,000.00/500.00/' {PRINCIPLE}", "")
    stage.run("acgs compile", at=ana.clone)
    stage.run("acgs diff main", at=ana.clone)
    stage.run("git commit --quiet -am 'Halve the limit'", at=ana.clone, who=ana)
    stage.run("acgs propose", at=ana.clone, who=ana)
    stage.run("git push --quiet origin halve-the-limit:main", at=ana.clone, who=ana, expect=1)
    stage.run("acgs --quiet vote halve-the-limit --yes", at=ana.clone, who=ana)
    stage.run("git fetch --quiet", at=bo.clone, quiet=True)
    stage.run("acgs --quiet vote halve-the-limit --yes", at=bo.clone, who=bo)
    merge = partial(stage.run, "git push --quiet origin halve-the-limit:main", at=ana.clone, who=ana)
    until(lambda: _unless_refused(merge), "the engine has recorded the ratification")
    until(lambda: None if _allows(opa, SMALL) else True, "OPA has the new revision")
    _ask(stage, opa, SMALL, allow=False)


def _unless_refused(merge: partial[str]) -> bool | None:
    try:
        merge()
    except RuntimeError:
        return None
    return True


def _tamper(stage: Stage) -> None:
    stage.claim("A bundle with one changed byte is rejected by OPA; it has no decision then, and denies.")
    address = f"127.0.0.1:{free_port()}"
    server = (stage.folder / "opa" / "opa.yaml").read_text(encoding="utf-8")
    url = jsonlib.loads(next(line for line in server.splitlines() if "url:" in line).split("url:")[1])
    with tampering(url) as between:
        config = f"acgs sidecar config --server {between} --data data --out opa-2 --address {address}"
        said = stage.run(config, at=stage.folder, quiet=True)
        run = next(line for line in said.splitlines() if " opa run " in line)
        log = stage.folder / "opa-2.log"
        opa = stage.start(shlex.split(run.partition(" ")[2]), log, {"ACGS_INSTANCE": "demo-2"})
        line = until(lambda: _first(log, "digest mismatch"), "OPA says what is wrong with the bundle")
        stage.show("opa run …   # behind somebody who changes one byte of the bundle", line)
        answer = _answer(f"http://{address}/v1/data/acgs/payments/enforce", _body(SMALL))
        opa.terminate()
        opa.wait(10)
    if answer is None or "result" in jsonlib.loads(answer):
        raise RuntimeError(f"an OPA behind a tampered bundle answered {answer!r}")
    stage.show(f"curl -s {address}/v1/data/acgs/payments/enforce -d …", answer.decode())


def _audit(stage: Stage, cy: Person) -> None:
    stage.claim("Anybody can check who agreed to what, from a clone.")
    stage.run("git fetch --quiet", at=cy.clone, quiet=True)
    stage.run("acgs log A09", at=cy.clone)
    stage.run("acgs verify", at=cy.clone)


def _ask(stage: Stage, opa: str, request: object, *, allow: bool) -> None:
    decision = _enforced(opa, request)
    if decision is None or decision["allow"] is not allow:
        raise RuntimeError(f"{request} was decided {decision}, where allow={allow} was claimed")
    body = _body(request).decode()
    stage.show(f"curl -s {opa}/v1/data/acgs/payments/enforce -d '{body}'", jsonlib.dumps(decision))


def _body(request: object) -> bytes:
    return jsonlib.dumps({"input": request}).encode()


def _allows(opa: str, request: object) -> bool:
    decision = _enforced(opa, request)
    return decision is not None and decision["allow"] is True


def _enforced(opa: str, request: object) -> dict[str, Any] | None:
    answer = _answer(f"http://{opa}/v1/data/acgs/payments/enforce", _body(request))
    return None if answer is None else jsonlib.loads(answer).get("result")


def _answer(url: str, body: bytes | None = None) -> bytes | None:
    try:
        with urllib.request.urlopen(urllib.request.Request(url, data=body), timeout=5) as answer:  # noqa: S310
            return bytes(answer.read())
    except OSError:
        return None


def _first(log: Path, words: str) -> str | None:
    return next((line for line in log.read_text(encoding="utf-8").splitlines() if words in line), None)


def _how_to_play(stage: Stage, opa: str) -> None:
    ids = " ".join(str(program.pid) for program in stage.programs if program.poll() is None)
    homes = " ".join(str(home) for home in stage.homes)
    ana, bo, *_ = stage.homes
    path = f"{Path(sys.executable).parent}:{Path(find_opa().path).parent}"
    stage.say(f"""
Server and sidecar are running. To play with them:
  first    export PATH={path}:$PATH && cd {stage.folder}/ana
  ask      curl -s {opa}/v1/data/acgs/payments/enforce -d '{jsonlib.dumps({"input": LARGE})}'
  explain  echo '{jsonlib.dumps(LARGE)}' | acgs why -
  change   git checkout --quiet -b play && sed -i 's/50000/40000/; s/500.00/400.00/' {PRINCIPLE}
           acgs compile && acgs diff main && git commit --quiet -am play && acgs propose
  agree    GNUPGHOME={ana} acgs vote --yes && GNUPGHOME={bo} acgs vote --yes
  merge    until git push --quiet origin play:main; do sleep 1; done   # refused until the engine has recorded the votes
  stop     kill {ids}; for h in {homes}; do gpgconf --homedir $h --kill all; done
           until rm -rf {stage.folder} {homes}; do sleep 1; done""")
