"""What the tree of the code promises: captions without code, and stages that are made in one place."""

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import acgs

ENGINE = Path(acgs.__file__).parent
ROOMS = sorted(path.parent for path in ENGINE.glob("*/__init__.py"))
STAGES = {
    "Proven": {"proof/proven.py", "pipeline/proving.py"},  # a run of proofs, or the engine's signed statement of one
    "Ratified": {"council/ratified.py"},
    "Release": {"release/admit.py"},
}


def constructed(name: str) -> Iterator[str]:
    for path in sorted(ENGINE.rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
        if any(isinstance(call.func, ast.Name) and call.func.id == name for call in calls):
            yield str(path.relative_to(ENGINE))


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_a_room_s_init_is_its_caption_and_no_code(room: Path) -> None:
    body = ast.parse((room / "__init__.py").read_text(encoding="utf-8")).body

    caption, *rest = body
    assert isinstance(caption, ast.Expr)
    assert isinstance(caption.value, ast.Constant)
    assert "Others import" in str(caption.value.value) or room.name in {"report", "cli"}
    assert all(isinstance(node, ast.ImportFrom | ast.Assign) for node in rest) if room.name == "cli" else not rest


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_is_constructed_in_one_place(stage: str) -> None:
    made = {path for path in constructed(stage) if not (stage == "Release" and path.startswith("ledger/"))}

    assert made == STAGES[stage]


@pytest.mark.parametrize("path", sorted(ENGINE.rglob("*.py")), ids=lambda path: str(path.relative_to(ENGINE)))
def test_a_module_says_what_is_here_and_is_named_after_something(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert not {"utils", "helper", "helpers", "manager", "service", "common", "misc"} & {path.stem}


@pytest.mark.parametrize(
    "room", [room for room in ROOMS if room.name not in {"cli", "report"}], ids=lambda room: room.name
)
def test_the_names_that_a_caption_offers_are_there(room: Path) -> None:
    caption = ast.get_docstring(ast.parse((room / "__init__.py").read_text(encoding="utf-8"))) or ""
    offered = re.findall(r"`([a-z_]+)(?:\.([A-Za-z_]+))?`", caption.partition("Others import")[2])

    assert offered
    for module, name in offered:
        found = importlib.import_module(f"acgs.{room.name}.{module}")
        assert not name or hasattr(found, name)
