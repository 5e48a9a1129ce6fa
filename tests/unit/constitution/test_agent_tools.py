"""Our own constitution keeps its promise: 24 principles, each can deny alone, and none denies an ordinary call."""

import copy
from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any

import pytest

from acgs.constitution.principle import Answer, Effect, Example, Json, Mode, Tier
from acgs.constitution.schema import Listing, Record, Scalar, Shape, Table
from acgs.constitution.validity import is_valid
from acgs.norms import condition as c
from acgs.norms.evaluate import ABSENT, Document, Truth, bites, decide, evaluate
from acgs.norms.examples import check_examples
from acgs.norms.norm import Norm
from support.agent_tools import agent_tools, crossed_requests, norm, valid_requests

IDS = [f"A{n:02}" for n in range(1, 25)]
HARD = {"A01", "A02", "A03", "A04", "A05", "A06", "A24"}
EXAMPLES = [
    pytest.param(each, example, id=f"{each.principle.id}-{example.why}")
    for each in agent_tools().norms
    for example in each.principle.examples
]


def denials(request: Document) -> set[str]:
    return {finding.id for finding in decide(agent_tools(), request).violations}


def ordinary_call() -> dict[str, Json]:
    """Return the read of a file that the principles give as the example of an unrelated call."""
    return copy.deepcopy(next(request for request in valid_requests() if parts(request, "call")["tool"] == "read_file"))


def parts(request: dict[str, Json], name: str) -> dict[str, Json]:
    part = request[name]
    assert isinstance(part, dict)
    return part


def test_all_principles_of_the_outline_are_there() -> None:
    assert [each.principle.id for each in agent_tools().norms] == IDS


def test_the_tiers_are_those_of_the_outline() -> None:
    assert {each.principle.id for each in agent_tools().norms if each.principle.tier is Tier.HARD} == HARD


def test_what_no_principle_speaks_of_is_allowed() -> None:
    assert agent_tools().schema.default is Answer.ALLOW
    assert all(each.principle.effect is not Effect.PERMIT for each in agent_tools().norms)


@pytest.mark.parametrize(("of", "example"), EXAMPLES)
def test_every_example_answers_as_it_says(of: Norm, example: Example) -> None:
    assert bites(of, example.input) == (example.expect is Answer.DENY)


def test_no_example_has_a_fault() -> None:
    assert check_examples(agent_tools()) == ()


@pytest.mark.parametrize("id_", IDS)
def test_two_examples_of_each_answer(id_: str) -> None:
    answers = [example.expect for example in norm(id_).principle.examples]

    assert min(answers.count(answer) for answer in Answer) >= 2


@pytest.mark.parametrize("id_", IDS)
def test_an_example_of_a_call_that_everybody_lets_pass(id_: str) -> None:
    assert any(not denials(example.input) for example in norm(id_).principle.examples)


def leading(condition: c.Expression) -> list[c.Expression]:
    """Return the first conjunct of each of its alternatives."""
    match condition:
        case c.Junct(op=c.Junction.AND, left=left):
            return leading(left)
        case c.Junct(left=left, right=right):
            return [*leading(left), *leading(right)]
        case _:
            return [condition]


@pytest.mark.parametrize("id_", IDS[1:])
def test_a_condition_begins_with_what_is_false_of_an_unrelated_call(id_: str) -> None:
    """Only A01 has no condition: it is about every call."""
    when = norm(id_).when
    assert when
    allowed = [x.input for x in norm(id_).principle.examples if x.is_valid and not denials(x.input)]

    assert any({evaluate(each, request) for each in leading(when)} == {Truth.FALSE} for request in allowed)


_NEIGHBOURS = {
    c.Relation.LT: c.Relation.LE,
    c.Relation.LE: c.Relation.LT,
    c.Relation.GT: c.Relation.GE,
    c.Relation.GE: c.Relation.GT,
}


def moved(node: object) -> Iterator[Any]:
    """Yield `node` with one boundary moved by one: of a comparison of integers, or of a list of them."""
    match node:
        case c.Compare(op=op, type=c.Type.INT) if op in _NEIGHBOURS:
            yield replace(node, op=_NEIGHBOURS[op])
        case c.Literal(value=int() as number) if not isinstance(number, bool):
            yield from (c.Literal(number - 1), c.Literal(number + 1))
        case c.ListLiteral(elements=(*_, c.Literal(value=int() as last)) as numbers, type=c.Type.INT):
            more = *numbers, c.Literal(last + 1)
            yield from (replace(node, elements=each) for each in (numbers[1:], numbers[:-1], more))
            return
        case tuple():
            yield from ((*node[:i], other, *node[i + 1 :]) for i, each in enumerate(node) for other in moved(each))
        case _:
            pass
    if isinstance(node, c.Expression | c.ListLiteral) and not isinstance(node, c.Literal):
        for field in fields(node):
            yield from (replace(node, **{field.name: other}) for other in moved(getattr(node, field.name)))


