"""The front page, plain pages, offices, and the pages that help when something went wrong."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from guides.listing import entries
from office import site_data
from office.desk import copies
from office.desk.sorting import vietnamese
from office.kept_pages import kept
from procedures_pages.addresses import localized, procedure_path, reader_language
from procedures_pages.catalogue import area_counts, most_asked
from procedures_pages.codes import read_code, resolve_code
from procedures_pages.models import ProcedurePage
from procedures_pages.paper_places.keeping import paper_index
from procedures_pages.paper_places.showing import paper_path
from procedures_pages.publishing.parted import DRAWN, OPEN
from procedures_pages.queries import in_readers_language, versions_at
from procedures_pages.translation.keeping import in_memory
from vietnamese.sorting import sort_key

from . import pack, privacy
from .copied_addresses import CODE_SECTIONS, Copied, read_copied
from .footer import PLAIN_PAGES
from .forwarding import forwarded
from .middleware import is_desk
from .models import HomePage, StandardPage
from .setup.state import missing_parts

MAX_OFFERED = 3


def _front(lang: str) -> dict[str, Any]:
    areas = area_counts()
    return {
        "path": localized("/"),
        "life_events": [e for e in entries(lang) if e.kind == "life_event"],
        "areas": areas,
        "total": sum(a["count"] for a in areas),
        "most_asked": most_asked(lang),
        "offices": site_data.offices(),
    }


@kept()
@require_safe
def front(request: HttpRequest) -> HttpResponse:
    lang = reader_language()
    # There is one in each language: from their own table, not from all pages to those that are one.
    homes = HomePage.objects.published().filter(pk__in=HomePage.objects.values("pk"))
    versions = list(homes.select_related("locale", "translated_words"))
    if not versions:
        # With 200: it is a page, and it says what there is; only machines that ask whether the site is ready get a 503.
        response = render(request, "home/not_set_up.html", {"missing": missing_parts()})
        response["X-Robots-Tag"] = "noindex"
        return response
    page, languages = in_readers_language(versions)
    return render(request, "home/front.html", {**_front(lang), "page": page, "languages": languages})


@kept()
@require_safe
def offices(request: HttpRequest) -> HttpResponse:
    """``/noi-nop/``: every counter with its address and hours, and the former wards it took over."""
    return render(request, "home/offices.html", {"offices": site_data.offices()})


@kept()
@require_safe
def after_handing_in(request: HttpRequest) -> HttpResponse:
    """``/tra-cuu-ho-so/``: the receipt, following a dossier, what the office owes when it is late. The site keeps no dossier."""
    return render(request, "home/after_handing_in.html")


@kept()
@require_safe
def privacy_notice(request: HttpRequest) -> HttpResponse:
    """``/quyen-rieng-tu/``: what is kept of a reader, what for, how long, and whom to ask."""
    return render(request, "home/privacy.html", {"kept": privacy.kept()})


@require_safe
def kept_lists(request: HttpRequest) -> HttpResponse:
    """``/danh-muc-da-luu/``: the lists that this device keeps; what it shows instead of any page where there is no connection.

    Which these are, the site does not know: offline.js reads them from the browser.
    """
    response = render(request, "home/kept_lists.html", {"pack_size": pack.known_size()})
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
@cache_control(no_cache=True)
def offline_pack(request: HttpRequest) -> HttpResponse:
    """``/goi-ngoai-tuyen.json``: all guides in short and the names of records, to be kept on a device that asks for it."""
    response = HttpResponse(pack.pack(), content_type="application/json; charset=utf-8")
    response["X-Robots-Tag"] = "noindex"
    return response


@kept()
@require_safe
def site_map(request: HttpRequest) -> HttpResponse:
    """``/so-do-trang/``: every public page as a list of links."""
    lang = reader_language()
    rows = ProcedurePage.objects.published().in_source_language().values("title", "slug", "area__slug", "status")
    by_area: dict[str, list[dict[str, str]]] = {}
    for row in sorted(rows, key=lambda r: sort_key(r["title"])):
        by_area.setdefault(row["area__slug"], []).append({"title": row["title"], "url": procedure_path(row["slug"])})
    areas = [{"name": a.local_name, "procedures": by_area[a.slug]} for a in site_data.areas() if a.slug in by_area]
    standard = StandardPage.objects.published().in_source_language().order_by(vietnamese("title"))
    return render(
        request,
        "home/site_map.html",
        {"areas": areas, "guides": entries(lang), "standard": [(p.title, localized(f"/{p.slug}/")) for p in standard]},
    )


def render_standard(request: HttpRequest, page: StandardPage, languages: list[str]) -> HttpResponse:
    lang = page.locale.language_code
    context = {
        "page": page,
        "languages": languages,
        "lang": lang,
        "untranslated": lang != get_language(),
        "path": localized(f"/{page.slug}/"),
    }
    return render(request, "home/standard.html", context)


@kept(where=lambda path: path.strip("/") in PLAIN_PAGES)
@require_safe
def standard(request: HttpRequest, path: str) -> HttpResponse:
    """Plain pages under the front page; anything else is not found. Takes the place of Wagtail's own page view: one query."""
    slug = path.strip("/")
    if not slug or "/" in slug:
        raise Http404
    return render_standard(request, *in_readers_language(versions_at(StandardPage.objects.all(), slug)))


def preview_standard(request: HttpRequest, page: StandardPage, mode: str) -> HttpResponse:
    """The page as it stands in memory: for the desk."""
    return render_standard(request, in_memory(page), [page.locale.language_code])


def preview_front(request: HttpRequest, page: HomePage, mode: str) -> HttpResponse:
    return render(request, "home/front.html", {**_front(reader_language()), "page": in_memory(page), "languages": []})


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None, reason: str = "") -> HttpResponse:
    return render(request, "403.html", status=403)


def not_sent(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token does not fit, because it is of an earlier log-in. The desk says so itself, and leads back to what was typed."""
    if not is_desk(request):
        return forbidden(request, reason=reason)
    part = request.POST.get(DRAWN)
    form = request.path + (f"?{urlencode({OPEN: part})}" if part else "")
    return render(request, "office/desk/not_sent.html", {"is_kept": copies.FIELD in request.POST, "form": form}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Leads on where the address was renamed or copied with something at its end; else a page that offers what the address names."""
    if request.path_info.startswith("/api/"):
        message = {"message": "Không có gì ở địa chỉ này."}
        return JsonResponse(message, status=404, json_dumps_params={"ensure_ascii": False})
    copied = read_copied(request.path_info)
    response = forwarded(request, copied)
    if response is not None:
        return response
    tried = {
        read_code(reading.segments[1]) for reading in copied.readings if len(reading.segments) > 1 and reading.segments[0] in CODE_SECTIONS
    }
    ways = resolve_code(copied.code) if copied.code and copied.code not in tried else []
    named = [(way, procedure_path(way.page.slug)) for way in ways[:MAX_OFFERED]]
    return render(request, "404.html", {"value": copied.words, "named": named, "code": copied.code, "papers": _near(copied)}, status=404)


def _near(copied: Copied) -> list[tuple[str, str]]:
    """(name, address) of the papers that an address of none may mean; no query but where it is one of a paper."""
    slug = next((reading.paper for reading in copied.readings if reading.paper), "")
    return [(place.name, paper_path(place.slug)) for place in paper_index().near(slug)] if slug else []


def server_error(request: HttpRequest) -> HttpResponse:
    """No database, no template inheritance that needs one: this must work when nothing else does."""
    return render(request, "500.html", status=500)
