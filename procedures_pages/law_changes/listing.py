"""Every open effect for readers: by the text that acts, the oldest first, each with the pages that it leaves behind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..addresses import procedure_path
from ..models import ProcedurePage
from ..queries import with_words
from .open import open_effects
from .words import LawChange, age_words

# Of one text: a page of some hundred kilobytes helps nobody.
MOST = 300


@dataclass(frozen=True, slots=True)
class Link:
    title: str
    url: str
    lang: str


@dataclass(frozen=True, slots=True)
class OpenChange:
    """What one text does to others from a day on. ``age``: since when, in words; ``targets``: numbers.

    ``pages``: the first of those still to be mended; ``more``: how many there are beside them.
    """

    change: LawChange
    age: str
    is_ahead: bool
    targets: tuple[str, ...]
    pages: tuple[Link, ...]
    more: int = 0


def listed_changes(lang: str, day: date) -> list[OpenChange]:
    """All that is open on ``day``, for readers of a language. One query, one more for English."""
    rows = list(open_effects())
    pages = {row.page_id: {"pk": row.page_id, **_words(row.page)} for row in rows}
    told = {page["pk"]: page for page in with_words(pages.values(), ProcedurePage, lang, "title")}
    links = {pk: Link(page["title"], procedure_path(page["slug"]), page["lang"]) for pk, page in told.items()}
    groups: dict[tuple[object, ...], list[LawChange]] = {}
    open_pages: dict[tuple[object, ...], dict[int, Link]] = {}
    for row in rows:
        key = (row.effective_from, row.acting_id, row.kind)
        groups.setdefault(key, []).append(row.change)
        open_pages.setdefault(key, {})[row.page_id] = links[row.page_id]
    return [
        OpenChange(
            changes[0],
            age_words(changes[0].since, day),
            changes[0].since > day,
            tuple(dict.fromkeys(change.target for change in changes)),
            tuple(open_pages[key].values())[:MOST],
            max(0, len(open_pages[key]) - MOST),
        )
        for key, changes in groups.items()
    ]


def _words(page: ProcedurePage) -> dict[str, object]:
    return {"translation_key": page.translation_key, "title": page.title, "slug": page.slug}
