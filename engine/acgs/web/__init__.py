"""The edge that sidecars and forges see: bundle polls, webhooks, health.

It holds no rule: parse, call one function, answer. FastAPI and granian live here.
Others import `server.serve`.
"""
