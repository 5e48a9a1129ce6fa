from datetime import timedelta

import pytest

from acgs.errors import Untrusted
from acgs.ledger import packets
from acgs.ledger.certificate import format_certificate, read_certificate
from acgs.ledger.framing import format_armour, unarmour
from support.openpgp import (
    BIRTH,
    MAY_CERTIFY,
    MAY_SIGN,
    NOON,
    Maker,
    certificate,
    integer,
    name_packets,
    subkey_packets,
)

BOB, SUB, EVE = Maker(1), Maker(2), Maker(3)
DAY = timedelta(days=1)
KIND = "PUBLIC KEY BLOCK"
WHOLE = unarmour(certificate(BOB), KIND)
NAMED = BOB.hashed + b"\xb4\0\0\0\1m"


def lasting(days: int) -> list[tuple[int, bytes]]:
    return [(27, bytes([MAY_SIGN])), (9, (days * 86_400).to_bytes(4, "big"))]


def is_refused(data: bytes) -> None:
    with pytest.raises(Untrusted) as refusal:
        read_certificate(data)

    assert refusal.value.code == "certificate"


def test_a_key_that_signs_and_never_expires() -> None:
    found = read_certificate(certificate(BOB))

    (key,) = found.keys
    assert found.primary == key.fingerprint == BOB.fingerprint
    assert (key.created, key.expires, key.is_revoked, key.can_sign) == (BIRTH, None, False, True)


def test_expiry_counts_from_the_making_of_the_key() -> None:
    found = read_certificate(certificate(BOB, name_packets(BOB, more=lasting(30))))

    assert found.keys[0].expires == BIRTH + 30 * DAY


def test_the_newest_self_signature_says_when_the_key_expires() -> None:
    old, new = name_packets(BOB, more=lasting(30)), BOB.packet(NAMED, kind=0x13, more=lasting(90), at=NOON)

    for parts in (old + new, name_packets(BOB, more=lasting(90), at=NOON) + BOB.packet(NAMED, kind=0x13, at=BIRTH)):
        assert read_certificate(certificate(BOB, parts)).keys[0].expires == BIRTH + 90 * DAY


def test_of_two_names_the_earlier_expiry_counts() -> None:
    names = name_packets(BOB, "a", more=lasting(90)) + name_packets(BOB, "b", more=lasting(30))

    assert read_certificate(certificate(BOB, names)).keys[0].expires == BIRTH + 30 * DAY


def test_a_name_that_was_revoked_says_nothing() -> None:
    gone = name_packets(BOB, "m", more=lasting(30)) + BOB.packet(NAMED, kind=0x30)

    assert read_certificate(certificate(BOB, gone, name_packets(BOB, "b"))).keys[0].expires is None
    is_refused(certificate(BOB, gone))


def test_a_name_is_revoked_by_its_own_key_alone() -> None:
    """Else a stranger's packet would take away the name that says when the key expires."""
    names = name_packets(BOB, "b") + name_packets(BOB, "m", more=lasting(30))

    assert read_certificate(certificate(BOB, names, EVE.packet(NAMED, kind=0x30))).keys[0].expires == BIRTH + 30 * DAY
    is_refused(certificate(BOB, names, BOB.packet(EVE.hashed, kind=0x30)))


def test_a_subkey_that_has_agreed_may_sign() -> None:
    data = certificate(BOB, name_packets(BOB, flags=MAY_CERTIFY), subkey_packets(BOB, SUB, agrees=SUB))

    primary, sub = read_certificate(data).keys

    assert (primary.can_sign, sub.can_sign, sub.fingerprint) == (False, True, SUB.fingerprint)


def test_an_adopted_subkey_may_not_sign() -> None:
    """SIG-06: a stranger's key bound without its consent, or with the consent of its captor."""
    for part in (subkey_packets(BOB, EVE, agrees=None), subkey_packets(BOB, EVE, agrees=BOB)):
        assert not read_certificate(certificate(BOB, name_packets(BOB), part)).keys[1].can_sign


def test_a_subkey_for_another_purpose_may_not_sign() -> None:
    part = subkey_packets(BOB, SUB, agrees=SUB, flags=8)

    assert not read_certificate(certificate(BOB, name_packets(BOB), part)).keys[1].can_sign


def test_a_key_without_flags_may_not_sign() -> None:
    """SIG-07: certify-only, and nothing said, are not enough."""
    for part in (name_packets(BOB, flags=MAY_CERTIFY), name_packets(BOB, more=[])):
        assert not read_certificate(certificate(BOB, part)).keys[0].can_sign


def test_a_revocation_counts_whoever_made_it() -> None:
    by_bob = BOB.packet(BOB.hashed, kind=0x20)
    by_eve = EVE.packet(BOB.hashed, kind=0x20)

    for part in (by_bob, by_eve):
        assert read_certificate(certificate(BOB, part, name_packets(BOB))).keys[0].is_revoked


def test_a_revocation_of_a_subkey_is_that_subkeys() -> None:
    gone = subkey_packets(BOB, SUB, agrees=SUB) + BOB.packet(BOB.hashed + SUB.hashed, kind=0x28)

    primary, sub = read_certificate(certificate(BOB, name_packets(BOB), gone)).keys

    assert (primary.is_revoked, sub.is_revoked) == (False, True)


