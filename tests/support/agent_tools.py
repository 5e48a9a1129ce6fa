"""Our own constitution as values: its norms, its examples, and valid requests crossed from them."""

import random
from functools import cache
from pathlib import Path

from acgs.constitution.catalogue import read_constitution
from acgs.constitution.principle import Json
from acgs.names import DomainId, File, Files, PrincipleId
from acgs.norms.norm import DomainNorms, Norm, read_norms

ROOT = Path(__file__).resolve().parents[2]
POLICIES = ROOT / "policies" / "agent_tools"


def constitution_files() -> Files:
    """Return the constitution as it stands in the working tree."""
    paths = (path for path in (ROOT / "constitution").rglob("*") if path.is_file())
    return {path.relative_to(ROOT).as_posix(): File("100644", path.read_bytes()) for path in paths}


@cache
def agent_tools() -> DomainNorms:
    return read_norms(read_constitution(constitution_files()).domains[DomainId("agent_tools")])


def norm(principle: str) -> Norm:
    return next(norm for norm in agent_tools().norms if norm.principle.id == PrincipleId(principle))


def valid_requests() -> list[dict[str, Json]]:
    """Return the inputs of all examples that the schema admits."""
    examples = (example for norm in agent_tools().norms for example in norm.principle.examples if example.is_valid)
    return [example.input for example in examples if isinstance(example.input, dict)]


def crossed_requests(count: int, *, seed: int) -> list[Json]:
    """Return valid requests, each a request of the examples with about half of its parts from others.

    Every part of a request has its own schema, so a cross of valid ones is valid.
    """
    choice, requests = random.Random(seed), valid_requests()  # noqa: S311 - no secret
    return [
        {part: (choice.choice(requests) if choice.random() < 0.5 else request)[part] for part in request}
        for request in choice.choices(requests, k=count)
    ]
