import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from acgs.errors import Unavailable, Untrusted
from acgs.ledger.statement import (
    BallotStatement,
    CommitStatement,
    Decision,
    ProofStatement,
    Reason,
    Statement,
    read_statement,
)
from acgs.names import NO_ROOT, Digest, Fingerprint, Oid, Principal, Ref, Root, Seq

OIDS = st.binary(min_size=20, max_size=20).map(lambda data: Oid(data.hex()))
DIGESTS = st.binary(min_size=32, max_size=32).map(bytes.hex)
ROOTS = DIGESTS.map(Root)
NUMBERS = st.integers(1, 2**53 - 1)
SEQS = NUMBERS.map(Seq)
SIGNERS = st.one_of(
    st.tuples(OIDS.map(lambda oid: Fingerprint(oid.upper())), st.none()),
    st.tuples(st.none(), st.sampled_from(Reason)),
)
CAVEATS = st.sets(st.sampled_from(["complies: sampled", "consistent: not asked", "equivalent: sampled"]))

BALLOTS = st.builds(
    BallotStatement,
    result=ROOTS,
    base=ROOTS,
    base_seq=st.integers(0, 2**53 - 1),
    by=st.from_regex(r"[a-z][a-z0-9-]{0,31}", fullmatch=True).map(Principal),
    decision=st.sampled_from(Decision),
    epoch=NUMBERS,
    issued=NUMBERS,
    ref=st.just(Ref("refs/heads/main")),
    repo=OIDS,
)
COMMITS = st.builds(
    lambda pair, **rest: CommitStatement(signer=pair[0], reason=pair[1], **rest),
    SIGNERS,
    commit=OIDS,
    sha256=DIGESTS.map(Digest),
    repo=OIDS,
    seq=SEQS,
)
PROOFS = st.builds(
    ProofStatement,
    root=ROOTS,
    base=ROOTS,
    caveats=CAVEATS.map(lambda found: tuple(sorted(found))),
    nothing_new=st.booleans(),
    report=DIGESTS.map(Digest),
    repo=OIDS,
).filter(lambda proof: proof.base != NO_ROOT or not proof.nothing_new)
BALLOT = BallotStatement(
    result=Root("b" * 64),
    base=Root("a" * 64),
    base_seq=1,
    by=Principal("bob"),
    decision=Decision.YES,
    epoch=1,
    issued=10,
    ref=Ref("refs/heads/main"),
    repo=Oid("1" * 40),
)
COMMIT = CommitStatement(Oid("c" * 40), Digest("d" * 64), None, Reason.UNSIGNED, Oid("1" * 40), Seq(3))
PROOF = ProofStatement(
    Root("b" * 64),
    Root("a" * 64),
    ("complies: sampled",),
    True,  # noqa: FBT003
    Digest("e" * 64),
    Oid("1" * 40),
)


@settings(deadline=None)
@given(st.one_of(BALLOTS, COMMITS, PROOFS))
def test_a_statement_is_read_as_it_is_written(statement: Statement) -> None:
    assert read_statement(statement.encode()) == statement


def changed(statement: Statement, *path: str | int, to: object) -> bytes:
    """Return the statement in its form, with one member in the place of another; `...` removes it."""
    value: Any = json.loads(statement.encode())
    place = value
    for step in path[:-1]:
        place = place[step]
    if to is ...:
        del place[path[-1]]
    else:
        place[path[-1]] = to
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()


def is_refused(data: bytes) -> None:
    with pytest.raises(Untrusted) as refusal:
        read_statement(data)

    assert refusal.value.code == "statement"


