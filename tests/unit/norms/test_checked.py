"""What is admitted, by overload id; and what is refused, with its code and place."""

import pytest

from acgs.constitution.schema import Scalar
from acgs.norms import checked
from acgs.norms import condition as c
from support.norms import read, refusals

ROWS = {  # overload: (condition, what stands at its place)
    "logical_and": ("input.yes && input.no", c.Junct),
    "logical_or": ("input.yes || input.no", c.Junct),
    "logical_not": ("!input.yes", c.Not),
    "conditional": ("input.yes ? input.no : true", c.Choice),
    "equals": ("input.n == 1", c.Compare),
    "not_equals": ("input.s != 'a'", c.Compare),
    "less_int64": ("input.n < 1", c.Compare),
    "less_equals_int64": ("input.n <= 1", c.Compare),
    "greater_int64": ("input.n > 1", c.Compare),
    "greater_equals_int64": ("input.n >= 1", c.Compare),
    "less_string": ("input.s < 'a'", c.Compare),
    "less_equals_string": ("input.s <= 'a'", c.Compare),
    "greater_string": ("input.s > 'a'", c.Compare),
    "greater_equals_string": ("input.s >= 'a'", c.Compare),
    "less_timestamp": ("timestamp(input.at) < timestamp(input.due)", c.Compare),
    "less_equals_timestamp": ("timestamp(input.at) <= timestamp(input.due)", c.Compare),
    "greater_timestamp": ("timestamp(input.at) > timestamp(input.due)", c.Compare),
    "greater_equals_timestamp": ("timestamp(input.at) >= timestamp(input.due)", c.Compare),
    "in_list": ("input.s in ['a']", c.In),
    "add_int64": ("input.n + 1 == 2", c.Arithmetic),
    "subtract_int64": ("input.n - 1 == 2", c.Arithmetic),
    "multiply_int64": ("input.n * 2 == 2", c.Arithmetic),
    "negate_int64": ("-input.n == 2", c.Negate),
    "divide_int64": ("input.n / 2 == 2", c.Divide),
    "modulo_int64": ("input.n % 2 == 0", c.Divide),
    "starts_with_string": ("input.s.startsWith('a')", c.Matches),
    "ends_with_string": ("input.s.endsWith('a')", c.Matches),
    "contains_string": ("input.s.contains('a')", c.Matches),
    "size_string": ("size(input.s) == 1", c.Length),
    "string_size": ("input.s.size() == 1", c.Length),
    "size_list": ("size(input.names) == 1", c.Count),
    "list_size": ("input.names.size() == 1", c.Count),
    "string_to_timestamp": ("timestamp(input.at) == timestamp(input.due)", c.Parsed),
}


def test_every_row_of_the_table_has_its_test() -> None:
    assert set(ROWS) == set(checked._ROWS)


@pytest.mark.parametrize(("text", "node"), ROWS.values(), ids=ROWS)
def test_an_admitted_overload_becomes_its_node(text: str, node: type[c.Expression]) -> None:
    expression = read(text)

    if not isinstance(expression, node):
        assert isinstance(expression, c.Compare)
        assert isinstance(expression.left, node)


def test_operators_are_read_as_they_are_written() -> None:
    found = [read(f"input.n {op} 1") for op in ("==", "!=", "<", "<=", ">", ">=")]

    assert [e.op.value for e in found if isinstance(e, c.Compare)] == ["==", "!=", "<", "<=", ">", ">="]


def test_the_three_loops_are_recognised() -> None:
    found = [read(f"input.names.{name}(x, x == 'a')") for name in ("exists", "all", "exists_one")]

    assert [e.quantity.value for e in found if isinstance(e, c.Loop)] == ["exists", "all", "exists_one"]


def test_slots_count_the_loops_that_are_open() -> None:
    outer = read("input.people.exists(a, input.people.all(b, a.name == b.name) && input.names.exists(d, d == a.name))")

    assert isinstance(outer, c.Loop)
    assert isinstance(outer.body, c.Junct)
    inner = outer.body.left, outer.body.right
    assert [outer.slot, *(e.slot for e in inner if isinstance(e, c.Loop))] == [0, 1, 1]


def test_an_inner_variable_hides_an_outer_one_of_its_name() -> None:
    outer = read("input.people.exists(a, ['x'].exists(a, a == 'x'))")

    assert isinstance(outer, c.Loop)
    assert isinstance(outer.body, c.Loop)
    assert isinstance(outer.body.body, c.Compare)
    assert outer.body.body.left == c.LocalValue("a", 1, c.Type.STRING)


@pytest.mark.parametrize(
    "text", ["input.labels.k == 'a'", "input.labels['k'] == 'a'", 'input.labels["\\u006b"] == "a"']
)
def test_a_maps_key_is_read_alike_in_both_spellings(text: str) -> None:
    assert read(text) == read("input.labels.k == 'a'")


@pytest.mark.parametrize(
    ("divisor", "value"), [("3", 3), ("-3", -3), ("(3)", 3), ("(-3)", -3), ("-(3)", -3), ("0x10", 16)]
)
def test_a_divisor_is_one_literal_signed_or_bracketed(divisor: str, value: int) -> None:
    found = read(f"input.n / {divisor} == 1")

    assert isinstance(found, c.Compare)
    assert isinstance(found.left, c.Divide)
    assert found.left.divisor == value


def test_timestamps_of_literals_are_read_once() -> None:
    found = read("timestamp('1970-01-01T00:00:01.5Z') < timestamp(input.at)")

    assert isinstance(found, c.Compare)
    assert found.left == c.Instant(1_500_000_000, "1970-01-01T00:00:01.5Z")


