"""`acgs council init`, `propose` and `vote` in a repository without a remote: who may, about what, and what is said."""

import io
import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from acgs.ledger.chain import LEDGER, NOTES
from acgs.names import File
from support.founding import PRINCIPLE, Founding, changed
from support.gpg import GpgHome
from support.inside import Acgs
from support.repo import new_repo

WIDER = changed(b'input.call.category == "payment"', b'input.call.category != "read"')


@pytest.fixture
def stranger(acgs: Acgs, monkeypatch: pytest.MonkeyPatch) -> Iterator[Acgs]:
    """Return what somebody types who has none of the keys."""
    with GpgHome() as empty:
        monkeypatch.setenv("GNUPGHOME", str(empty.path))
        yield acgs


def test_a_vote_without_a_key_of_a_member_is_refused(law: Founding, stranger: Acgs) -> None:
    law.chamber.propose("raise", WIDER)

    code, answer, err = stranger(law.origin, "vote", "raise", "--yes")

    assert (code, answer) == (2, "")
    assert err.endswith("acgs: this gpg home has no key of a member [no-key]\n      --key FINGERPRINT\n")


def test_which_key_votes_is_said_where_several_could(law: Founding, acgs: Acgs) -> None:
    """The engine's key is in the council file and in the home too, and is no member's."""
    law.chamber.propose("raise", WIDER)
    before = law.inbox
    engine, *members = (law.chamber.key(name).fingerprint for name in ("engine-1", "alice", "bob"))

    several, *others = (
        acgs(law.origin, "vote", "raise", "--yes", *words) for words in ((), ("--key", engine), ("--key", "A" * 40))
    )

    assert (several[0], several[2].splitlines()[-2:]) == (
        2,
        [f"acgs: several keys: {', '.join(sorted(members))} [several-keys]", "      --key FINGERPRINT"],
    )
    for key, (code, _, err) in zip((engine, "A" * 40), others, strict=True):
        assert (code, err.splitlines()[-1]) == (1, f"acgs: {key} is no key of a member of this council [ballot-key]")
    assert law.inbox == before


def test_a_branch_whose_meaning_cannot_be_told_is_shown_so_and_the_ballot_counts(law: Founding, acgs: Acgs) -> None:
    law.chamber.propose("raise", {PRINCIPLE: "no front matter\n"})
    key = law.chamber.key("alice").fingerprint

    code, answer, err = acgs(law.origin, "vote", "raise", "--yes", "--json", "--key", f"{key[:20]} {key[20:]}".lower())

    said = json.loads(answer)
    assert code == 0
    assert f"\n  could not tell what it does to requests: {PRINCIPLE}:1: " in err
    assert (said["version"], said["standing"]["state"], said["standing"]["agreeing"]) == (1, "open", ["alice"])
    law.chamber.later(hours=2)
    assert law.chamber.standing("raise").tally.agreeing == {"alice"}


def test_who_is_asked_to_sign_is_shown_what_quiet_or_not(
    law: Founding, acgs: Acgs, monkeypatch: pytest.MonkeyPatch
) -> None:
    law.chamber.propose("raise", WIDER)
    words = ("--quiet", "vote", "raise", "--key", law.chamber.key("alice").fingerprint)
    before = law.inbox

    monkeypatch.setattr(sys, "stdin", io.StringIO("n\n"))
    code, _, asked = acgs(law.origin, *words)
    assert (code, law.inbox) == (1, before)
    signed, _, told = acgs(law.origin, *words, "--yes")

    assert PRINCIPLE in asked
    assert "Sign yes with" in asked
    assert (signed, told) == (0, "")


def test_what_is_governed_is_no_proposal(law: Founding, acgs: Acgs) -> None:
    law.chamber.commit(WIDER)

    code, answer, err = acgs(law.origin, "propose")

    assert (code, answer) == (2, "")
    assert err == "acgs: main is what is governed; a proposal is a branch of its own [branch]\n"


