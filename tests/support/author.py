"""What an author writes: a principle and a schema as text, and trees of them."""

from collections.abc import Mapping

from acgs.errors import Fault, Invalid
from acgs.names import File, Files

DOMAIN = "constitution/agent_tools"
SCHEMA_PATH = f"{DOMAIN}/schema.json"
A09_PATH = f"{DOMAIN}/A09-large-payments.md"

A09 = """\
---
id: A09
title: Large payments need two approvers
tier: standard
effect: require
when: input.call.category == "payment" && input.call.amount_cents > 100000
unless: input.resource.env == "dev"
require: input.approvals.exists(a, input.approvals.exists(b, a.role != b.role && a.by != b.by))
mode: enforce
message: "payment of {input.call.amount_cents} cents needs two approvers of different roles"
references: [SOC2 CC6.1]
examples:
  - {expect: allow, why: the limit is exclusive, input: {call: {category: payment, amount_cents: 100000}}}
  - {expect: deny, why: second approver missing, input: {call: {category: payment, amount_cents: 100001}}}
---
Two people look at large payments.
"""

SCHEMA = """\
{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "type": "object",
  "x-acgs-default": "allow",
  "properties": {
    "call": {
      "type": "object",
      "properties": {
        "category": {"type": "string", "enum": ["payment", "read"]},
        "amount_cents": {"type": "integer", "minimum": 0, "x-acgs-loggable": true},
        "arguments": {"type": "object"}
      }
    },
    "resource": {"type": "object", "properties": {"env": {"type": "string"}}},
    "approvals": {
      "type": "array",
      "maxItems": 16,
      "items": {"type": "object", "properties": {"by": {"type": "string"}, "role": {"type": "string"}}}
    }
  }
}
"""


def text_file(text: str, mode: str = "100644") -> File:
    return File(mode, text.encode())


def tree(changes: Mapping[str, File | str | None] | None = None) -> Files:
    """Return the tree with A09 and its schema, changed: a text or a file at a path, or None to leave one out."""
    files: dict[str, File] = {SCHEMA_PATH: text_file(SCHEMA), A09_PATH: text_file(A09)}
    for path, change in (changes or {}).items():
        files.pop(path, None)
        if change is not None:
            files[path] = text_file(change) if isinstance(change, str) else change
    return files


def replaced(text: str, old: str, new: str) -> str:
    """Return `text` with `old`, which stands there once, replaced."""
    assert text.count(old) == 1, old
    return text.replace(old, new)


def faults_of(call: object, *arguments: object) -> tuple[Fault, ...]:
    """Return what `call(*arguments)` is refused for; nothing if it is not."""
    assert callable(call)
    try:
        call(*arguments)
    except Invalid as invalid:
        return invalid.faults
    return ()
