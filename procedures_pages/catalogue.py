"""The catalogue: filters that combine, each with the count it would leave, in a fixed number of queries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from office import site_data
from vietnamese.sorting import sort_key

from .addresses import catalogue_path, changes_path, procedure_path
from .catalogue_rows import PARAMETERS, Cell, catalogue_rows
from .facts import phrases
from .facts.case import MAX_PARAMETERS
from .facts.summary_lines import facts_lines
from .models import ProcedurePage
from .parameters import is_misspelt, meant
from .queries import with_words
from .translation.composing import SOURCE_LANGUAGE

PER_PAGE = 60


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    name: str
    count: int
    url: str
    chosen: bool
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Filter:
    parameter: str
    name: str
    options: tuple[Option, ...]
    clear_url: str

    @property
    def chosen(self) -> Option | None:
        return next((o for o in self.options if o.chosen), None)


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    title: str
    official_name: str
    summary: str
    url: str
    lang: str
    line: str
    area: str
    status: str
    status_name: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    filters: tuple[Filter, ...]
    entries: tuple[CatalogueEntry, ...]
    total: int
    everything: int
    page: int
    pages: int
    previous_url: str
    next_url: str
    ignored: bool
    query: str
    feed: str


def _filters() -> dict[str, tuple[str, list[tuple[str, str, str]]]]:
    """{parameter: (its name, [(value, name, hint)])}, in the order of ``catalogue_rows.PARAMETERS``."""
    return {
        "linh-vuc": (_("Lĩnh vực"), [(a.slug, a.local_name, a.hint) for a in site_data.areas()]),
        "cap": (_("Cấp thực hiện"), _values(phrases.LEVELS)),
        "doi-tuong": (_("Dành cho"), _values(phrases.AUDIENCES)),
        "hinh-thuc": (_("Dịch vụ trực tuyến"), _values(phrases.SERVICE_MODES)),
    }


def _values(names: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    return [(key.replace("_", "-"), str(name), "") for key, name in names.items()]


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def _chosen(query: Mapping[str, str], names: Mapping[str, Any]) -> tuple[dict[str, str], bool]:
    """What of a query is a filter's value, and whether something was meant to be one and is not."""
    chosen: dict[str, str] = {}
    # Names as they are last: what copying did to one must not push it out.
    given = {
        meant(name, names) or name: value for name, value in sorted(query.items(), key=lambda item: item[0] in names)[-MAX_PARAMETERS:]
    }
    ignored = any(is_misspelt(name, names) for name in given if name not in names)
    for parameter, (_name, values) in names.items():
        wanted = given.get(parameter, "")
        value = meant(wanted, {v for v, _n, _h in values})
        if value is not None:
            chosen[parameter] = value
        elif wanted:
            ignored = True
    return chosen, ignored


