"""The document of one thing that can be found: plain text, made by the source that registered it (``search.index.sources``)."""

from __future__ import annotations

from dataclasses import dataclass

from procedures_pages.facts.procedure import GONE
from procedures_pages.register.digest.short_names import is_whole, short_name


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """One findable thing in one language.

    ``key`` is unique over all sources ("procedure:12"); ``kind`` is "procedure", "guide", "record" …; ``result`` is what goes into
    ``data-result`` (the present code, or the address); ``codes`` holds present and former ones; ``level`` and ``audiences`` are codes;
    ``places`` names where it is done and what that place was called before; ``facts_line`` reads "2 giấy tờ · 3 ngày làm việc"; ``boost``
    lifts (> 1) or lowers (< 1) the document among equals; ``place`` is the province that decides it (``office.provinces``, or "province"
    where nobody knows which), "" for what holds everywhere and for our own pages; ``successor`` is the address of the page that stands for
    one that was replaced; ``act`` is the same for records of one act and for its guide; ``is_history``: a level did it that is
    no more.
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
    place: str = ""
    successor: str = ""
    act: str = ""
    is_history: bool = False

    @property
    def is_gone(self) -> bool:
        return self.status in GONE

    @property
    def shown_title(self) -> str:
        """What readers see: a record's name is an official one, of up to a thousand signs, and they get its short form."""
        return short_name(self.title) if self.kind == "record" else self.title

    @property
    def shown_official_name(self) -> str:
        """What stands beside it: the official name where the one shown is another or leaves something out."""
        if self.kind == "record":
            return "" if is_whole(self.title) else self.title
        return self.official_name if self.official_name != self.title else ""
