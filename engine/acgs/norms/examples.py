"""Examples: each is asked of its principle alone, of the evaluator and of the second voice."""

import json
from collections.abc import Iterator
from decimal import Decimal

from acgs.constitution.principle import Answer, Effect, Example, Json, Passage
from acgs.constitution.schema import Schema
from acgs.constitution.validity import is_valid
from acgs.errors import Fault
from acgs.norms.condition import Expression
from acgs.norms.evaluate import evaluate, fires
from acgs.norms.norm import DomainNorms, Norm
from acgs.norms.second_voice import SecondVoice, is_well_formed


def check_examples(norms: DomainNorms) -> tuple[Fault, ...]:
    """Return the faults of all examples: of answers, of `valid`, contradictions, and voices that differ."""
    voice = SecondVoice(norms.schema.root)
    return tuple(sorted(fault for norm in norms.norms for fault in _faults(norm, norms.schema, voice)))


_Reason = tuple[str, str, str]  # code, message, hint


def _faults(norm: Norm, schema: Schema, voice: SecondVoice) -> Iterator[Fault]:
    seen: dict[str, int] = {}
    for i, example in enumerate(norm.principle.examples):
        first = norm.principle.examples[seen.setdefault(_key(example.input), i)]
        reasons = (*_answer(norm, example), *_validity(schema, example), *_contradiction(first, example))
        for code, message, hint in (*reasons, *_voices(norm, example, voice)):
            yield Fault(norm.principle.path, example.line, 0, code, message, f"examples[{i}]", hint)


def _answer(norm: Norm, example: Example) -> Iterator[_Reason]:
    fired = fires(norm, example.input)
    is_permit = norm.principle.effect is Effect.PERMIT
    if (Answer.ALLOW if fired is is_permit else Answer.DENY) is not example.expect:
        verbs = ("does not apply", "applies") if is_permit else ("does not bite", "bites")
        found = ", ".join(f"`{name}` is {evaluate(e, example.input)}" for name, e, _ in _conditions(norm))
        message = f"this example says {example.expect}, and {norm.principle.id} {verbs[fired]}"
        yield "example-answer", message, f"{found}: mend the condition, the input or `expect`"


def _validity(schema: Schema, example: Example) -> Iterator[_Reason]:
    is_sound = is_valid(schema, example.input) and is_well_formed(example.input, schema.root)
    if example.is_valid and not is_sound:
        yield "example-invalid", "the schema does not admit this input", "mend it, or add `valid: false`"
    if not example.is_valid and is_sound:
        yield "example-valid", "the schema admits this input", "leave out `valid: false`"


def _contradiction(first: Example, example: Example) -> Iterator[_Reason]:
    if first.expect is not example.expect:
        yield "example-contradiction", f"the example of line {first.line} says {first.expect} of this input", ""


def _voices(norm: Norm, example: Example, voice: SecondVoice) -> Iterator[_Reason]:
    for name, expression, passage in _conditions(norm):
        said, found = voice.evaluate(passage.text, example.input), evaluate(expression, example.input)
        if said not in (None, found):
            message = f"`{name}` is {found} here, and CEL's run time says {said}"
            yield "second-voice", message, "this is a defect of ACGS: please report it"


def _conditions(norm: Norm) -> Iterator[tuple[str, Expression, Passage]]:
    principle = norm.principle
    for name, expression, passage in (
        ("when", norm.when, principle.when),
        ("unless", norm.unless, principle.unless),
        ("require", norm.require, principle.require),
    ):
        if expression is not None and passage is not None:
            yield name, expression, passage


def _key(value: Json) -> str:
    """Return the same text for the same JSON; true is not 1."""
    match value:
        case dict():
            return "{" + ",".join(f"{json.dumps(name)}:{_key(value[name])}" for name in sorted(value)) + "}"
        case list():
            return "[" + ",".join(map(_key, value)) + "]"
        case str():
            return json.dumps(value)
        case int() | Decimal() if not isinstance(value, bool):
            return str(Decimal(value))
        case _:
            return str(value)
