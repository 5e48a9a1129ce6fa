from acgs.names import PrincipleId
from acgs.report.log import agreements, log_json, log_text
from support.council import PRINCIPLE, Chamber, rule


def test_what_has_lapsed_is_not_shown_as_agreed(room: Chamber) -> None:
    room.propose("raise", {PRINCIPLE: rule(200)})
    room.vote("raise", "alice", "bob")
    room.notarise()

    def shown() -> tuple[str, object]:
        found = list(agreements(room.held, PrincipleId("A09"), room.now))
        answer = log_json(found, [])
        rows = answer["agreements"] if isinstance(answer, dict) else None
        assert isinstance(rows, list)
        return log_text(found, []), [row["void"] for row in rows if isinstance(row, dict)]

    text, void = shown()
    assert ("carried by no commit yet" in text, void) == (True, [False, False])
    room.later(days=30)
    text, void = shown()
    assert ("void: carried by no commit" in text, void) == (True, [False, True])
