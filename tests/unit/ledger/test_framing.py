import base64
import random
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from acgs.errors import Untrusted
from acgs.ledger import packets
from acgs.ledger.certificate import read_certificate
from acgs.ledger.framing import format_armour, parse_armour, parse_commit_armour, unarmour
from acgs.ledger.verify import signer
from support.openpgp import NOON, SHA256, SHA384, SHA512, Maker, area, certificate, integer, seconds
from support.vectors import BLOCK

PAYLOAD = b"payload"
BOB, EVE = Maker(1), Maker(2)
HONEST = BOB.sign(PAYLOAD)
BEGIN, END = b"-----BEGIN PGP SIGNATURE-----\n", b"-----END PGP SIGNATURE-----\n"
LINES = HONEST.split(b"\n")
DUE = [(2, seconds(NOON)), BOB.named()]


def is_refused(armour: bytes, reason: str) -> None:
    with pytest.raises(Untrusted, match=reason) as refusal:
        parse_armour(armour)

    assert refusal.value.code == "framing"


def test_the_published_signature_is_read() -> None:
    packet = parse_armour(BLOCK.partition(b"\n")[2])

    assert packet.issuer == "A3EAE970165ED332D889F15819D4158748C90BB1"
    assert packet.created.isoformat() == "2026-09-25T00:04:00+00:00"


@settings(deadline=None)
@given(st.binary(min_size=1, max_size=400))
def test_what_was_armoured_is_read_back(data: bytes) -> None:
    assert unarmour(format_armour(data, "PUBLIC KEY BLOCK"), "PUBLIC KEY BLOCK") == data


ARMOURS: dict[str, Callable[[], bytes]] = {
    "text before": lambda: b"hello\n" + HONEST,
    "text after": lambda: HONEST + b"hello\n",
    "two armours": lambda: HONEST + HONEST,
    "an empty last line": lambda: HONEST + b"\n",
    "no last line end": lambda: HONEST[:-1],
    "CRLF": lambda: HONEST.replace(b"\n", b"\r\n"),
    "a header": lambda: HONEST.replace(BEGIN, BEGIN + b"Version: 1\n"),
    "no empty line": lambda: HONEST.replace(b"-----\n\n", b"-----\n"),
    "two empty lines": lambda: HONEST.replace(b"-----\n\n", b"-----\n\n\n"),
    "no CRC": lambda: b"\n".join(line for line in LINES if not line.startswith(b"=")),
    "a wrong CRC": lambda: HONEST.replace(LINES[-3], b"=AAAA"),
    "another kind": lambda: HONEST.replace(b"SIGNATURE", b"MESSAGE"),
    "longer lines": lambda: HONEST.replace(LINES[2] + b"\n", LINES[2]),
    "a space at the end of a line": lambda: HONEST.replace(LINES[2], LINES[2] + b" "),
    "bits in the padding": lambda: HONEST.replace(LINES[-4], LINES[-4][:-2] + bytes([LINES[-4][-2] + 1]) + b"="),
}


@pytest.mark.parametrize("name", ARMOURS)
def test_another_armour_of_the_same_packet_is_refused(name: str) -> None:
    parse_armour(HONEST)

    is_refused(ARMOURS[name](), r"armour in another form|no base64")


BODY = BOB.body_over(PAYLOAD)
RAW = BOB.packet(PAYLOAD)
NOT_ONE, FORM, LENGTH = "not exactly one", "type", "length"

