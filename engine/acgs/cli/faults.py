"""What is amiss with the constitution of this working tree, said; without the parser of commands, for editors wait."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from acgs.cli.console import count, progress, put_json, say
from acgs.cli.place import repository_root

if TYPE_CHECKING:
    from acgs.constitution.catalogue import Domain
    from acgs.errors import Fault
    from acgs.names import Files


def say_faults(*, as_json: bool) -> int:
    """Say every fault that needs no solver to be found, or that there is none; return the exit code."""
    from acgs.constitution.catalogue import read_sound
    from acgs.git.worktree import read_worktree
    from acgs.report.check import check_json, fault_text, with_sources

    with progress("checking"):
        files = read_worktree(repository_root())
        constitution, found = read_sound(files)
        meant = [fault for domain in constitution.domains.values() for fault in _meaning_faults(domain)]
    faults = with_sources([*found, *meant, *_council_faults(files)], files)
    if as_json:
        put_json(check_json(faults))
    elif faults:
        say("\n".join(map(fault_text, faults)))
    else:
        for domain in constitution.domains.values():
            say(f"{domain.id}: {count(len(domain.principles), 'principle')}, no errors")
    return 1 if faults else 0


def _council_faults(files: "Files") -> "Iterator[Fault]":
    from acgs.constitution.council_file import COUNCIL_FILE, read_council_file
    from acgs.errors import Invalid

    try:
        if COUNCIL_FILE in files:
            read_council_file(files[COUNCIL_FILE].data)
    except Invalid as exc:
        yield from exc.faults


def _meaning_faults(domain: "Domain") -> "Iterator[Fault]":
    """Yield the faults of conditions, and of the examples of principles whose conditions have none."""
    from acgs.norms.examples import check_examples
    from acgs.norms.norm import read_sound

    norms, faults = read_sound(domain)
    yield from (*faults, *check_examples(norms))
