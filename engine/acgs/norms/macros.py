"""The macros that a condition may use, as CEL's parser expands them.

Trusted: what is not exactly one of the three is none. Pure.
"""

from collections.abc import Callable, Mapping
from typing import Final

from acgs.norms import checked_pb as pb
from acgs.norms.condition import Quantity


def _call(function: str, *args: pb.Node) -> pb.Call:
    return pb.Call(0, function, args)


_RESULT: Final = pb.Ident(0, "@result")  # no author can write that name
_TRUE, _FALSE = (pb.Constant(0, "bool", value) for value in (True, False))
_ZERO, _ONE = (pb.Constant(0, "int", value) for value in (0, 1))
_MACROS: Final[Mapping[Quantity, tuple[pb.Node, pb.Node, Callable[[pb.Node], pb.Node], pb.Node]]] = {
    # what the macro expands to: initial, condition, the step around its body, result
    Quantity.SOME: (
        *(_FALSE, _call("@not_strictly_false", _call("!_", _RESULT))),
        *(lambda body: _call("_||_", _RESULT, body), _RESULT),
    ),
    Quantity.EVERY: (
        *(_TRUE, _call("@not_strictly_false", _RESULT)),
        *(lambda body: _call("_&&_", _RESULT, body), _RESULT),
    ),
    Quantity.ONE: (
        *(_ZERO, _TRUE),
        *(lambda body: _call("_?_:_", body, _call("_+_", _RESULT, _ONE), _RESULT), _call("_==_", _RESULT, _ONE)),
    ),
}


def macro_of(node: pb.Comprehension) -> tuple[Quantity, pb.Node] | None:
    """Return which macro was expanded, and its body; None if it is exactly none of them."""
    found = (node.initial, node.condition, node.step, node.result)
    for quantity, (initial, condition, step, result) in _MACROS.items():
        for body in node.step.args if isinstance(node.step, pb.Call) and not node.second_variable else ():
            if found == (initial, condition, step(body), result) and node.accumulator == _RESULT.name:
                return quantity, body
    return None
