"""Entries of the ledger: signed commits whose every byte is settled (ledger-format §7, §8).

An event's fields are its trailers, by name and in order; their types say what may stand there.
Trusted: `parse` returns an entry only for the bytes that the entry encodes to. Whether it may stand there, and whether
its signature holds, is asked elsewhere. Pure.
"""

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar, Final

from acgs.errors import Unavailable, Untrusted
from acgs.ledger.encodings import hints_of, read_as, show_time
from acgs.ledger.framing import SignaturePacket, parse_armour
from acgs.names import Digest, Oid, Ref, Root, Seq, Target

_WHO: Final = rb"acgs <acgs@invalid> [0-9]+ \+0000\n"
_COMMIT: Final = re.compile(
    rb"tree (?P<tree>[0-9a-f]{40})\n(?P<parents>(?:parent [0-9a-f]{40}\n)*)author %bcommitter %b"
    rb"(?:gpgsig (?P<gpgsig>-----BEGIN PGP SIGNATURE-----\n(?: [^\n]*\n)+))?\n(?P<message>.*)" % (_WHO, _WHO),
    re.DOTALL,
)
_MESSAGE: Final = re.compile(rb"[!-~]+( [!-~]+)*\n\n(?:Acgs-[A-Z][a-z-A-Z]*: [!-~]+\n)+")

LATER: Final = frozenset({"council", "engine", "revoke", "halt", "resume", "ratify emergency"})
"""Events, of `ratify` with the class, that the format has and this version does not read."""


class Admitted(StrEnum):
    """What a ref update was judged to be (ledger-format §9)."""

    YES = "yes"
    NOT_RATIFIED = "not-ratified"
    NO_ROOT = "no-root"
    DELETED = "deleted"


class RatifyClass(StrEnum):
    """The classes of change that a `ratify` entry records, of those that this version reads."""

    ORDINARY = "ordinary"
    HARD = "hard"


@dataclass(frozen=True, slots=True)
class Genesis:
    """The founding: every member of the council has signed the root of `new`."""

    word: ClassVar[str] = "genesis"
    ref: Ref
    new: Oid
    root: Root


@dataclass(frozen=True, slots=True)
class Update:
    """The governed ref went from `old` to `new`; `ratified` is the last ratified node after it."""

    word: ClassVar[str] = "update"
    ref: Ref
    old: Oid
    new: Oid
    root: Root | None
    admitted: Admitted
    ratified: Seq


@dataclass(frozen=True, slots=True)
class Rewind(Update):
    """`old` is no ancestor of `new`, or the ref was deleted."""

    word: ClassVar[str] = "rewind"


@dataclass(frozen=True, slots=True)
class Ratify:
    """The council has agreed to the step from `base`, ratified by entry `base_seq`, to `root`."""

    word: ClassVar[str] = "ratify"
    ref: Ref
    base_seq: Seq
    base: Root
    root: Root
    change_class: RatifyClass


@dataclass(frozen=True, slots=True)
class Release:
    """`revision`, whose root is `root`, went to `target` as this bundle; the serial is the entry's own seq."""

    word: ClassVar[str] = "release"
    target: Target
    revision: Oid
    root: Root
    bundle: Digest


@dataclass(frozen=True, slots=True)
class Head:
    """Nothing happened for a day."""

    word: ClassVar[str] = "head"


