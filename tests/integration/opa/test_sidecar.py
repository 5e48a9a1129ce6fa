"""A real OPA on our bundles: what it takes, what it refuses, and who may ask it for what."""

import base64
import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from acgs.names import Oid, Target
from acgs.release import control, discovery
from acgs.release.archive import pack
from acgs.release.keys import Kind, open_key
from acgs.release.manifest import Data, manifest, write_json
from acgs.release.sealed import Bundle, seal
from acgs.release.signing import scope
from support.sidecar import GENESIS, TARGET, TOKEN, Publisher, Sidecar, opa, policy_bundle, publisher


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Publisher]:
    with publisher(tmp_path / "server") as running:
        running.publish_steering()
        running.publish(Kind.BUNDLE, policy_bundle(running.keys[Kind.BUNDLE], 7, '{"allow": true}'))
        yield running


@pytest.fixture
def sidecar(server: Publisher, tmp_path: Path) -> Iterator[Sidecar]:
    with opa(server, tmp_path / "sidecar") as running:
        running.wait_until(lambda opa: opa.bundle_status().get("active_revision") == "7")
        yield running


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sidecar]:
    """A sidecar that is only asked; nothing new is published to it."""
    folder = tmp_path_factory.mktemp("asked")
    with publisher(folder / "server") as published:
        published.publish_steering()
        published.publish(Kind.BUNDLE, policy_bundle(published.keys[Kind.BUNDLE], 7, '{"allow": true}'))
        with opa(published, folder / "sidecar") as running:
            running.wait_until(lambda opa: opa.bundle_status().get("active_revision") == "7")
            yield running


def test_a_publication_reaches_the_held_poll(server: Publisher, sidecar: Sidecar) -> None:
    """A poll is held for 60 s: what nobody woke would come after the deadline."""
    assert sidecar.enforce() == {"allow": True}
    key = server.keys[Kind.BUNDLE]

    server.publish(Kind.BUNDLE, policy_bundle(key, 8, '{"allow": false}'))
    sidecar.wait_until(lambda opa: opa.enforce() == {"allow": False})

    sidecar.wait_until(lambda opa: opa.bundle_status()["active_revision"] == "8")  # OPA says so after it does so


def test_a_poll_with_nothing_new_is_held_and_answered_304(server: Publisher) -> None:
    tag = server.shelf.pointed("default/bundle")
    assert tag is not None

    started = time.monotonic()
    status, headers = server.poll("/bundles/default", tag.etag, wait_s=1)

    assert (status, headers["ETag"]) == (304, tag.etag)
    assert time.monotonic() - started > 0.9


def _tampered(server: Publisher) -> Bundle:
    """A validly signed bundle, its policy changed on the way."""
    honest = policy_bundle(server.keys[Kind.BUNDLE], 8, '{"allow": false}')
    return Bundle(8, honest.tar.replace(b"false", b"true "), honest.signatures)


def _unsigned(_server: Publisher) -> Bundle:
    files = {"policies/pay/enforce.rego": b'package acgs.pay\n\nenforce := "unsigned"\n'}
    return Bundle(8, pack(files | manifest(8, ["acgs/pay"])), b"")


def _of_another_target(server: Publisher) -> Bundle:
    return policy_bundle(server.keys[Kind.BUNDLE], 8, '"other"', signed_for=scope(GENESIS, Target("test"), Kind.BUNDLE))


def _of_another_ledger(server: Publisher) -> Bundle:
    return policy_bundle(server.keys[Kind.BUNDLE], 8, '"other"', signed_for=scope(Oid("f" * 40), TARGET, Kind.BUNDLE))


def _by_another_key(server: Publisher) -> Bundle:
    return policy_bundle(open_key(server.folder / "others", Kind.BUNDLE), 8, '"other"')


def _by_the_control_key(server: Publisher) -> Bundle:
    return policy_bundle(server.keys[Kind.CONTROL], 8, '"other"')


def _unsigned_delta(_server: Publisher) -> Bundle:
    patch: Data = {"data": [{"op": "upsert", "path": "/acgs/pay/release", "value": {}}]}
    return Bundle(8, pack({"patch.json": write_json(patch)} | manifest(8, ["acgs/pay"])), b"")


