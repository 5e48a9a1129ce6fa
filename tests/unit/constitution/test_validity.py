import json
from decimal import Decimal

import pytest

from acgs.constitution.principle import Json
from acgs.constitution.schema_reader import read_schema
from acgs.constitution.validity import is_valid
from support.author import SCHEMA_PATH, text_file


def admits(field: dict[str, Json], value: Json) -> bool:
    text = json.dumps({"type": "object", "x-acgs-default": "deny", "properties": {"a": field}}, default=float)
    return is_valid(read_schema(SCHEMA_PATH, text_file(text)), {"a": value})


@pytest.mark.parametrize(
    ("field", "value", "admitted"),
    [
        ({"type": "integer"}, 1, True),
        ({"type": "integer"}, Decimal("1.0"), True),
        ({"type": "integer"}, Decimal("1E+2"), True),
        ({"type": "integer"}, Decimal("1.5"), False),
        ({"type": "integer"}, True, False),
        ({"type": "integer"}, None, False),
        ({"type": "integer", "maximum": 2**53}, 2**53 + 1, False),
        ({"type": "integer", "maximum": 5}, Decimal("7" * 20_000), False),
        ({"type": "integer", "multipleOf": 3}, Decimal(3 * 10**40), True),
        ({"type": "integer", "multipleOf": 3}, 10**40, False),
        ({"type": "string", "enum": ["x"]}, "y", False),
        ({"type": "string", "maxLength": 1}, "\U0001f600", True),
        ({"type": "string", "format": "date-time"}, "yesterday", True),
        ({"type": "boolean", "const": True}, 1, False),
        ({"type": "integer", "const": 1}, Decimal("1.0"), True),
        ({"type": "string", "anyOf": [{"pattern": "^a"}, {"pattern": "b$"}]}, "ab", True),
        ({"type": "string", "pattern": "(a+)+$"}, "a" * 40 + "!", False),  # by trial and error, 2⁴⁰ steps
        ({"type": "string", "not": {"const": "x"}}, "x", False),
        ({"type": "array", "maxItems": 2, "items": {"type": "string"}}, ["a", "b", "c"], False),
    ],
)
def test_an_input_is_valid_or_not(field: dict[str, Json], value: Json, *, admitted: bool) -> None:
    assert admits(field, value) is admitted


def test_two_schemas_of_one_domain_are_not_confused() -> None:
    assert admits({"type": "string"}, "x")
    assert not admits({"type": "integer"}, "x")
