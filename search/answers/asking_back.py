"""A question that names no act ("mất bao lâu") is asked back: of which procedure? The choices are the pages most asked for."""

from __future__ import annotations

from django.utils.translation import gettext as _

from procedures_pages.catalogue import most_asked

from ..query.reading import Query
from .answer import KINDS, Choice


def question() -> str:
    return _("Bạn hỏi về thủ tục nào?")


def choices(query: Query, locale: str) -> tuple[Choice, ...]:
    """A question without a subject in; the pages most asked for out, each at the part that tells what is asked. One query."""
    anchor = next((KINDS[kind][2] for kind in query.asks if kind in KINDS), "")
    return tuple(Choice(row["title"], row["url"] + (f"#{anchor}" if anchor else ""), row["lang"]) for row in most_asked(locale))
