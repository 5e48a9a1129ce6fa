"""Both renderings of a condition say on OPA what the evaluator says: every node type, on odd documents too."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass, replace

import pytest

from acgs.constitution.document import write_json
from acgs.constitution.principle import Json
from acgs.names import PrincipleId
from acgs.norms import condition as c
from acgs.norms.evaluate import ABSENT, Document, Truth, evaluate
from acgs.norms.norm import Norm
from acgs.norms.text import show
from acgs.rego.decide import Decider
from acgs.rego.opa import find_opa
from acgs.synthesis.render import render_principle
from support.expressions import ODD, Maker
from support.norms import norm, read
from support.opa_program import formatted

OPA = find_opa()


FORBID, PERMIT = norm("P1"), norm("P1", effect="permit")


def rendered(given: Norm, name: str, condition: c.Expression) -> str:
    return render_principle(replace(given, principle=replace(given.principle, id=PrincipleId(name)), when=condition))


def modules(conditions: Sequence[c.Expression]) -> dict[str, bytes]:
    """Return a forbid, which bites unless the condition is definitely false, and a permit, which needs it true."""
    made: dict[str, str] = {}
    for n, condition in enumerate(conditions):
        made |= {f"f{n}.rego": rendered(FORBID, f"F{n}", condition), f"p{n}.rego": rendered(PERMIT, f"P{n}", condition)}
    pairs = "".join(f"\t[data.acgs.lab.f{n}.bites, data.acgs.lab.p{n}.applies],\n" for n in range(len(conditions)))
    return {path: text.encode() for path, text in made.items()} | {
        "all.rego": f"package all\n\nr := [\n{pairs}]\n".encode()
    }


ANSWERS = {Truth.TRUE: [True, True], Truth.FALSE: [False, False], Truth.UNKNOWN: [True, False]}


def differences(conditions: Sequence[c.Expression], documents: Sequence[Document]) -> Iterator[str]:
    """Yield each document on which OPA and the evaluator differ, with the condition."""
    with Decider(OPA, modules(conditions)) as decider:
        found = decider.ask_many("all/r", documents)
    for document, answers in zip(documents, found, strict=True):
        assert isinstance(answers, list)
        for condition, said in zip(conditions, answers, strict=True):
            meant = evaluate(condition, document)
            if said != ANSWERS[meant]:
                place = "no input" if document is ABSENT else write_json(document).decode()
                yield f"{show(condition)}\n  meaning {meant}, OPA {said}, of {place}"


SEEDS = [*range(6), *(pytest.param(seed, marks=pytest.mark.nightly) for seed in range(6, 120))]


@pytest.mark.parametrize("seed", SEEDS)
def test_random_conditions_are_what_they_mean_on_random_documents(seed: int) -> None:
    maker = Maker(seed)
    conditions = [maker.condition(depth=2 + seed % 4) for _ in range(30)]
    documents: list[Document] = [ABSENT, None, [], "x", {}, *(maker.document() for _ in range(60))]

    assert not list(differences(conditions, documents))


def nodes(node: object) -> Iterator[type]:
    if is_dataclass(node):
        yield type(node)
        for each in fields(node):
            yield from nodes(getattr(node, each.name))
    for part in node if isinstance(node, tuple) else ():
        yield from nodes(part)


def test_the_random_conditions_have_every_node_and_every_answer() -> None:
    maker = Maker(0)
    conditions = [maker.condition(depth=4) for _ in range(500)]
    seen = Counter(kind for condition in conditions for kind in nodes(condition))
    truths = Counter(evaluate(condition, maker.document()) for condition in conditions)

    wanted = {*c.Expression.__args__, *c.Access.__args__, c.ListLiteral}
    assert min(seen[kind] for kind in wanted) > 10
    assert min(truths[truth] for truth in Truth) > 30


@pytest.mark.parametrize("seed", range(4))
def test_what_is_rendered_is_as_opa_fmt_writes_it(seed: int) -> None:
    maker = Maker(1000 + seed)
    text = "".join(rendered(FORBID, "F", maker.condition(depth=4)).split("package acgs.lab.f\n")[1] for _ in range(25))
    module = "package acgs.lab.f\n" + text.replace("\n\n\n", "\n\n")

    assert formatted(OPA, module.encode()).decode() == module


PLAIN: dict[str, Json] = {
    "n": 5,
    "m": 1,
    "s": "a",
    "t": "a",
    "yes": True,
    "no": False,
    "numbers": [5, 6],
    "names": ["a", "b"],
    "at": "2024-02-29T00:00:00Z",
    "due": "2024-03-01T00:00:00+01:00",
    "labels": {"a": "a"},
    "who": {"name": "x"},
    "people": [{"name": "a", "age": 6, "tags": ["a"]}, {"name": "b", "age": 1, "tags": []}],
}
WORSE: list[Json] = ["2024-02-30T00:00:00Z", ["a"] * 5, [5] * 5, [5, True], [{"name": "a", "age": None, "tags": 1}]]


@pytest.mark.parametrize(
    "condition",
    [
        *("input.n == 5", "input.n != 5", "input.n > 5", "input.n >= 5", "input.n < 5", "input.n <= 5", "5 < input.n"),
        *("input.n in [5, 6]", "input.n in input.numbers", "-input.n < 0", "input.n + input.m > 0", "input.n % 3 == 2"),
        *(
            "input.n / -7 == 0",
            "input.n / -1 < 0",
            "input.n % -1 == 0",
            "input.n >= 9223372036854775807 || input.n > 5",
            "input.n * input.m == 6",
            "input.n - 1 == input.m",
            "input.numbers[0] == input.n",
        ),
        *(
            "input.s == input.t",
            "input.s != 'a'",
            "input.s < input.t",
            "input.s.startsWith(input.t)",
            "size(input.s) == 1",
        ),
        *("input.s in ['a', input.t]", "'a' in input.names", "size(input.names) > 1", "input.names.all(x, x == 'a')"),
        *("input.yes == input.no", "input.yes ? input.no : input.n > 1", "[input.yes, input.no].exists_one(x, x)"),
        *("has(input.who.name)", "has(input.labels.a)", "input.labels['a'] == 'a'"),
        *("timestamp(input.at) < timestamp(input.due)", "timestamp(input.at) == timestamp('2024-02-29T00:00:00Z')"),
        *(
            'input.names.exists(x, x == "a") && input.names.exists(x, x == "b")',
            'input.names.exists(x, x == "a") && input.numbers.exists(x, x == 5)',
            '!input.names.all(x, x == "a") && !input.names.all(x, x == "b")',
            "(input.yes || input.numbers.exists(x, x == 6)) && input.numbers.exists(x, x == 5)",
            "input.people.exists(p, p.age > 5 && p.name != 'b') && input.people.all(p, p.age != input.n && p.age < 7)",
            "input.numbers.all(x, input.numbers.exists(y, y != x))",
            "input.numbers.all(x, input.numbers.exists(y, y == 5) && input.numbers.exists(z, z == x))",
        ),
        *("input.people.exists(p, p.age > 5 && p.name != input.s)", "input.people.exists_one(p, p.name == 'a')"),
        *("input.people.all(p, has(p.tags) && p.tags.exists(t, t == p.name))", "input.numbers.exists(x, x == input.n)"),
    ],
)
def test_each_form_is_what_it_means_on_every_odd_value(condition: str) -> None:
    """Each field in turn holds each odd value, beside fields that are well-formed."""
    odd: list[Json] = [*ODD, *WORSE]
    documents: list[Document] = [ABSENT, PLAIN, {}, [PLAIN]]
    documents += [{**PLAIN, field: value} for field in PLAIN if field in condition for value in odd]
    documents += [{name: value for name, value in PLAIN.items() if name != field} for field in PLAIN]

    assert not list(differences([read(condition)], documents))
