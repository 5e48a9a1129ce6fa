"""What is recorded: OpenPGP framing, statements, entries, the chain. notes: one append-only branch, `acgs-ledger`.

Trusted: bytes and signatures, given a roster; who may sign what is `council`'s. gpg and pysequoia live here.
Others import `block.Block`, `statement`, `entry`, `certificate.Certificate`, `verify`, `sign.Signer`, `chain`.
"""
