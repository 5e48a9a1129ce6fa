from decimal import Decimal

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from acgs.constitution.frontmatter import Scalar, read_front_matter, to_json
from acgs.constitution.passages import condition, passage
from acgs.constitution.principle import Json
from acgs.constitution.source import read_source
from support.author import faults_of, text_file

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs", "Cc"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text("abcxyz", min_size=1), inner),
    max_leaves=10,
)


def front(text: str) -> Json:
    table = read_front_matter(read_source("p.md", text_file(f"---\n{text}\n---\nbody\n")))
    return to_json(table)


def refused(text: str) -> list[tuple[int, int, str]]:
    return [(fault.line, fault.column, fault.code) for fault in faults_of(front, text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *(("~", None), ("null", None), ("", None), ("true", True), ("False", False), ("yes", "yes"), ("no", "no")),
        *(("7", 7), ("-0", 0), ("+5", 5), ("007", 7), ("0o17", 15), ("0x1F", 31), ("1_000", "1_000"), ("0b1", "0b1")),
        *(("1.0", Decimal("1.0")), (".5", Decimal("0.5")), ("1e3", Decimal("1E+3")), ("12:30", "12:30"), ("=", "=")),
        *(("2026-11-24", "2026-11-24"), ("9007199254740993", 9007199254740993), ("0.1", Decimal("0.1")), ("-", "-")),
        *(("'7'", "7"), ('"true"', "true"), ("<<", "<<"), ("a # b", "a"), ('"\\0"', "\0"), ("|-\n  7", "7")),
    ],
)
def test_scalars_are_those_of_the_core_schema(text: str, value: Json) -> None:
    read = front(f"a: {text}") if text != "-" else front("a: '-'")

    assert read == {"a": value}
    assert isinstance(read, dict)
    assert type(read["a"]) is type(value)


@given(PLAIN)
def test_what_pyyaml_writes_is_read_back(value: Json) -> None:
    text = yaml.safe_dump({"a": value}, allow_unicode=False)

    assert front(text) == {"a": value}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (r'"\ud83d\ude00"', "\U0001f600"),
        (r'"\uD83D\uDE00 \u00e9"', "\U0001f600 é"),
        (r'"\\ud83d"', r"\ud83d"),
        (r"'\ud83d'", r"\ud83d"),
        (r"\ud83D\ue000", r"\ud83D\ue000"),
    ],
)
def test_escaped_pairs_are_combined_in_double_quotes_only(text: str, value: str) -> None:
    assert front(f"a: {text}") == {"a": value}


@pytest.mark.parametrize(
    ("text", "line", "column", "code"),
    [
        ("a: !!str x", 2, 4, "yaml-tag"),
        ("a: ! x", 2, 4, "yaml-tag"),
        ("a: !!python/object/apply:os.system [ls]", 2, 4, "yaml-tag"),
        ("a: 1\nb: {c: &x 1}", 3, 8, "yaml-anchor"),
        ("a: 1\nb: *x", 3, 4, "yaml-anchor"),
        ("a: 1\na: 1", 3, 1, "duplicate-key"),
        ("a: {b: {c: 1, 'c': 2}}", 2, 15, "duplicate-key"),
        ("1: x", 2, 1, "yaml-key"),
        ("? [a]\n: x", 2, 3, "yaml-key"),
        ("a: [1, 2", 3, 1, "yaml"),
        ("a: b: c", 2, 5, "yaml"),
        ("\ta: 1", 2, 1, "yaml"),
        ("- a", 2, 1, "yaml"),
        ("a", 2, 1, "yaml"),
        ("%YAML 1.1\n--- \na: 1", 2, 1, "yaml-document"),
        ("a: 1\n--- \nb: 1", 3, 1, "yaml-document"),
        ("a: 1\n...", 3, 1, "yaml-document"),
        ("a: x\u0085y", 2, 5, "yaml-character"),
        ("a: 1\nb: x\u2028y", 3, 5, "yaml-character"),
        ("a: x\u2029y", 2, 5, "yaml-character"),
        ("a: x\x07y", 2, 5, "yaml-character"),
        ("a: x\ry", 2, 5, "yaml-character"),
        ("\ufeffa: x", 2, 1, "yaml-character"),
        ('a: "\\ud83d"', 2, 4, "yaml-surrogate"),
        ('a: "\\ud83d\\ude00 \ue800"', 2, 18, "yaml-character"),
        ("a: .inf", 2, 4, "yaml-number"),
        ("a: -.INF", 2, 4, "yaml-number"),
        ("a: .nan", 2, 4, "yaml-number"),
        ("a: 1e99999", 2, 4, "yaml-number"),
        ("a: 0x" + "f" * 5000, 2, 4, "yaml-number"),
        ("a: " + "7" * 40_000, 2, 4, "yaml-number"),
        ("a: " + "[" * 500 + "]" * 500, 2, 67, "yaml-depth"),
        ("a: " + "[" * 90_000, 2, 1003, "yaml"),
        ("a: " + "{b: " * 70 + "}" * 70, 2, 256, "yaml-depth"),
    ],
)
def test_what_yaml_bends_is_refused_in_its_place(text: str, line: int, column: int, code: str) -> None:
    assert refused(text) == [(line, column, code)]


