import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acgs.constitution.document import write_json
from acgs.constitution.principle import Answer, Json
from acgs.constitution.schema import Kind, Listing, Record, Scalar, Schema, Table
from acgs.constitution.schema_reader import read_schema
from acgs.constitution.schema_words import ANNOTATIONS
from acgs.constitution.validity import DIALECT
from acgs.digest import sha256
from support.author import SCHEMA, SCHEMA_PATH, faults_of, replaced, text_file

STRING: dict[str, Json] = {"type": "string"}
STRINGS: dict[str, Json] = {"type": "array", "maxItems": 3, "items": STRING}
MAP: dict[str, Json] = {"type": "object", "additionalProperties": STRING}


def read(text: str) -> Schema:
    return read_schema(SCHEMA_PATH, text_file(text))


def document(properties: dict[str, Json], **more: Json) -> str:
    """Return a schema of those fields; a name of `more` that begins with `at_` is a `$`."""
    rest = {name.replace("at_", "$"): value for name, value in more.items()}
    return json.dumps({"type": "object", "x-acgs-default": "deny", "properties": properties, **rest})


def refused(text: str) -> list[tuple[str, str]]:
    return [(fault.code, fault.field) for fault in faults_of(read, text)]


def test_a_schema_is_read_whole() -> None:
    schema = read(SCHEMA)

    assert (schema.domain, schema.default, schema.digest) == ("agent_tools", Answer.ALLOW, sha256(SCHEMA.encode()))
    assert schema.document == json.loads(SCHEMA)
    string = Scalar(Kind.STRING)
    amount = Scalar(Kind.INTEGER, is_loggable=True)
    assert schema.root == Record(
        {
            "call": Record({"category": string, "amount_cents": amount, "arguments": Record({})}),
            "resource": Record({"env": string}),
            "approvals": Listing(Record({"by": string, "role": string}), 16),
        }
    )


@pytest.mark.parametrize(
    ("schema", "shape"),
    [
        ({"type": "boolean"}, Scalar(Kind.BOOLEAN)),
        ({"type": "string", "format": "date-time"}, Scalar(Kind.STRING, is_date_time=True)),
        ({"type": "integer", "format": "date-time"}, Scalar(Kind.INTEGER)),
        ({"type": "string", "anyOf": [{"type": "null"}], "not": {"const": "x"}}, Scalar(Kind.STRING)),
        ({"type": "object", "additionalProperties": STRING}, Table(Scalar(Kind.STRING))),
        ({"type": "object", "additionalProperties": {"type": "object"}}, Table(Record({}))),
        ({"type": "object", "additionalProperties": False}, Record({})),
        ({"type": "object", "if": {"maxProperties": 1}, "properties": {"inn": STRING, "True": STRING, "_": STRING}},
         Record(dict.fromkeys(("inn", "True", "_"), Scalar(Kind.STRING)))),
        ({**STRINGS, "anyOf": [{"minItems": 1}], "contains": {"type": "null"}}, Listing(Scalar(Kind.STRING), 3)),
        ({"type": "object", "properties": {}, "additionalProperties": STRING}, Record({})),
        ({"type": "array", "items": STRING, "maxItems": 3}, Listing(Scalar(Kind.STRING), 3)),
        ({"type": "array", "items": STRING, "maxItems": 3.0}, Listing(Scalar(Kind.STRING), 3)),
        ({"type": "array", "items": STRING, "maxItems": 10**900}, Listing(Scalar(Kind.STRING), 2**63 - 1)),
        ({"$ref": "#/$defs/a~1b%25"}, Scalar(Kind.STRING, is_loggable=True)),
        ({"$ref": "#/$defs/a~1b%25", "x-acgs-loggable": False}, Scalar(Kind.STRING)),
        ({"$ref": "#/$defs/twice"}, Scalar(Kind.STRING, is_loggable=True)),
    ],
)  # fmt: skip
def test_a_place_has_a_shape(schema: Json, shape: object) -> None:
    defs: Json = {"a/b%": {"type": "string", "x-acgs-loggable": True}, "twice": {"$ref": "#/$defs/a~1b%25"}}

    assert read(document({"a": schema}, at_defs=defs)).root.fields["a"] == shape


