from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from acgs.errors import Unavailable, Untrusted
from acgs.ledger.entry import (
    Admitted,
    Entry,
    Event,
    Genesis,
    Head,
    Ratify,
    RatifyClass,
    Release,
    Rewind,
    Update,
    compose,
    parse,
)
from acgs.names import NO_OID, Digest, Oid, Ref, Root, Seq, Target
from support.openpgp import Maker
from support.vectors import ENTRY, ROOT

MAIN = Ref("refs/heads/main")
OIDS = st.binary(min_size=20, max_size=20).map(lambda data: Oid(data.hex()))
DIGESTS = st.binary(min_size=32, max_size=32).map(bytes.hex)
ROOTS = DIGESTS.map(Root)
SEQS = st.integers(1, 2**53 - 1).map(Seq)
MOVED = {
    "ref": st.just(MAIN),
    "old": OIDS,
    "new": OIDS,
    "root": st.none() | ROOTS,
    "admitted": st.sampled_from(Admitted),
    "ratified": SEQS,
}
EVENTS: st.SearchStrategy[Event] = st.one_of(
    st.builds(Genesis, ref=st.just(MAIN), new=OIDS, root=ROOTS),
    st.builds(Update, **MOVED),
    st.builds(Rewind, **MOVED),
    st.builds(
        Ratify, ref=st.just(MAIN), base_seq=SEQS, base=ROOTS, root=ROOTS, change_class=st.sampled_from(RatifyClass)
    ),
    st.builds(Release, target=st.just(Target("prod-1")), revision=OIDS, root=ROOTS, bundle=DIGESTS.map(Digest)),
    st.just(Head()),
)


def entry(event: Event) -> Entry:
    return Entry(
        tree=Oid("2" * 40),
        parent=None if isinstance(event, Genesis) else Oid("1" * 40),
        seq=Seq(2),
        event=event,
        repo=NO_OID if isinstance(event, Genesis) else Oid("3" * 40),
        council=Digest("4" * 64),
        time=datetime(2026, 6, 1, 12, tzinfo=UTC),
    )


def test_the_published_entry_is_read_and_written_to_the_byte() -> None:
    signed = parse(ENTRY)

    assert signed.event == Update(
        ref=MAIN,
        old=Oid("3faf15a23eac1d307fdab9632feb04c021695bdc"),
        new=Oid("bf9bd0ea1a9f4c81dc4e2c3f18e37850b82172ac"),
        root=Root(ROOT),
        admitted=Admitted.YES,
        ratified=Seq(2),
    )
    assert (signed.seq, signed.parent) == (3, "645ae91631bb06da914eabcfbc4b0935d0a2275f")
    assert signed.time == datetime(2026, 9, 25, 0, 7, 1, tzinfo=UTC)
    assert signed.packet.issuer == "41125C34CA05E3384588E044F8C3A0F9E6251024"
    armour = ENTRY.partition(b"gpgsig ")[2].partition(b"\n\n")[0].replace(b"\n ", b"\n") + b"\n"
    assert compose(signed, lambda _: armour) == ENTRY


@settings(deadline=None)
@given(EVENTS)
def test_an_entry_is_read_as_it_is_written(event: Event) -> None:
    written = entry(event)

    read = parse(compose(written, Maker(1).sign))

    assert read.event == written.event
    assert read.payload == read.encode() == written.encode()


def swapped(raw: bytes, one: bytes, other: bytes) -> bytes:
    return raw.replace(one, b"\0").replace(other, one).replace(b"\0", other)


