"""The catalogue: filters that combine, each with the count it would leave, in a fixed number of queries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _

from office import site_data
from vietnamese.sorting import sort_key

from .addresses import catalogue_path, procedure_path
from .facts import phrases
from .facts.checklist import MAX_PARAMETERS
from .facts.procedure import GONE
from .facts.summary_lines import facts_lines
from .models import ProcedurePage
from .parameters import is_misspelt, meant
from .queries import with_words

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
class Entry:
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
    entries: tuple[Entry, ...]
    total: int
    everything: int
    page: int
    pages: int
    previous_url: str
    next_url: str
    ignored: bool
    query: str


def _rows(lang: str) -> list[dict[str, Any]]:
    """One light row for each procedure, its title in the reader's language where it is translated: what the filters look at."""
    fields = ("pk", "translation_key", "title", "area__slug", "level", "audiences", "service_mode", "status")
    rows = ProcedurePage.objects.published().in_source_language().exclude(status__in=GONE).values(*fields)
    return with_words(rows, ProcedurePage, lang, "title")


def _names() -> dict[str, tuple[str, Callable[[dict[str, Any]], list[str]], list[tuple[str, str, str]]]]:
    return {
        "linh-vuc": (_("Lĩnh vực"), lambda r: [r["area__slug"]], [(a.slug, a.local_name, a.hint) for a in site_data.areas()]),
        "cap": (_("Cấp thực hiện"), lambda r: [r["level"]], [(k, str(v), "") for k, v in phrases.LEVELS.items()]),
        "doi-tuong": (
            _("Dành cho"),
            lambda r: r["audiences"] or [],
            [(k.replace("_", "-"), str(v), "") for k, v in phrases.AUDIENCES.items()],
        ),
        "hinh-thuc": (
            _("Dịch vụ trực tuyến"),
            lambda r: [r["service_mode"]],
            [(k.replace("_", "-"), str(v), "") for k, v in phrases.SERVICE_MODES.items()],
        ),
    }


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def catalogue_of(query: Mapping[str, str], lang: str) -> Catalogue:
    """What the reader asked for. Unknown values and misspelt filters are ignored, and ``ignored`` says so; of others nothing is said."""
    rows = _rows(lang)
    names = _names()
    chosen: dict[str, str] = {}
    # Names as they are last: what copying did to one must not push it out.
    given = {
        meant(name, names) or name: value for name, value in sorted(query.items(), key=lambda item: item[0] in names)[-MAX_PARAMETERS:]
    }
    ignored = any(is_misspelt(name, names) for name in given if name not in names)
    for parameter, (_name, _read, values) in names.items():
        wanted = given.get(parameter, "")
        value = meant(wanted, {v for v, _n, _h in values})
        if value is not None:
            chosen[parameter] = value
        elif wanted:
            ignored = True

    def fits(row: dict[str, Any], without: str = "") -> bool:
        return all(
            parameter == without or value in {v.replace("_", "-") if v else v for v in names[parameter][1](row)}
            for parameter, value in chosen.items()
        )

    def address(**changes: str) -> str:
        wanted = {**chosen, **changes}
        return catalogue_path(**{p.replace("-", "_"): wanted.get(p, "") for p in (*names, "trang")})

    filters = []
    for parameter, (name, read, values) in names.items():
        counts = Counter(v.replace("_", "-") for r in rows if fits(r, without=parameter) for v in read(r) if v)
        options = tuple(
            Option(value, label, counts[value], address(**{parameter: value}), chosen.get(parameter) == value, hint)
            for value, label, hint in values
            if counts[value] or chosen.get(parameter) == value
        )
        filters.append(Filter(parameter, name, options, address(**{parameter: ""})))
    fitting = [r for r in rows if fits(r)]
    order = {a.slug: i for i, a in enumerate(site_data.areas())}
    fitting.sort(key=lambda r: (order.get(r["area__slug"], 99), sort_key(r["title"])))
    pages = max(1, -(-len(fitting) // PER_PAGE))
    number = min(max(1, _number(query.get("trang", "1"))), pages)
    shown = [r["pk"] for r in fitting[(number - 1) * PER_PAGE : number * PER_PAGE]]
    return Catalogue(
        filters=tuple(filters),
        entries=tuple(_entries(shown, lang)),
        total=len(fitting),
        everything=len(rows),
        page=number,
        pages=pages,
        previous_url=address(trang=str(number - 1)) if number > 1 else "",
        next_url=address(trang=str(number + 1)) if number < pages else "",
        ignored=ignored,
        query="&".join(f"{k}={v}" for k, v in chosen.items()),
    )


def _entries(pks: list[int], lang: str) -> list[Entry]:
    """The entries of these Vietnamese pages, in their order. Two queries at most, one where their lines are known; one more in English."""
    words = ("title", "official_name", "summary")
    fields = ("pk", "live_revision_id", "translation_key", *words, "slug", "status", "area__slug")
    found = with_words(ProcedurePage.objects.filter(pk__in=pks).values(*fields), ProcedurePage, lang, *words)
    rows = {row["pk"]: row for row in found}
    lines = facts_lines(found)
    areas = {a.slug: a.local_name for a in site_data.areas()}
    return [
        Entry(
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
        for row in (rows[pk] for pk in pks)
    ]


def area_counts() -> list[dict[str, Any]]:
    """Areas in the order of the queue machine, with how many procedures in force each has. One query."""
    rows = ProcedurePage.objects.published().in_source_language().exclude(status__in=GONE)
    counts = dict(rows.values_list("area__slug").annotate(n=Count("pk")).order_by())
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
