"""What is written: principles, schemas, `constitution.toml`, the council file. Bytes in, values out.

Pure, and it trusts nothing: every error carries file, line and column, and all errors of a tree come at once.
Others import `principle.Principle`, `schema.Schema`, `catalogue.read_constitution`, `gates.Gates`,
`document.read_json`, `council_file.CouncilFile`.
"""
