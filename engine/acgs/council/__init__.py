"""Who agreed: the council in force, ballots, thresholds, the walk from genesis to tip, which ref updates are admitted.

Trusted: nothing after this counts again. It needs no solver and no meaning.
Others import `roster.Council`, `admission.walk`, `proposal.standing`, `notary.record`, `ratified.Ratified`.
"""
