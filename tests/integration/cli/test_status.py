"""Bare `acgs` at each place of the road: what it finds, and the next command."""

import json
from pathlib import Path

import pytest

from support.author import A09_PATH, tree
from support.founding import Founding, changed
from support.inside import Acgs
from support.repo import new_repo

INCLUSIVE = changed(b"amount_cents > 100000", b"amount_cents >= 100000")
SAMPLED = ["complies: sampled", "equivalent: sampled"]
SOUND = {"constitution": "1 domain, 1 principle, no errors"}


def test_before_a_council_it_names_the_next_step_of_the_road(acgs: Acgs, tmp_path: Path) -> None:
    place = new_repo(tmp_path / "r").path
    compiled = {"policies": "what compiling gives", "council": "none: no council, no root"}
    steps = [
        ("init", {"constitution": "none"}, [], "acgs init"),
        ("compile", SOUND | {"policies": "not what compiling gives: 4 files"}, SAMPLED, "acgs compile"),
        ("check", SOUND | compiled, SAMPLED, "acgs prove; then acgs council init"),
    ]
    for verb, found, caveats, then in steps:
        code, answer, err = acgs(place, "--json")

        assert (code, err) == (0, "")
        assert json.loads(answer) == {"version": 1, "found": found, "caveats": caveats, "next": then}
        acgs(place, verb)


def test_a_constitution_with_errors_is_to_be_checked(acgs: Acgs, tmp_path: Path) -> None:
    repo = new_repo(tmp_path / "r")
    repo.write(tree({A09_PATH: "no front matter\n"}))

    assert acgs(repo.path) == (0, "constitution  1 error\nnext          acgs check\n", "")


def test_a_council_file_with_errors_is_to_be_checked_and_not_voted_on(acgs: Acgs, founding: Founding) -> None:
    founding.chamber.commit({"constitution/council.toml": "version = 1\n"})

    code, answer, _ = acgs(founding.origin)

    assert (code, answer.splitlines()[-1]) == (0, "next          acgs check")
    assert "\ncouncil       not founded: constitution/council.toml:0: epoch is missing" in answer


def stand(law: Founding, at: str) -> None:
    """Bring `law` to where its branch `raise` is `at`, and check that out."""
    room = law.chamber
    match at:
        case "open":
            room.propose("raise", INCLUSIVE)
        case "ratified":
            law.vote("raise", INCLUSIVE)
            room.notarise()
        case "behind":
            room.repo.git("branch", "raise")
            law.agree("other", INCLUSIVE)
            room.notarise()
        case _:
            room.repo.git("branch", "raise")
    room.repo.git("switch", "-q", "raise")
    if at == "broken":
        room.commit({"constitution/council.toml": "version = 1\n"})


@pytest.mark.parametrize(
    ("at", "said", "then"),
    [
        ("closed", "the last ratified root", "change a principle, then acgs diff"),
        ("open", "open, 0 of 2 needed agree", "acgs propose; acgs vote"),
        ("ratified", "ratified", "merge it"),
        ("behind", "the governed files have moved since this branch left them", "git merge {revision:.12}"),
        ("broken", "constitution/council.toml:0: epoch is missing", "acgs check"),
    ],
)
def test_with_a_council_it_says_how_the_branch_stands(law: Founding, acgs: Acgs, at: str, said: str, then: str) -> None:
    stand(law, at)

    code, answer, err = acgs(law.origin)

    lines = {subject: rest.strip() for subject, _, rest in (line.partition(" ") for line in answer.splitlines())}
    assert (code, err) == (0, "")
    assert (lines["council"], lines["caveat"]) == ("2 members", "not pinned")
    assert lines["branch"].startswith(f"raise: {said}"), answer
    assert lines["next"] == then.format(revision=law.chamber.held.revision)
