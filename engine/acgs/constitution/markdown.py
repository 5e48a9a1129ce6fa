"""One principle: a Markdown file with front matter becomes a `Principle`, or all its faults.

Pure, and it trusts nothing.
"""

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final, TypeVar

from acgs.constitution.frontmatter import Items, Node, Scalar, Table, read_front_matter, to_json
from acgs.constitution.passages import condition, passage
from acgs.constitution.principle import Answer, Effect, Example, Mode, Passage, Principle, Tier
from acgs.constitution.source import Source, nearest, read_source
from acgs.digest import sha256
from acgs.names import PRINCIPLE_ID, DomainId, File, PrincipleId

KEYS: Final = (
    "id", "title", "tier", "effect", "when", "unless", "require", "mode", "message", "references", "examples",
)  # fmt: skip
EXAMPLE_KEYS: Final = ("expect", "input", "why", "valid")
FILE_NAME: Final = re.compile(rf"({PRINCIPLE_ID.pattern})-[a-z0-9]+(-[a-z0-9]+)*\.md")
RESERVED: Final = frozenset({"decision", "enforce", "release", "extra", "allow", "violations", "warnings", "mask"})
"""Rules of a domain's package: OPA refuses a package of the same path."""

_Choice = TypeVar("_Choice", bound=StrEnum)


def read_principle(path: str, file: File) -> Principle:
    """Return the principle at `path`, `constitution/<domain>/<ID>-<slug>.md`.

    Raises:
        Invalid: every fault of the file that can be seen without its schema.
    """
    source = read_source(path, file)
    table = read_front_matter(source)
    reader = _Reader(source, table, "")
    reader.known(KEYS, required=("id", "title", "effect", "examples"))
    effect, mode = reader.choice("effect", Effect, Effect.FORBID), reader.choice("mode", Mode, Mode.ENFORCE)
    title = reader.text("title")
    literal = title.text.replace("{", "{{").replace("}", "}}")
    principle = Principle(
        domain=DomainId(path.split("/")[1]),
        id=_read_id(reader),
        path=path,
        digest=sha256(file.data),
        title=title.text,
        tier=_read_tier(reader, file.data),
        effect=effect,
        mode=mode,
        when=reader.condition("when"),
        unless=reader.condition("unless"),
        require=reader.condition("require"),
        message=reader.text("message") if "message" in table.entries else replace(title, text=literal),
        examples=_read_examples(reader),
    )
    _check_references(reader)
    if all(fault.field != "effect" for fault in source.faults):
        _require_fitting(reader, effect, mode)
    source.require_sound()
    return principle


@dataclass(frozen=True, slots=True)
class _Reader:
    """A mapping that is read key by key; what is not as it must be becomes a fault, and a harmless value."""

    source: Source
    table: Table
    within: str

    def known(self, keys: tuple[str, ...], *, required: tuple[str, ...]) -> None:
        for key, (at, _) in self.table.entries.items():
            if key not in keys:
                message, hint = f"`{key}` is no key here", nearest(key, keys)
                self.source.fault(at, "unknown-key", message, field=self.name(key), hint=hint)
        for key in required:
            if key not in self.table.entries:
                self.refuse(key, "missing-key", f"`{key}` is missing")

    def name(self, key: str) -> str:
        return f"{self.within}.{key}" if self.within else key

    def node(self, key: str) -> Node | None:
        return self.table.entries[key][1] if key in self.table.entries else None

    def refuse(self, key: str, code: str, message: str, hint: str = "") -> None:
        node = self.node(key)
        self.source.fault(node.at if node else self.table.at, code, message, field=self.name(key), hint=hint)

    def choice(self, key: str, choices: type[_Choice], default: _Choice) -> _Choice:
        node = self.node(key)
        words = [str(one) for one in choices]
        if isinstance(node, Scalar) and node.text in words:
            return choices(node.text)
        if node is not None:
            word = node.text if isinstance(node, Scalar) else "…"
            self.refuse(key, "wrong-value", f"`{word}` is no value of `{key}`", nearest(word, words))
        return default

    def text(self, key: str) -> Passage:
        node = self.node(key)
        if isinstance(node, Scalar) and isinstance(node.value, str) and node.value.strip():
            return passage(self.source, node)
        if node is not None:
            self.refuse(key, "wrong-type", f"`{key}` is a text", "put it in quotes")
        return Passage("", (self.table.at,))

    def condition(self, key: str) -> Passage | None:
        node = self.node(key)
        return None if node is None else condition(self.source, key, node)

    def items(self, key: str) -> list[Node]:
        match self.node(key):
            case None:
                return []
            case Items(items=items):
                return items
            case _:
                self.refuse(key, "wrong-type", f"`{key}` is a list")
                return []


