"""What it means: CEL, read once into a closed sum; three values; the evaluator.

Pure and trusted: `evaluate` is the meaning, and Rego, Z3 and CEL's own run time are held to it. CEL lives here.
Others import `condition` (the sum), `norm.read_norms`, `evaluate.decide`, `evaluate.bites`, `explain.explain`,
`examples.check_examples`, `samples.directed`.
"""
