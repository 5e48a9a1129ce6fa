"""A kept opa that decides: `opa run --server` as a child, on a socket in a folder that only we can open.

Trusted to ask exactly what it is told: numbers stay as they are spelt, and undefined is no value.
"""

import contextlib
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

import requests

from acgs.constitution.document import read_json, write_json
from acgs.constitution.principle import Json
from acgs.errors import Invalid, Unavailable, Undecided
from acgs.norms.places import ABSENT, Document
from acgs.rego import sandbox
from acgs.rego.client import SocketClient
from acgs.rego.opa import TIMEOUT_S, Opa, faults

_PATH: Final = re.compile(r"[a-z][a-z0-9_]*(/[a-z][a-z0-9_]*)*")
_BATCH: Final = 500


class Undefined(Enum):
    """No answer: OPA found no value, or rules give several."""

    UNDEFINED = "undefined"
    CONFLICT = "a conflict of rules"


UNDEFINED: Final = Undefined.UNDEFINED
CONFLICT: Final = Undefined.CONFLICT
Answer = Json | Undefined


class Decider:
    """OPA with `modules` (by path) and `data` loaded, from `with` to the end of its block."""

    def __init__(
        self, opa: Opa, modules: Mapping[str, bytes], data: Json = None, *, timeout_s: float = TIMEOUT_S
    ) -> None:
        self._opa, self._modules, self._data, self._timeout_s = opa, modules, data or {}, timeout_s
        self._ended = contextlib.ExitStack()

    def __enter__(self) -> Self:
        """Start the child.

        Raises:
            Invalid: what `opa check --strict` says against the modules, under our capabilities.
            Unavailable: `opa-died`, `opa-overdue`.
        """
        if found := faults(self._opa, self._modules):
            raise Invalid(found)
        with self._ended as ended:
            files = {f"modules/{path}": text for path, text in self._modules.items()}
            folder = ended.enter_context(
                sandbox.private_folder(files | {"modules/.keep": b"", "data.json": write_json(self._data)})
            )
            words = ["run", "--server", "--skip-version-check", "--log-level", "error", "--addr", "unix://socket"]
            self._child = sandbox.start([self._opa.path, *words, "data.json", "modules"], folder, log=folder / "log")
            ended.callback(sandbox.stop, self._child)
            self._client = ended.enter_context(SocketClient(folder / "socket", retries=0, timeout=self._timeout_s))
            self._await(folder / "log")
            self._ended = ended.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.close()

    def _await(self, log: Path) -> None:
        deadline = time.monotonic() + self._timeout_s
        while not self._client.check_health():
            if self._child.poll() is not None:
                raise Unavailable(f"opa ended: {log.read_text(errors='replace')[:500]}", code="opa-died")
            if time.monotonic() > deadline:
                raise Unavailable(f"opa did not start within {self._timeout_s:g} s", code="opa-overdue")
            time.sleep(0.01)

    def ask(self, path: str, document: Document, data: Mapping[str, Json] | None = None) -> Answer:
        """Return the value at `path` (`acgs/agent_tools/decision`) for one input, or none at all.

        Args:
            path: the rule below `data`, names between `/`.
            document: the input; `ABSENT` is asked without one.
            data: what stands, for this question, in the place of each path below `data`, rules included.

        Raises:
            Undecided: `opa-error`, OPA answers with an error other than a conflict of rules.
            Unavailable: `opa-overdue`, `opa-died`.
        """
        return self.ask_many(path, [document], data)[0]

    def ask_many(
        self, path: str, documents: Sequence[Document], data: Mapping[str, Json] | None = None
    ) -> list[Answer]:
        """Return what `ask` would for each document, in their order."""
        return [answer for (answer,) in self.ask_all([path], documents, data)]

    def ask_all(
        self, paths: Sequence[str], documents: Sequence[Document], data: Mapping[str, Json] | None = None
    ) -> list[tuple[Answer, ...]]:
        """Return, for each document, the value at each path; what they share is evaluated once.

        From the first document on which rules conflict at a path, its answers are `CONFLICT`: the rest is not asked.
        """
        overrides = "".join(f" with {_reference(name)} as {write_json(x).decode()}" for name, x in (data or {}).items())
        found = list[tuple[Answer, ...]]()
        for batch in _batches(documents):
            rows = self._rows(paths, batch, overrides)
            found += rows
            if len(rows) < len(batch):
                break
        if len(found) < len(documents) and len(paths) > 1:
            return [*zip(*(self.ask_many(path, documents, data) for path in paths), strict=True)]
        return found + [(CONFLICT,)] * (len(documents) - len(found))

    def _rows(self, paths: Sequence[str], batch: Sequence[Document], overrides: str) -> list[tuple[Answer, ...]]:
        """Return the values for each document before the first on which rules conflict."""
        # One comprehension around all: OPA lifts the parts of a term out of it, each then evaluates by itself.
        each = f"v := [x | some x in [{', '.join(f'[y | y := {_reference(path)}]' for path in paths)}]]"
        if batch[0] is ABSENT:
            rows = self._query(f"k := 0; {each}{overrides}", ABSENT)
        else:
            rows = self._query(f"some k, _ in input; {each} with input as input[k]{overrides}", list[Any](batch))
        if rows is not None:
            return [tuple(map(_answer, row)) for row in rows]
        half = len(batch) // 2
        first = self._rows(paths, batch[:half], overrides) if half else []
        return first if not half or len(first) < half else first + self._rows(paths, batch[half:], overrides)

    def _query(self, query: str, document: Document) -> list[Any] | None:
        """Return `v` of each result, in the order of its `k`; None if rules conflict."""
        body: dict[str, Json] = {"query": query}
        if document is not ABSENT:
            body["input"] = document
        try:
            status, answer = self._client.post_query(write_json(body))
        except requests.Timeout as exc:
            raise Unavailable(f"opa did not answer within {self._timeout_s:g} s", code="opa-overdue") from exc
        except requests.ConnectionError as exc:
            raise Unavailable("opa ended while it was asked", code="opa-died") from exc
        said: Any = read_json(answer, strict=False)
        if status == requests.codes.ok:
            return [row["v"] for row in sorted(said.get("result", []), key=itemgetter("k"))]
        if [each["code"] for each in said.get("errors", [])] == ["eval_conflict_error"]:
            return None
        raise Undecided(f"opa answers {status}: {answer[:500].decode(errors='replace')}", code="opa-error")


def _batches(documents: Sequence[Document]) -> Iterator[Sequence[Document]]:
    """Yield them in their order: one that is absent by itself, others many at once."""
    for absent, run in groupby(documents, lambda document: document is ABSENT):
        each, size = list(run), 1 if absent else _BATCH
        yield from (each[start : start + size] for start in range(0, len(each), size))


def _answer(found: list[Json]) -> Answer:
    """Return the value of a rule from the list of its values."""
    return found[0] if found else UNDEFINED


def _reference(path: str) -> str:
    """Return `path` as a reference, each step a string, so that no name can be anything else."""
    if not _PATH.fullmatch(path):
        raise ValueError(f"no path below data: {path!r}")
    return "data" + "".join(f'["{name}"]' for name in path.split("/"))
