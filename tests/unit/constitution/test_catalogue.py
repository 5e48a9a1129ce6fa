from collections.abc import Mapping

import pytest

from acgs.constitution.catalogue import read_constitution, read_sound
from acgs.names import DomainId, File
from support.author import A09, A09_PATH, DOMAIN, SCHEMA, SCHEMA_PATH, faults_of, replaced, tree

Changes = Mapping[str, File | str | None]
B01 = A09.replace("A09", "B01")
LINK = File("120000", b"A09-large-payments.md")


def refused(changes: Changes) -> list[tuple[str, str]]:
    return [(fault.file, fault.code) for fault in faults_of(read_constitution, tree(changes))]


def test_a_constitution_has_domains_with_principles_in_order() -> None:
    files = tree({f"{DOMAIN}/B01-x.md": B01, f"{DOMAIN}/A10-x.md": A09.replace("A09", "A10"), "README.md": "x"})

    domain = read_constitution(files).domains[DomainId("agent_tools")]

    assert [principle.id for principle in domain.principles] == ["A09", "A10", "B01"]
    assert domain.schema.path == SCHEMA_PATH


def test_an_id_is_its_domains_own() -> None:
    assert refused({"constitution/pay/schema.json": SCHEMA, "constitution/pay/A09-x.md": A09}) == []


def test_the_councils_files_and_the_rest_of_the_repository_are_left_alone() -> None:
    council = {"constitution/council.toml": "?", "constitution/keys/x y.asc": "?"}

    assert refused({"constitution/council.toml": "?", "constitution/keys/K.asc": "?", "src/a b.py": "?"}) == []
    assert refused(council) == [("constitution/keys/x y.asc", "path")]


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({f"{DOMAIN}/B01-x.md": A09}, (f"{DOMAIN}/B01-x.md", "file-name")),
        ({f"{DOMAIN}/A09-x.md": A09}, (f"{DOMAIN}/A09-x.md", "duplicate-id")),
        ({f"{DOMAIN}/README.md": "x"}, (f"{DOMAIN}/README.md", "file-name")),
        ({f"{DOMAIN}/notes.txt": "x"}, (f"{DOMAIN}/notes.txt", "stray-file")),
        ({f"{DOMAIN}/old/A10-x.md": A09}, (f"{DOMAIN}/old/A10-x.md", "stray-file")),
        ({f"{DOMAIN}/A10-x.md/deep": A09}, (f"{DOMAIN}/A10-x.md/deep", "file-name")),
        ({f"{DOMAIN}/examples.yaml": "x"}, (f"{DOMAIN}/examples.yaml", "not-yet")),
        ({f"{DOMAIN}/exceptions/x.md": "x"}, (f"{DOMAIN}/exceptions/x.md", "not-yet")),
        ({"constitution/A10-x.md": A09}, ("constitution/A10-x.md", "stray-file")),
        ({"constitution/Pay/schema.json": SCHEMA}, ("constitution/Pay/schema.json", "domain-name")),
        ({f"constitution/{'p' * 33}/schema.json": SCHEMA}, (f"constitution/{'p' * 33}/schema.json", "domain-name")),
        ({f"constitution/{'p' * 32}/B01-x.md": B01}, (f"constitution/{'p' * 32}/schema.json", "schema-missing")),
        ({"constitution/pay/B01-x.md": B01}, ("constitution/pay/schema.json", "schema-missing")),
        ({"policies/pay/a09.rego": "x"}, ("policies/pay/a09.rego", "unknown-domain")),
        ({"policies/agent_tools/a 9.rego": "x"}, ("policies/agent_tools/a 9.rego", "path")),
        ({"policies/agent_tools/ä.rego": "x"}, ("policies/agent_tools/ä.rego", "path")),
        ({"policies/agent_tools/a.rego": LINK}, ("policies/agent_tools/a.rego", "symlink")),
        ({"policies/agent_tools/a": "x", "policies/agent_tools/A": "x"}, ("policies/agent_tools/a", "path-case")),
        ({A09_PATH: LINK}, (A09_PATH, "symlink")),
        ({SCHEMA_PATH: LINK}, (SCHEMA_PATH, "symlink")),
        ({SCHEMA_PATH: None, A09_PATH: None}, ("constitution", "no-constitution")),
        ({SCHEMA_PATH: None}, (SCHEMA_PATH, "schema-missing")),
        ({"constitution/constitution.toml": "x"}, ("constitution/constitution.toml", "toml")),
        ({"constitution/constitution.toml": LINK}, ("constitution/constitution.toml", "symlink")),
    ],
)
def test_a_tree_that_is_not_as_it_must_be_is_refused(changes: Changes, fault: tuple[str, str]) -> None:
    assert set(refused(changes)) == {fault}


@pytest.mark.parametrize(
    ("file", "code"),
    [
        (A09.removeprefix("---\n"), "front-matter-missing"),
        (A09.replace("---\nTwo", "Two"), "front-matter-not-closed"),
        (replaced(A09, "[SOC2 CC6.1]", "[SOC2"), "yaml"),
        (replaced(A09, "[SOC2 CC6.1]", "&x [SOC2]"), "yaml-anchor"),
        (replaced(A09, "[SOC2 CC6.1]", "*x"), "yaml-anchor"),
        (replaced(A09, "[SOC2 CC6.1]", "!!set {}"), "yaml-tag"),
        (A09.replace("id: A09", "id: A09\nid: A09"), "duplicate-key"),
        (A09 + " " * 10_000_000, "file-too-large"),
        (File("100644", A09.encode("utf-16")), "utf-8"),
        (File("100644", A09.encode("utf-8-sig")), "bom"),
        (LINK, "symlink"),
    ],
)
def test_bad_input_has_code_file_and_line(file: File | str, code: str) -> None:
    [fault] = faults_of(read_constitution, tree({A09_PATH: file}))

    assert (fault.file, fault.code, fault.line > 0) == (A09_PATH, code, True)


def test_crlf_is_accepted() -> None:
    assert refused({A09_PATH: A09.replace("\n", "\r\n"), SCHEMA_PATH: SCHEMA.replace("\n", "\r\n")}) == []


def test_every_fault_of_a_tree_comes_at_once() -> None:
    changes = {
        A09_PATH: replaced(A09, "mode: enforce", "mode: off"),
        SCHEMA_PATH: replaced(SCHEMA, '"integer"', '"number"'),
        f"{DOMAIN}/B01-x.md": B01.replace("tier:", "teir:"),
        f"{DOMAIN}/notes.txt": "x",
        "constitution/constitution.toml": "renderer = 2",
    }

    assert refused(changes) == [
        (A09_PATH, "wrong-value"),
        (f"{DOMAIN}/B01-x.md", "unknown-key"),
        (f"{DOMAIN}/notes.txt", "stray-file"),
        (SCHEMA_PATH, "schema-type"),
        ("constitution/constitution.toml", "renderer"),
    ]


def test_what_is_sound_can_be_read_beside_a_fault() -> None:
    constitution, faults = read_sound(tree({f"{DOMAIN}/B01-x.md": B01, A09_PATH: "no front matter"}))

    assert [principle.id for principle in constitution.domains[DomainId("agent_tools")].principles] == ["B01"]
    assert [fault.code for fault in faults] == ["front-matter-missing"]
