"""The second voice: what CEL's own run time says of a condition, to hold the evaluator's answer against.

It is only ever given well-formed documents, since over dynamic values nothing mistyped errs. Where its answer is
known to mean something else, it is silent.
"""

from collections.abc import Mapping
from typing import Final, NewType

from cel_expr_python import cel

from acgs.constitution.principle import Json
from acgs.constitution.schema import Listing, Record, Scalar, Shape, Table
from acgs.norms.evaluate import Truth
from acgs.norms.instant import nanoseconds
from acgs.norms.places import Lack, admit

Facts = NewType("Facts", dict[str, object])
"""What CEL's run time may be given."""
_BUDGET: Final = "Iteration budget exceeded"


def is_well_formed(value: Json, shape: Shape) -> bool:
    """Return whether no value in any place that the schema names is mistyped; missing ones may be."""
    if isinstance(admit(value, shape), Lack):
        return False
    match shape, value:
        case Record(fields=fields), dict():
            return all(is_well_formed(value[name], fields[name]) for name in fields if name in value)
        case Table(values=values), dict():
            return all(is_well_formed(each, values) for each in value.values())
        case Listing(items=items), list():
            return all(is_well_formed(each, items) for each in value)
        case _:
            return True


class SecondVoice:
    """CEL's run time over dynamic values, for the inputs of one domain."""

    def __init__(self, root: Record) -> None:
        self._root = root
        self._env = cel.NewEnv(None, variables={"input": cel.Type.DYN})
        self._compiled: dict[str, cel.Expression] = {}

    def facts(self, document: Json) -> Facts | None:
        """Return what of a document any number of conditions can be asked.

        None: it is not well-formed, or holds a date-time outside the strict form, of which CEL reads more than OPA.
        """
        found = _project(document, self._root)
        return Facts(found) if isinstance(found, dict) else None

    def evaluate(self, condition: str, facts: Facts) -> Truth | None:
        """Return what CEL says of a condition that is admitted.

        None: CEL's budget of 9,999 steps, which counts outer loops too, is used up.
        """
        if condition not in self._compiled:
            self._compiled[condition] = self._env.compile(condition)
        try:
            answer = self._compiled[condition].eval(data={"input": facts})
        except RuntimeError as error:  # the binding has no narrower class
            if _BUDGET not in str(error):
                raise
            return None
        if answer.type() == cel.Type.ERROR:
            return Truth.UNKNOWN
        return Truth.TRUE if answer.value() is True else Truth.FALSE


def _project(value: Json, shape: Shape) -> object:
    """Return what the schema names of a value, integers as `int`; None if one is mistyped or CEL reads it otherwise."""
    match shape, admit(value, shape):
        case Scalar(is_date_time=True), str(text):
            return text if nanoseconds(text) is not None else None
        case Record(fields=fields), dict(found):
            return _members(found, fields)
        case Table(values=values), dict(found):
            members = _members(found, dict.fromkeys(found, values))
            # CEL cuts a key at U+0000, and no literal has one
            return members and {name: each for name, each in members.items() if "\0" not in name}
        case Listing(items=items), list(found):
            elements = [_project(each, items) for each in found]
            return None if None in elements else elements
        case _, found:
            return None if isinstance(found, Lack) else found


def _members(found: Mapping[str, Json], shapes: Mapping[str, Shape]) -> dict[str, object] | None:
    members = {name: _project(found[name], shape) for name, shape in shapes.items() if name in found}
    return None if None in members.values() else members
