"""Registers what the desk shows of search: why a result stands where it stands, what readers ask, what is not at work, editors' words."""

from .desk import explanation_view, health, query_report_hooks  # noqa: F401 (importing registers)
from .editors_words import hooks as wording_hooks  # noqa: F401 (importing registers)