def test_all_faults_of_form_come_at_once_each_with_its_field() -> None:
    text = "a: &x 1\nb: {c: !!int 2}\na: .nan\n1: x\nd: [1, 2"

    assert [(fault.code, fault.field) for fault in faults_of(front, text)] == [
        *(("yaml-anchor", "a"), ("yaml-tag", "b"), ("duplicate-key", "a"), ("yaml-number", "a"), ("yaml-key", "1")),
        ("yaml", "d"),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "front-matter-missing"),
        ("# Title\n", "front-matter-missing"),
        ("\n---\na: 1\n---\n", "front-matter-missing"),
        ("---", "front-matter-not-closed"),
        ("---\na: 1\n--- \n", "front-matter-not-closed"),
    ],
)
def test_front_matter_stands_between_two_lines(text: str, code: str) -> None:
    assert [fault.code for fault in faults_of(read_front_matter, read_source("p.md", text_file(text)))] == [code]


def test_lines_may_end_in_crlf_and_the_second_line_closes() -> None:
    source = read_source("p.md", text_file("---\r\na: 1\r\n---\r\nText\r\n---\r\n"))

    table = read_front_matter(source)

    assert to_json(table) == {"a": 1}


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("a {input.b} c", "a {input.b} c"),
        ("'it''s {input.b}'", "it's {input.b}"),
        ('"\\"a\\" \\u00e9\\x41 {input.b}"', '"a" éA {input.b}'),
        ('""', ""),
    ],
)
def test_each_character_of_a_text_knows_its_place(written: str, text: str) -> None:
    source = read_source("p.md", text_file(f"---\nid: A\nmessage: {written}\n---\n"))
    node = read_front_matter(source).entries["message"][1]
    assert isinstance(node, Scalar)

    found = passage(source, node)

    assert found.text == text
    for at in (at for at, character in enumerate(text) if character in "{input.b}"):
        line, column = found.place(1, at + 1)
        assert source.lines[line - 1][column - 1] == text[at]


def condition_of(text: str) -> tuple[str, list[tuple[int, int]], list[str]] | str:
    """Return the condition `when` of `text`, the places of its lines, and what stands in the file there."""
    source = read_source("p.md", text_file(f"---\n{text}\n---\n"))
    table = read_front_matter(source)
    found = condition(source, "when", table.entries["when"][1])
    if found is None:
        return source.faults[0].hint
    at = [found.place(n, 1) for n in range(1, len(found.starts) + 1)]
    return found.text, at, [source.lines[line - 1][column - 1 :] for line, column in at]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("text", "condition_text", "at"),
    [
        ("when: input.a == 'x' && [1][0] > -1", "input.a == 'x' && [1][0] > -1", [(2, 7)]),
        ("when: true", "true", [(2, 7)]),
        ("id: é\nwhen: ~", "~", [(3, 7)]),
        ("when: |-\n  input.a ||\n    'é' == b\n\n  # c: d\nid: A", "input.a ||\n  'é' == b\n\n# c: d",
         [(3, 3), (4, 3), (5, 1), (6, 3)]),
        ("when: |\n    !input.a\n", "!input.a", [(3, 5)]),
    ],
)  # fmt: skip
def test_a_condition_is_its_text_and_knows_its_places(
    text: str, condition_text: str, at: list[tuple[int, int]], end: str
) -> None:
    found = condition_of(text.replace("\n", end))

    assert found == (condition_text, at, condition_text.split("\n"))


@pytest.mark.parametrize(
    "text",
    [
        *("when:  a", "when: a ", "when: a\t", "when:\ta", "when: a # b", "when: a\n  && b", "when: 'a'", 'when: "a"'),
        *(
            "when: >-\n  a",
            "when: |+\n  a\n",
            "when: |2\n   a",
            "when: |- # b\n  a",
            "when: |- \n  a",
            "when:",
            "when: [a]",
        ),
        *("{when: a}", "when: {a: b}", "when: |-\n\nid: x", "when:\n  a", "? when\n: a"),
    ],
)
def test_a_condition_that_yaml_reads_otherwise_is_refused(text: str) -> None:
    assert condition_of(text) == "write `when: |-` and the condition on the next line, indented by two blanks"


@pytest.mark.parametrize(
    "text",
    [
        "when: input.a == 'x: y'",
        "when: 'x' == input.a",
        "when: [1].exists(x, x)",
        "when: !input.a",
        "when: *a",
        "when: %a",
    ],
)
def test_a_condition_that_is_no_yaml_is_told_the_block(text: str) -> None:
    assert {fault.hint for fault in faults_of(front, text)} == {
        "write `when: |-` and the condition on the next line, indented by two blanks"
    }


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"], exclude_characters="\ufeff"), min_size=1))
def test_no_condition_is_taken_for_another(text: str) -> None:
    source = read_source("p.md", text_file(f"---\nwhen: {text}\n---\n"))
    found = None
    if not faults_of(read_front_matter, read_source("p.md", text_file(f"---\nwhen: {text}\n---\n"))):
        node = read_front_matter(source).entries["when"][1]
        found = condition(source, "when", node)

    assert found is None or found.text == text


def test_numbers_of_a_plain_scalar_keep_their_text() -> None:
    table = read_front_matter(read_source("p.md", text_file("---\na: 1e2\n---\n")))

    assert table.entries["a"][1] == Scalar((2, 4), "1e2", "", Decimal(100))
