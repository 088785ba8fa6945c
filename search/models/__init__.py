"""What search keeps in the database: the index, and what readers and editors tell it."""

from .asked import AskedQuery, OpenedHit
from .indexed import IndexedDocument, IndexedWord, SearchState
from .vocabulary_rules import Confusion, Elsewhere, PromotedAnswer, Synonym

__all__ = [
    "AskedQuery",
    "Confusion",
    "Elsewhere",
    "IndexedDocument",
    "IndexedWord",
    "OpenedHit",
    "PromotedAnswer",
    "SearchState",
    "Synonym",
]
