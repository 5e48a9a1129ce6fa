"""Z3 at arm's length: a child process with a limit on its memory, asked in steps and never by the clock.

Trusted. `unsat` is said only where Z3 said it; everything else that can happen is no answer.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterable
from types import TracebackType
from typing import Final, Literal, Self

from acgs.proof.script import FALSE, TRUE, Term, numeral
from acgs.proof.verdict import Undecided

MEMORY_BYTES: Final = 2 * 2**30
RLIMIT: Final = 20_000_000
"""Z3's own units; a question of the shipped constitution takes a few hundred thousand."""

Answer = Literal["sat", "unsat"] | Undecided

_VALUE: Final = re.compile(r"\((\w+) (true|false|\d+|\(- \d+\))\)")


class Lost(Exception):
    """What was found is gone before all of it was read, with the child or for want of steps."""

    def __init__(self, answer: Undecided) -> None:
        super().__init__(answer.reason)
        self.answer = answer


class Solver:
    """One child, kept alive for many questions; each starts from nothing, so that no answer depends on another."""

    def __init__(self, *, memory_bytes: int = MEMORY_BYTES, rlimit: int = RLIMIT) -> None:
        self._memory_bytes = memory_bytes
        self._rlimit = rlimit
        self._child: subprocess.Popen[str] | None = None
        self._has_model = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._end()

    def load(self, text: str) -> Answer:
        """Return whether `text`, a question by itself, has a model."""
        try:
            self._say("")
            answer = self._answer(f"(set-option :rlimit {self._rlimit})\n{text}\n(check-sat)")
        except Lost as lost:
            answer = lost.answer
        self._has_model = answer == "sat"
        return answer

    def narrow(self, *terms: Term) -> bool:
        """Assert `terms` if there is still a model then; return whether there is. May raise `Lost`."""
        self._has_model = self._answer(f"(push 1){_asserted(terms)}(check-sat)") == "sat"
        if not self._has_model:
            self._say("(pop 1)")
        return self._has_model

    def values(self, terms: Iterable[Term]) -> dict[Term, int]:
        """Return what the last model makes of `terms`, a Bool as 0 or 1. May raise `Lost`."""
        if not self._has_model and isinstance(answer := self._answer("(check-sat)"), Undecided):
            raise Lost(answer)
        self._has_model = True
        names = [term for term in dict.fromkeys(terms) if numeral(term) is None and term not in {TRUE, FALSE}]
        text = self._say(f"(get-value ({' '.join(names)}))") if names else ""
        return {TRUE: 1, FALSE: 0} | {Term(name): _read(value) for name, value in _VALUE.findall(text)}

    def _answer(self, command: str) -> Answer:
        match self._say(command).split():
            case ["sat"]:
                return "sat"
            case ["unsat"]:
                return "unsat"
            case ["unknown"]:
                return self._why()
            case _:
                return Undecided("memory", is_stable=False)

    def _why(self) -> Undecided:
        reason = self._say("(get-info :reason-unknown)")
        if "memory" in reason:
            return Undecided("memory", is_stable=False)
        return Undecided(f"the solver gave up within {self._rlimit:,} steps")

    def _say(self, command: str) -> str:
        """Return what Z3 prints; it is `Lost` if the child is gone: out of memory, in one of its five ways."""
        child = self._child = self._child or self._start()
        assert child.stdin is not None  # noqa: S101 - a pipe
        assert child.stdout is not None  # noqa: S101 - a pipe
        try:
            child.stdin.write(json.dumps(command) + "\n")
            child.stdin.flush()
            line = child.stdout.readline()
        except BrokenPipeError:
            line = ""
        said = str(json.loads(line)) if line else None
        if said is None or (said.startswith("(error") and "memory" in said):
            self._end()
            raise Lost(Undecided("memory", is_stable=False))
        if said.startswith("(error"):
            raise RuntimeError(f"Z3 does not take what it was told: {said}")
        return said

    def _start(self) -> subprocess.Popen[str]:
        return subprocess.Popen(
            # -P: the folder in which acgs was called is a stranger's, and no place to import from.
            [sys.executable, "-P", "-m", "acgs.proof.child", str(self._memory_bytes)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="ascii",
        )

    def _end(self) -> None:
        if self._child is not None:
            self._child.kill()
            self._child.communicate()
            self._child = None


def _asserted(terms: Iterable[Term]) -> str:
    return "".join(f"(assert {term})" for term in terms)


def _read(value: str) -> int:
    return int(value == TRUE) if value in {TRUE, FALSE} else int(value.strip("()").replace(" ", ""))