@pytest.mark.parametrize(
    ("schema", "code", "field"),
    [
        ({}, "schema-type", "properties.a"),
        (True, "schema-type", "properties.a"),
        ({"enum": ["x"]}, "schema-type", "properties.a"),
        ({"anyOf": [STRING]}, "schema-type", "properties.a"),
        ({"type": "number"}, "schema-type", "properties.a.type"),
        ({"type": "null"}, "schema-type", "properties.a.type"),
        ({"type": ["string", "null"]}, "schema-type", "properties.a.type"),
        ({"type": ["string"]}, "schema-type", "properties.a.type"),
        ({"type": "array", "items": STRING}, "schema-max-items", "properties.a"),
        ({"type": "array", "maxItems": 3}, "schema-type", "properties.a"),
        ({**STRINGS, "items": {"type": ["string", "null"]}}, "schema-type", "properties.a.items.type"),
        ({"type": "string", "not": {"$ref": "#/allOf/99999999999"}}, "schema-ref", "properties.a.not.$ref"),
        ({**STRINGS, "prefixItems": [STRING]}, "schema-beside", "properties.a.prefixItems"),
        ({**STRINGS, "items": STRINGS}, "schema-nested", "properties.a.items"),
        ({**STRINGS, "items": MAP}, "schema-nested", "properties.a.items"),
        ({**MAP, "additionalProperties": STRINGS}, "schema-nested", "properties.a.additionalProperties"),
        ({**MAP, "additionalProperties": {"$ref": "#/$defs/map"}}, "schema-nested", "$defs.map"),
        ({**MAP, "patternProperties": {"^x": True}}, "schema-beside", "properties.a.patternProperties"),
        *(
            ({"type": "object", "properties": {name: STRING}}, "schema-name", f"properties.a.properties.{name}")
            for name in ("true", "false", "null", "in", "é", "a-b", "1a", "")
        ),
        ({"$ref": "#/$defs/none"}, "schema-ref", "properties.a.$ref"),
        ({"$ref": "https://example.org/s.json"}, "schema-ref", "properties.a.$ref"),
        ({"$ref": "#anchor"}, "schema-ref", "properties.a.$ref"),
        ({"$ref": "#/$defs/map", "type": "object"}, "schema-beside", "properties.a.type"),
        ({"type": "string", "allOf": [{"$ref": "https://example.org"}]}, "schema-ref", "properties.a.allOf.0.$ref"),
        ({"type": "string", "$dynamicRef": "#x"}, "schema-ref", "properties.a.$dynamicRef"),
        ({"type": "string", "$id": "https://example.org"}, "schema-ref", "properties.a.$id"),
        ({"type": "string", "$schema": DIALECT}, "schema-ref", "properties.a.$schema"),
        ({"type": "string", "x": [{"minLength": -1}], "not": {"$ref": "#/properties/a/x/0"}}, "schema-invalid",
         "properties.a.x.0.minLength"),
        ({"$ref": "#"}, "schema-recursion", "properties.a.$ref"),
        ({"type": "object", "not": {"$ref": "#/properties/a"}}, "schema-recursion", "properties.a.not.$ref"),
        ({"type": "string", "not": {"$ref": "#/$defs/loop"}}, "schema-recursion", "$defs.loop.not.$ref"),
        ({"type": "string", "maxlength": 3}, "schema-keyword", "properties.a.maxlength"),
        ({"type": "object", "properties": {}, "requird": ["b"]}, "schema-keyword", "properties.a.requird"),
        ({"type": "string", "anyOf": [{"if": {"enun": [1]}}]}, "schema-keyword", "properties.a.anyOf.0.if.enun"),
        ({"type": "string", "pattern": "("}, "schema-pattern", "properties.a.pattern"),
        ({"type": "string", "pattern": "(?=a)"}, "schema-pattern", "properties.a.pattern"),
        ({"type": "string", "pattern": "(a)\\1"}, "schema-pattern", "properties.a.pattern"),
        ({"type": "string", "pattern": "(a{1000}){1000}"}, "schema-pattern", "properties.a.pattern"),
        ({"type": "strng"}, "schema-invalid", "properties.a.type"),
        ({"type": "string", "minLength": -1}, "schema-invalid", "properties.a.minLength"),
        ({"type": "array", "items": [STRING]}, "schema-invalid", "properties.a.items"),
        ({"type": "string", "x-acgs-logable": True}, "schema-annotation", "properties.a.x-acgs-logable"),
        ({"type": "string", "x-acgs-default": "deny"}, "schema-annotation", "properties.a.x-acgs-default"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused(schema: Json, code: str, field: str) -> None:
    defs: dict[str, Json] = {"map": MAP}
    if code == "schema-recursion":
        defs["loop"] = {"not": {"$ref": "#/$defs/loop"}}

    assert (code, field) in refused(document({"a": schema}, at_defs=defs))


def test_a_misspelt_keyword_is_told_from_a_name_and_from_a_word_of_ones_own() -> None:
    odd: dict[str, Json] = {"properties": {"maxlength": STRING}, "dependentRequired": {"maxlength": ["b"]}}
    own: dict[str, Json] = {
        "x-owner": {"maxlength": 3},
        "default": {"maxlength": "m"},
        "examples": [{"maxlength": "m"}],
    }
    read(document({"a": {"type": "object", **odd, **own}}))

    [fault] = faults_of(read, document({"a": {**STRING, "maxlength": 3}}))

    assert (fault.code, fault.hint) == ("schema-keyword", "did you mean `maxLength`?")


@pytest.mark.parametrize("name", ANNOTATIONS)
def test_an_annotation_of_another_type_is_refused(name: str) -> None:
    field = "properties.a" if name != "x-acgs-default" else ""
    text = document({"a": {**STRING, name: 5}}) if field else document({}, **{name: 5})

    assert ("schema-annotation", f"{field}.{name}".lstrip(".")) in refused(text)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{", (1, 2, "json")),
        ('{"type": "object",\n "type": "object"}', (2, 2, "json")),
        ('{\n "title": "\\ud800"}', (2, 12, "json")),
        ("[]", (1, 1, "schema-root")),
        ("true", (1, 1, "schema-root")),
        ('{"type": "string",\n "x-acgs-default": "deny"}', (1, 1, "schema-root")),
        (
            '{"type": "object", "additionalProperties": {"type": "string"}, "x-acgs-default": "deny"}',
            (1, 1, "schema-root"),
        ),
        (replaced(SCHEMA, "2020-12", "2019-09"), (2, 3, "schema-dialect")),
        (replaced(SCHEMA, '  "x-acgs-default": "allow",\n', ""), (1, 1, "schema-default")),
        (replaced(SCHEMA, '"maxItems": 16', '"maxItems": "16"'), (17, 7, "schema-invalid")),
        (replaced(SCHEMA, '      "maxItems": 16,\n', ""), (15, 5, "schema-max-items")),
        (replaced(SCHEMA, '"type": "integer"', '"type": "number"'), (10, 26, "schema-type")),
    ],
)
def test_a_fault_has_its_line(text: str, fault: tuple[int, int, str]) -> None:
    [found] = faults_of(read, text)

    assert (found.line, found.column, found.code) == fault


def test_a_type_that_is_none_is_told_which_there_are_and_nothing_else_is() -> None:
    [odd] = faults_of(read, document({"a": {"type": "strng"}}))
    [low] = faults_of(read, document({"a": {"type": "string", "minLength": -1}}))

    assert odd.hint.startswith("types are ")
    assert not low.hint


def test_all_faults_of_a_schema_come_at_once() -> None:
    text = document({"a": {}, "b": {"type": "null"}, "c-d": STRING, "e": {**STRING, "x-acgs-unt": "s", "pattern": "["}})

    assert len(refused(text.replace('"x-acgs-default": "deny", ', ""))) == 6


@pytest.mark.parametrize("odd", [[], {}, None, 1, ["deny"]])
def test_an_odd_dialect_or_default_is_refused(odd: Json) -> None:
    assert refused(document({}, at_schema=odd)) == [("schema-dialect", "$schema")]
    assert {field for _, field in refused(json.dumps({"type": "object", "x-acgs-default": odd}))} <= {
        "x-acgs-default",
        "",
    }


def test_a_place_that_is_referred_to_twice_is_refused_once() -> None:
    twice: dict[str, Json] = {"a": {"$ref": "#/$defs/x"}, "b": {"$ref": "#/$defs/x"}}

    assert refused(document(twice, at_defs={"x": {"type": "null"}})) == [("schema-type", "$defs.x.type")]


@pytest.mark.parametrize("broken", [{"at_schema": "https://json-schema.org/draft-07/schema"}, {"minProperties": -1}])
def test_what_is_no_schema_of_2020_12_is_refused_for_that_alone(broken: dict[str, Json]) -> None:
    codes = [code for code, _ in refused(document({"a": {"type": "null"}}, **broken))]

    assert codes in (["schema-dialect"], ["schema-invalid"])


def test_of_one_file_a_hundred_faults_are_told() -> None:
    assert len(refused(document({f"a{i}": {"type": "null"} for i in range(150)}))) == 100


@pytest.mark.parametrize(
    ("schema", "hint"),
    [
        ({**STRING, "x-acgs-unt": "s"}, "did you mean `x-acgs-unit`?"),
        ({"type": "number"}, "only integers are exact: use `integer`, in a smaller unit"),
        ({"type": "null"}, "a missing fact is left out, never null"),
        ({"type": "array", "items": STRING}, 'add `"maxItems": 16`'),
    ],
)
def test_what_to_write_instead_is_said(schema: Json, hint: str) -> None:
    [fault] = faults_of(read, document({"a": schema}))

    assert fault.hint == hint


def test_names_and_data_are_no_keywords() -> None:
    """A field may be called as a keyword, and a value may look like a reference."""
    fields: dict[str, Json] = {"enum": STRING, "pattern": STRING, "properties": STRING, "default": STRING}
    data: Json = [{"$ref": "https://example.org", "x-acgs-y": 1}]

    schema = read(document({**fields, "a": {**STRING, "enum": data, "examples": data}}, at_schema=f"{DIALECT}#"))

    assert set(schema.root.fields) == {*fields, "a"}


def test_references_cannot_multiply_without_end() -> None:
    defs: dict[str, Json] = {
        f"d{i}": {"type": "object", "properties": {name: {"$ref": f"#/$defs/d{i + 1}"} for name in "ab"}}
        for i in range(30)
    }

    assert refused(document({"a": {"$ref": "#/$defs/d0"}}, at_defs={**defs, "d30": STRING})) == [("schema-size", "")]


def test_applicators_cannot_multiply_without_end() -> None:
    defs: dict[str, Json] = {f"d{i}": {"allOf": [{"$ref": f"#/$defs/d{i + 1}"}] * 2} for i in range(30)}

    assert ("schema-size", "") in refused(
        document({"a": {**STRING, "not": {"$ref": "#/$defs/d0"}}}, at_defs={**defs, "d30": STRING})
    )


def test_a_pointer_is_decoded_before_it_is_split() -> None:
    """RFC 6901 §6, and what jsonschema does."""
    defs: dict[str, Json] = {"x y": {"type": "object", "properties": {"z": STRING}}}

    assert read(document({"a": {"$ref": "#/$defs/x%20y%2Fproperties/z"}}, at_defs=defs)).root.fields["a"] == Scalar(
        Kind.STRING
    )
    assert ("schema-ref", "properties.a.$ref") in refused(
        document({"a": {"$ref": "#/$defs/x%2Fy"}}, at_defs={"x/y": STRING})
    )


def test_depth_is_bounded() -> None:
    chain: dict[str, Json] = {f"d{i}": {"$ref": f"#/$defs/d{i + 1}"} for i in range(400)}

    assert {code for code, _ in refused(document({}, at_defs={**chain, "d400": STRING}))} == {"schema-recursion"}
    assert refused('{"not":' * 90_000) == [("json", "")]


WORDS = ["type", "properties", "items", "$ref", "$defs", "a", "maxItems", "not", "anyOf", "additionalProperties"]
LEAVES = st.none() | st.booleans() | st.integers() | st.sampled_from(["string", "array", "#", "#/$defs/a"])


@given(
    st.recursive(LEAVES, lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(WORDS), inner), max_leaves=12)
)
def test_any_json_is_a_schema_or_has_faults(value: Json) -> None:
    faults = faults_of(read, write_json(value).decode())

    assert all(fault.line and fault.column and fault.code for fault in faults)
