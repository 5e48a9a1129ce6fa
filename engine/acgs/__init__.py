"""ACGS: a constitution in Markdown, proved, ratified, recorded, shipped. Rooms: see docs and `acgs --help`."""

__version__ = "0.1.0"