def test_what_others_say_of_a_key_says_nothing() -> None:
    foreign = name_packets(BOB) + EVE.packet(NAMED, kind=0x10, more=lasting(1))

    assert read_certificate(certificate(BOB, foreign)) == read_certificate(certificate(BOB, foreign))
    assert read_certificate(certificate(BOB, foreign)).keys[0].expires is None


BOUND = subkey_packets(BOB, SUB, agrees=SUB)
SPOILT = name_packets(BOB)[:-1] + b"\0"
WEAK = b"\x04\0\0\0\1\x01" + integer(b"\x80" + bytes(126) + b"\1") + integer(b"\1\0\1")
REFUSED = {
    "no name": certificate(BOB, b""),
    "a name without self-signature": certificate(BOB, packets.wrap(packets.USER_ID, b"m", old=True)),
    "a self-signature that does not hold": certificate(BOB, SPOILT),
    "a self-signature for another name": certificate(BOB, name_packets(BOB).replace(b"\x01m", b"\x01n")),
    "another's self-signature": certificate(BOB, name_packets(EVE)),
    "a self-signature of SHA-1": certificate(BOB, name_packets(BOB, hash_id=2)),
    "a SHA-1 self-signature beside a good one": certificate(
        BOB, name_packets(BOB) + BOB.packet(NAMED, kind=0x13, hash_id=2)
    ),
    "an unknown critical subpacket": certificate(BOB, name_packets(BOB, more=[(0x80 | 100, b"")])),
    "a self-signature that expires": certificate(BOB, name_packets(BOB, more=[*lasting(1), (3, b"\0\0\0\1")])),
    "an expiry of five bytes": certificate(BOB, name_packets(BOB, more=[*lasting(1), (9, b"\xff" * 5)])),
    "an expiry beyond all years": certificate(BOB, name_packets(BOB, more=[(27, b"\2"), (9, b"\xff" * 40)])),
    "a subkey that is not bound": certificate(BOB, name_packets(BOB), packets.wrap(packets.SUBKEY, SUB.body, old=True)),
    "a subkey bound by another": certificate(BOB, name_packets(BOB), subkey_packets(EVE, SUB, agrees=SUB)),
    "a short RSA key": format_armour(packets.wrap(packets.PUBLIC_KEY, WEAK, old=True) + name_packets(BOB), KIND),
    "two certificates": format_armour(WHOLE + WHOLE, KIND),
    "a secret key": format_armour(packets.wrap(5, BOB.body + bytes(36), old=True) + name_packets(BOB), KIND),
    "a secret subkey": certificate(BOB, name_packets(BOB), packets.wrap(7, SUB.body + bytes(36), old=True)),
    "a revocation in another place": certificate(BOB, name_packets(BOB), BOB.packet(BOB.hashed, kind=0x20)),
    "a subkey's revocation in another place": certificate(BOB, BOB.packet(BOB.hashed, kind=0x28), name_packets(BOB)),
    "a document signature": certificate(BOB, name_packets(BOB), BOB.packet(b"")),
    "one subkey twice, once revoked": certificate(
        BOB, name_packets(BOB), BOUND, BOUND + BOB.packet(BOB.hashed + SUB.hashed, kind=0x28)
    ),
    "one name twice": certificate(BOB, name_packets(BOB), name_packets(BOB)),
    "a signature first": format_armour(name_packets(BOB)[3:], KIND),
    "a trust packet": certificate(BOB, name_packets(BOB), packets.wrap(12, b"\0\0", old=True)),
    "a key of version 3": format_armour(packets.wrap(packets.PUBLIC_KEY, b"\3" + BOB.body[1:], old=True), KIND),
    "a point off its form": format_armour(WHOLE.replace(b"\x01\x07\x40", b"\x01\x07\x41", 1), KIND),
    "nothing": format_armour(b"", KIND),
    "an armour of another kind": format_armour(WHOLE, "SIGNATURE"),
    "no armour": WHOLE,
    "text after": certificate(BOB) + b"x\n",
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_certificate_that_says_more_or_less_is_refused(name: str) -> None:
    read_certificate(certificate(BOB))

    is_refused(REFUSED[name])


def test_many_subpackets_are_refused_or_read_quickly() -> None:
    """SIG-17: the longest certificate that is read at all."""
    is_refused(certificate(BOB, name_packets(BOB) * 1_000))


@pytest.mark.parametrize(
    "exported", [WHOLE, certificate(BOB), certificate(BOB).replace(b"\n\n", b"\nComment: x\n\n", 1)]
)
def test_any_export_of_one_certificate_is_brought_into_its_form(exported: bytes) -> None:
    assert read_certificate(format_certificate(exported)).primary == BOB.fingerprint


@pytest.mark.parametrize("exported", [b"", b"hello", WHOLE + unarmour(certificate(EVE), KIND), WHOLE[:30]])
def test_an_export_of_none_or_two_is_refused(exported: bytes) -> None:
    with pytest.raises(Untrusted):
        format_certificate(exported)
