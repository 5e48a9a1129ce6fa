import json

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from acgs.synthesis.quoting import Code, identifier, rego_json, rego_text, yaml_text
from acgs.synthesis.render import _TEMPLATES

TEXTS = st.text(st.characters(codec="utf-8")) | st.sampled_from(
    [
        '"',
        "\\",
        "`",
        "a\nb",
        "}}",
        "{%",
        "{{ x }}",
        "\u2028",
        "\u0085",
        "\x7f",
        "\ufeff",
        "\U000e0001",
        "# METADATA",
        "\0",
    ]
)


@given(text=TEXTS)
def test_a_text_is_one_printable_line_of_rego_that_reads_back(text: str) -> None:
    quoted = rego_text(text)

    assert json.loads(quoted) == text
    assert quoted.isprintable()


@given(text=TEXTS)
def test_a_text_is_one_printable_line_of_yaml_that_reads_back(text: str) -> None:
    quoted = yaml_text(text)

    assert yaml.safe_load(quoted) == text
    assert quoted.isprintable()


@given(
    value=st.recursive(
        st.none() | st.booleans() | st.integers() | TEXTS, lambda x: st.lists(x) | st.dictionaries(TEXTS, x)
    )
)
def test_a_document_reads_back(value: object) -> None:
    assert json.loads(rego_json(value)) == value  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["", "a b", "a\n", "1a", 'a"', "é"])
def test_only_a_name_is_an_identifier(name: str) -> None:
    with pytest.raises(ValueError, match="no identifier"):
        identifier(name)


def test_a_template_writes_nothing_that_is_not_quoted() -> None:
    template = _TEMPLATES.from_string("x := {{ value }}")

    assert template.render(value=Code("1")) == "x := 1"
    with pytest.raises(TypeError, match="not quoted"):
        template.render(value="1")
    with pytest.raises(TypeError, match="not quoted"):
        template.render()
