"""The second way to find: by meaning, where a query and a document have no word in common (docs/decisions/0007)."""
