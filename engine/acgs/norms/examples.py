"""Examples: each is asked of its principle alone, of the evaluator and of the second voice."""

import json
from collections.abc import Iterator

from acgs.constitution.principle import Answer, Effect, Example, Passage
from acgs.constitution.schema import Schema
from acgs.constitution.validity import is_valid
from acgs.errors import Fault
from acgs.norms.evaluate import evaluate, fires
from acgs.norms.norm import DomainNorms, Norm
from acgs.norms.second_voice import Facts, SecondVoice, is_well_formed


def check_examples(norms: DomainNorms) -> tuple[Fault, ...]:
    """Return the faults of all examples: of answers, of `valid`, contradictions, and voices that differ."""
    voice = SecondVoice(norms.schema.root)
    return tuple(sorted(fault for norm in norms.norms for fault in _faults(norm, norms.schema, voice)))


_Reason = tuple[str, str, str]  # code, message, hint


def _faults(norm: Norm, schema: Schema, voice: SecondVoice) -> Iterator[Fault]:
    seen: dict[str, int] = {}
    for i, example in enumerate(norm.principle.examples):
        key = json.dumps(example.input, sort_keys=True, default=repr)  # true is not 1
        first = norm.principle.examples[seen.setdefault(key, i)]
        facts = voice.facts(example.input)
        is_sound = (facts is not None or is_well_formed(example.input, schema.root)) and is_valid(schema, example.input)
        reasons = (*_answer(norm, example), *_validity(example, is_sound=is_sound), *_contradiction(first, example))
        for code, message, hint in (*reasons, *_voices(norm, example, voice, facts)):
            yield Fault(norm.principle.path, example.line, 0, code, message, f"examples[{i}]", hint)


def _answer(norm: Norm, example: Example) -> Iterator[_Reason]:
    fired = fires(norm, example.input)
    if (example.expect is Answer.ALLOW) is not (fired is (norm.principle.effect is Effect.PERMIT)):
        found = ", ".join(f"`{name}` is {evaluate(e, example.input)}" for name, e in norm.conditions.items())
        message = f"this example says {example.expect}, and {norm.principle.id} {norm.says(fired=fired)}"
        yield "example-answer", message, f"{found}: mend the condition, the input or `expect`"


def _validity(example: Example, *, is_sound: bool) -> Iterator[_Reason]:
    if example.is_valid and not is_sound:
        yield "example-invalid", "the schema does not admit this input", "mend it, or add `valid: false`"
    if not example.is_valid and is_sound:
        yield "example-valid", "the schema admits this input", "leave out `valid: false`"


def _contradiction(first: Example, example: Example) -> Iterator[_Reason]:
    if first.expect is not example.expect:
        yield "example-contradiction", f"the example of line {first.line} says {first.expect} of this input", ""


def _voices(norm: Norm, example: Example, voice: SecondVoice, facts: Facts | None) -> Iterator[_Reason]:
    for name, expression in norm.conditions.items():
        written: Passage = getattr(norm.principle, name)
        said = None if facts is None else voice.evaluate(written.text, facts)
        found = evaluate(expression, example.input)
        if said not in (None, found):
            message = f"`{name}` is {found} here, and CEL's run time says {said}"
            yield "second-voice", message, "this is a defect of ACGS: please report it"
