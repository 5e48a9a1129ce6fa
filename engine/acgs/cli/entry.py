"""Where the program begins, before anything large is imported: Ctrl-C ends it without a stack trace from here on.

Every push waits for `hook post-receive`, which only wakes: it is done here, without the rest of the program.
"""

import gc
import sys
from collections.abc import Sequence
from contextlib import suppress

INTERRUPTED = 130  # 128 and SIGINT, as a shell says it


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    gc.disable()  # to look for garbage in what stays takes a tenth of the time; a verb that makes any enables it
    try:
        if words == ["hook", "post-receive"]:
            from acgs.git.pushed import wake

            with suppress(OSError):  # the whole program says what it is
                wake()
                return 0
        from acgs.cli.app import main as run

        return run(words)
    except KeyboardInterrupt:
        return INTERRUPTED
    finally:
        gc.freeze()  # nor is it looked for at the end
