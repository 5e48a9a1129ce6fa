"""Is the policy the norm, and what does a change do: questions put to Z3, and to OPA on directed inputs.

Trusted: only what this room calls Proved goes on. Z3 lives here, in a child process. It shares no code with synthesis.
Others import `verdict` (the sum), `prove.prove`, `report.ProofReport`, `difference.diff`, `changes.Difference`,
`proven.Proven`.
"""
