"""Proven and ratified, of one root: a Release, and of it the bundle, its serial, control and discovery.

Trusted: nothing reaches a sidecar that did not pass `admit`.
Others import `admit.admit`, `bundle.build`, `control`, `discovery`, `signing`.
"""
