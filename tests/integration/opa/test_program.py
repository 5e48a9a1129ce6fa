"""The opa program: found, old enough, asked in the sandbox."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from acgs.errors import Error, Misconfigured, Unavailable
from acgs.rego import sandbox
from acgs.rego.opa import Opa, capabilities, faults, find_opa
from support import opa_program
from support.opa_program import check, formatted

OPA = find_opa()


def script(folder: Path, text: str) -> Path:
    path = folder / "opa"
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path


def refused(path: Path | str, monkeypatch: pytest.MonkeyPatch) -> Error:
    monkeypatch.setenv("ACGS_OPA", str(path))
    with pytest.raises((Misconfigured, Unavailable)) as refusal:
        find_opa(timeout_s=0.5)
    return refusal.value


def test_acgs_opa_comes_before_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert find_opa().path != str(tmp_path / "opa")
    monkeypatch.setenv("ACGS_OPA", str(script(tmp_path, "echo Version: 1.99.0")))

    assert find_opa() == Opa(str(tmp_path / "opa"), "1.99.0")


def test_a_missing_opa_is_said_with_how_to_have_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "go install" in refused(tmp_path / "none", monkeypatch).hint
    assert refused(tmp_path / "none", monkeypatch).code == "opa-missing"
    monkeypatch.delenv("ACGS_OPA")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Unavailable, match="on PATH"):
        find_opa()


@pytest.mark.parametrize("said", ["Version: 1.21.9", "Version: 0.70.0", "hello"])
def test_an_old_opa_is_refused(said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert refused(script(tmp_path, f"echo {said}"), monkeypatch).code == "opa-too-old"


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_an_opa_that_hangs_is_ended_with_all_that_it_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = script(tmp_path, f"sleep 60 & echo $! > {tmp_path}/pid; sleep 60")
    start = time.monotonic()

    assert refused(path, monkeypatch).code == "opa-overdue"

    assert time.monotonic() - start < 10
    pid = int((tmp_path / "pid").read_text())
    while is_alive(pid):  # Linux ends a killed process when it next would run
        assert time.monotonic() - start < 20
        time.sleep(0.01)


def test_an_opa_that_a_signal_ends_has_no_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert refused(script(tmp_path, "echo Version: 1.99.0; kill -9 $$"), monkeypatch).code == "opa-died"


def test_an_opa_whose_faults_cannot_be_read_has_no_answer(tmp_path: Path) -> None:
    """It ends with a code that says no, as one does that panics: that is not said of the modules."""
    path = script(tmp_path, f'[ "$1" = capabilities ] && exec {OPA.path} "$@"; echo panic: out of memory >&2; exit 2')

    with pytest.raises(Unavailable, match="panic: out of memory") as died:
        faults(Opa(str(path), OPA.version), {"a.rego": b"package a\n"})

    assert died.value.code == "opa-died"


def test_a_child_has_a_private_folder_and_no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET", "s3cret")
    with sandbox.private_folder({"a/b": b"x"}) as folder:
        said = sandbox.run(["env"], folder, timeout_s=10).out.decode()
        mode = folder.stat().st_mode & 0o777
        assert (folder / "a" / "b").read_bytes() == b"x"

    assert mode == 0o700
    assert not folder.exists()
    assert {line.split("=")[0] for line in said.split()} <= {"TMPDIR", "PWD", "SHLVL", "_"}


def test_a_child_has_limits_and_no_network() -> None:
    with sandbox.private_folder({}) as folder:
        limits = sandbox.run(["sh", "-c", "sleep 0.2; ulimit -v; ulimit -c"], folder, timeout_s=10).out.split()
        devices = sandbox.run(["cat", "/proc/net/dev"], folder, timeout_s=10).out.decode().split("\n")[2:]

    assert limits == [b"4194304", b"0"]
    if sandbox._without_network():  # where Linux lets an ordinary user make a network namespace
        assert [line.split(":")[0].strip() for line in devices if line] == ["lo"]


@pytest.mark.parametrize(("ours", "its"), [(400, b"400"), (4096, b"1024")])
def test_a_child_may_open_no_more_files_than_we_may(ours: int, its: bytes) -> None:
    """An ordinary user cannot raise a hard limit."""
    asked = "sandbox.run(['sh', '-c', 'sleep 0.2; ulimit -n'], folder, timeout_s=10).out"
    code = f"from acgs.rego import sandbox\nwith sandbox.private_folder({{}}) as folder: print({asked})"
    limited = ["sh", "-c", f'ulimit -n {ours}; exec "$@"', "sh", sys.executable, "-c", code]

    done = subprocess.run(limited, capture_output=True, check=True)

    assert done.stdout.strip() == repr(its + b"\n").encode()


def test_no_module_leaves_its_folder() -> None:
    with pytest.raises(ValueError, match="outside the folder"), sandbox.private_folder({"../x": b""}):
        pass


@pytest.mark.parametrize(
    "call",
    [
        *('http.send({"url": "http://x"})', 'net.lookup_ip_addr("x")', "opa.runtime()", 'rego.parse_module("a", "b")'),
        'json.match_schema({}, {"$ref": "http://x"})',
    ],
)
def test_what_reaches_outside_is_no_function(call: str) -> None:
    found = faults(OPA, {"d/a.rego": f"package a\n\nx := {call}\n".encode()})

    assert [(fault.file, fault.line, fault.code) for fault in found] == [("d/a.rego", 3, "rego-type-error")]
    assert "undefined function" in found[0].message
    assert b'"http.send"' not in capabilities(OPA)


def test_check_is_strict_and_names_every_place() -> None:
    modules = {"a.rego": b"package a\n\nx if {\n\ty := 1\n}\n", "b.rego": b"package b\n\nz if {\n\ty := 1\n}\n"}

    assert check(OPA, modules) == ("a.rego:4: assigned var y unused", "b.rego:4: assigned var y unused")
    assert check(OPA, {"a.rego": b"package a\n\nx := 1\n"}) == ()
    assert check(OPA, {}) == ()


def test_format_is_that_of_opa_fmt() -> None:
    assert formatted(OPA, b"package a\nx=1") == b"package a\n\nx := 1\n"
    with pytest.raises(ValueError, match="rego_parse_error"):
        formatted(OPA, b"package")


def test_tests_are_counted_and_failures_named() -> None:
    module = b"package a\n\ntest_good if true\n\ntest_bad if false\n"

    result = opa_program.test(OPA, {"a_test.rego": module})

    assert (result.passed, result.failed, result.errors) == (1, ("data.a.test_bad",), ())
    assert not result.is_green
    assert opa_program.test(OPA, {"a_test.rego": module.replace(b"false", b"true")}).is_green
    assert not opa_program.test(OPA, {"a_test.rego": b"package"}).is_green
    assert os.environ.get("ACGS_OPA") is None