def _of_no_algorithm(server: Publisher) -> Bundle:
    """A bundle whose signature says that it is none: a JWS of `alg: none`."""
    honest = policy_bundle(server.keys[Kind.BUNDLE], 8, '"none"')
    payload = json.loads(honest.signatures)["signatures"][0].split(".")[1]
    header = base64.urlsafe_b64encode(b'{"alg":"none"}').rstrip(b"=").decode()
    return seal(honest.files, write_json({"signatures": [f"{header}.{payload}."]}), 8)


@pytest.mark.parametrize(
    ("forge", "said"),
    [
        (_unsigned_delta, "delta bundles do not support signature verification"),
        (_of_no_algorithm, "verify JWT signature"),
        (_tampered, "digest mismatch"),
        (_unsigned, "missing .signatures.json"),
        (_of_another_target, "scope mismatch"),
        (_of_another_ledger, "scope mismatch"),
        (_by_another_key, "verify JWT signature"),
        (_by_the_control_key, "verify JWT signature"),
    ],
)
def test_opa_refuses_what_we_did_not_sign_for_it_and_keeps_the_old(
    server: Publisher, sidecar: Sidecar, forge: Callable[[Publisher], Bundle], said: str
) -> None:
    server.publish(Kind.BUNDLE, forge(server))
    sidecar.wait_until(lambda opa: opa.bundle_status().get("code") == "bundle_error")

    assert said in str(sidecar.bundle_status()["message"])
    assert sidecar.bundle_status()["active_revision"] == "7"
    assert sidecar.enforce() == {"allow": True}


@pytest.mark.parametrize("kind", [Kind.CONTROL, Kind.DISCOVERY])
@pytest.mark.parametrize("said", ["missing .signatures.json", "scope mismatch", "verify JWT signature"])
def test_what_steers_is_taken_under_its_own_key_and_scope_alone(
    server: Publisher, sidecar: Sidecar, kind: Kind, said: str
) -> None:
    genesis = Oid("f" * 40) if said.startswith("scope") else GENESIS
    keys = {**server.keys, kind: server.keys[Kind.BUNDLE]} if said.startswith("verify") else server.keys
    now_ns = time.time_ns()
    forged = control.renewed(genesis, TARGET, keys[Kind.CONTROL], None, now_ns=now_ns)
    if kind is Kind.DISCOVERY:
        forged = discovery.renewed(genesis, TARGET, keys, None, now_ns=now_ns)
    if said.startswith("missing"):
        forged = Bundle(forged.serial, pack(forged.files), b"")

    server.publish(kind, forged)

    sidecar.wait_until(lambda opa: said in str(opa.bundle_status(kind).get("message")))
    assert sidecar.bundle_status(kind)["code"] == "bundle_error"
    assert sidecar.enforce() == {"allow": True}


def test_a_server_that_went_back_takes_no_sidecar_with_it(server: Publisher, sidecar: Sidecar) -> None:
    """OPA takes whatever has another tag, older ones too, and forgets its own at a 304 that names another."""
    seven = server.shelf.pointed("default/bundle")
    assert seven is not None
    (server.shelf.root / "names" / "default" / "bundle").unlink()
    server.publish(Kind.BUNDLE, policy_bundle(server.keys[Kind.BUNDLE], 6, '"older"'))

    status, headers = server.poll("/bundles/default", seven.etag, wait_s=1)  # beside OPA's own, which waits longer

    assert (status, headers["ETag"]) == (304, seven.etag)
    assert sidecar.enforce() == {"allow": True}
    server.publish(Kind.BUNDLE, policy_bundle(server.keys[Kind.BUNDLE], 8, '"newer"'))
    sidecar.wait_until(lambda opa: opa.enforce() == "newer")


