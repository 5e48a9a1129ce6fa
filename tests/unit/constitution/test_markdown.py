from decimal import Decimal

import pytest

from acgs.constitution.markdown import read_principle
from acgs.constitution.principle import Answer, Effect, Mode, Passage, Principle, Tier
from acgs.digest import sha256
from acgs.names import File
from support.author import A09, A09_PATH, faults_of, replaced, text_file


def read(text: str, path: str = A09_PATH) -> Principle:
    return read_principle(path, text_file(text))


def refused(text: str, path: str = A09_PATH) -> list[tuple[int, int, str, str]]:
    faults = faults_of(read_principle, path, text_file(text))
    return [(fault.line, fault.column, fault.code, fault.field) for fault in faults]


def without(key: str) -> str:
    return "\n".join(line for line in A09.split("\n") if not line.startswith(f"{key}:"))


def test_a_principle_is_read_whole() -> None:
    principle = read(A09)

    assert (principle.domain, principle.id, principle.path) == ("agent_tools", "A09", A09_PATH)
    assert principle.digest == sha256(A09.encode())
    assert (principle.tier, principle.effect, principle.mode) == (Tier.STANDARD, Effect.REQUIRE, Mode.ENFORCE)
    assert principle.title == "Large payments need two approvers"
    assert principle.unless == Passage('input.resource.env == "dev"', ((7, 9),))
    assert principle.message.place(1, 1) == (10, 11)
    assert [example.expect for example in principle.examples] == [Answer.ALLOW, Answer.DENY]
    assert principle.examples[1].input == {"call": {"category": "payment", "amount_cents": 100001}}
    assert [(example.why, example.is_valid, example.line) for example in principle.examples] == [
        ("the limit is exclusive", True, 13),
        ("second approver missing", True, 14),
    ]


def test_what_is_left_out_has_its_default() -> None:
    text = A09
    for key in ("tier", "when", "unless", "mode", "message", "references"):
        text = "\n".join(line for line in text.split("\n") if not line.startswith(f"{key}:"))

    principle = read(text)

    assert (principle.tier, principle.mode) == (Tier.STANDARD, Mode.ENFORCE)
    assert (principle.when, principle.unless) == (None, None)
    assert principle.message.text == principle.title


@pytest.mark.parametrize("key", ["id", "title", "effect", "require", "examples"])
def test_a_required_key_is_missed(key: str) -> None:
    text = without(key) if key != "examples" else replaced(A09.split("examples:")[0], "---\nid", "---\nid") + "---\n"

    assert ("missing-key", key) in [(code, field) for _, _, code, field in refused(text)]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("mode: enforce", "mod: enforce", (9, 1, "unknown-key", "mod")),
        ("why: the", "wy: the", (13, 21, "unknown-key", "examples[0].wy")),
        ("tier: standard", "tier: harder", (4, 7, "wrong-value", "tier")),
        ("tier: standard", "tier: [hard]", (4, 7, "wrong-value", "tier")),
        ("tier: standard", "tier:  hard", (4, 8, "tier-line", "tier")),
        ("tier: standard", "tier: 'hard'", (4, 7, "tier-line", "tier")),
        ("tier: standard", "tier: hard # for ever", (4, 7, "tier-line", "tier")),
        ("mode: enforce", "mode: off", (9, 7, "wrong-value", "mode")),
        ("effect: require", "effect: Require", (5, 9, "wrong-value", "effect")),
        ("effect: require", "effect: [require]", (5, 9, "wrong-value", "effect")),
        ("effect: require", "effect: forbid", (8, 10, "require", "require")),
        ("effect: require", "effect: permit", (8, 10, "require", "require")),
        ("effect: require\nwhen", "effect: forbid\nwhen_", (2, 1, "missing-key", "when")),
        ("id: A09", "id: a09", (2, 5, "id", "id")),
        ("id: A09", "id: A09-2", (2, 5, "id", "id")),
        ("id: A09", "id: [A09]", (2, 5, "id", "id")),
        ("id: A09", "id: A1234567890123456", (2, 5, "id", "id")),
        ("id: A09", "id: A123456789012345", (2, 5, "file-name", "id")),
        ("id: A09", "id: A10", (2, 5, "file-name", "id")),
        ("title: Large payments need two approvers", "title: 5", (3, 8, "wrong-type", "title")),
        ("title: Large payments need two approvers", "title: ' '", (3, 8, "wrong-type", "title")),
        ('env == "dev"', 'env == "dev" # for now', (7, 9, "condition-form", "unless")),
        ("[SOC2 CC6.1]", "SOC2", (11, 13, "wrong-type", "references")),
        ("[SOC2 CC6.1]", "[5]", (11, 14, "wrong-type", "references")),
        ("expect: allow", "expect: permit", (13, 14, "wrong-value", "examples[0].expect")),
        ("examples:", "examples:\n  - deny", (13, 5, "wrong-type", "examples[0]")),
        ("expect: allow, ", "", (13, 5, "missing-key", "examples[0].expect")),
        ("exclusive, input", "exclusive, inpt", (13, 5, "missing-key", "examples[0].input")),
        ("why: the limit is exclusive", "valid: no", (13, 28, "wrong-type", "examples[0].valid")),
        ("{expect: deny, why", "{expect: allow, why", (13, 3, "example-missing", "examples")),
        ("{expect: allow, why", "{expect: deny, why", (13, 3, "example-missing", "examples")),
    ],
)
def test_a_fault_is_refused_in_its_place(old: str, new: str, fault: tuple[int, int, str, str]) -> None:
    assert fault in refused(replaced(A09, old, new))