PACKETS: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", NOT_ONE),
    "two signatures": (RAW + RAW, NOT_ONE),
    "a stranger's signature first": (EVE.packet(PAYLOAD) + RAW, NOT_ONE),
    "a stranger's signature after": (RAW + EVE.packet(PAYLOAD), NOT_ONE),
    "a user id after it": (RAW + packets.wrap(packets.USER_ID, b"x", old=True), NOT_ONE),
    "another packet": (packets.wrap(packets.USER_ID, b"x", old=True), NOT_ONE),
    "two bytes of length": (b"\x89" + len(BODY).to_bytes(2, "big") + BODY, "shortest"),
    "five bytes of length": (b"\xc2\xff" + len(BODY).to_bytes(4, "big") + BODY, "shortest"),
    "a partial length": (b"\xc2\xe0" + BODY, LENGTH),
    "an indeterminate length": (b"\x8b" + BODY, LENGTH),
    "a length beyond the end": (RAW[:1] + bytes([len(BODY) + 1]) + BODY, LENGTH),
    "version 3": (BOB.packet(PAYLOAD, version=3), "v4"),
    "version 6": (BOB.packet(PAYLOAD, version=6), "v4"),
    "text": (BOB.packet(PAYLOAD, kind=0x01), FORM),
    "standalone": (BOB.packet(PAYLOAD, kind=0x02), FORM),
    "a certification": (BOB.packet(PAYLOAD, kind=0x13), FORM),
    "a third-party confirmation": (BOB.packet(PAYLOAD, kind=0x50), FORM),
    "MD5": (BOB.packet(PAYLOAD, hash_id=1), FORM),
    "SHA-1": (BOB.packet(PAYLOAD, hash_id=2), FORM),
    "SHA-224": (BOB.packet(PAYLOAD, hash_id=11), FORM),
    "DSA": (BOB.packet(PAYLOAD, algorithm=17), FORM),
    "RSA with two integers": (BOB.packet(PAYLOAD, algorithm=1), FORM),
    "no creation time": (BOB.packet(PAYLOAD, hashed=DUE[1:]), "creation time"),
    "a short creation time": (BOB.packet(PAYLOAD, hashed=[(2, b"\0\0\0"), DUE[1]]), "creation time"),
    "two creation times": (BOB.packet(PAYLOAD, hashed=[*DUE, DUE[0]]), "creation time"),
    "no issuer": (BOB.packet(PAYLOAD, hashed=DUE[:1]), "issuer"),
    "two issuers": (BOB.packet(PAYLOAD, hashed=[*DUE, EVE.named()]), "issuer"),
    "an issuer that is not signed": (BOB.packet(PAYLOAD, hashed=DUE[:1], unhashed=[DUE[1]]), "issuer"),
    "an issuer of version 6": (BOB.packet(PAYLOAD, hashed=[DUE[0], (33, b"\x06" + DUE[1][1][1:])]), "issuer"),
    "an unknown critical subpacket": (BOB.packet(PAYLOAD, more=[(0x80 | 100, b"x")]), "critical"),
    "a critical notation": (BOB.packet(PAYLOAD, more=[(0x80 | 20, b"x")]), "critical"),
    "a critical expiry": (BOB.packet(PAYLOAD, more=[(0x80 | 3, b"\0\0\0\1")]), "critical"),
    "another's key id": (BOB.packet(PAYLOAD, unhashed=[EVE.key_id()]), "unsigned"),
    "two key ids": (BOB.packet(PAYLOAD, unhashed=[BOB.key_id()] * 2), "unsigned"),
    "a critical key id": (BOB.packet(PAYLOAD, unhashed=[(0x90, BOB.key_id()[1])]), "unsigned"),
    "an unsigned notation": (BOB.packet(PAYLOAD, unhashed=[(20, b"x")]), "unsigned"),
    "a subpacket of no length": (BOB.packet(PAYLOAD, more=[]).replace(area([DUE[0]]), b"\0" * 6), "subpacket|length"),
    "an integer of leading zeros": (packets.wrap(2, BODY[:-34] + b"\1\1" + b"\0" + BODY[-32:], old=True), "integer"),
    "an integer more": (packets.wrap(2, BODY + integer(b"\1"), old=True), FORM),
    "a byte more": (packets.wrap(2, BODY + b"\0", old=True), "integer"),
    "a byte less": (packets.wrap(2, BODY[:-1], old=True), "integer"),
    "half a header": (packets.wrap(2, BODY[:7], old=True), "subpacket|v4|length"),
}