GPGSIG = ENTRY[ENTRY.index(b"gpgsig") : ENTRY.index(b"\nacgs update")]
UPDATE_LINE = b"Acgs-Seq: 3\n"
ATTACKS: dict[str, tuple[bytes, str]] = {
    "no signature": (ENTRY[: ENTRY.index(b"gpgsig")] + ENTRY[ENTRY.index(b"\nacgs update") :], "unsigned"),
    "two signatures": (ENTRY.replace(GPGSIG, GPGSIG * 2), "framing"),
    "a hidden header": (ENTRY.replace(b"gpgsig -", b"gpgsig-sha256 x\ngpgsig -"), "framing"),
    "an encoding": (ENTRY.replace(b"gpgsig -", b"encoding UTF-8\ngpgsig -"), "framing"),
    "another author": (ENTRY.replace(b"author acgs ", b"author eve "), "framing"),
    "another author time": (ENTRY.replace(b"1790294821", b"1790294820", 1), "framing"),
    "another zone": (ENTRY.replace(b"+0000", b"+0100"), "framing"),
    "a leading zero": (ENTRY.replace(b" 1790294821", b" 01790294821"), "framing"),
    "two trees": (ENTRY.replace(b"parent", b"tree " + b"1" * 40 + b"\nparent"), "framing"),
    "a tree in upper case": (ENTRY.replace(b"tree 29306c4ea", b"tree 29306C4EA"), "framing"),
    "no parent": (ENTRY[:46] + ENTRY[ENTRY.index(b"author") :], "parents"),
    "two parents": (ENTRY.replace(b"author", b"parent " + b"1" * 40 + b"\nauthor", 1), "parents"),
    "text after the armour": (ENTRY.replace(b"SIGNATURE-----\n\nacgs", b"SIGNATURE-----\n x\n\nacgs"), "framing"),
    "another CRC": (ENTRY.replace(b"=aS6I", b"=AAAA"), "framing"),
    "an armour header": (ENTRY.replace(b"SIGNATURE-----\n \n", b"SIGNATURE-----\n Version: 1\n \n"), "framing"),
    "NUL": (ENTRY + b"\0", "message"),
    "a line after": (ENTRY + b"\n", "message"),
    "no last line end": (ENTRY[:-1], "message"),
    "CRLF": (ENTRY.replace(b"Acgs-Seq: 3\n", b"Acgs-Seq: 3\r\n"), "message"),
    "another subject": (ENTRY.replace(b"acgs update refs", b"acgs rewind refs"), "message"),
    "a letter that is no ASCII": (ENTRY.replace(b"Acgs-Ratified", b"Acgs-R\xc3\xa4tified"), "message"),
    "a subject without its ref": (ENTRY.replace(b"acgs update refs/heads/main", b"acgs update"), "message"),
    "a trailer less": (ENTRY.replace(b"Acgs-Ratified: 2\n", b""), "message"),
    "a common trailer less": (ENTRY.replace(UPDATE_LINE, b""), "message"),
    "a trailer more": (ENTRY + b"Acgs-More: 1\n", "message"),
    "a trailer twice": (ENTRY.replace(UPDATE_LINE, UPDATE_LINE * 2), "message"),
    "a trailer twice, the first wrong": (ENTRY.replace(UPDATE_LINE, b"Acgs-Seq: 9\n" + UPDATE_LINE), "message"),
    "a foreign trailer": (ENTRY + b"Signed-off-by: x\n", "message"),
    "another order": (swapped(ENTRY, b"Acgs-Version: 1\n", UPDATE_LINE), "message"),
    "two spaces": (ENTRY.replace(b"Acgs-Seq: 3", b"Acgs-Seq:  3"), "message"),
    "a name in lower case": (ENTRY.replace(b"Acgs-Seq", b"acgs-seq"), "message"),
    "another version": (ENTRY.replace(b"Version: 1", b"Version: 2"), "message"),
    "an unknown event": (ENTRY.replace(b"Event: update", b"Event: upgrade"), "message"),
    "a leading zero in seq": (ENTRY.replace(b"Seq: 3", b"Seq: 03"), "message"),
    "seq nought": (ENTRY.replace(b"Seq: 3", b"Seq: 0"), "message"),
    "a short oid": (ENTRY.replace(b"Acgs-Old: 3", b"Acgs-Old: "), "message"),
    "a root in upper case": (ENTRY.replace(b"Root: 5bde58732cb", b"Root: 5BDE58732CB"), "message"),
    "an unknown judgement": (ENTRY.replace(b"Admitted: yes", b"Admitted: maybe"), "message"),
    "no branch": (ENTRY.replace(b"refs/heads/main", b"refs/tags/main"), "message"),
    "no such second": (ENTRY.replace(b"00:07:01Z", b"00:07:61Z"), "message"),
}  # fmt: skip


@pytest.mark.parametrize("name", ATTACKS)
def test_another_spelling_of_an_entry_is_refused(name: str) -> None:
    """OBJ-02, OBJ-04, LED-02, SIG-12 and their like."""
    parse(ENTRY)
    raw, code = ATTACKS[name]
    assert raw != ENTRY

    with pytest.raises(Untrusted) as refusal:
        parse(raw)

    assert refusal.value.code == code


@pytest.mark.parametrize("later", ["council", "engine", "revoke", "halt", "resume"])
def test_an_event_of_a_later_version_is_named_and_not_judged(later: str) -> None:
    raw = ENTRY.replace(b"Event: update", b"Event: " + later.encode())

    with pytest.raises(Unavailable, match=later) as answer:
        parse(raw)

    assert answer.value.code == "event-not-read"


def test_an_emergency_is_named_and_not_judged() -> None:
    ratify = Ratify(MAIN, Seq(1), Root("5" * 64), Root("6" * 64), RatifyClass.HARD)
    raw = compose(entry(ratify), Maker(1).sign).replace(b"Class: hard", b"Class: emergency")

    with pytest.raises(Unavailable, match="emergency"):
        parse(raw)


@pytest.mark.parametrize("change_class", [b"council", b"key", b"engine"])
def test_a_class_that_no_version_gives_a_ratification_is_refused(change_class: bytes) -> None:
    ratify = Ratify(MAIN, Seq(1), Root("5" * 64), Root("6" * 64), RatifyClass.HARD)

    with pytest.raises(Untrusted) as refusal:
        parse(compose(entry(ratify), Maker(1).sign).replace(b"Class: hard", b"Class: " + change_class))
    assert refusal.value.code == "message"
    with pytest.raises(Untrusted):
        parse(ENTRY.replace(b"Acgs-Ratified: 2", b"Acgs-Ratified: 2\nAcgs-Class: emergency"))


def test_genesis_has_no_parent() -> None:
    genesis = Genesis(MAIN, Oid("7" * 40), Root("8" * 64))
    raw = compose(entry(genesis), Maker(1).sign)

    with pytest.raises(Untrusted) as refusal:
        parse(raw.replace(b"\nauthor", b"\nparent " + b"1" * 40 + b"\nauthor", 1))

    assert refusal.value.code == "parents"
