"""What is proved of a step from one root to another, before it is released."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from acgs.constitution.catalogue import read_constitution
from acgs.council.record import Node, Record
from acgs.errors import Error, Invalid, Undecided, Unproved
from acgs.ledger.statement import ProofStatement
from acgs.names import NO_ROOT, Root, Target
from acgs.norms.norm import read_all
from acgs.pipeline.bench import Served
from acgs.proof.difference import Side, diff
from acgs.proof.prove import prove
from acgs.proof.proven import Proven, require_proven
from acgs.rego.opa import find_opa


def prove_node(node: Node, base: Node | None, *, cache: Path | None = None) -> Proven:
    """Prove what the council has agreed to in `node`, on top of what it was measured against.

    Raises:
        Invalid, Misconfigured, Unproved, Undecided: it cannot be released.
        Unavailable: OPA is not there.
    """
    opa = find_opa()
    constitution = read_constitution(node.governed.files)
    head = Side(read_all(constitution), node.governed.files)
    report = prove(constitution, head.norms, head.policies, opa, cache=cache)
    root, difference = NO_ROOT, None
    if base:
        before = Side(read_all(read_constitution(base.governed.files)), base.governed.files)
        root, difference = base.root, diff(before, head, opa)
    return require_proven(report, head.norms, constitution.gates, root=node.root, base=root, difference=difference)


@dataclass(frozen=True, slots=True)
class Proofs:
    """What was asked and answered, beside what the ledger says was proved of what is served."""

    served: Mapping[Target, Served]
    _answers: dict[tuple[Root, Root], Proven | Error] = field(default_factory=dict)

    def is_known(self, node: Node, base: Node | None) -> bool:
        return _step(node, base) in {*self._answers, *self._kept()}

    def of(self, node: Node, base: Node | None, prove: Callable[[Node, Node | None], Proven]) -> Proven:
        """Return what the ledger keeps as proved of this root against this base, else what `prove` said, asked once.

        Raises:
            Error: as `prove` did then.
        """
        step = _step(node, base)
        if step in (kept := self._kept()):
            return kept[step]
        if step not in self._answers:
            try:
                self._answers[step] = prove(node, base)
            except (Invalid, Unproved, Undecided) as refusal:
                self._answers[step] = refusal
        answer = self._answers[step]
        if isinstance(answer, Error):
            raise answer
        return answer

    def _kept(self) -> Mapping[tuple[Root, Root], Proven]:
        kept = (each.release.proven for each in self.served.values())
        return {(proven.root, proven.base): proven for proven in kept}


def _step(node: Node, base: Node | None) -> tuple[Root, Root]:
    return node.root, base.root if base else NO_ROOT


def base_of(record: Record) -> Node | None:
    """Return what the last ratified revision was measured against; None if it is the founding."""
    base = record.node.base
    return record.nodes[base] if base is not None else None


def said(statement: ProofStatement) -> Proven:
    """Return what the engine signed as proved: its word stands for the run."""
    return Proven(statement.root, statement.base, statement.caveats, statement.nothing_new, statement.report)
