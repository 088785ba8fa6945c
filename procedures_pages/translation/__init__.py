"""A page in another language: its words are its own, everything else is its Vietnamese source's (docs/decisions/0004-two-languages.md)."""