def query_of_catalogue(query: Mapping[str, str]) -> str | None:
    """The canonical query of the catalogue that ``query`` asks for; None where something of it could not be read."""
    chosen, ignored = _chosen(query, _filters())
    if ignored:
        return None
    most = max(1, -(-len(catalogue_rows(SOURCE_LANGUAGE).pks) // PER_PAGE))
    number = min(max(1, _number(query.get("trang", "1"))), most)
    return urlencode({**chosen, **({"trang": number} if number > 1 else {})})


def catalogue_of(query: Mapping[str, str], lang: str) -> Catalogue:
    """What the reader asked for. Unknown values and misspelt filters are ignored, and ``ignored`` says so; of others nothing is said."""
    rows = catalogue_rows(lang)
    names = _filters()
    chosen, ignored = _chosen(query, names)

    def fits(cell: Cell, without: str = "") -> bool:
        return all(
            parameter == without or parameter not in chosen or chosen[parameter] in values
            for parameter, values in zip(PARAMETERS, cell, strict=True)
        )

    def address(**changes: str) -> str:
        wanted = {**chosen, **changes}
        return catalogue_path(**{p.replace("-", "_"): wanted.get(p, "") for p in (*names, "trang")})

    filters = []
    for place, (parameter, (name, values)) in enumerate(names.items()):
        counts: Counter[str] = Counter()
        for cell, number_of_procedures in rows.cells:
            if fits(cell, without=parameter):
                counts.update(dict.fromkeys(cell[place], number_of_procedures))
        options = tuple(
            Option(value, label, counts[value], address(**{parameter: value}), chosen.get(parameter) == value, hint)
            for value, label, hint in values
            if counts[value] or chosen.get(parameter) == value
        )
        filters.append(Filter(parameter, name, options, address(**{parameter: ""})))
    fitting = {cell: count for cell, count in rows.cells if fits(cell)}
    total = sum(fitting.values())
    pages = max(1, -(-total // PER_PAGE))
    number = min(max(1, _number(query.get("trang", "1"))), pages)
    shown = rows.page(fitting, (number - 1) * PER_PAGE, number * PER_PAGE)
    return Catalogue(
        filters=tuple(filters),
        entries=tuple(_entries(shown, lang)),
        total=total,
        everything=len(rows.pks),
        page=number,
        pages=pages,
        previous_url=address(trang=str(number - 1)) if number > 1 else "",
        next_url=address(trang=str(number + 1)) if number < pages else "",
        ignored=ignored,
        query="&".join(f"{k}={v}" for k, v in chosen.items()),
        feed=changes_path(chosen.get("linh-vuc", "")),
    )


def _entries(pks: list[int], lang: str) -> list[CatalogueEntry]:
    """The entries of those of these Vietnamese pages that are public now, in their order.

    Two queries at most, one where their lines are known; one more in English.
    """
    words = ("title", "official_name", "summary")
    fields = ("pk", "live_revision_id", "translation_key", *words, "slug", "status", "area__slug")
    pages = ProcedurePage.objects.published().filter(pk__in=pks).order_by()
    found = with_words(pages.values(*fields), ProcedurePage, lang, *words)
    rows = {row["pk"]: row for row in found}
    lines = facts_lines(found)
    areas = {a.slug: a.local_name for a in site_data.areas()}
    return [
        CatalogueEntry(
            title=row["title"],
            official_name=row["official_name"],
            summary=row["summary"],
            url=procedure_path(row["slug"]),
            lang=row["lang"],
            line=lines[row["pk"]],
            area=areas.get(row["area__slug"], ""),
            status=row["status"],
            status_name=phrases.status_name(row["status"]),
        )
        for row in (rows[pk] for pk in pks if pk in rows)
    ]


def most_asked(lang: str) -> list[dict[str, str]]:
    """The pages that editors mark as most asked for, in their order: title in the reader's language, which that is, address."""
    pages = ProcedurePage.objects.published().in_source_language().filter(most_asked__gte=0).order_by("most_asked")
    rows = with_words(pages.values("translation_key", "title", "slug"), ProcedurePage, lang, "title")
    return [{"title": row["title"], "url": procedure_path(row["slug"]), "lang": row["lang"]} for row in rows]


def area_counts() -> list[dict[str, Any]]:
    """Areas in the order of the queue machine, with how many procedures in force each has. One query."""
    counts: Counter[str] = Counter()
    for cell, number in catalogue_rows(SOURCE_LANGUAGE).cells:
        counts.update(dict.fromkeys(cell[0], number))
    return [
        {"slug": a.slug, "name": a.local_name, "hint": a.hint, "count": counts[a.slug], "url": catalogue_path(linh_vuc=a.slug)}
        for a in site_data.areas()
        if counts.get(a.slug)
    ]


@dataclass(frozen=True, slots=True)
class Area2022:
    name: str
    procedures: tuple[tuple[str, str, str], ...]  # (name of 2022, address, state of today)


@dataclass(frozen=True, slots=True)
class Level2022:
    level: str
    name: str
    areas: tuple[Area2022, ...]

    @property
    def count(self) -> int:
        return sum(len(a.procedures) for a in self.areas)


@dataclass(frozen=True, slots=True)
class List2022:
    levels: tuple[Level2022, ...]

    @property
    def count(self) -> int:
        return sum(level.count for level in self.levels)


def list_of_2022() -> List2022:
    """The list of 2022 by level and area. Pages that were not in it are not here; those replaced since are, and say so."""
    pages = ProcedurePage.objects.published().in_source_language().exclude(list_2022_level="")
    rows = list(
        pages.order_by("list_2022_area", "title").values(
            "list_2022_level", "list_2022_area", "list_2022_name", "official_name", "slug", "status"
        )
    )
    rows.sort(key=lambda r: (sort_key(r["list_2022_area"]), sort_key(r["list_2022_name"] or r["official_name"])))
    levels = []
    for level, name in (("city", _("Cấp thành phố (cấp huyện)")), ("ward", _("Cấp phường, xã"))):
        areas: dict[str, list[tuple[str, str, str]]] = {}
        for row in rows:
            if row["list_2022_level"] == level:
                item = (row["list_2022_name"] or row["official_name"], procedure_path(row["slug"]), phrases.status_name(row["status"]))
                areas.setdefault(row["list_2022_area"], []).append(item)
        levels.append(Level2022(level, name, tuple(Area2022(a, tuple(items)) for a, items in areas.items())))
    return List2022(tuple(levels))