def test_each_poll_says_who_asks_and_brings_the_token_of_that_moment(server: Publisher, tmp_path: Path) -> None:
    heard: list[tuple[str, ...]] = []

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            heard.append((self.path, *(self.headers[name] for name in ("X-ACGS-Instance", "Prefer", "Authorization"))))
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Listener) as listener:
        listening = threading.Thread(target=listener.serve_forever)
        listening.start()
        try:
            with opa(replace(server, port=listener.server_port), tmp_path / "sidecar") as sidecar:
                sidecar.wait_until(lambda _: bool(heard))
                (tmp_path / "sidecar" / "token").write_text("another")
                sidecar.wait_until(lambda _: heard[-1][-1] == "Bearer another")
        finally:
            listener.shutdown()
            listening.join()

    said = ("/bundles/default/discovery", "opa-1", "modes=snapshot,delta;wait=60")
    assert set(heard) == {(*said, f"Bearer {TOKEN.decode()}"), (*said, "Bearer another")}


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("PUT", "/v1/data/acgs_control", {}),
        ("PUT", "/v1/data/acgs_control/default", {}),
        ("PATCH", "/v1/data", []),
        ("DELETE", "/v1/data/acgs", None),
        ("PUT", "/v1/data/acgs/pay/enforce", True),
        ("PUT", "/v1/policies/mine", "package mine"),
        ("DELETE", "/v1/policies/policies", None),
        ("POST", "/v1/data", {}),
        ("POST", "/v1/data/acgs/pay/decision", {}),
        ("POST", "/v1/data/acgs/pay/enforce/allow", {}),
        ("POST", "/v1/data/acgs_control/pay/enforce", {}),
        ("POST", "/v0/data/acgs/pay/enforce", {}),
        ("POST", "/v1/query", {"query": "x := data"}),
        ("POST", "/v1/compile", {"query": "x := data"}),
        ("POST", "/", {}),
        ("GET", "/v1/data", None),
        ("GET", "/v1/data/acgs/pay/enforce", None),
        ("GET", "/v1/policies", None),
        ("GET", "/metrics", None),
        ("GET", "/", None),
    ],
)
def test_opa_answers_nothing_but_the_decision_and_how_it_is(
    asked: Sidecar, method: str, path: str, body: object
) -> None:
    assert asked.ask(method, path, body)[0] == 401
    assert asked.enforce() == {"allow": True}


@pytest.mark.parametrize("path", ["/health", "/health?bundles", "/v1/status", "/v1/config"])
def test_opa_says_how_it_is_and_never_its_token(asked: Sidecar, path: str) -> None:
    answer = asked.http.get(path)

    assert answer.status_code == 200
    assert TOKEN not in answer.content


def test_before_any_bundle_the_roots_are_closed_too(server: Publisher, tmp_path: Path) -> None:
    with opa(server, tmp_path / "early", target=Target("never-published")) as sidecar:
        assert sidecar.ask("PUT", "/v1/data/acgs_control/never-published", {"not_after": 2**62})[0] == 401
        assert sidecar.enforce() is None


@pytest.mark.parametrize("name", ["eu-west-1", "default", "if"])
def test_any_target_can_be_discovered(server: Publisher, tmp_path: Path, name: str) -> None:
    target = Target(name)
    key = server.keys[Kind.BUNDLE]
    server.publish_steering(target=target)
    mine = policy_bundle(key, 7, '"mine"', signed_for=scope(GENESIS, target, Kind.BUNDLE))
    server.publish(Kind.BUNDLE, mine, target=target)

    with opa(server, tmp_path / name, target=target) as sidecar:
        sidecar.wait_until(lambda opa: opa.enforce() == "mine")


def test_a_restart_while_the_server_is_away_finds_the_last_bundle(tmp_path: Path) -> None:
    with publisher(tmp_path / "server") as server:
        server.publish_steering()
        server.publish(Kind.BUNDLE, policy_bundle(server.keys[Kind.BUNDLE], 7, '"kept"'))
        with opa(server, tmp_path / "sidecar") as sidecar:
            sidecar.wait_until(lambda opa: opa.enforce() == "kept")

    with opa(server, tmp_path / "sidecar") as sidecar:
        sidecar.wait_until(lambda opa: opa.enforce() == "kept")
