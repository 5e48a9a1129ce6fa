"""One value, its faces: text for a terminal, JSON by contract, Markdown for a job summary.

Nothing is decided here. One module per kind of answer.
"""