Event = Genesis | Update | Rewind | Ratify | Release | Head
_EVENTS: Final = {kind.word: kind for kind in Event.__args__}


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry before it is signed. `repo` is the oid of genesis, zeros in genesis; `time` is Acgs-Time."""

    tree: Oid
    parent: Oid | None
    seq: Seq
    event: Event
    repo: Oid
    council: Digest
    time: datetime

    def encode(self) -> bytes:
        """Return the bytes that are signed: the commit without its `gpgsig` lines."""
        who = f"acgs <acgs@invalid> {int(self.time.timestamp())} +0000"
        parent = f"parent {self.parent}\n" if self.parent else ""
        head = f"tree {self.tree}\n{parent}author {who}\ncommitter {who}\n"
        return head.encode() + b"\n" + self.message()

    def message(self) -> bytes:
        """Return subject and trailers."""
        event = {name: _show(getattr(self.event, field)) for name, field in _trailers(type(self.event)).items()}
        trailers = {
            "Version": "1",
            "Seq": str(self.seq),
            "Event": self.event.word,
            "Repo": self.repo,
            "Council": self.council,
            "Time": show_time(self.time),
            **event,
        }
        subject = f"acgs {self.event.word} {event['Ref']}" if "Ref" in event else f"acgs {self.event.word}"
        return "\n".join([subject, "", *(f"Acgs-{name}: {value}" for name, value in trailers.items()), ""]).encode()


@dataclass(frozen=True, slots=True)
class SignedEntry(Entry):
    """An entry as it stands in the repository: `packet` signs `payload`, unverified."""

    oid: Oid
    payload: bytes
    packet: SignaturePacket
    raw: bytes


def compose(entry: Entry, sign: Callable[[bytes], bytes]) -> bytes:
    """Return the raw commit in which `sign` (payload → armour in our form) signs `entry`."""
    payload = entry.encode()
    return _join(payload, sign(payload))


def parse(raw: bytes) -> SignedEntry:
    """Return the entry that `raw`, the bytes of a commit as stored, is exactly.

    Raises:
        Untrusted: `unsigned`, `parents`, `message` for subject and trailers; `framing` for everything else.
        Unavailable: `event-not-read`: an event or a class that this version does not read.
    """
    found = _COMMIT.fullmatch(raw)
    if found is None:
        raise Untrusted("the headers of an entry are tree, parent, author, committer, gpgsig", code="framing")
    if not found["gpgsig"]:
        raise Untrusted("the entry is not signed", code="unsigned")
    armour = found["gpgsig"].replace(b"\n ", b"\n")
    packet = parse_armour(armour)
    parents = [Oid(parent) for parent in found["parents"].decode().split()[1::2]]
    entry = _read(Oid(found["tree"].decode()), parents, found["message"])
    payload = entry.encode()
    if _join(payload, armour) != raw:
        raise Untrusted("author and committer are not acgs at Acgs-Time", code="framing")
    oid = hashlib.sha1(b"commit %d\0" % len(raw) + raw, usedforsecurity=False).hexdigest()  # Git's name for these bytes
    same = {each.name: getattr(entry, each.name) for each in fields(Entry)}
    return SignedEntry(**same, oid=Oid(oid), payload=payload, packet=packet, raw=raw)


def _join(payload: bytes, armour: bytes) -> bytes:
    head, _, message = payload.partition(b"\n\n")
    return head + b"\ngpgsig " + armour.rstrip(b"\n").replace(b"\n", b"\n ") + b"\n\n" + message


def _read(tree: Oid, parents: list[Oid], message: bytes) -> Entry:
    try:
        entry = _entry(tree, parents[0] if parents else None, _words(message))
    except KeyError as exc:
        raise Untrusted(f"no trailer Acgs-{exc.args[0]}", code="message") from exc
    except Untrusted as exc:
        raise Untrusted(str(exc), code="message") from exc
    if len(parents) != (0 if isinstance(entry.event, Genesis) else 1):
        raise Untrusted(f"{entry.event.word} with {len(parents)} parents", code="parents")
    if entry.message() != message:
        raise Untrusted("subject or trailers in another form", code="message")
    return entry


def _words(message: bytes) -> Mapping[str, str]:
    if not _MESSAGE.fullmatch(message):
        raise Untrusted("not a subject, an empty line and trailers")
    pairs = (line.partition(": ") for line in message.decode("ascii").split("\n")[2:-1])
    return {name.removeprefix("Acgs-"): value for name, _, value in pairs}


def _entry(tree: Oid, parent: Oid | None, words: Mapping[str, str]) -> Entry:
    word = words["Event"]
    if found := LATER & {word, f"{word} {words.get('Class')}"}:
        raise Unavailable(f"the event {min(found)} is not read by this version", code="event-not-read")
    if (kind := _EVENTS.get(word)) is None:
        raise Untrusted(f"no event: {word}")
    event = kind(**{field: _value(kind, field, words[name]) for name, field in _trailers(kind).items()})
    common = {field: _value(Entry, field, words[field.capitalize()]) for field in ("seq", "repo", "council", "time")}
    return Entry(tree=tree, parent=parent, event=event, **common)


def _trailers(kind: type[Event]) -> Mapping[str, str]:
    """Return the names of an event's trailers, in order, with the fields that hold them."""
    names = [field.name for field in fields(kind)]
    return {name.removeprefix("change_").replace("_", "-").title(): name for name in names}


def _value(of: type, field: str, text: str) -> Any:  # noqa: ANN401 - of the field's type
    return read_as(hints_of(of)[field], text)


def _show(value: object) -> str:
    return "none" if value is None else str(value)
