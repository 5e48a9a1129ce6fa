"""Which paths a pattern matches (ledger-format §2): a whole path, what lies below a folder, or everything. Pure."""

from collections.abc import Sequence
from typing import Final

EVERYTHING: Final = ("**",)


def matches(path: str, patterns: Sequence[str]) -> bool:
    """Return True iff a pattern of ledger-format §2 matches `path`; case counts."""
    return any(
        pattern in ("**", path) or (pattern.endswith("/**") and path.startswith(pattern[:-2])) for pattern in patterns
    )


def may_hold(folder: str, patterns: Sequence[str]) -> bool:
    """Return whether a path below `folder` could match."""
    below = folder + "/"
    return matches(below, patterns) or any(pattern.startswith(below) for pattern in patterns)