def _read_id(reader: _Reader) -> PrincipleId:
    node = reader.node("id")
    text = node.text if isinstance(node, Scalar) else ""
    name = reader.source.path.rsplit("/", 1)[-1]
    if node is None:
        return PrincipleId("")
    if not PRINCIPLE_ID.fullmatch(text):
        reader.refuse("id", "id", "an id is a capital letter and up to 15 capital letters and digits")
    elif text.lower() in RESERVED:
        reader.refuse("id", "reserved-id", f"`{text.lower()}` is a rule of the domain's package", "choose another id")
    elif not FILE_NAME.fullmatch(name) or not name.startswith(f"{text}-"):
        message = f"the file of {text} is called `{text}-<slug>.md`, not `{name}`"
        reader.refuse("id", "file-name", message, "a slug is lower-case words and digits joined by `-`")
    return PrincipleId(text)


def _read_tier(reader: _Reader, data: bytes) -> Tier:
    tier = reader.choice("tier", Tier, Tier.STANDARD)
    lines = data.split(b"\n")
    end = lines.index(b"---", 1) if lines[0] == b"---" and b"---" in lines[1:] else 0
    # Who must agree is decided without a YAML reader, by that very line between those two (ledger-format §6).
    if tier is Tier.HARD and b"tier: hard" not in lines[:end]:
        hint = "write `tier: hard`, and end the lines of a hard principle in LF"
        reader.refuse("tier", "tier-line", "a hard tier is exactly the line `tier: hard`", hint)
    return tier


def _require_fitting(reader: _Reader, effect: Effect, mode: Mode) -> None:
    if effect is Effect.PERMIT and mode is Mode.WARN:
        reader.refuse("mode", "warn-permit", "a permit has no violation to warn of", "leave `mode` out")
    if effect is not Effect.REQUIRE and reader.node("require"):
        reader.refuse("require", "require", f"`require` belongs to `effect: require`, not to {effect}")
    if effect is Effect.REQUIRE and not reader.node("require"):
        reader.refuse("require", "missing-key", "`effect: require` needs the key `require`")
    if effect is not Effect.REQUIRE and not reader.node("when"):
        reader.refuse("when", "missing-key", "`when` is missing; only a require may leave it out")


def _check_references(reader: _Reader) -> None:
    for item in reader.items("references"):
        if not isinstance(item, Scalar) or not isinstance(item.value, str):
            hint = "put it in quotes"
            reader.source.fault(item.at, "wrong-type", "a reference is a text", field="references", hint=hint)


def _read_examples(reader: _Reader) -> tuple[Example, ...]:
    items = reader.items("examples")
    examples = tuple(_read_example(reader.source, item, f"examples[{i}]") for i, item in enumerate(items))
    for answer in Answer:
        if reader.node("examples") and all(example.expect is not answer for example in examples):
            reader.refuse("examples", "example-missing", f"no example says `expect: {answer}`")
    return examples


def _read_example(source: Source, node: Node, field: str) -> Example:
    if not isinstance(node, Table):
        source.fault(node.at, "wrong-type", "an example is `{expect: …, input: …}`", field=field)
        return Example(Answer.DENY, None, "", is_valid=False, line=node.at[0])
    reader = _Reader(source, node, field)
    reader.known(EXAMPLE_KEYS, required=("expect", "input"))
    valid, value = reader.node("valid"), reader.node("input")
    is_valid = valid.value if isinstance(valid, Scalar) else True
    if not isinstance(is_valid, bool) or isinstance(valid, Items | Table):
        reader.refuse("valid", "wrong-type", "`valid` is true or false")
    return Example(
        expect=reader.choice("expect", Answer, Answer.DENY),
        input=to_json(value) if value else None,
        why=reader.text("why").text,
        is_valid=is_valid is True,
        line=node.at[0],
    )
