"""Whether an input is valid, and whether a schema is: JSON Schema 2020-12, `format` not asserted, numbers exact.

Pure: nothing is ever fetched. A pattern takes time in proportion to the text, whatever it says.
"""

from collections.abc import Iterator
from itertools import chain
from typing import Any, Final

from jsonschema_rs import Draft202012Validator, RegexOptions, ValidationError, ValidationErrorKind

from acgs.constitution.document import Path
from acgs.constitution.principle import Json
from acgs.constitution.schema import Schema
from acgs.names import Digest

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_validators: Final[dict[Digest, Draft202012Validator]] = {}


def is_valid(schema: Schema, value: Json) -> bool:
    if schema.digest not in _validators:
        _validators[schema.digest] = _validator(schema.document)
    return _validators[schema.digest].is_valid(value)


def is_pattern(text: str) -> bool:
    """Return whether `text` is a regular expression; look-around and back-references are none."""
    try:
        _validator({"pattern": text})
    except ValidationError:
        return False
    return True


def schema_errors(document: Json) -> Iterator[tuple[Path, str]]:
    """Yield where and why `document` breaks the meta-schema of JSON Schema 2020-12."""
    for error in _validator({"$ref": DIALECT}).iter_errors(document):
        branches = error.kind.context if isinstance(error.kind, ValidationErrorKind.AnyOf) else [[error]]
        deepest = max(chain.from_iterable(branches), key=lambda part: len(part.instance_path))
        yield tuple(deepest.instance_path), deepest.message[:300]


def _validator(document: Any) -> Draft202012Validator:  # noqa: ANN401 - the library's type has floats, and no Decimal
    return Draft202012Validator(document, validate_formats=False, offline=True, pattern_options=RegexOptions())
