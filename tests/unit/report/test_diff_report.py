"""What `acgs diff` says of a difference, in three faces."""

from acgs.constitution.principle import Json
from acgs.names import DomainId
from acgs.proof.changes import Change, Difference, Direction, Unknown
from acgs.proof.verdict import Witness
from acgs.report.diff import diff_json, diff_markdown, diff_text

LAB = DomainId("lab")
YES: Json = {"allow": True, "violations": [], "warnings": []}
NO: Json = {"allow": False, "violations": [{"id": "P1", "message": "no"}], "warnings": []}
CHANGED = Difference((Change(LAB, "P1", Direction.NEWLY_DENIED, Witness({"n": 100}, {"base": YES, "head": NO})),))
UNTOLD = Difference((), (Unknown(LAB, "P2", Direction.NEWLY_ALLOWED, "memory"),))


def test_the_json_is_the_contract() -> None:
    assert diff_json(CHANGED, "abc", "def") == {
        "version": 1,
        "base": "abc",
        "head": "def",
        "changes": [
            {
                "domain": "lab",
                "principle": "P1",
                "direction": "newly_denied",
                "witness": {"input": {"n": 100}, "base": YES, "head": NO},
            }
        ],
        "unknown": [],
        "not_compiled": [],
        "verdict": "changed",
    }


def test_a_change_is_shown_with_both_answers() -> None:
    for face in (diff_text(CHANGED, "abc", "def"), diff_markdown(CHANGED, "abc", "def")):
        assert "newly denied by P1 in lab" in face
        assert '{"n":100}' in face
        assert "base: allowed" in face
        assert "head: denied by P1" in face


def test_what_could_not_be_told_is_named() -> None:
    assert "could not tell what is newly allowed by P2 in lab: memory" in diff_text(UNTOLD, "abc", "def")
    assert diff_json(UNTOLD, "abc", "def")["verdict"] == "could not tell"  # type: ignore[index, call-overload]


def test_no_change_is_said_in_one_line() -> None:
    assert diff_text(Difference(), "abc", "def") == "abc → def: unchanged"


def test_a_side_whose_rego_did_not_decide_is_named() -> None:
    found = Difference(CHANGED.changes, (), ("head",))

    for face in (diff_text(found, "abc", "def"), diff_markdown(found, "abc", "def")):
        assert face.splitlines()[-1].startswith("def: its policies/ are not what its principles mean;")
        assert face.endswith("acgs compile [not-compiled]")
    assert diff_json(found, "abc", "def")["not_compiled"] == ["head"]  # type: ignore[index, call-overload]
