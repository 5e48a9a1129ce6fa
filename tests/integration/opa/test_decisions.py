"""The decision of many principles together, on a real OPA, is the evaluator's: whoever is to be asked is asked."""

from collections import Counter
from collections.abc import Iterator
from itertools import product

import pytest

from acgs.constitution.catalogue import Domain
from acgs.constitution.document import write_json
from acgs.constitution.principle import Json
from acgs.norms.evaluate import ABSENT, Document, decide
from acgs.norms.norm import DomainNorms, read_norms
from acgs.norms.text import show
from acgs.rego.decide import Decider
from acgs.rego.opa import find_opa
from acgs.synthesis.decision import decision_rules
from acgs.synthesis.render import render_domain
from support.decisions import DomainMaker, meant
from support.norms import principle, schema

OPA = find_opa()

SEEDS = [0, *(pytest.param(seed, marks=pytest.mark.nightly) for seed in range(1, 60))]
DOMAINS, REQUESTS = 80, 25


def differences(domain: DomainNorms, decider: Decider, requests: list[Document]) -> Iterator[str]:
    """Yield each request on which OPA and the evaluator differ, with both decisions and the principles."""
    for request, said in zip(
        requests, decider.ask_many(f"acgs/{domain.schema.domain}/decision", requests), strict=True
    ):
        if said != (due := meant(domain, request)):
            place = "no input" if request is ABSENT else write_json(request).decode()
            principles = [
                (norm.principle.id, norm.principle.effect, {key: show(each) for key, each in norm.conditions.items()})
                for norm in domain.norms
            ]
            yield f"{domain.schema.default} {principles}\n  meaning {due}, OPA {said}, of {place}"


@pytest.mark.parametrize("seed", SEEDS)
def test_random_domains_decide_as_they_are_meant(seed: int) -> None:
    maker = DomainMaker(seed)
    domains = [maker.domain(f"lab{n}") for n in range(DOMAINS)]
    files = {path: file.data for domain in domains for path, file in render_domain(domain).items()}
    modules = {path: text for path, text in files.items() if not path.endswith("/examples_test.rego")}

    with Decider(OPA, modules) as decider:
        for domain in domains:
            requests: list[Document] = [ABSENT, None, {}, *maker.requests(domain, REQUESTS)]

            assert not list(differences(domain, decider, requests))


@pytest.mark.parametrize("reference", ["#/$defs/person", "#/$defs/a%20person"])
def test_a_domain_with_references_decides_as_it_is_meant(reference: str) -> None:
    person = {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}}
    who = {"$ref": reference}
    shaped = schema({
        "type": "object", "x-acgs-default": "allow", "$defs": {"person": person, "a person": person},
        "required": ["who"], "properties": {"who": who, "n": {"type": "integer"}},
    })  # fmt: skip
    asked = (
        principle("P1", when='input.who.name == "a" && input.n > 1'),
        principle("P2", when='input.who.name != "a"'),
    )
    domain = read_norms(Domain(shaped.domain, shaped, asked))
    modules = {path: file.data for path, file in render_domain(domain).items() if not path.endswith("_test.rego")}
    people: list[Json] = [{"name": "a"}, {"name": "b"}, {"name": "a\0"}, {"name": 1}, {}, [], None, "a"]

    with Decider(OPA, modules) as decider:
        requests: list[Document] = [ABSENT, {}, *({"who": who, "n": n} for who in people for n in (1, 2))]

        assert not list(differences(domain, decider, requests))


def test_the_random_domains_ask_and_decide_in_every_way() -> None:
    maker = DomainMaker(0)
    domains = [maker.domain(f"lab{n}") for n in range(DOMAINS)]
    tests = Counter(
        (rule.name.split()[0], rule.body[0].partition("input")[0])
        for domain in domains
        for rule in decision_rules(domain)
        if len(rule.body) > 1
    )
    decisions = [decide(domain, request) for domain in domains for request in maker.requests(domain, 10)]
    counts = Counter((bool(each.warnings), min(len(each.violations), 2)) for each in decisions)

    asked = ("violations", "warnings")
    assert min(tests[each, test] for each in (*asked, "is_permitted") for test in ("", "not ")) > 1
    assert min(tests[each, "not facts_are_known"] for each in asked) > 1
    assert min(counts[each] for each in product((False, True), range(3))) > 10
