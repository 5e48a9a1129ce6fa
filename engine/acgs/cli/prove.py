"""`acgs prove`: every claim about the constitution, with its verdict."""

import os
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from acgs.cli.console import note, progress, say
from acgs.cli.place import repository_root

if TYPE_CHECKING:
    from acgs.names import Files, Root


class Format(StrEnum):
    """The faces of an answer that is no JSON."""

    TEXT = "text"
    MARKDOWN = "markdown"


def prove(
    *,
    strict: Annotated[bool, typer.Option("--strict", help="Ignore the proof gates: only Proved passes.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="All claims as one JSON document.")] = False,
    face: Annotated[Format, typer.Option("--format", help="Of the answer.")] = Format.TEXT,
) -> None:
    """Ask every claim of every principle of the working tree, and show what does not hold with an input.

    Example: acgs prove --strict
    """
    from acgs.constitution.catalogue import read_constitution
    from acgs.git.worktree import read_worktree
    from acgs.norms.norm import read_all
    from acgs.proof.prove import prove as ask
    from acgs.rego.opa import find_opa
    from acgs.report.prove import exit_code, prove_json, prove_markdown, prove_text, remarks, unmet

    files = read_worktree(repository_root())
    constitution = read_constitution(files)
    norms = read_all(constitution)
    with progress(f"proving {sum(len(each.norms) for each in norms.values())} principles"):
        report = ask(constitution, norms, files, find_opa(), cache=_cache())
    root, whose = _root(files)
    beside = remarks(report, constitution.gates, whose)
    if as_json:
        say(prove_json(report, constitution.gates, root))
        for remark in beside:
            note(remark)
    else:
        text = prove_text(report) if face is Format.TEXT else prove_markdown(report)
        say("\n".join([text, "", *beside]))
    code = exit_code(report, constitution.gates, strict=strict)
    if code > 1:  # what is refuted was shown
        asks = "--strict" if strict else "constitution/constitution.toml"
        note(f"not proved, as {asks} asks: {', '.join(unmet(report, constitution.gates, strict=strict))}")
    raise typer.Exit(code)


def _cache() -> Path:
    """Return where reports are kept, outside every repository."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "acgs" / "proofs"


def _root(files: "Files") -> "tuple[Root | None, str]":
    """Return the governed root, and in words whose it is; without a council there is none."""
    from acgs.constitution.council_file import COUNCIL_FILE, read_council_file
    from acgs.digest import governed_root
    from acgs.git.governed import governed_files

    if COUNCIL_FILE not in files:
        return None, "no council, no root"
    patterns = read_council_file(files[COUNCIL_FILE].data).governed
    if not all(pattern.startswith(("constitution/", "policies/")) for pattern in patterns):
        return None, "root: of commits only, this council governs more than constitution/ and policies/"
    root = governed_root(governed_files(files, patterns))
    return root, f"root {root}"
