"""The process in which Z3 runs: SMT-LIB commands in, what Z3 prints out, one JSON string a line each way.

It holds nothing worth keeping. Whoever started it takes its death for `Undecided (memory)`.
"""

import json
import resource
import sys


def main() -> None:
    """Answer until the parent closes the pipe; an empty command starts anew."""
    limit = int(sys.argv[1])
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    import z3

    context = z3.Context()
    for line in sys.stdin:
        command, answer = json.loads(line), ""
        if not command:
            context = z3.Context()
        else:
            try:
                answer = z3.Z3_eval_smtlib2_string(context.ref(), command)
            except z3.Z3Exception as exc:
                answer = f"(error {exc})"
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
