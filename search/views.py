"""The search page and its suggestions."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from office import furniture
from procedures_pages.addresses import catalogue_path

from . import results as results_module
from .results import FILTERS


def _page(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """``/tim-kiem/?q=``. Any query gets an answer; where nothing fits, the page says so and offers areas and the counter."""
    raw = request.GET.get("q", "")
    chosen = {name: request.GET.get(name, "") for name in FILTERS}
    found = results_module.search(raw, get_language() or "vi", request.path, chosen, _page(request.GET.get("page", "1")))
    areas = [(a.local_name, catalogue_path(linh_vuc=a.slug)) for a in furniture.areas()]
    response = render(request, "search/results.html", {"results": found, "areas": areas, "offices": furniture.offices()})
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    query, documents = results_module.suggestions(request.GET.get("q", ""), get_language() or "vi")
    items = [{"title": d.title, "url": d.url, "kind": d.kind} for d in documents]
    response = JsonResponse({"query": query.text, "suggestions": items}, json_dumps_params={"ensure_ascii": False})
    response["X-Robots-Tag"] = "noindex"
    return response
