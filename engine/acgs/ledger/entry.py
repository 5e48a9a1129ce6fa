"""Entries of the ledger: signed commits whose every byte is settled (ledger-format §7, §8).

Trusted: `parse` returns an entry only for the bytes that the entry encodes to. Whether it may stand there, and whether
its signature holds, is asked elsewhere. Pure.
"""

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar, Final

from acgs.errors import Unavailable, Untrusted
from acgs.ledger.encodings import read_count, read_ref, read_time, show_time
from acgs.ledger.framing import SignaturePacket, parse_armour
from acgs.names import DIGEST, OID, TARGET, Digest, Oid, Ref, Root, Seq, Target

LATER: Final = ("council", "engine", "revoke", "halt", "resume")
"""Events that the format has and this version does not read."""


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


_WHO: Final = rb"acgs <acgs@invalid> [0-9]+ \+0000\n"
_COMMIT: Final = re.compile(
    rb"tree [0-9a-f]{40}\n(?P<parents>(?:parent [0-9a-f]{40}\n)*)author "
    + _WHO
    + rb"committer "
    + _WHO
    + rb"(?:gpgsig "
    rb"(?P<gpgsig>-----BEGIN PGP SIGNATURE-----\n(?: [^\n]*\n)+))?\n(?P<message>.*)",
    re.DOTALL,
)
_MESSAGE: Final = re.compile(rb"[!-~]+( [!-~]+)*\n\n(?:Acgs-[A-Z][a-z-A-Z]*: [!-~]+\n)+")
_ADMITTED: Final = re.compile("|".join(Admitted))
_CLASS: Final = re.compile("|".join(RatifyClass))


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
class Rewind:
    """As `Update`, but `old` is no ancestor of `new`, or the ref was deleted."""

    word: ClassVar[str] = "rewind"
    ref: Ref
    old: Oid
    new: Oid
    root: Root | None
    admitted: Admitted
    ratified: Seq


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
        trailers = "".join(f"Acgs-{name}: {value}\n" for name, value in self._trailers())
        head = f"tree {self.tree}\n{parent}author {who}\ncommitter {who}\n"
        return f"{head}\n{_subject(self.event)}\n\n{trailers}".encode("ascii")

    def _trailers(self) -> list[tuple[str, str]]:
        return [
            ("Version", "1"),
            ("Seq", str(self.seq)),
            ("Event", self.event.word),
            ("Repo", self.repo),
            ("Council", self.council),
            ("Time", show_time(self.time)),
            *_event_trailers(self.event),
        ]


@dataclass(frozen=True, slots=True)
class SignedEntry:
    """An entry as it stands in the repository: `packet` signs `payload`, unverified."""

    oid: Oid
    entry: Entry
    payload: bytes
    packet: SignaturePacket
    raw: bytes

    @property
    def parent(self) -> Oid | None:
        return self.entry.parent

    @property
    def tree(self) -> Oid:
        return self.entry.tree

    @property
    def event(self) -> Event:
        return self.entry.event

    @property
    def seq(self) -> Seq:
        return self.entry.seq

    @property
    def repo(self) -> Oid:
        return self.entry.repo

    @property
    def council(self) -> Digest:
        return self.entry.council

    @property
    def time(self) -> datetime:
        return self.entry.time


def compose(entry: Entry, sign: Callable[[bytes], bytes]) -> bytes:
    """Return the raw commit in which `sign` (payload → armour in our form) signs `entry`."""
    payload = entry.encode()
    return _join(payload, sign(payload))


def parse(raw: bytes) -> SignedEntry:
    """Return the entry that `raw`, the bytes of a commit as stored, is exactly.

    Raises:
        Untrusted: `unsigned` without a gpgsig; `parents` if there are more or fewer than due; `message` for subject
            and trailers; `framing` for everything else.
        Unavailable: `event-not-read`: an event or a class that this version does not read.
    """
    parents, armour, message = _split(raw)
    packet = parse_armour(armour)
    entry = _read(raw, parents, _words(message))
    payload = entry.encode()
    if _join(payload, armour) != raw:
        raise Untrusted("the commit is not what its trailers say", code="framing")
    if payload.partition(b"\n\n")[2] != message:
        raise Untrusted("subject or trailers in another form", code="message")
    return SignedEntry(_oid(raw), entry, payload, packet, raw)


def _split(raw: bytes) -> tuple[list[bytes], bytes, bytes]:
    found = _COMMIT.fullmatch(raw)
    if found is None:
        raise Untrusted("the headers of an entry are tree, parent, author, committer, gpgsig", code="framing")
    if not found["gpgsig"]:
        raise Untrusted("the entry is not signed", code="unsigned")
    return found["parents"].split(b"\n")[:-1], found["gpgsig"].replace(b"\n ", b"\n"), found["message"]


def _join(payload: bytes, armour: bytes) -> bytes:
    head, _, message = payload.partition(b"\n\n")
    return head + b"\ngpgsig " + armour.rstrip(b"\n").replace(b"\n", b"\n ") + b"\n\n" + message


