"""A domain's norms to the files of `policies/<domain>/`, byte for byte what `acgs compile` writes.

Not trusted: `opa check`, `opa test` and `proof` stand behind what comes out. Pure; same norms, same bytes.
"""

from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined

from acgs.constitution.principle import Answer, Effect, Example, Json, Mode, Principle
from acgs.names import File, Files
from acgs.norms.norm import DomainNorms, Norm
from acgs.synthesis.conditions import Rule, Writer
from acgs.synthesis.decision import clear, decision_rules
from acgs.synthesis.lines import indented, lines_of
from acgs.synthesis.message import message_rules
from acgs.synthesis.quoting import Code, identifier, rego_json, rego_text, require_code, yaml_text


def render_domain(norms: DomainNorms) -> Files:
    """Return every file that `acgs compile` writes for the domain, by its path from the root."""
    folder = f"policies/{norms.schema.domain}"
    texts = {f"{norm.principle.id.lower()}.rego": render_principle(norm) for norm in norms.norms}
    values = {
        "domain": identifier(norms.schema.domain),
        "warnings": Code("warnings" if any(norm.principle.mode is Mode.WARN for norm in norms.norms) else "set()"),
        "rules": [definition(rule) for rule in decision_rules(norms)],
        "principles": [norm.principle for norm in norms.norms],
    }
    texts |= {f"{name}.rego": _template(name, **values) for name in ("decision", "enforce", "examples_test")}
    return {f"{folder}/{name}": File("100644", text.encode()) for name, text in sorted(texts.items())}


def render_principle(norm: Norm) -> str:
    """Return the module of one principle: its total entrypoint, its total message, and what they need."""
    principle, writer = norm.principle, Writer()
    is_permit = principle.effect is Effect.PERMIT
    entrypoint = _entrypoint(principle)
    bodies = writer.holds(clear(norm), want=True)
    answers = [Rule(entrypoint, "true" if is_permit else "false", body) for body in bodies]
    shown = message_rules(norm.message)
    return _template(
        "principle",
        norm=principle,
        domain=identifier(principle.domain),
        package=identifier(principle.id.lower()),
        entrypoint=entrypoint,
        default=Code("false" if is_permit else "true"),
        rules=[definition(rule) for rule in (*answers, *shown, *writer.rules)],
        functions=writer.functions,
    )


def definition(rule: Rule) -> Code:
    """Return a rule as `opa fmt` writes it."""
    if not rule.body:
        return Code(f"{rule.name} := {rule.value}")
    head = rule.name if rule.value == "true" else f"{rule.name} := {rule.value}"
    lines = lines_of(rule.body)
    text = f"{head} if {lines}" if "\n" not in lines else f"{head} if {{\n{indented(lines)}\n}}"
    return Code(text if rule.otherwise is None else f"{text} {definition(rule.otherwise)}")


def _entrypoint(principle: Principle) -> Code:
    return Code("applies" if principle.effect is Effect.PERMIT else "bites")


def _answer(example: Example, principle: Principle) -> Code:
    """Return the value that is due: a permit applies where `allow` is expected, any other bites where it is not."""
    return Code("true" if (example.expect is Answer.ALLOW) is (principle.effect is Effect.PERMIT) else "false")


def _document(value: Json) -> Code:
    """Return an example's input, each member of the outermost object on a line of its own."""
    if not isinstance(value, dict) or not value:
        return rego_json(value)
    members = (f"\t\t{rego_text(key)}: {rego_json(item)},\n" for key, item in value.items())
    return Code("{\n" + "".join(members) + "\t}")


_TEMPLATES: Final = Environment(
    loader=PackageLoader("acgs.synthesis"),
    undefined=StrictUndefined,
    finalize=require_code,
    autoescape=False,  # noqa: S701 - Rego, not HTML: `require_code` refuses whatever is not quoted
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)
_TEMPLATES.filters |= {
    "rego_text": rego_text,
    "yaml_text": yaml_text,
    "name": identifier,
    "number": lambda number: Code(int(number)),
    "entrypoint": _entrypoint,
    "answer": _answer,
    "document": _document,
}


def _template(name: str, **values: object) -> str:
    return _TEMPLATES.get_template(f"{name}.rego.j2").render(**values)