WRONG: list[tuple[Statement, tuple[str | int, ...], object]] = [
    (BALLOT, ("predicate", "base"), "A" * 64),
    (BALLOT, ("predicate", "base"), "a" * 63),
    (BALLOT, ("predicate", "base"), "a" * 64 + "\n"),
    (BALLOT, ("predicate", "base"), 1),
    (BALLOT, ("predicate", "baseSeq"), -1),
    (BALLOT, ("predicate", "baseSeq"), "1"),
    (BALLOT, ("predicate", "by"), "Bob"),
    (BALLOT, ("predicate", "by"), "b" * 33),
    (BALLOT, ("predicate", "decision"), "no"),
    (BALLOT, ("predicate", "decision"), ["yes"]),
    (BALLOT, ("predicate", "epoch"), 0),
    (BALLOT, ("predicate", "epoch"), True),
    (BALLOT, ("predicate", "issued"), 0),
    (BALLOT, ("predicate", "issued"), 2**53),
    (BALLOT, ("predicate", "issued"), 10.0),
    (BALLOT, ("predicate", "issued"), None),
    (BALLOT, ("predicate", "ref"), "main"),
    (BALLOT, ("predicate", "ref"), "refs/heads/a..b"),
    (BALLOT, ("predicate", "repo"), "1" * 39),
    (BALLOT, ("predicate", "repo"), ...),
    (BALLOT, ("predicate", "after"), "1" * 40),
    (BALLOT, ("predicate",), []),
    (BALLOT, ("predicateType",), "https://acgs.dev/ballot/v2"),
    (BALLOT, ("predicateType",), "ballot"),
    (BALLOT, ("predicateType",), "https://acgs.dev/commit/v1"),
    (BALLOT, ("_type",), "https://in-toto.io/Statement/v0.1"),
    (BALLOT, ("more",), 1),
    (BALLOT, ("subject",), []),
    (BALLOT, ("subject", 0, "name"), "commit"),
    (BALLOT, ("subject", 0, "digest", "sha1"), "b" * 40),
    (BALLOT, ("subject", 0, "digest", "sha256"), "B" * 64),
    (COMMIT, ("predicate", "signer"), "NONE"),
    (COMMIT, ("predicate", "signer"), "a" * 40),
    (COMMIT, ("predicate", "signer"), "A" * 40),
    (COMMIT, ("predicate", "reasons"), []),
    (COMMIT, ("predicate", "reasons"), ["unsigned", "unsupported"]),
    (COMMIT, ("predicate", "reasons"), ["because"]),
    (COMMIT, ("predicate", "seq"), 0),
    (COMMIT, ("subject", 0, "digest", "sha256"), ...),
    (PROOF, ("predicate", "caveats"), ["complies: sampled", "complies: not asked"]),
    (PROOF, ("predicate", "caveats"), ["complies: sampled"] * 2),
    (PROOF, ("predicate", "caveats"), ["complies: proved"]),
    (PROOF, ("predicate", "caveats"), "complies: sampled"),
    (PROOF, ("predicate", "nothingNew"), 1),
    (PROOF, ("predicate", "base"), "0" * 64),
]


@pytest.mark.parametrize(("statement", "path", "to"), WRONG)
def test_another_value_or_member_is_refused(statement: Statement, path: tuple[str | int, ...], to: object) -> None:
    assert read_statement(statement.encode()) == statement

    is_refused(changed(statement, *path, to=to))


HONEST = BALLOT.encode()


@pytest.mark.parametrize(
    "data",
    [
        HONEST + b"\n",
        b" " + HONEST,
        b"\xef\xbb\xbf" + HONEST,
        HONEST.replace(b":10,", b":1e1,"),
        HONEST.replace(b":10,", b": 10,"),
        HONEST.replace(b'"by":"bob"', b'"by":"b\\u006fb"'),
        HONEST.replace(b'"by":"bob"', b'"by":"eve","by":"bob"'),
        HONEST.replace(b'"base":', b'"b\\u0061se":'),
        json.dumps(json.loads(HONEST)).encode(),
        b"{}",
        b"null",
        b"NaN",
        b"",
        b"\xff",
        b"[" * 60_000,
        b"9" * 60_000,
    ],
)
def test_another_spelling_is_refused(data: bytes) -> None:
    is_refused(data)


@pytest.mark.parametrize("kind", ["engine", "act", "head"])
def test_a_kind_of_a_later_version_is_named_and_not_judged(kind: str) -> None:
    with pytest.raises(Unavailable, match=kind) as answer:
        read_statement(changed(BALLOT, "predicateType", to=f"https://acgs.dev/{kind}/v1"))

    assert answer.value.code == "event-not-read"
