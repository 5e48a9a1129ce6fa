import re
from dataclasses import replace

import pytest

from acgs.constitution.markdown import RESERVED
from acgs.constitution.principle import Effect
from acgs.names import PRINCIPLE_ID, PrincipleId
from acgs.synthesis.render import render_domain
from support.agent_tools import POLICIES, agent_tools
from support.norms import norm, norms, principle

PATH = "policies/lab/p1.rego"


def rendered(path: str, **keys: str) -> str:
    return render_domain(norms(principle(**keys)))[path].data.decode()


def test_our_own_policies_are_what_compiling_gives() -> None:
    wanted = render_domain(agent_tools())

    assert {path.rsplit("/", 1)[1]: file.data for path, file in wanted.items()} == {
        path.name: path.read_bytes() for path in POLICIES.iterdir()
    }


def test_the_same_norms_give_the_same_bytes() -> None:
    assert render_domain(norms(principle())) == render_domain(norms(principle()))


def test_a_domain_has_a_file_for_each_principle_and_three_more() -> None:
    files = render_domain(norms(principle("P1"), principle("P2")))

    assert list(files) == [f"policies/lab/{name}.rego" for name in ("decision", "enforce", "examples_test", "p1", "p2")]
    assert {file.mode for file in files.values()} == {"100644"}


def test_no_rule_of_the_domains_package_can_be_the_id_of_a_principle() -> None:
    given = norms(principle("P1"), principle("P2", effect="permit"), principle("P3", mode="warn"), default="deny")
    files = render_domain(given)
    text = "".join(files[f"policies/lab/{name}.rego"].data.decode() for name in ("decision", "enforce"))

    names = set(re.findall(r"^(?:default )?(\w+)(?= (?:if|:=|contains)|\()", text, re.MULTILINE))

    assert {name for name in names if PRINCIPLE_ID.fullmatch(name.upper())} == {
        "allow",
        "decision",
        "enforce",
        "violations",
        "warnings",
    }
    assert {"allow", "decision", "enforce", "violations", "warnings"} <= RESERVED


def test_metadata_name_the_principle_its_title_and_the_digest_of_its_file() -> None:
    given = norm()
    lines = rendered(PATH).splitlines()[:7]

    assert lines == [
        "# METADATA",
        '# title: "Title of P1"',
        "# description: Written by acgs compile; change the principle instead.",
        "# custom:",
        '#   id: "P1"',
        f'#   digest: "{given.principle.digest}"',
        "package acgs.lab.p1",
    ]


@pytest.mark.parametrize(
    ("keys", "rules"),
    [
        ({"effect": "forbid", "when": "input.yes"}, ["default bites := true", "bites := false if input.yes == false"]),
        ({"effect": "permit", "when": "input.yes"}, ["default applies := false", "applies if input.yes == true"]),
        (
            {"effect": "require", "require": "input.yes"},
            ["default bites := true", "bites := false if input.yes == true"],
        ),
        ({"effect": "forbid", "when": "true"}, ["default bites := true", 'message := "Title of P1"']),
        ({"effect": "forbid", "when": "false"}, ["default bites := true", "bites := false"]),
    ],
)
def test_the_entrypoint_is_total_and_says_the_cautious_answer_by_default(
    keys: dict[str, str], rules: list[str]
) -> None:
    text = rendered(PATH, **keys)

    assert "\n\n".join(rules) in text


def test_a_place_that_is_not_loggable_is_withheld() -> None:
    text = rendered(PATH, message="{input.m} and {input.n}")

    assert 'message := concat("", ["‹withheld›", " and ", shown3])' in text
    assert "input.m" not in text


def test_no_file_names_a_target_and_only_enforce_reads_the_clock() -> None:
    files = render_domain(agent_tools())

    assert [path for path, file in files.items() if b"time.now_ns" in file.data] == [
        "policies/agent_tools/enforce.rego"
    ]
    assert [path for path, file in files.items() if b"acgs_control" in file.data] == [
        "policies/agent_tools/enforce.rego"
    ]


@pytest.mark.parametrize("identity", ["a b", "X]", 'A"'])
def test_what_is_no_identifier_is_never_a_name(identity: str) -> None:
    given = norms(principle())
    odd = replace(given.norms[0], principle=replace(given.norms[0].principle, id=PrincipleId(identity)))

    with pytest.raises(ValueError, match="no identifier"):
        render_domain(replace(given, norms=(odd,)))
    assert odd.principle.effect is Effect.FORBID