def _words(message: bytes) -> Mapping[str, str]:
    if not _MESSAGE.fullmatch(message):
        raise Untrusted("not a subject, an empty line and trailers", code="message")
    pairs = (line.partition(": ") for line in message.decode("ascii").split("\n")[2:-1])
    return {name.removeprefix("Acgs-"): value for name, _, value in pairs}


def _read(raw: bytes, parents: list[bytes], words: Mapping[str, str]) -> Entry:
    try:
        event = _event(words)
        entry = Entry(
            tree=Oid(raw[5:45].decode()),
            parent=Oid(parents[0][7:].decode()) if parents else None,
            seq=_seq(words, "Seq"),
            event=event,
            repo=_oid_of(words, "Repo"),
            council=_digest_of(words, "Council"),
            time=read_time(words["Time"]),
        )
    except KeyError as exc:
        raise Untrusted(f"no trailer Acgs-{exc.args[0]}", code="message") from exc
    except Untrusted as refusal:
        raise Untrusted(str(refusal), code="message") from refusal
    if len(parents) != (0 if isinstance(event, Genesis) else 1):
        raise Untrusted(f"{event.word} with {len(parents)} parents", code="parents")
    return entry


def _event(words: Mapping[str, str]) -> Event:
    match words["Event"]:
        case "genesis":
            return Genesis(read_ref(words["Ref"]), _oid_of(words, "New"), _root_of(words, "Root"))
        case "update":
            return Update(*_moved(words))
        case "rewind":
            return Rewind(*_moved(words))
        case "ratify":
            return _ratify(words)
        case "release":
            target = Target(_match(words, "Target", TARGET))
            return Release(target, _oid_of(words, "Revision"), _root_of(words, "Root"), _digest_of(words, "Bundle"))
        case "head":
            return Head()
        case later if later in LATER:
            raise Unavailable(f"the event {later} is not read by this version", code="event-not-read")
        case other:
            raise Untrusted(f"no event: {other}")


def _moved(words: Mapping[str, str]) -> tuple[Ref, Oid, Oid, Root | None, Admitted, Seq]:
    root = None if words["Root"] == "none" else _root_of(words, "Root")
    admitted = Admitted(_match(words, "Admitted", _ADMITTED))
    ratified = _seq(words, "Ratified")
    return read_ref(words["Ref"]), _oid_of(words, "Old"), _oid_of(words, "New"), root, admitted, ratified


def _ratify(words: Mapping[str, str]) -> Ratify:
    if words["Class"] == "emergency":
        raise Unavailable("a ratification of class emergency is not read by this version", code="event-not-read")
    return Ratify(
        ref=read_ref(words["Ref"]),
        base_seq=_seq(words, "Base-Seq"),
        base=_root_of(words, "Base"),
        root=_root_of(words, "Root"),
        change_class=RatifyClass(_match(words, "Class", _CLASS)),
    )


def _subject(event: Event) -> str:
    match event:
        case Genesis() | Update() | Rewind() | Ratify():
            return f"acgs {event.word} {event.ref}"
        case Release() | Head():
            return f"acgs {event.word}"


def _event_trailers(event: Event) -> list[tuple[str, str]]:
    match event:
        case Genesis():
            return [("Ref", event.ref), ("New", event.new), ("Root", event.root)]
        case Update() | Rewind():
            moved = [("Ref", event.ref), ("Old", event.old), ("New", event.new), ("Root", event.root or "none")]
            return [*moved, ("Admitted", event.admitted.value), ("Ratified", str(event.ratified))]
        case Ratify():
            base = [("Ref", event.ref), ("Base-Seq", str(event.base_seq)), ("Base", event.base)]
            return [*base, ("Root", event.root), ("Class", event.change_class.value)]
        case Release():
            what = [("Target", event.target), ("Revision", event.revision), ("Root", event.root)]
            return [*what, ("Bundle", event.bundle)]
        case Head():
            return []


def _match(words: Mapping[str, str], name: str, pattern: re.Pattern[str]) -> str:
    if not pattern.fullmatch(words[name]):
        raise Untrusted(f"Acgs-{name} is not {pattern.pattern}: {words[name]!a}")
    return words[name]


def _oid_of(words: Mapping[str, str], name: str) -> Oid:
    return Oid(_match(words, name, OID))


def _digest_of(words: Mapping[str, str], name: str) -> Digest:
    return Digest(_match(words, name, DIGEST))


def _root_of(words: Mapping[str, str], name: str) -> Root:
    return Root(_match(words, name, DIGEST))


def _seq(words: Mapping[str, str], name: str) -> Seq:
    return Seq(read_count(words[name], least=1))


def _oid(raw: bytes) -> Oid:
    header = b"commit %d\0" % len(raw)
    return Oid(hashlib.sha1(header + raw, usedforsecurity=False).hexdigest())  # Git's name for these bytes
