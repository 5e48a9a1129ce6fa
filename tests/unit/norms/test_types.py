"""Names that CEL's types would confuse stand side by side."""

import pytest

from acgs.norms.cel import read_condition
from acgs.norms.text import show
from acgs.norms.types import Types, declare
from support.norms import DOCUMENT, refusals, schema

_FIELDS = {
    "n": {"type": "integer"},
    "at": {"type": "string", "format": "date-time"},
    "ns": {"type": "array", "maxItems": 2, "items": {"type": "integer"}},
    "ok": {"type": "boolean"},
}
_STRINGS, _NUMBERS, _WHO = (
    {"type": "object", "additionalProperties": values}
    for values in ({"type": "string"}, {"type": "integer"}, {"type": "object", "properties": _FIELDS})
)


def types(**properties: object) -> Types:
    return declare(schema({**DOCUMENT, "properties": properties}))


_INT, _BOOL, _TEXT = ({"type": kind} for kind in ("integer", "boolean", "string"))
TYPES = types(
    foo_bar=_INT,
    fooBar=_TEXT,
    a=_NUMBERS,
    A=_STRINGS,
    b=_STRINGS,
    BEntry=_BOOL,
    yes=_BOOL,
    d=_STRINGS,
    **{"D": _WHO, "_": _NUMBERS, "_1": _NUMBERS, "While": _INT, "while": _INT, "package": _TEXT},
)


@pytest.mark.parametrize(
    "text",
    [
        'input.foo_bar == 1 && input.fooBar == "a"',
        'input.a.k == 1 && input.A.k == "a"',
        'input.b.k == "a" && input.BEntry',
        'input.d.k == "a" && input.D.k.n == 1 && has(input.D.k.n)',
        "input._._ == 1 && input._1.k == 2",
        'size(input.yes ? input.A.k : "a") == 1',
        "size(input.D.k.ns) > 1 && input.D.k.ns[0] in input.D.k.ns && input.D.k.ns.all(n, n == 1)",
        "timestamp(input.D.k.at) < timestamp(input.D.k.at)",
        'input.while == input.While && input.package == "a"',
        'size(input.A.k) < 3 && input.A.k < "a" && -input.D.k.n + 1 in [2]',
    ],
)
def test_names_never_collide(text: str) -> None:
    assert show(read_condition(TYPES, text)) == text


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("input.A.k == 1", "cel-mixed"),
        ("input.A.k > 1", "cel-mixed"),
        ("-input.A.k == 1", "cel-type"),
        ("input.A.k in [1]", "cel-mixed"),
        ("1 in [input.A.k]", "cel-mixed"),
        ("(input.yes ? 1 : input.A.k) == 1", "cel-mixed"),
        ("input.D.k.ok < input.D.k.ok", "cel-type"),
        ("input.A.k", "cel-type"),
        ("input.D.k.m == 1", "unknown-field"),
        ("input.D.k == input.D.k", "cel-object"),
        ("input.A.k.x == 1", "cel-access"),
        ("input.A.exists(k, true)", "cel-map-loop"),
        ("size(input.D.k) == 1", "cel-object"),
        ("size(input.D.k.n) == 1", "cel-type"),
        ("input.D.k.ns['a'] == 1", "cel-index"),
    ],
)
def test_a_map_that_goes_unchecked_by_cel_is_checked_by_its_schema(text: str, code: str) -> None:
    assert code in [found for found, _ in refusals(text, TYPES)]


def test_a_record_may_have_more_fields_than_protobuf_has_numbers_in_a_row() -> None:
    many = types(**{f"f{i}": {"type": "integer"} for i in range(3_000)})

    assert show(read_condition(many, "input.f2999 == 1")) == "input.f2999 == 1"
