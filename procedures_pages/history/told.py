"""The history of one page, or of many, as pages and feeds tell it."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..facts.procedure import ProcedureFacts
from ..models import ProcedurePage
from .entries import Entry, entries
from .publications import publications

# Publications that are looked through for so many that readers saw something of: most of the others are checks.
LOOKED_THROUGH = 2


def of_page(facts: ProcedureFacts, most: int) -> list[Entry]:
    """The last changes of a published page, in the language of its facts, the newest first."""
    pages = ProcedurePage.objects.published().in_source_language().filter(translation_key=facts.id)
    return of_pages(pages, facts.lang, most)


def of_pages(pages: QuerySet[ProcedurePage], lang: str, most: int) -> list[Entry]:
    """The same of several published Vietnamese pages."""
    return entries(publications(pages, LOOKED_THROUGH * most), lang)[:most]


def sentences(entry: Entry) -> list[str]:
    """All that is told of it, in the language of the page."""
    with translation.override(entry.lang):
        told = [_("Trang được đăng lần đầu.")] if entry.is_first else []
        told += [entry.note] if entry.note else []
        told += entry.lines
        if entry.more:
            told.append(ngettext("Và %(n)d điều khác.", "Và %(n)d điều khác.", entry.more) % {"n": entry.more})
        if entry.decision:
            told.append(_("Quyết định công bố: %(decision)s.") % {"decision": entry.decision})
    return told
