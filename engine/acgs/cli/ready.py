"""What must hold before people are asked, and what they are shown: check, compile --check, prove, diff."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from acgs.constitution.catalogue import Constitution
    from acgs.names import DomainId, Files
    from acgs.norms.norm import DomainNorms


def require_written(files: "Files") -> "tuple[Constitution, Mapping[DomainId, DomainNorms]]":
    """Return what a tree means, provided that `check` and `compile --check` have nothing to say about it.

    Raises:
        Invalid: all that they say.
    """
    from acgs.constitution.catalogue import read_constitution
    from acgs.errors import Fault, Invalid
    from acgs.norms.examples import check_examples
    from acgs.norms.norm import read_all
    from acgs.synthesis.compiled import compare, compile_all

    constitution = read_constitution(files)
    norms = read_all(constitution)
    faults = [fault for domain in norms.values() for fault in check_examples(domain)]
    differences = () if faults else compare(files, compile_all(norms))
    hint = "write it: acgs compile"
    faults += [Fault(each.path, 0, 0, "not-compiled", each.state.value, hint=hint) for each in differences]
    if faults:
        raise Invalid(faults)
    return constitution, norms


def require_ready(base: "Files", result: "Files") -> str:
    """Return what the step does to requests, in words, provided that check, compile --check, prove and diff pass.

    Raises:
        Invalid, Unproved, Undecided: what the first that does not says.
    """
    from acgs.constitution.gates import read_gates
    from acgs.digest import governed_root
    from acgs.errors import Undecided
    from acgs.names import NO_ROOT
    from acgs.proof.prove import prove
    from acgs.proof.proven import require_proven
    from acgs.rego.opa import find_opa

    constitution, norms = require_written(result)
    report = prove(constitution, norms, result, find_opa())
    gates = read_gates(base) if base else constitution.gates  # the last ratified revision decides
    require_proven(report, norms, gates, root=governed_root(result), base=NO_ROOT, difference=None)
    text, is_told = difference_text(base, result)
    if not is_told:
        raise Undecided(f"what this does to requests could not be told\n{text}")
    return text


def difference_text(base: "Files", result: "Files") -> tuple[str, bool]:
    """Return which requests are newly allowed or denied, with one each, and whether all could be told."""
    from acgs.constitution.catalogue import read_constitution
    from acgs.norms.norm import read_all
    from acgs.proof.difference import Side, diff
    from acgs.rego.opa import find_opa
    from acgs.report.diff import diff_text

    before, after = (Side(read_all(read_constitution(files)) if files else {}, files) for files in (base, result))
    found = diff(before, after, find_opa())
    return diff_text(found, "last ratified" if base else "nothing", "this"), not found.unknown
