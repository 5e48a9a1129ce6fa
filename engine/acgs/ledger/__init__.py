"""What is recorded: OpenPGP framing, statements, entries, and the chain of them on one append-only branch.

Trusted: bytes and signatures, given a roster; who may sign what is `council`'s. gpg, pysequoia and
the mathematics of `cryptography` live here.
Others import `block.Block`, `statement`, `entry`, `certificate.Certificate`, `verify`, `sign.Signer`, `chain`.
"""
