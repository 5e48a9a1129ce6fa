"""The edge that people type at: one module per verb; parse, call one room, render.

It holds no rule. A verb imports its rooms when it runs, so that `check` loads no solver and `verify` no CEL.
Others import nothing from here; `main` is the program's entry.
"""

from acgs.cli.entry import main

__all__ = ["main"]
