"""Where the program begins, before anything large is imported: Ctrl-C ends it without a stack trace from here on."""

from collections.abc import Sequence

INTERRUPTED = 130  # 128 and SIGINT, as a shell says it


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    try:
        from acgs.cli.app import main as run

        return run(arguments)
    except KeyboardInterrupt:
        return INTERRUPTED
