"""How a proposal stands before the council: class, threshold, who has agreed and who is missing; text and JSON."""

from acgs.constitution.council_file import CouncilFile
from acgs.constitution.principle import Json
from acgs.council.proposal import Standing
from acgs.council.record import Record


def caveats(record: Record) -> list[str]:
    """Return what every answer about this ledger has to say with it."""
    return [*([] if record.is_pinned else ["not pinned"]), *alone(record.council.file)]


def alone(file: CouncilFile) -> list[str]:
    return ["a council of one"] if len(file.members) == 1 else []


def standing_json(standing: Standing, said: list[str]) -> Json:
    base = standing.base
    return {
        "version": 1,
        "state": standing.state.value,
        "head": standing.head,
        "class": standing.change.value if standing.change else "founding",
        "base": base.root if base else None,
        "base_seq": base.seq if base else 0,
        "root": standing.result.root,
        "need": standing.tally.need,
        "agreeing": list[Json](sorted(standing.tally.agreeing)),
        "missing": list[Json](standing.tally.missing),
        "ignored": [{"ref": each.ref, "code": each.code, "reason": each.reason} for each in standing.ignored],
        "caveats": list[Json](said),
    }


def standing_text(standing: Standing, said: list[str]) -> str:
    """Return the standing in a few lines, roots in full."""
    tally = standing.tally
    kind = f"a change of class {standing.change}" if standing.change else "the founding"
    lines = [
        f"{kind}, {standing.state}: {len(tally.agreeing)} of {tally.need} needed agree",
        f"  base  {standing.base.root} (entry {standing.base.seq})" if standing.base else "  base  none",
        f"  root  {standing.result.root}",
    ]
    for word, names in (("agreed", sorted(tally.agreeing)), ("withdrew", sorted(tally.withdrawn))):
        lines += [f"  {word}: {', '.join(names)}"] if names else []
    lines += [f"  may still vote: {', '.join(tally.missing)}"] if tally.missing else []
    lines += [f"  ignored {each.ref}: {each.reason} [{each.code}]" for each in standing.ignored]
    return "\n".join([*lines, *(f"  {word}" for word in said)])


def changes_text(standing: Standing) -> list[str]:
    """Return a line per governed file that differs: added, changed or removed."""
    base, result = standing.before, standing.result.files
    paths = sorted(path for path in base.keys() | result.keys() if base.get(path) != result.get(path))
    return [f"  {'A' if path not in base else 'D' if path not in result else 'M'} {path}" for path in paths]
