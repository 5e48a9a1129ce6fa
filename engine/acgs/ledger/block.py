"""A block: a line that is DSSE's pre-authentication encoding of a statement, and the armour over it (ledger-format §4).

Trusted: a block that was read is exactly its bytes; whether its signature holds is asked in `verify`. Pure.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeVar

from acgs.digest import sha256
from acgs.errors import Unavailable, Untrusted
from acgs.ledger.framing import SignaturePacket, parse_armour
from acgs.ledger.statement import Statement, read_statement
from acgs.names import Digest

LARGEST_BYTES: Final = 65_536
_HEAD: Final = b"DSSEv1 28 application/vnd.in-toto+json %d "
_Kind = TypeVar("_Kind", bound=Statement)


@dataclass(frozen=True, slots=True)
class Block:
    """A statement as it was signed. `line` is the payload of `packet`, LF included; `id` is its digest."""

    line: bytes
    armour: bytes
    statement: Statement
    packet: SignaturePacket

    @property
    def id(self) -> Digest:
        return sha256(self.line)

    @property
    def data(self) -> bytes:
        return self.line + self.armour


def line_of(statement: Statement) -> bytes:
    """Return the line that a member or the engine signs for `statement`."""
    return _framed(statement.encode())


def compose(statement: Statement, sign: Callable[[bytes], bytes]) -> bytes:
    """Return the block in which `sign` (payload → armour in our form) signs `statement`."""
    line = line_of(statement)
    return line + sign(line)


def read_block(data: bytes, *, code: str = "block") -> Block:
    """Return the block that `data` (as received) is, and nothing beside it; else Untrusted, `code`.

    Raises:
        Unavailable: `event-not-read`: a kind of statement that this version does not read.
    """
    try:
        return _read(data)
    except Untrusted as refusal:
        raise Untrusted(f"no block: {refusal}", code=code) from refusal


def read_block_of(kind: type[_Kind], data: bytes, *, code: str, other: str = "") -> tuple[Block, _Kind]:
    """Return block and statement of this kind; else Untrusted: `code`, for other kinds, known or later, `other`."""
    try:
        block = read_block(data, code=code)
    except Unavailable as exc:
        raise Untrusted(str(exc), code=other or code) from exc
    if not isinstance(block.statement, kind):
        raise Untrusted(f"a statement of kind {block.statement.kind}, not {kind.kind}", code=other or code)
    return block, block.statement


def _read(data: bytes) -> Block:
    if len(data) > LARGEST_BYTES:
        raise Untrusted(f"longer than {LARGEST_BYTES} bytes")
    line, _, armour = data.partition(b"\n")
    said = line[line.find(b"{") :]
    statement = read_statement(said)
    if line + b"\n" != _framed(said):
        raise Untrusted("the line is not DSSE's encoding of its statement")
    return Block(line + b"\n", armour, statement, parse_armour(armour))


def _framed(said: bytes) -> bytes:
    return _HEAD % (len(said) + 1) + said + b"\n"
