"""The document of one thing that can be found: plain text, made by the source that registered it (``search.index.sources``)."""

from __future__ import annotations

from dataclasses import dataclass

from procedures_pages.facts.procedure import GONE


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """One findable thing in one language.

    ``key`` is unique over all sources ("procedure:12"); ``kind`` is "procedure", "guide", "record" …; ``result`` is what goes into
    ``data-result`` (the present code, or the address); ``codes`` holds present and former ones; ``level`` and ``audiences`` are codes;
    ``places`` names where it is done and what that place was called before; ``facts_line`` reads "2 giấy tờ · 3 ngày làm việc"; ``boost``
    lifts (> 1) or lowers (< 1) the document among equals.
    """

    key: str
    kind: str
    locale: str
    title: str
    url: str
    official_name: str = ""
    codes: tuple[str, ...] = ()
    summary: str = ""
    keywords: tuple[str, ...] = ()
    body: str = ""
    places: str = ""
    area: str = ""
    area_slug: str = ""
    level: str = ""
    audiences: tuple[str, ...] = ()
    status: str = "in_force"
    result: str = ""
    facts_line: str = ""
    boost: float = 1.0

    @property
    def is_gone(self) -> bool:
        return self.status in GONE