def test_an_unknown_key_is_told_the_nearest() -> None:
    [fault] = faults_of(read, replaced(A09, "unless:", "unles:"))

    assert (fault.hint, fault.source) == ("did you mean `unless`?", 'unles: input.resource.env == "dev"')


def test_all_faults_of_a_file_come_at_once() -> None:
    text = A09.replace("mode: enforce", "mode: off").replace("tier:", "teir:").replace("expect: deny", "expect: no")

    assert [code for *_, code, _ in refused(text)] == ["unknown-key", "wrong-value", "wrong-value"]


def test_a_permit_never_warns_and_needs_when() -> None:
    text = without("require").replace("effect: require", "effect: permit").replace("mode: enforce", "mode: warn")

    assert refused(text) == [(8, 7, "warn-permit", "mode")]
    assert (2, 1, "missing-key", "when") in refused(text.replace("when:", "wen:"))


def test_a_hard_tier_is_that_very_line_for_whoever_reads_no_yaml() -> None:
    hard = replaced(A09, "tier: standard", "tier: hard")

    assert read(hard).tier is Tier.HARD
    assert refused(hard.replace("\n", "\r\n")) == [(4, 7, "tier-line", "tier")]
    assert refused(replaced(hard, "---\nid", "---\r\nid")) == [(4, 7, "tier-line", "tier")]
    assert refused(replaced(hard, "tier: hard", "tier: hard\r")) == [(4, 7, "tier-line", "tier")]
    assert refused(replaced(hard, "\n---\n", "\n---\r\n")) == [(4, 7, "tier-line", "tier")]


def test_lines_may_end_in_crlf() -> None:
    crlf, lf = read(A09.replace("\n", "\r\n")), read(A09)

    assert (crlf.when, crlf.examples) == (lf.when, lf.examples)
    assert crlf.digest == sha256(A09.replace("\n", "\r\n").encode())


@pytest.mark.parametrize("name", ["decision", "enforce", "release", "extra", "allow", "violations", "warnings", "mask"])
def test_the_rules_of_the_package_are_no_ids(name: str) -> None:
    text = replaced(A09, "id: A09", f"id: {name.upper()}")

    assert refused(text, f"constitution/agent_tools/{name.upper()}-x.md") == [(2, 5, "reserved-id", "id")]


@pytest.mark.parametrize(
    "name", ["A09.md", "A09-.md", "A09-Large.md", "A09-a--b.md", "A091-a.md", "a09-large.md", "A09-large.txt"]
)
def test_a_file_is_called_by_its_id(name: str) -> None:
    assert refused(A09, f"constitution/agent_tools/{name}") == [(2, 5, "file-name", "id")]


def test_ids_are_their_scalars_text() -> None:
    text = replaced(A09, "id: A09", "id: NULL")

    assert read(text, "constitution/agent_tools/NULL-x.md").id == "NULL"


def test_inputs_of_examples_are_exact_json() -> None:
    text = replaced(A09, "amount_cents: 100000}}", 'amount_cents: 1.0, "b": [~, 9007199254740993, "\\ud83d\\ude00"]}}')

    assert read(text).examples[0].input == {
        "call": {"category": "payment", "amount_cents": Decimal("1.0"), "b": [None, 9007199254740993, "\U0001f600"]}
    }


def test_an_example_may_say_that_its_input_is_not_valid() -> None:
    text = replaced(A09, "why: the limit is exclusive,", "valid: false,")

    assert not read(text).examples[0].is_valid


@pytest.mark.parametrize(
    ("file", "fault"),
    [
        (File("100644", b"---\nid: A09\n# \xff\n---\n"), (3, 3, "utf-8")),
        (File("100644", b"---\nid: A09\n---\nbody \x00\n"), (4, 6, "nul")),
        (File("100644", b"\xef\xbb\xbf---\nid: A09\n---\n"), (1, 1, "bom")),
        (File("100644", b"---\nid: A09\n---\n" + b"x" * 10_000_000), (1, 1, "file-too-large")),
        (File("120000", b"B01-other.md"), (1, 1, "symlink")),
        (File("160000", b""), (1, 1, "symlink")),
        (File("100644", b""), (1, 1, "front-matter-missing")),
    ],
)
def test_what_is_no_text_is_refused(file: File, fault: tuple[int, int, str]) -> None:
    [found] = faults_of(read_principle, A09_PATH, file)

    assert (found.line, found.column, found.code) == fault
