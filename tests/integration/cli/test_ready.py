"""AUT-13: what a proposal is measured by is the last ratified revision, never the proposal itself."""

import pytest

from acgs.cli.ready import require_ready
from acgs.errors import Undecided
from acgs.names import File, Files
from support.founding import PRINCIPLE, changed, starter

GATES = "constitution/constitution.toml"


def test_the_proof_gates_of_a_proposal_are_those_of_its_base() -> None:
    result: Files = {path: File("100644", data) for path, data in starter().items()}
    strict: Files = {path: file for path, file in result.items() if path != GATES}
    assert b'"sampled"' in result[GATES].data
    assert "newly" in require_ready({}, result)
    assert "unchanged" in require_ready(result, strict)

    with pytest.raises(Undecided, match="equivalent"):
        require_ready(strict, result)


def test_where_it_cannot_be_told_what_changes_for_requests_nobody_is_asked() -> None:
    """The Rego of the base is not what its principles mean, so that the request that was found is no evidence."""
    result: Files = {path: File("100644", data) for path, data in starter().items()}
    narrower = changed(b'input.call.category == "payment"', b'input.call.category == "write"')
    base: Files = {**result, PRINCIPLE: File("100644", narrower[PRINCIPLE])}

    with pytest.raises(Undecided, match="could not be told\nlast ratified → this: could not tell\n"):
        require_ready(base, result)
