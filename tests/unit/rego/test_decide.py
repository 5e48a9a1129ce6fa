import pytest

from acgs.rego.decide import Decider
from acgs.rego.opa import Opa


@pytest.mark.parametrize("path", ["", "/", "acgs/", "/acgs", "a//b", 'a"]', "a.b", "A/b", "a/../b", "a b", "a\n"])
def test_only_names_between_slashes_are_a_path(path: str) -> None:
    with pytest.raises(ValueError, match="no path below data"):
        Decider(Opa("opa", "1.22.2"), {}).ask(path, {})
