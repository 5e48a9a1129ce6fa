"""AUT-13: what a proposal is measured by is the last ratified revision, never the proposal itself."""

import pytest

from acgs.cli.ready import require_ready
from acgs.errors import Undecided
from acgs.names import File, Files
from support.founding import starter

GATES = "constitution/constitution.toml"


def test_the_proof_gates_of_a_proposal_are_those_of_its_base() -> None:
    result: Files = {path: File("100644", data) for path, data in starter().items()}
    strict: Files = {path: file for path, file in result.items() if path != GATES}
    assert b'"sampled"' in result[GATES].data
    assert "newly" in require_ready({}, result)
    assert "unchanged" in require_ready(result, strict)

    with pytest.raises(Undecided, match="equivalent"):
        require_ready(strict, result)
