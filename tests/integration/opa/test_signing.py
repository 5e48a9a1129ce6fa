"""OPA's own signer, beside ours: the same digest for each file."""

import base64
import json
import subprocess
from pathlib import Path

from acgs.release.keys import Kind, open_key
from acgs.release.signing import opa_hash

FILES = {
    ".manifest": b'{"roots": ["a"], "revision": "7", "rego_version": 1}',
    "a/data.json": rb"""{
      "numbers": [1, 1.0, 1e3, 1E+3, -0, 0.10, 9223372036854775808, 123456789012345678901234567890.5],
      "text": ["\u2028\u2029", "<>&", "\u00e9", "\/", "\"\\\b\f\n\r\t", "\u0001\u007f", "\ud83d\ude00", ""],
      "\u2028": {}, "\uffff": [], "\ud83d\ude00": null, "z": true, "Z": false, "": {"b": 1, "a": 2}
    }""",
    "a/b.rego": b"package a.b\n\nx := 1.0\n",
}


def test_opa_takes_the_same_digest_of_each_file(tmp_path: Path) -> None:
    open_key(tmp_path / "keys", Kind.BUNDLE)
    for name, data in FILES.items():
        (tmp_path / "tree" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "tree" / name).write_bytes(data)

    key = ["--signing-key", str(tmp_path / "keys" / "bundle.pem"), "--signing-alg", "ES256"]
    subprocess.run(["opa", "sign", *key, "--bundle", "tree", "-o", "."], cwd=tmp_path, check=True, timeout=60)

    (jws,) = json.loads((tmp_path / ".signatures.json").read_bytes())["signatures"]
    files = json.loads(base64.urlsafe_b64decode(jws.split(".")[1] + "=="))["files"]
    taken = {file["name"].removeprefix("tree/"): file["hash"] for file in files}
    assert taken == {name: opa_hash(name, data) for name, data in FILES.items()}
