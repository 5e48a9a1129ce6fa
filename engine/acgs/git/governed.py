"""Which files of a tree are governed (ledger-format §2).

Trusted: `governed_files` and `digest.governed_root` together are the root. Pure.
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from acgs.errors import Untrusted
from acgs.git.patterns import matches
from acgs.names import Files

_ODD: Final = re.compile(r"[^!-~]|[\"\\]|(^|/)(\.{0,2}|\.git)(/|$)", re.IGNORECASE)


def governed_files(files: Files, patterns: Sequence[str]) -> Files:
    """Return those of `files` that a pattern matches, sorted by the bytes of their path, or refuse: `no-root`.

    No path may have a step that no work tree can hold.
    """
    governed = {path: files[path] for path in sorted(files) if matches(path, patterns)}
    lower = Counter(path.lower() for path in governed)
    for path, file in governed.items():
        if file.mode not in {"100644", "100755"}:
            raise Untrusted(f"{path!a} is governed and has mode {file.mode}", code="no-root")
        if _ODD.search(path):
            raise Untrusted(f"a governed path cannot be {path!a}", code="no-root")
        if lower[path.lower()] > 1:
            raise Untrusted(f"two governed paths differ only in case: {path}", code="no-root")
    return governed
