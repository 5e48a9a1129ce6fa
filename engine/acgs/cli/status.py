"""Bare `acgs`: where you are, and what comes next. It looks at Git and the working tree, and asks no solver."""

from typing import TYPE_CHECKING

from acgs.cli import console

if TYPE_CHECKING:
    from acgs.cli.clone import Clone
    from acgs.constitution.catalogue import Constitution
    from acgs.names import Files
    from acgs.report.status import Status


def status(*, as_json: bool = False) -> None:
    """Say where this repository is on the road."""
    from acgs.report.status import status_json, status_text

    with console.progress("looking"):
        found = _look()
    if as_json:
        console.put_json(status_json(found))
    else:
        console.say(status_text(found))


def _look() -> "Status":
    from acgs.cli.place import repository_root
    from acgs.constitution.council_file import COUNCIL_FILE
    from acgs.errors import Invalid
    from acgs.git.worktree import read_worktree
    from acgs.report.status import Status

    files = read_worktree(repository_root())
    if not any(path.startswith("constitution/") for path in files):
        return Status({"constitution": "none"}, [], "acgs init")
    try:
        constitution, unwritten = _read(files)
    except Invalid as exc:
        return Status({"constitution": console.count(len(exc.faults), "error")}, [], "acgs check")
    domains = console.count(len(constitution.domains), "domain")
    principles = console.count(sum(len(domain.principles) for domain in constitution.domains.values()), "principle")
    files_amiss = console.count(unwritten, "file")
    found = {
        "constitution": f"{domains}, {principles}, no errors",
        "policies": f"not what compiling gives: {files_amiss}" if unwritten else "what compiling gives",
    }
    sampled = [f"{claim}: sampled" for claim, due in sorted(constitution.gates.require.items()) if due == "sampled"]
    if unwritten:
        return Status(found, sampled, "acgs compile")
    agreed, caveats, then = _agreed(is_named=COUNCIL_FILE in files)
    return Status(found | agreed, [*sampled, *caveats], then)


def _read(files: "Files") -> "tuple[Constitution, int]":
    """Return the constitution, and how many files of `policies/` are not what compiling gives."""
    from acgs.constitution.catalogue import read_constitution
    from acgs.norms.norm import read_all
    from acgs.synthesis.compiled import compare, compile_all

    constitution = read_constitution(files)
    return constitution, len(compare(files, compile_all(read_all(constitution))))


def _agreed(*, is_named: bool) -> tuple[dict[str, str], list[str], str]:
    """Return how this branch stands before the council, what has to be said with it, and what comes next."""
    from acgs.cli.clone import open_clone

    clone = open_clone()
    if (record := clone.record()) is None and is_named:
        return _founding(clone)
    if record is None:
        return {"council": "none: no council, no root"}, [], "acgs prove; then acgs council init"
    from acgs.report.standing import caveats

    entries = console.count(len(record.entries), "entry", "entries")
    ledger = f"{entries}, last ratified by entry {record.last}, root {record.node.root}"
    standing, then = _standing(clone)
    return (
        {"council": console.count(len(record.council.file.members), "member"), "ledger": ledger, "branch": standing},
        [*caveats(record)],
        then,
    )


def _founding(clone: "Clone") -> tuple[dict[str, str], list[str], str]:
    """Return how the founding stands of the council that the working tree names."""
    from acgs.errors import Error, Invalid

    try:
        standing, said = clone.standing("")
    except Error as refusal:
        then = "acgs check" if isinstance(refusal, Invalid) else "commit and push constitution/; then acgs vote"
        return {"council": f"not founded: {refusal}"}, [], then
    tally = standing.tally
    then = "acgs vote, each founder; then acgs council init" if tally.code else "acgs council init"
    return {"council": f"not founded: {len(tally.agreeing)} of {tally.need} needed agree"}, said, then


def _standing(clone: "Clone") -> tuple[str, str]:
    from acgs.council.proposal import State
    from acgs.errors import Error

    try:
        standing, _ = clone.standing("")
    except Error as refusal:  # a branch that cannot stand is an answer here
        return f"{clone.current}: {refusal}", refusal.hint or "acgs check"
    tally = standing.tally
    match standing.state:
        case State.CLOSED:
            return f"{clone.current}: the last ratified root", "change a principle, then acgs diff"
        case State.RATIFIED:
            return f"{clone.current}: ratified", "merge it"
        case State.OPEN:
            return (
                f"{clone.current}: open, {len(tally.agreeing)} of {tally.need} needed agree",
                "acgs propose; acgs vote",
            )
