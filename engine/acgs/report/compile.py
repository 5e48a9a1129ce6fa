"""What `acgs compile` wrote, and what `acgs compile --check` finds: text and JSON."""

from collections.abc import Sequence
from typing import Final

from acgs.constitution.principle import Json
from acgs.synthesis.compiled import Difference, State

VERSION: Final = 1


def written_text(differences: Sequence[Difference], count: int) -> str:
    """Return one line a file that was written or removed, and how many there are."""
    done = [f"{'removed' if each.state is State.STALE else 'wrote'} {each.path}" for each in differences]
    return "\n".join([*done, f"{count} files are what compiling gives"])


def check_text(differences: Sequence[Difference], count: int) -> str:
    """Return one line a file that differs, or how many there are."""
    if not differences:
        return f"{count} files are what compiling gives"
    return "\n".join(f"{each.state}: {each.path}" for each in differences)


def compile_json(differences: Sequence[Difference], *, is_check: bool) -> Json:
    """Return the contract of `acgs compile --json`: each file that differed, mended unless only checked."""
    found: list[Json] = [{"path": each.path, "state": each.state.value} for each in differences]
    return {"version": VERSION, "mended": not is_check, "differences": found}
