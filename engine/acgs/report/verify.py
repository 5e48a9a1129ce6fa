"""What `acgs verify` found: entries up to the first refusal, roots in full, and that refusal."""

from acgs.constitution.principle import Json
from acgs.council.record import Record
from acgs.errors import Error, exit_code
from acgs.ledger.encodings import show_time
from acgs.ledger.entry import Genesis, Head, Ratify, Release, SignedEntry, Update
from acgs.ledger.statement import CommitStatement

_VERDICTS = {0: "verified", 1: "refused", 2: "refused", 3: "could not tell"}


def verdict(refusal: Error | None) -> str:
    return _VERDICTS[exit_code(refusal) if refusal else 0]


def verify_json(
    record: Record | None, commits: list[CommitStatement], refusal: Error | None, said: list[str], about: str = ""
) -> Json:
    """Return the contract of `acgs verify --json`; a refusal is of the next entry, or of the range that is named."""
    entries = record.entries if record else ()
    return {
        "version": 1,
        "verdict": verdict(refusal),
        "pin": str(record.pin) if record else None,
        "entries": [_entry_json(entry) for entry in entries],
        "commits": [
            {"commit": each.commit, "seq": each.seq, "signer": each.signer, "reason": each.reason and each.reason.value}
            for each in commits
        ],
        "refusal": {
            "entry": None if about else len(entries) + 1,
            "code": refusal.code,
            "message": str(refusal),
            "hint": refusal.hint,
        }
        if refusal
        else None,
        "caveats": list[Json](said),
    }


def verify_text(
    record: Record | None, commits: list[CommitStatement], refusal: Error | None, said: list[str], about: str = ""
) -> str:
    lines = [_entry_text(entry) for entry in record.entries] if record else []
    lines += [f"{each.commit}  {each.signer or each.reason}  (entry {each.seq})" for each in commits]
    if refusal:
        where = about or f"entry {len(record.entries) + 1 if record else 1}"
        lines.append(f"{where}: {verdict(refusal)} [{refusal.code}] {refusal}")
        lines += [f"  {refusal.hint}"] if refusal.hint else []
    elif record:
        last = f"verified: all to entry {len(record.entries)}"
        lines += [last, f"  {record.pin}", f"  root  {record.node.root}"]
    return "\n".join([*lines, *(f"  {word}" for word in said)])


def _entry_json(entry: SignedEntry) -> Json:
    return {
        "seq": entry.seq,
        "oid": entry.oid,
        "event": entry.event.word,
        "time": show_time(entry.time),
        "root": _root(entry),
        "about": _about(entry),
    }


def _entry_text(entry: SignedEntry) -> str:
    root = f"\n        root  {_root(entry)}" if _root(entry) else ""
    return f"{entry.seq:5}  {show_time(entry.time)}  {entry.event.word} {_about(entry)}".rstrip() + root


def _root(entry: SignedEntry) -> str | None:
    return None if isinstance(entry.event, Head) else entry.event.root


def _about(entry: SignedEntry) -> str:
    match entry.event:
        case Genesis(ref=ref, new=new):
            return f"{ref} {new}"
        case Update() as event:
            return f"{event.ref} {event.new}: {'admitted' if event.admitted == 'yes' else event.admitted}"
        case Ratify() as event:
            return f"class {event.change_class} on entry {event.base_seq}"
        case Release() as event:
            return f"{event.target} {event.revision}"
        case Head():
            return ""
