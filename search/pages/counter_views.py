"""``/quay/``: where the counter begins. Thin: read the request, call one function, render."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from procedures_pages.addresses import reader_language

from ..searching import searcher
from .counter import beginning


@require_safe
def begin(request: HttpRequest) -> HttpResponse:
    """One field, and a numbered list. What is typed here is not counted among what readers ask: nothing is kept."""
    shown = beginning(searcher(), request.GET, reader_language())
    if isinstance(shown, str):
        response: HttpResponse = HttpResponseRedirect(shown)
    else:
        own_query = urlencode({"q": shown.words} if shown.words else {"linh-vuc": shown.area_slug} if shown.area else {})
        response = render(request, "search/counter.html", {"shown": shown, "own_query": own_query})
    response["X-Robots-Tag"] = "noindex"
    return response
