from datetime import datetime, timedelta

import pytest

from acgs.errors import Untrusted
from acgs.ledger.certificate import read_certificate
from acgs.ledger.framing import SignaturePacket, parse_armour
from acgs.ledger.verify import (
    BALLOT,
    COMMIT,
    require_made_around,
    require_made_by,
    require_signed,
    require_valid_at,
    signer,
)
from support.openpgp import BIRTH, MAY_CERTIFY, MAY_SIGN, NOON, Maker, certificate, name_packets, subkey_packets

BOB, SUB, EVE = Maker(1), Maker(2), Maker(3)
PEOPLE = [read_certificate(certificate(each)) for each in (EVE, BOB)]
PAYLOAD = b"payload"
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)


def signed(by: Maker = BOB, at: datetime = NOON, payload: bytes = PAYLOAD) -> SignaturePacket:
    return parse_armour(by.sign(payload, at=at))


def code_of(refusal: pytest.ExceptionInfo[Untrusted]) -> str:
    return refusal.value.code


def test_the_signer_is_the_one_whose_key_is_named() -> None:
    assert signer(signed(), PAYLOAD, PEOPLE).primary == BOB.fingerprint


def test_a_signature_by_a_subkey_is_its_owners() -> None:
    owner = read_certificate(
        certificate(BOB, name_packets(BOB, flags=MAY_CERTIFY), subkey_packets(BOB, SUB, agrees=SUB))
    )

    assert signer(signed(SUB), PAYLOAD, [owner]).primary == BOB.fingerprint


def test_a_key_of_nobody_is_unknown() -> None:
    with pytest.raises(Untrusted) as refusal:
        signer(signed(SUB), PAYLOAD, PEOPLE)

    assert code_of(refusal) == "unknown-key"


def test_who_adopts_the_key_of_another_takes_no_signature_from_him() -> None:
    """SIG-06: EVE's certificate holds BOB's primary as a subkey, to which he has not agreed."""
    captor = read_certificate(certificate(EVE, name_packets(EVE), subkey_packets(EVE, BOB, agrees=None)))

    for people in ([captor, PEOPLE[1]], [PEOPLE[1], captor]):
        assert signer(signed(), PAYLOAD, people).primary == BOB.fingerprint


@pytest.mark.parametrize(
    "packet",
    [
        signed(payload=b"other"),
        parse_armour(BOB.sign(PAYLOAD, spoil=b"\0\0")),
        parse_armour(EVE.sign(PAYLOAD, hashed=[(2, b"\0\0\0\1"), BOB.named()], unhashed=[])),
        parse_armour(BOB.sign(PAYLOAD, algorithm=19)),
    ],
    ids=["other bytes", "two digest bytes", "in another's name", "another algorithm"],
)
def test_a_signature_that_does_not_hold_is_bad(packet: SignaturePacket) -> None:
    """SIG-14, SIG-15."""
    with pytest.raises(Untrusted) as refusal:
        signer(packet, PAYLOAD, PEOPLE)

    assert code_of(refusal) == "bad-signature"


LASTING = read_certificate(
    certificate(BOB, name_packets(BOB, more=[(27, bytes([MAY_SIGN])), (9, (86_400).to_bytes(4, "big"))]))
)
REVOKED = read_certificate(certificate(BOB, BOB.packet(BOB.hashed, kind=0x20), name_packets(BOB)))
CERTIFIER = read_certificate(certificate(BOB, name_packets(BOB, flags=MAY_CERTIFY)))


@pytest.mark.parametrize("at", [BIRTH, BIRTH + DAY - SECOND])
def test_a_key_counts_from_its_making_until_it_expires(at: datetime) -> None:
    require_valid_at(LASTING, signed(), at)


@pytest.mark.parametrize(
    ("person", "at"),
    [(LASTING, BIRTH - SECOND), (LASTING, BIRTH + DAY), (REVOKED, NOON), (CERTIFIER, NOON)],
    ids=["not yet made", "expired at that second", "revoked", "may not sign"],
)
def test_a_key_that_did_not_count_then_is_refused(person: object, at: datetime) -> None:
    """SIG-04, SIG-05, SIG-07, TIM-05; the signature's own time has no say (TIM-02)."""
    for own in (BIRTH, NOON, at):
        with pytest.raises(Untrusted) as refusal:
            require_valid_at(person, signed(at=own), at)  # type: ignore[arg-type]

        assert code_of(refusal) == "not-valid-then"


def test_a_subkey_does_not_outlive_its_primary() -> None:
    day = [(27, bytes([MAY_CERTIFY])), (9, (86_400).to_bytes(4, "big"))]
    owner = read_certificate(certificate(BOB, name_packets(BOB, more=day), subkey_packets(BOB, SUB, agrees=SUB)))

    require_valid_at(owner, signed(SUB), BIRTH)
    with pytest.raises(Untrusted):
        require_valid_at(owner, signed(SUB), BIRTH + DAY)


def test_a_ballot_is_not_older_than_its_key() -> None:
    for at, codes in ((BIRTH, BALLOT), (BIRTH - SECOND, COMMIT)):
        assert require_signed(signed(at=at), PAYLOAD, PEOPLE, NOON, codes).primary == BOB.fingerprint

    with pytest.raises(Untrusted) as refusal:
        require_signed(signed(at=BIRTH - SECOND), PAYLOAD, PEOPLE, NOON, BALLOT)

    assert code_of(refusal) == "ballot-key-time"


def test_300_seconds_are_the_skew() -> None:
    """TIM-01."""
    early, late = NOON - 300 * SECOND, NOON + 300 * SECOND
    for at in (early, NOON, late):
        require_made_around(signed(at=at), NOON)
        require_made_by(signed(at=at), NOON)
    require_made_by(signed(at=BIRTH), NOON)

    for at in (early - SECOND, late + SECOND):
        with pytest.raises(Untrusted):
            require_made_around(signed(at=at), NOON)
    with pytest.raises(Untrusted):
        require_made_by(signed(at=late + SECOND), NOON)