def test_a_proposal_is_json_too(law: Founding, acgs: Acgs) -> None:
    law.chamber.propose("raise", WIDER)

    code, answer, err = acgs(law.origin, "propose", "raise", "--json")

    said = json.loads(answer)
    assert (code, err) == (0, "each of them: acgs vote raise\n")
    assert (said["state"], said["class"], said["need"], said["missing"]) == ("open", "ordinary", 2, ["alice", "bob"])
    assert (said["root"], said["caveats"]) == (law.chamber.standing("raise").result.root, ["not pinned"])


def council_change(law: Founding, change: str) -> dict[str, bytes | str | File | None]:
    """Return the council's files with another term, or with one key more of alice."""
    room = law.chamber
    if change == "council":
        return room.council_files(room.council_file(expires=room.now))
    room.key("alice's other")
    more = replace(room, more_keys={"alice": ("alice's other",)})
    return more.council_files(more.council_file(epoch=2))


@pytest.mark.parametrize("verb", ["propose", "vote"])
@pytest.mark.parametrize("change", ["council", "key"])
def test_nobody_is_asked_about_a_change_that_this_version_does_not_ratify(
    law: Founding, acgs: Acgs, change: str, verb: str
) -> None:
    law.chamber.propose("raise", council_change(law, change))

    code, answer, err = acgs(law.origin, verb, "raise")

    assert (code, answer) == (3, "")
    assert err == f"acgs: a change of class {change} is not ratified by this version [event-not-read]\n"


def test_a_council_file_is_written_for_founders_only_and_says_what_was_written(acgs: Acgs, founding: Founding) -> None:
    place = new_repo(founding.origin.parent / "r").path
    keys = {name: founding.chamber.key(name).fingerprint for name in ("alice", "bob", "engine-1")}
    founders = [f"--member={name}={keys[name]}" for name in ("alice", "bob")]

    code, _, err = acgs(place, "council", "init")
    assert (code, err.splitlines()[0]) == (2, "acgs: who founds it? [members]")
    code, answer, err = acgs(place, "council", "init", *founders, "--engine", keys["engine-1"], "--json")

    written = sorted(["constitution/council.toml", *(f"constitution/keys/{key}.asc" for key in keys.values())])
    assert (code, json.loads(answer)) == (0, {"version": 1, "written": written})
    assert sorted(str(path.relative_to(place)) for path in (place / "constitution").rglob("*.*")) == written
    assert err.startswith("a council this small is stuck when one of them loses a key; 4 or more go on\n")


def test_who_has_no_key_of_the_engine_founds_nothing(founding: Founding, stranger: Acgs) -> None:
    code, _, err = stranger(founding.origin, "council", "init")

    assert (code, err) == (2, "acgs: no engine key of the council file is in this gpg home [engine-key]\n")
    assert founding.tip() is None


def test_without_a_remote_the_ledger_is_founded_here(founding: Founding, acgs: Acgs) -> None:
    code, answer, _ = acgs(founding.origin, "council", "init")
    again = acgs(founding.origin, "council", "init")

    assert code == 0
    assert f"acgs:v1:{founding.tip()}:" in answer
    assert founding.chamber.opened.ref(NOTES) is None
    assert LEDGER in founding.chamber.opened.refs("refs/heads/")
    assert (again[0], again[2].startswith("acgs: founded already: acgs:v1:"), "[exists]" in again[2]) == (2, True, True)


def test_log_says_what_is_here_where_the_remote_is_away(law: Founding, acgs: Acgs, tmp_path: Path) -> None:
    work = law.chamber.repo.clone(tmp_path / "work")
    acgs(work.path, "log")
    work.git("remote", "set-url", "origin", str(tmp_path / "gone"))

    code, answer, err = acgs(work.path, "log", "A09")

    assert (code, err.startswith("as this clone has it: origin: ")) == (0, True)
    assert "alice, bob" in answer
