import ast
import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

import acgs
from acgs.council.ratified import Ratified
from acgs.digest import governed_root
from acgs.errors import Untrusted
from acgs.names import Digest, File, Files, Oid, Root, Seq, Target
from acgs.proof.proven import Proven
from acgs.release.admit import Release, admit
from acgs.release.archive import unpack
from acgs.release.bundle import build, contents, digest_due, rebuild
from acgs.release.keys import Key, Kind
from acgs.release.manifest import manifest
from acgs.release.signing import SIGNATURES, scope

KEY = Key(Kind.BUNDLE, ec.generate_private_key(ec.SECP256R1()))
GENESIS, REVISION = Oid("a" * 40), Oid("b" * 40)
PROOF, SERIAL, EU = Digest("c" * 64), Seq(41), Target("eu-1")
TARGETS = b'[targets.eu-1]\ndomains = ["pay", "ops"]\n\n[targets.us]\ndomains = ["ops"]\n'
TREE = {
    "constitution/constitution.toml": TARGETS,
    "constitution/pay/schema.json": b"{}",
    "constitution/ops/schema.json": b"{}",
    "constitution/hr/schema.json": b"{}",
    "policies/pay/a09.rego": b"package acgs.pay.a09\n",
    "policies/pay/enforce.rego": b"package acgs.pay\n",
    "policies/pay/examples_test.rego": b"package acgs.pay_test\n",
    "policies/pay/deeper/more.rego": b"package more\n",
    "policies/pay/notes.md": b"words\n",
    "policies/ops/o1.rego": b"package acgs.ops.o1\n",
    "policies/hr/h1.rego": b"package acgs.hr.h1\n",
    "policies/stray.rego": b"package stray\n",
}
FILES: Files = {path: File("100644", data) for path, data in TREE.items()}


def ratified(files: Files = FILES) -> Ratified:
    return Ratified(governed_root(files), REVISION, Seq(3), GENESIS, files)


def proven(root: Root) -> Proven:
    return Proven(root, Root("0" * 64), ("complies: sampled",), nothing_new=False, report=Digest("d" * 64))


RELEASE = admit(proven(governed_root(FILES)), ratified())


def test_proven_and_ratified_of_one_root_are_a_release() -> None:
    assert admit(proven(RELEASE.ratified.root), ratified()).ratified.files == FILES


def test_of_two_roots_there_is_no_release() -> None:
    with pytest.raises(Untrusted) as refused:
        admit(proven(Root("e" * 64)), ratified())

    assert refused.value.code == "root-differs"
    with pytest.raises(Untrusted):
        Release(proven(Root("e" * 64)), ratified())


def test_only_admit_makes_a_release() -> None:
    """By type a bundle is made of nothing else; by this test nobody else calls the type."""
    makers = []
    for path in Path(acgs.__file__).parent.rglob("*.py"):
        tree = ast.parse(path.read_bytes())
        imported = [each for each in ast.walk(tree) if isinstance(each, ast.ImportFrom)]
        names = {
            name.asname or name.name
            for each in imported
            if each.module == "acgs.release.admit"
            for name in each.names
            if name.name == "Release"
        } | ({"Release"} if path.name == "admit.py" else set())
        calls = [each.func for each in ast.walk(tree) if isinstance(each, ast.Call)]
        makers += [path.name for call in calls if isinstance(call, ast.Name) and call.id in names]

    assert makers == ["admit.py"]


def test_by_type_a_bundle_is_made_of_a_release_alone() -> None:
    """mypy refuses an `ignore` that hides nothing: each here says that its line does not type-check."""
    with pytest.raises(AttributeError):
        build(RELEASE.proven, EU, SERIAL, PROOF, KEY)  # type: ignore[arg-type]
    with pytest.raises(AttributeError):
        build(RELEASE.ratified, EU, SERIAL, PROOF, KEY)  # type: ignore[arg-type]
    with pytest.raises(AttributeError):
        rebuild(RELEASE.ratified, EU, SERIAL, PROOF, b"{}")  # type: ignore[arg-type]


def test_every_rego_is_a_blob_of_the_ratified_tree_and_the_rest_is_data() -> None:
    files = contents(RELEASE.ratified, EU, SERIAL, PROOF)

    assert {path: data for path, data in files.items() if path in TREE} == {
        path: TREE[path] for path in ("policies/pay/a09.rego", "policies/pay/enforce.rego", "policies/ops/o1.rego")
    }
    assert set(files) - set(TREE) == {".manifest", "acgs/ops/release/data.json", "acgs/pay/release/data.json"}


def test_each_domain_says_which_release_it_is() -> None:
    files = contents(RELEASE.ratified, EU, SERIAL, PROOF)
    root = RELEASE.ratified.root
    due = f'{{"proof":"{PROOF}","revision":"{REVISION}","root":"{root}","serial":41,"target":"eu-1"}}\n'.encode()

    assert files["acgs/pay/release/data.json"] == files["acgs/ops/release/data.json"] == due
    assert files[".manifest"] == b'{"rego_version":1,"revision":"41","roots":["acgs/ops","acgs/pay"]}\n'


def test_roots_are_sorted_however_they_are_given() -> None:
    due = b'{"rego_version":1,"revision":"7","roots":["a/b","a_b"]}\n'

    assert manifest(7, ["a_b", "a/b"]) == manifest(7, iter(["a/b", "a_b"])) == {".manifest": due}


def test_a_target_gets_its_own_domains_only() -> None:
    files = contents(RELEASE.ratified, Target("us"), SERIAL, PROOF)

    assert [path for path in files if path.endswith(".rego")] == ["policies/ops/o1.rego"]
    assert json.loads(files[".manifest"])["roots"] == ["acgs/ops"]


def test_without_targets_one_gets_all() -> None:
    files = {path: file for path, file in FILES.items() if path != "constitution/constitution.toml"}
    held = contents(ratified(files), Target("default"), SERIAL, PROOF)

    assert json.loads(held[".manifest"])["roots"] == ["acgs/hr", "acgs/ops", "acgs/pay"]


def test_it_is_signed_for_its_target_over_all_its_files() -> None:
    bundle = build(RELEASE, EU, SERIAL, PROOF, KEY)

    assert bundle.files == contents(RELEASE.ratified, EU, SERIAL, PROOF)
    assert bundle.is_signed(KEY, scope(GENESIS, EU, Kind.BUNDLE))
    assert unpack(bundle.tar)[SIGNATURES] == bundle.signatures


def test_from_the_same_signatures_it_is_the_same_bundle() -> None:
    bundle = build(RELEASE, EU, SERIAL, PROOF, KEY)

    assert rebuild(RELEASE, EU, SERIAL, PROOF, bundle.signatures) == bundle
    assert digest_due(RELEASE.ratified, EU, SERIAL, PROOF, bundle.signatures) == bundle.digest
    assert build(RELEASE, EU, SERIAL, PROOF, KEY) != bundle
