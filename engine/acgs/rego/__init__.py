"""The opa program at arm's length: check, and a kept child that decides; the sandbox.

Trusted to ask exactly what it is told; what it runs is hostile code. opa-python-client lives here.
Others import `opa.Opa`, `opa.find_opa`, `decide.Decider`.
"""
