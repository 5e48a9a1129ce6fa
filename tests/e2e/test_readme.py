"""The first screen of the README, typed as it stands in a repository that `acgs init` has just begun."""

from pathlib import Path

from support.agent_tools import ROOT
from support.typed import FOLDER, shell, steady, steps, type_in

BEGUN = (
    "git init --quiet --initial-branch main . && acgs --quiet init && acgs --quiet compile",
    "git add . && git commit --quiet --message begin",
    """cat > request.json <<'JSON'
{"call": {"category": "payment", "amount_cents": 250000}, "resource": {"env": "prod"},
 "approvals": [{"by": "ana", "role": "finance"}]}
JSON""",
)


def test_what_comes_back_is_what_the_readme_says(tmp_path: Path) -> None:
    with shell(tmp_path) as program:
        for command in BEGUN:
            type_in(program, command)
        shown = steps((ROOT / "README.md").read_text(encoding="utf-8"))
        for command, said in shown:
            assert steady(type_in(program, command), str(tmp_path)) == steady(said, FOLDER), command

    assert len(shown) > 5
