"""What hangs on the wall and stands in the printed catalogue: the procedures in force, by area, with their code and short address."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from office import site_data
from procedures_pages.addresses import absolute, catalogue_path, procedure_path, short_path
from procedures_pages.facts.procedure import GONE
from procedures_pages.facts.summary_lines import facts_lines
from procedures_pages.models import ProcedureCode, ProcedurePage
from procedures_pages.queries import with_words
from vietnamese.sorting import sort_key

FIELDS = ("pk", "live_revision_id", "translation_key", "title", "slug", "status", "area__slug")

# What ``facts_lines`` looks at.
WANTED = ("pk", "live_revision_id", "version", "version_revision")


@dataclass(frozen=True, slots=True)
class ListedProcedure:
    """One procedure; ``version`` and its revision: the translation that speaks, None where it is told in Vietnamese.

    ``link``: its absolute short address; ``line``: "4 giấy tờ · 3 ngày làm việc", empty unless it was asked for.
    """

    pk: int
    live_revision_id: int | None
    version: int | None
    version_revision: int | None
    title: str
    lang: str
    slug: str
    status: str
    code: str
    link: str
    line: str = ""


@dataclass(frozen=True, slots=True)
class AreaListing:
    """One area, its procedures in the order of the alphabet. Nothing is published without an area."""

    slug: str
    name: str
    rows: tuple[ListedProcedure, ...]

    @property
    def link(self) -> str:
        """The absolute address of the catalogue narrowed to this area."""
        return absolute(catalogue_path(linh_vuc=self.slug))


def area_listings(lang: str, area: str = "") -> list[AreaListing]:
    """The areas in the order of the queue machine, all or the one named, without the empty ones. Two queries, three in English.

    A procedure stands there in ``lang`` where it has been translated, else in Vietnamese.
    """
    pages = ProcedurePage.objects.published().in_source_language().exclude(status__in=GONE)
    found = with_words((pages.filter(area__slug=area) if area else pages).values(*FIELDS), ProcedurePage, lang, "title")
    codes = _codes(area)
    by_area: dict[str, list[ListedProcedure]] = {}
    for row in found:
        code = codes.get(row["pk"], "")
        path = short_path(code) if code else procedure_path(row["slug"])
        made = ListedProcedure(
            pk=row["pk"],
            live_revision_id=row["live_revision_id"],
            version=row["version"],
            version_revision=row["version_revision"],
            title=row["title"],
            lang=row["lang"],
            slug=row["slug"],
            status=row["status"],
            code=code,
            link=absolute(path),
        )
        by_area.setdefault(row["area__slug"], []).append(made)
    return [
        AreaListing(a.slug, a.local_name, tuple(sorted(by_area[a.slug], key=lambda r: sort_key(r.title))))
        for a in site_data.areas()
        if a.slug in by_area
    ]


def _codes(area: str) -> dict[int, str]:
    """{pk of a page: its present code, or the newest former one}."""
    rows = ProcedureCode.objects.filter(scheme="national", page__live=True, page__alias_of=None)
    if area:
        rows = rows.filter(page__area__slug=area)
    codes: dict[int, str] = {}
    for page, value in rows.order_by("-is_present", "sort_order", "pk").values_list("page_id", "value"):
        codes.setdefault(page, value)
    return codes


def with_lines(found: Iterable[AreaListing]) -> list[AreaListing]:
    """The same with each procedure's facts in one line. One query, none where all lines are known."""
    found = list(found)
    lines = facts_lines({name: getattr(row, name) for name in WANTED} for listing in found for row in listing.rows)
    return [replace(listing, rows=tuple(replace(row, line=lines.get(row.pk, "")) for row in listing.rows)) for listing in found]
