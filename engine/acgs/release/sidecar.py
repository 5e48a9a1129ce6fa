"""A sidecar's boot configuration: all that discovery cannot bring, and nothing that it could.

Without the authorization policy, whoever reaches OPA's port writes `acgs_control` before the bundle does.
"""

import json
from collections.abc import Mapping
from pathlib import PurePath
from typing import Final

from acgs.names import Target
from acgs.release.discovery import POLLING, SERVICE, Pin

AUTHZ: Final = """\
# Who may ask this OPA for what: the decision, and how it is. Everything else is refused, writes first of all.
package system.authz

default allow := false

allow if {
	input.method == "POST"
	count(input.path) == 5
	array.slice(input.path, 0, 3) == ["v1", "data", "acgs"]
	input.path[4] == "enforce"
}

allow if {
	input.method == "GET"
	input.path in [["health"], ["v1", "status"], ["v1", "config"]]
}
"""


def files(folder: PurePath, server: str, target: Target, pin: Pin) -> dict[str, str]:
    """Return what OPA is started with, by name; the token file lies beside it."""
    return {"opa.yaml": _boot(folder, server, target, pin), "authz.rego": AUTHZ}


def command(folder: PurePath, address: str) -> list[str]:
    """Return the command that starts the sidecar; ACGS_INSTANCE in its environment says which one it is."""
    run = ["opa", "run", "--server", "--skip-version-check", "--authorization=basic", "--addr", address]
    return [*run, "--config-file", str(folder / "opa.yaml"), str(folder / "authz.rego")]


def _boot(folder: PurePath, server: str, target: Target, pin: Pin) -> str:
    """Return `opa.yaml`: one service, and the discovery bundle under its pinned key and scope."""
    service = {
        "url": server,
        "credentials": {"bearer": {"token_path": str(folder / "token")}},
        "headers": {"X-ACGS-Instance": "${ACGS_INSTANCE}"},
    }
    found = {
        "service": SERVICE,
        "resource": f"/bundles/{target}/discovery",
        # In brackets: OPA makes a query of this, and a target may hold `-` or be a word of Rego.
        "decision": f"acgs_discovery[{json.dumps(target)}]",
        "persist": True,
        "polling": POLLING,
        "signing": {"keyid": pin.keyid, "scope": pin.scope},
    }
    configuration = {
        "services": {SERVICE: service},
        "keys": {pin.keyid: {"algorithm": "ES256", "scope": pin.scope, "key": pin.public_pem}},
        "discovery": found,
        "persistence_directory": str(folder / "bundles"),
    }
    return "\n".join(["# Bundles and their keys come from the signed discovery bundle.", *_yaml(configuration)]) + "\n"


def _yaml(value: Mapping[str, object], indent: str = "") -> list[str]:
    lines: list[str] = []
    for key, member in value.items():
        if isinstance(member, Mapping):
            lines += [f"{indent}{key}:", *_yaml(member, indent + "  ")]
        elif isinstance(member, str) and "\n" in member:
            lines += [f"{indent}{key}: |", *(f"{indent}  {line}" for line in member.splitlines())]
        else:  # JSON is YAML
            lines.append(f"{indent}{key}: {json.dumps(member, ensure_ascii=False)}")
    return lines