@pytest.mark.parametrize("name", PACKETS)
def test_another_packet_is_refused(name: str) -> None:
    parse_armour(format_armour(RAW))

    raw, reason = PACKETS[name]

    is_refused(format_armour(raw), reason)


ALLOWED = {
    "the new form of header": packets.wrap(packets.SIGNATURE, BODY, old=False),
    "nothing unsigned": BOB.packet(PAYLOAD, unhashed=[]),
    "SHA-256": BOB.packet(PAYLOAD, hash_id=SHA256),
    "SHA-384": BOB.packet(PAYLOAD, hash_id=SHA384),
    "SHA-512": BOB.packet(PAYLOAD, hash_id=SHA512),
    "time and issuer critical": BOB.packet(PAYLOAD, hashed=[(kind | 0x80, body) for kind, body in DUE]),
    "a notation": BOB.packet(PAYLOAD, more=[(20, b"\x80\0\0\0\0\1\0\1xy")]),
}


@pytest.mark.parametrize("name", ALLOWED)
def test_what_the_format_leaves_open_is_read(name: str) -> None:
    packet = parse_armour(format_armour(ALLOWED[name]))

    assert (packet.issuer, packet.created) == (BOB.fingerprint, NOON)


NO_CRC = b"\n".join(line for line in LINES if not line.startswith(b"="))
HEADED = HONEST.replace(BEGIN, BEGIN + b"Version: GnuPG v2\nComment: a b: c\n")


@pytest.mark.parametrize("armour", [HONEST, NO_CRC, HEADED, HONEST + b"\n", HEADED.replace(HONEST, NO_CRC) + b"\n"])
def test_a_commit_may_have_headers_no_crc_and_an_empty_last_line(armour: bytes) -> None:
    assert parse_commit_armour(armour).raw == RAW


@pytest.mark.parametrize(
    "armour",
    [
        HONEST + b"\n\n",
        HONEST + b"x\n",
        b"x\n" + HONEST,
        HONEST + HONEST,
        HONEST.replace(BEGIN, BEGIN + b"Version\n"),
        HEADED.replace(b"\n\n", b"\n"),
        HONEST.replace(LINES[-3], b"=AAAA"),
        HONEST.replace(b"\n", b"\r\n"),
    ],
)
def test_a_commit_may_have_no_more_than_that(armour: bytes) -> None:
    with pytest.raises(Untrusted, match=r"armour in another form|no base64"):
        parse_commit_armour(armour)


def mutant(chance: random.Random, data: bytes) -> bytes:
    at = chance.randrange(len(data))
    match chance.randrange(4):
        case 0:
            return data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]
        case 1:
            return data[:at] + data[at + 1 :]
        case 2:
            return data[:at] + chance.randbytes(1) + data[at:]
        case _:
            return data[:at] + chance.randbytes(1) + data[at + 1 :]


@pytest.mark.parametrize("sees", ["armour", "packet"])
def test_no_mutant_of_a_good_signature_is_accepted(sees: str) -> None:
    """SIG-13, SIG-14: of 4,000 mutants none but the signature itself, whether armour or packet is hit."""
    chance = random.Random(14)  # noqa: S311 - the same mutants each time
    people = [read_certificate(certificate(BOB))]
    accepted = []
    for _ in range(2_000):
        armour = mutant(chance, HONEST) if sees == "armour" else format_armour(mutant(chance, RAW))
        try:
            signer(parse_armour(armour), PAYLOAD, people)
        except Untrusted:
            continue
        accepted.append(armour)

    assert set(accepted) <= {HONEST}


def test_the_same_signature_on_other_bytes_is_refused() -> None:
    with pytest.raises(Untrusted) as refusal:
        signer(parse_armour(HONEST), PAYLOAD + b"\n", [read_certificate(certificate(BOB))])

    assert refusal.value.code == "bad-signature"


def test_a_long_armour_is_refused_at_once() -> None:
    is_refused(BEGIN + b"\n" + base64.b64encode(bytes(10_000_000)) + b"\n" + END, "longer")
