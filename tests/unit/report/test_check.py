import json

import pytest

from acgs.constitution.document import write_json
from acgs.errors import Fault
from acgs.names import File
from acgs.report.check import check_json, fault_text, with_sources

FAULT = Fault(
    "constitution/d/A1-x.md",
    6,
    13,
    "no-field",
    "there is no field `amont`",
    "when",
    "did you mean `amount`?",
    "when: input.amont > 5",
)


def shown(source: str, column: int) -> list[str]:
    return fault_text(Fault("f.md", 1, column, "c", "m", source=source)).split("\n")[1:]


def test_a_fault_shows_place_line_caret_and_hint() -> None:
    assert fault_text(FAULT).split("\n") == [
        "constitution/d/A1-x.md:6:13: when: there is no field `amont` [no-field]",
        "    when: input.amont > 5",
        "                ^",
        "    did you mean `amount`?",
    ]


def test_a_fault_without_a_column_shows_no_caret_and_without_a_line_no_line() -> None:
    assert fault_text(Fault("f.md", 3, 0, "c", "m", source="line")) == "f.md:3: m [c]\n    line"
    assert fault_text(Fault("f", 0, 0, "c", "m")) == "f: m [c]"


@pytest.mark.parametrize(
    ("source", "column", "line", "before"),
    [
        ("a\tb", 3, "a    b", 5),
        ("日本b", 3, "日本b", 4),
        ("e\u0301b", 3, "e\u0301b", 1),
        ("\x1b[31mb", 6, "\\u{1B}[31mb", 10),
        ("a\u202eb", 3, "a\\u{202E}b", 9),
        ("\U0001f600b", 2, "\U0001f600b", 2),
        ("ab", 9, "ab", 2),
    ],
)
def test_the_caret_stands_under_what_it_means(source: str, column: int, line: str, before: int) -> None:
    assert shown(source, column) == [f"    {line}", f"    {' ' * before}^"]


def test_of_a_long_line_the_part_around_the_caret_is_shown() -> None:
    line, caret = shown("x" * 5_000 + "y" + "x" * 5_000, 5_001)

    assert len(line) < 200
    assert line[caret.index("^")] == "y"


def test_no_text_of_an_author_moves_the_cursor() -> None:
    hostile = "\x1b[2J\r\n\u2028\u202e"
    text = fault_text(Fault(hostile, 1, 1, "c", hostile, hostile, hostile, "x" + hostile))

    assert len(text.split("\n")) == 4
    assert all(c.isprintable() for c in text if c != "\n")


def test_json_is_the_contract() -> None:
    assert json.loads(write_json(check_json([FAULT]))) == {
        "version": 1,
        "errors": [
            {
                "code": "no-field",
                "file": "constitution/d/A1-x.md",
                "line": 6,
                "column": 13,
                "field": "when",
                "message": "there is no field `amont`",
                "hint": "did you mean `amount`?",
            }
        ],
    }


def test_a_fault_without_its_line_is_given_it() -> None:
    files = {"f.md": File("100644", b"one\r\ntwo\xff\r\n")}
    bare = Fault("f.md", 2, 0, "c", "m")

    assert [fault.source for fault in with_sources([bare, Fault("g.md", 9, 1, "c", "m")], files)] == ["two\ufffd", ""]