def test_a_long_chain_is_no_nesting() -> None:
    assert isinstance(read(" || ".join(["input.n == 1"] * 3000)), c.Junct)


REFUSED = {
    "input.n == null": "cel-type",
    "null == null": "cel-null",
    "1.0 == 2.0": "cel-double",
    "1.0 < 2.0": "cel-order",
    "1u == 1u": "cel-uint",
    "b'a' == b'a'": "cel-bytes",
    "duration('1s') == duration('2s')": "cel-duration",
    "input.s.matches('a')": "cel-matches",
    "input.names.map(x, x) == input.names": "cel-macro",
    "input.names.filter(x, x == 'a').size() == 1": "cel-macro",
    "input.names.map(x, x == 'a', x).size() == 1": "cel-macro",
    "type(input.n) == int": "cel-conversion",
    "dyn(input.n) == 1": "cel-conversion",
    "int(input.s) == 1": "cel-conversion",
    "string(input.n) == '1'": "cel-conversion",
    "input.s + 'a' == 'b'": "cel-concatenation",
    "input.names + ['a'] == input.names": "cel-concatenation",
    "input.names == input.names": "cel-list",
    "['a'] == ['a']": "cel-list",
    "input.who == input.who": "cel-object",
    "input.labels == input.labels": "cel-object",
    "input == input": "cel-object",
    "input.labels.exists(k, k == 'a')": "cel-map-loop",
    "'a' in input.labels": "cel-map-loop",
    "size(input.labels) == 1": "cel-function",
    "{'a': 1} == {'a': 1}": "cel-literal",
    "google.protobuf.Int64Value{value: 1} == input.n": "cel-literal",
    "{'a': 1}.exists(k, k == 'a')": "cel-access",
    "{'a': 1}.a == 1": "cel-access",
    "input.n in [1, 'a']": "cel-mixed",
    "input.s in input.numbers": "cel-type",
    "[input.n, input.s].exists(x, x == 1)": "cel-mixed",
    "input.who in input.people": "cel-type",
    "input.s in input.people": "cel-type",
    "[input.who].exists(x, x.age == 1)": "cel-object",
    "input.names.exists(input, input == 'a')": "cel-variable",
    "input.s == 'a\\u0000b'": "cel-character",
    "input.s == '\\U00030000'": "cel-character",
    "input.labels['\\u0000'] == 'a'": "cel-character",
    "input.n in []": "cel-empty-list",
    "[].exists(x, x == 1)": "cel-empty-list",
    "input.n / input.m == 1": "cel-divisor",
    "input.n % 0 == 1": "cel-divisor",
    "input.n % -(0) == 1": "cel-divisor",
    "input.n / (1 + 1) == 1": "cel-divisor",
    "input.names[-1] == 'a'": "cel-index",
    "input.names[input.n] == 'a'": "cel-index",
    "input.labels[input.s] == 'a'": "cel-index",
    "['a', 'b'][0] == 'a'": "cel-access",
    "(input.yes ? input.names : input.names)[0] == 'a'": "cel-access",
    "(input.yes ? input.who : input.who).age == 1": "cel-access",
    "(input.yes ? input.names : input.names).size() == 1": "cel-access",
    "timestamp(input.s) == timestamp(input.at)": "cel-timestamp",
    "timestamp(input.yes ? input.at : input.due) == timestamp(input.at)": "cel-access",
    "timestamp('2026-01-01') == timestamp(input.at)": "cel-timestamp",
    "timestamp('2026-01-01T00:00:00z') == timestamp(input.at)": "cel-timestamp",
    "timestamp(5) == timestamp(input.at)": "cel-function",
    "timestamp(input.at).getHours() == 1": "cel-function",
    "timestamp(input.at) - timestamp(input.due) == duration('1s')": "cel-function",
    "input.yes < true": "cel-order",
    "input.many.exists(x, x == 1)": "cel-steps",
    "input.hundred.exists(x, input.hundred.exists(y, x == y))": "cel-steps",
    "input.n + 1": "cel-type",
    "input.names": "cel-list",
    "['a'].exists(x, x.y == 'a')": "cel-type",
}


@pytest.mark.parametrize(("text", "code"), REFUSED.items(), ids=REFUSED)
def test_everything_else_is_refused_with_its_reason(text: str, code: str) -> None:
    assert code in [found for found, _ in refusals(text)]


def test_steps_are_multiplied_when_nested_and_added_side_by_side() -> None:
    fifty = "[" + ", ".join(["input.n"] * 50) + "].all(y, x == y)"

    assert refusals(f"input.hundred.exists(x, {fifty})") == []
    assert (
        refusals(f"input.hundred.exists(x, {fifty}) && input.n == 1 && input.n in input.many && size(input.many) > 0")
        == []
    )
    assert [code for code, _ in refusals(f"input.hundred.exists(x, {fifty}) || [1].exists(z, z == 1)")] == ["cel-steps"]


def test_both_sides_of_a_connective_are_refused_at_once() -> None:
    found = refusals("input.yes && 1.0 == 1.0 ||\ninput.n / 0 == 1")

    assert found == [("cel-double", (1, 14)), ("cel-divisor", (2, 11))]


def test_every_character_that_z3_has_may_stand_in_a_literal() -> None:
    assert refusals("input.s == '\u0001\ue000\U0002ffff'") == []


def test_a_date_time_is_a_string_too() -> None:
    found = read("input.at == 'a'")

    assert isinstance(found, c.Compare)
    assert isinstance(found.left, c.Read)
    assert isinstance(found.left.access.shape, Scalar)
    assert found.type is c.Type.STRING
