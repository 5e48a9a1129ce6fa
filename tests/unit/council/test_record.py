import pytest

from acgs.council.record import Pin, read_pin
from acgs.errors import Misconfigured
from acgs.names import Digest, Oid

PIN = (
    "acgs:v1:29fe883c1659e4d0e45153a0ea782667a04414f2:d964ee82f7003bcd964ed58e8db9aaf6d7043299e04d7acd72654426c47c9920"
)


def test_a_pin_has_one_spelling() -> None:
    pin = read_pin(PIN)

    assert pin == Pin(Oid(PIN[8:48]), Digest(PIN[49:]))
    assert str(pin) == PIN


@pytest.mark.parametrize("text", ["", PIN + "0", PIN.replace("v1", "v2"), PIN.upper(), PIN[8:], f" {PIN}"])
def test_what_is_no_pin_is_refused(text: str) -> None:
    with pytest.raises(Misconfigured) as refusal:
        read_pin(text)
    assert refusal.value.code == "pin"
