"""Whether an input is valid, and whether a schema is: JSON Schema 2020-12, `format` not asserted, numbers exact.

Pure; jsonschema is loaded at the first question, and never fetches anything.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from acgs.constitution.document import Path
from acgs.constitution.principle import Json
from acgs.constitution.schema import Schema
from acgs.names import Digest

if TYPE_CHECKING:
    from jsonschema.protocols import Validator

_validators: Final[dict[Digest, "Validator"]] = {}


def is_valid(schema: Schema, value: Json) -> bool:
    if schema.digest not in _validators:
        _validators[schema.digest] = _validator(schema.document)
    return _validators[schema.digest].is_valid(_any(value))


def schema_errors(document: Json) -> Iterator[tuple[Path, str]]:
    """Yield where and why `document` breaks the meta-schema of JSON Schema 2020-12."""
    from jsonschema.exceptions import best_match

    for error in _validator(_exact().META_SCHEMA).iter_errors(_any(document)):
        deepest = best_match([error])
        yield tuple(deepest.absolute_path), re.sub(r"Decimal\('(.*?)'\)", r"\1", str(deepest.message)[:300])


def _any(value: Any) -> Any:  # noqa: ANN401 - the stubs of jsonschema know floats, and no Decimal
    return value


def _validator(document: Any) -> "Validator":  # noqa: ANN401 - jsonschema's own type for a schema
    from referencing import Registry

    return _exact()(document, registry=Registry())  # an empty registry: the default one asks the network


@cache
def _exact() -> "type[Validator]":
    """Return the validator of 2020-12 for exact numbers: 1.0 is an integer, and so is what it is a multiple of."""
    from jsonschema import Draft202012Validator, ValidationError
    from jsonschema.validators import extend, validates

    def is_integer(_checker: object, value: object) -> bool:
        if isinstance(value, Decimal):
            return value == value.to_integral_value()
        return isinstance(value, int) and not isinstance(value, bool)

    def multiple_of(validator: "Validator", unit: Any, value: Any, _schema: object) -> Iterator[ValidationError]:  # noqa: ANN401
        if validator.is_type(value, "number") and Fraction(value) % Fraction(unit):
            yield ValidationError(f"{value} is not a multiple of {unit}")

    checker = Draft202012Validator.TYPE_CHECKER.redefine("integer", is_integer)
    exact: type[Validator] = extend(  # type: ignore[no-untyped-call]
        Draft202012Validator, {"multipleOf": multiple_of}, type_checker=checker
    )
    validates("exact")(exact)  # type: ignore[arg-type]  # what names its dialect is read so too, as the meta-schema does
    return exact
