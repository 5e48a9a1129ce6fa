"""What only tests ask of the opa program: its own verdicts on modules, beside those that the product asks for."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from acgs.rego import opa as opa_program
from acgs.rego import sandbox
from acgs.rego.opa import Opa


@dataclass(frozen=True, slots=True)
class TestResult:
    """What `opa test` found: how many tests passed, which failed, and the errors that kept it from running them."""

    passed: int
    failed: tuple[str, ...]
    errors: tuple[str, ...]

    @property
    def is_green(self) -> bool:
        return not self.failed and not self.errors


def check(opa: Opa, modules: Mapping[str, bytes]) -> tuple[str, ...]:
    """Return `faults`, each as one line."""
    return tuple(f"{fault.file}:{fault.line}: {fault.message}" for fault in opa_program.faults(opa, modules))


def formatted(opa: Opa, source: bytes) -> bytes:
    """Return `source` as `opa fmt` writes it.

    Raises:
        ValueError: it is no Rego.
    """
    with sandbox.private_folder({}) as folder:
        finished = sandbox.run([opa.path, "fmt"], folder, timeout_s=opa_program.TIMEOUT_S, stdin=source)
    if finished.code:
        raise ValueError(finished.err.decode(errors="replace"))
    return finished.out


def test(opa: Opa, modules: Mapping[str, bytes]) -> TestResult:
    """Return how the tests in `modules` went."""
    finished = opa_program._with(opa, ["test", "--format", "json"], modules)
    try:
        ran: list[dict[str, Any]] = json.loads(finished.out or b"[]")
    except json.JSONDecodeError:
        return TestResult(0, (), (finished.err.decode(errors="replace"),))
    failed = tuple(f"{each['package']}.{each['name']}" for each in ran if each.get("fail") or each.get("error"))
    broken = finished.code and not failed
    errors = (finished.err.decode(errors="replace") or "opa test failed",) if broken else ()
    return TestResult(len(ran) - len(failed), failed, errors)
