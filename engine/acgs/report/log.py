"""Who agreed to a rule, when, and over which root; text and JSON."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from acgs.constitution.principle import Json
from acgs.council.judging import is_void
from acgs.council.record import Node, Record
from acgs.ledger.encodings import show_time
from acgs.names import Oid, PrincipleId


@dataclass(frozen=True, slots=True)
class Agreement:
    """A ratification, its entry, the commit that carried it, once one has, and whether it counts no more."""

    node: Node
    entry: Oid
    carrier: Oid | None
    is_void: bool


def agreements(record: Record, principle: PrincipleId | None, at: datetime) -> Iterator[Agreement]:
    """Yield the ratifications as they stand at `at`, oldest first; with `principle`, those that changed its file."""
    carriers: dict[int, Oid] = {}
    for commit, seq in record.admitted.items():
        carriers.setdefault(seq, commit)
    for node in record.nodes.values():
        if principle is None or _touches(record, node, principle):
            entry, lapsed = record.entries[node.seq - 1].oid, is_void(record.nodes, node.seq, at)
            yield Agreement(node, entry, carriers.get(node.seq), lapsed)


def log_text(found: list[Agreement], said: list[str]) -> str:
    blocks = [_text(each) for each in reversed(found)] or ["nobody has agreed to this"]
    return "\n".join([*blocks, *said])


def log_json(found: list[Agreement], said: list[str]) -> Json:
    rows: list[Json] = [
        {
            "seq": each.node.seq,
            "entry": each.entry,
            "time": show_time(each.node.time),
            "class": each.node.change.value if each.node.change else "founding",
            "agreeing": list[Json](sorted(each.node.agreeing)),
            "root": each.node.root,
            "admitted": each.node.is_admitted,
            "void": each.is_void,
            "revision": each.carrier,
        }
        for each in found
    ]
    return {"version": 1, "agreements": rows, "caveats": list[Json](said)}


def _text(each: Agreement) -> str:
    node = each.node
    kind = f"class {node.change}" if node.change else "founding"
    state = "void: carried by no commit within 30 days" if each.is_void else "carried by no commit yet"
    if node.is_admitted:
        state = f"carried by {each.carrier}" if each.carrier else "carried with a later one"
    return (
        f"{show_time(node.time)}  entry {node.seq}, {kind}: {', '.join(sorted(node.agreeing))}\n"
        f"  root  {node.root}\n  {state}"
    )


def _touches(record: Record, node: Node, principle: PrincipleId) -> bool:
    before = record.nodes[node.base].governed.files if node.base else {}
    after = node.governed.files
    name = re.compile(rf"constitution/[^/]+/{principle}(-[^/]*)?\.md")
    return any(before.get(path) != after.get(path) for path in before.keys() | after.keys() if name.fullmatch(path))
