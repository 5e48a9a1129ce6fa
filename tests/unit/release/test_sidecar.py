"""What boots a sidecar, beside what it discovers. How OPA takes them: tests/integration/opa."""

import json
from pathlib import PurePath

import yaml
from cryptography.hazmat.primitives.asymmetric import ec

from acgs.names import Oid, Target
from acgs.release.discovery import Pin, configuration
from acgs.release.keys import Key, Kind
from acgs.release.manifest import write_json
from acgs.release.sidecar import command, files

GENESIS, TARGET = Oid("a" * 40), Target("eu-1")
BUNDLE, CONTROL, DISCOVERY = (Key(kind, ec.generate_private_key(ec.SECP256R1())) for kind in Kind)
PIN = Pin(DISCOVERY.keyid, "acgs:aaaaaaaaaaaaaaaa:eu-1:discovery", DISCOVERY.public_pem)
BOOT = yaml.safe_load(files(PurePath("/etc/opa"), 'https://acgs.example/"ø"', TARGET, PIN)["opa.yaml"])
DISCOVERED = json.loads(write_json(configuration(GENESIS, TARGET, BUNDLE, CONTROL)))


def test_boot_names_the_discovery_bundle_and_its_key_and_nothing_that_discovery_brings() -> None:
    assert set(BOOT) == {"services", "keys", "discovery", "persistence_directory"}
    assert set(BOOT).intersection(DISCOVERED) == {"keys"}
    assert set(DISCOVERED) == {"bundles", "keys", "status"}
    assert DISCOVERED["status"] == {"prometheus": True}  # without a service nothing is uploaded
    assert set(BOOT["keys"]) == {DISCOVERY.keyid}
    assert DISCOVERY.keyid not in DISCOVERED["keys"]


def test_boot_pins_key_and_scope_reads_its_token_and_says_who_it_is() -> None:
    service = BOOT["services"]["acgs"]

    assert service["url"] == 'https://acgs.example/"ø"'
    assert service["credentials"] == {"bearer": {"token_path": "/etc/opa/token"}}
    assert service["headers"] == {"X-ACGS-Instance": "${ACGS_INSTANCE}"}
    assert BOOT["discovery"]["signing"] == {"keyid": PIN.keyid, "scope": PIN.scope}
    assert BOOT["keys"][PIN.keyid] == {"algorithm": "ES256", "key": DISCOVERY.public_pem, "scope": PIN.scope}
    assert BOOT["discovery"]["persist"] is True


def test_each_discovered_bundle_is_pinned_held_and_kept() -> None:
    for kind, key in ((Kind.BUNDLE, BUNDLE), (Kind.CONTROL, CONTROL)):
        found = DISCOVERED["bundles"][kind]

        assert found["service"] in BOOT["services"]
        assert found["signing"] == {"keyid": key.keyid, "scope": f"acgs:aaaaaaaaaaaaaaaa:eu-1:{kind}"}
        assert found["persist"] is True
        assert found["polling"]["long_polling_timeout_seconds"] == 60


def test_the_command_authorises_and_asks_nobody_for_newer_versions() -> None:
    line = command(PurePath("/etc/opa"), "127.0.0.1:8282")

    assert {"--authorization=basic", "--skip-version-check", "/etc/opa/authz.rego"} <= set(line)
    assert "system.authz" in files(PurePath("/"), "http://a", TARGET, PIN)["authz.rego"]
