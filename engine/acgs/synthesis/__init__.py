"""Norm to Rego: each condition rendered twice, definitely true and definitely false; `enforce` included.

Not trusted: what it writes is compared with the meaning by `proof`. Jinja lives here.
Others import `render.render_domain`.
"""
