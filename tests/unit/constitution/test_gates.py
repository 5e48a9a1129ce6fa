import pytest

from acgs.constitution.gates import CLAIMS, PATH, Gates, read_gates
from acgs.names import DomainId, Target
from support.author import SCHEMA, faults_of, tree

PAY = "constitution/pay/schema.json"


def read(text: str) -> Gates:
    return read_gates(tree({PATH: text, PAY: SCHEMA}))


def test_without_the_file_all_is_to_be_proved_for_one_target_of_all_domains() -> None:
    gates = read_gates(tree({PAY: SCHEMA, "constitution/keys/schema.json": SCHEMA}))

    assert gates == Gates(
        dict.fromkeys(CLAIMS, "proved"), {Target("default"): (DomainId("agent_tools"), DomainId("pay"))}
    )


def test_the_file_says_what_goes_where_and_what_suffices() -> None:
    gates = read(
        'renderer = 1\n[targets.eu-1]\ndomains = ["pay", "agent_tools"]\n[proof.require]\ncomplies = "sampled"\n'
    )

    assert gates.targets == {Target("eu-1"): (DomainId("agent_tools"), DomainId("pay"))}
    assert gates.require == {**dict.fromkeys(CLAIMS, "proved"), "complies": "sampled"}


@pytest.mark.parametrize(
    ("text", "line", "column", "code", "field"),
    [
        ("renderer = ", 1, 1, "toml", ""),
        ("\nrenderer == 1", 2, 11, "toml", ""),
        ("[proof", 1, 1, "toml", ""),
        ("x = " + "[" * 5000, 1, 1, "toml", ""),
        ("x = " + "7" * 5000, 1, 1, "toml", ""),
        ("x" + ".x" * 5000 + " = 1", 1, 1, "file-too-large", ""),
        ("renderer = 2", 1, 1, "renderer", "renderer"),
        ("renderer = true", 1, 1, "renderer", "renderer"),
        ("\nrenderers = 1", 2, 1, "unknown-key", "renderers"),
        ("targets = 1", 1, 1, "wrong-type", "targets"),
        ('[targets.EU]\ndomains = ["pay"]', 1, 10, "target", "targets.EU"),
        ('[targets.eu]\ndomains = ["pey"]', 2, 13, "unknown-domain", "targets.eu.pey"),
        ("[targets.eu]\ndomains = []", 1, 10, "wrong-type", "targets.eu"),
        ("[targets.eu]", 1, 10, "wrong-type", "targets.eu"),
        ('[targets.eu]\ndomains = ["pay", "pay"]', 1, 10, "wrong-type", "targets.eu"),
        ('[targets.eu]\ndomains = [["pay"]]', 1, 1, "unknown-domain", "targets.eu.['pay']"),
        ('[targets.eu]\ndomains = ["pay"]\nwaves = [10]', 3, 1, "unknown-key", "targets.eu.waves"),
        ('[proof.require]\nconsistent = "sampled"', 2, 1, "proof-gate", "proof.require.consistent"),
        ('[proof.require]\ncomplies = "asked"', 2, 1, "proof-gate", "proof.require.complies"),
        ('[proof.require]\ncompiles = "proved"', 2, 1, "unknown-key", "proof.require.compiles"),
        ("proof = 1", 1, 1, "wrong-type", "proof"),
        ("[proof]\nrequired = 1", 2, 1, "unknown-key", "proof.required"),
    ],
)
def test_a_fault_is_refused_in_its_place(text: str, line: int, column: int, code: str, field: str) -> None:
    [fault] = faults_of(read, text)

    assert (fault.line, fault.column, fault.code, fault.field) == (line, column, code, field)


def test_an_unknown_claim_is_told_the_nearest() -> None:
    [fault] = faults_of(read, '[proof.require]\ncompiles = "proved"')

    assert fault.hint == "did you mean `complies`?"
