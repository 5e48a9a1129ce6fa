"""OPA's reader and ours see one document alike, whatever bytes it is made of."""

import json
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path

from acgs.constitution.document import read_json

TEXTS = [
    *(rb"\ud83d\ude00", rb"\ude00\ud83d", rb"\uD800", rb"\\ud800", rb"\ud800\ud800\udc00", rb"\u0000", rb"\/\"\b"),
    *(b"\xff", b"\xed\xa0\x80", b"\xf0\x9f", b"\xe2\x82z", b"\xc0\x80", b"\xf4\x90\x80\x80", b"\xe2\x80\xa8", b"\x7f"),
]
NUMBERS = [
    b"-0",
    b"1.0",
    b"1e2",
    b"1E+05",
    b"9007199254740993",
    b"0.1",
    b"7" * 2000,
    b"1e30101",
    b"-1e-30101",
    b"0e9999",
    b"0e2147483648",
]
REST = [b'{"a": 1, "a": {"b": 1}, "a": {"c": 2}}', rb'{"\ud800": 1, "\udfff": 2}', b"[true, false, null, [], {}]"]


def test_opa_reads_what_we_read(tmp_path: Path) -> None:
    opa = shutil.which("opa")
    assert opa, "make tools"
    document = b"[" + b",".join([*(b'"' + text + b'"' for text in TEXTS), *NUMBERS, *REST]) + b"]"
    (tmp_path / "input.json").write_bytes(document)

    done = subprocess.run(
        [opa, "eval", "--format", "json", "--input", str(tmp_path / "input.json"), "input"],
        capture_output=True,
        check=True,
        timeout=60,
    )

    [answer] = json.loads(done.stdout, parse_float=Decimal, parse_int=Decimal)["result"]
    assert answer["expressions"][0]["value"] == read_json(document, strict=False)