@pytest.mark.parametrize("id_", IDS)
def test_an_example_stands_on_either_side_of_every_boundary(id_: str) -> None:
    of = norm(id_)
    for key, condition in of.conditions.items():
        for other in moved(condition):
            elsewhere = replace(of, **{key: other})
            answers = [bites(elsewhere, each.input) is (each.expect is Answer.DENY) for each in of.principle.examples]
            assert not all(answers), other


@pytest.mark.parametrize("id_", IDS)
def test_an_example_that_this_principle_alone_denies(id_: str) -> None:
    """None is shadowed: without it, a valid request would pass."""
    assert norm(id_).principle.mode is Mode.ENFORCE
    assert any(denials(example.input) == {id_} for example in norm(id_).principle.examples if example.is_valid)


def test_an_ordinary_call_is_allowed() -> None:
    assert decide(agent_tools(), ordinary_call()).allow


def test_nothing_is_denied_by_everybody() -> None:
    assert denials({}) == denials(ABSENT) == set(IDS)


@pytest.mark.parametrize("part", ["call", "actor", "session", "resource", "approvals", "time", "gateway"])
def test_an_ordinary_call_without_one_of_its_parts_is_denied(part: str) -> None:
    request = ordinary_call()
    del request[part]

    assert not decide(agent_tools(), request).allow


def without(part: Json) -> Iterator[Json]:
    """Yield `part` without one of its members, at every depth."""
    members = enumerate(part) if isinstance(part, list) else part.items() if isinstance(part, dict) else ()
    for name, inner in members:
        if isinstance(part, dict):
            yield {key: value for key, value in part.items() if key != name}
        for less in without(inner):
            other = copy.copy(part)
            other[name] = less  # type: ignore[index]
            yield other


@pytest.mark.parametrize("id_", IDS)
def test_a_fact_left_out_excuses_nothing(id_: str) -> None:
    """What is denied stays so without it, whatever it would have said."""
    denied = [x.input for x in norm(id_).principle.examples if denials(x.input) == {id_} and x.is_valid]

    assert [less for request in denied for less in without(request) if not denials(less)] == []


def test_a_word_that_the_constitution_does_not_know_is_denied() -> None:
    request = ordinary_call()
    request["resource"] = {**parts(request, "resource"), "env": "production"}

    assert denials(request) == {"A01"}


def test_crossed_requests_are_valid_and_reach_every_principle() -> None:
    requests = crossed_requests(1500, seed=1)

    assert all(is_valid(agent_tools().schema, request) for request in requests)
    assert set().union(*(denials(request) for request in requests)) == set(IDS)


def places(shape: Shape, path: str = "input") -> Iterator[tuple[str, Shape]]:
    """Yield every place of the schema, a list's or a map's elements as `[]`."""
    yield path, shape
    match shape:
        case Record(fields=fields):
            for name, field in fields.items():
                yield from places(field, f"{path}.{name}")
        case Listing(items=below) | Table(values=below):
            yield from places(below, f"{path}[]")
        case Scalar():
            pass


def test_lists_are_short() -> None:
    lists = [shape for _, shape in places(agent_tools().schema.root) if isinstance(shape, Listing)]

    assert lists
    assert all(shape.max_items <= 16 for shape in lists)


@pytest.mark.parametrize(
    "place",
    [
        "input.call.arguments",
        "input.call.argv",
        "input.call.recipients",
        "input.call.paths",
        "input.actor.on_behalf_of",
    ],
)
def test_what_may_hold_a_secret_or_a_person_is_not_logged(place: str) -> None:
    shapes = dict(places(agent_tools().schema.root))

    assert not any(shape.is_loggable for path, shape in shapes.items() if path.startswith(place))


FIELDS = """
    v domain call.server call.tool call.category call.arguments call.hints.read_only call.hints.destructive
    call.hints.open_world call.server_pinned call.sha256 call.tool_known call.amount_cents call.recipient_count
    call.external_recipients call.recipients call.argv call.writes call.paths call.in_workspace call.read_only
    call.leaves_organisation call.statement_class call.index_pinned call.hash_pinned call.output_masked call.tags
    actor.key actor.roles actor.on_behalf_of actor.trust actor.depth actor.tenant actor.principals actor.delegator_roles
    session.calls session.spend_cents session.seen.untrusted session.seen.secret session.seen.pii session.goal_sha256
    resource.env resource.class resource.owner resource.host resource.tenant resource.named_recipients
    approvals[].by approvals[].role approvals[].call_sha256 approvals[].age_s approvals[].human approvals[].principal
    approvals[].goal_sha256 approvals[].used time.unix time.weekday time.hour gateway.stopped
"""


def test_the_schema_has_what_the_gateway_is_asked_for() -> None:
    assert {f"input.{name}" for name in FIELDS.split()} <= dict(places(agent_tools().schema.root)).keys()


def test_no_condition_can_read_the_arguments() -> None:
    assert dict(places(agent_tools().schema.root))["input.call.arguments"] == Record({})
