"""From a merge to what sidecars poll: read Git, do the next missing step, until nothing is missing.

Trusted: nothing of its own. Each step is content-addressed or a compare-and-swap, and what is served the ledger says.
Others import `reconcile.Pipeline`, `bench.Bench`, `bench.State`, `bench.NEW_KEY`, `proving.prove_node`.
"""
