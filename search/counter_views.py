"""``/quay/``: where the counter begins. Thin: read the request, call one function, render."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from .counter import beginning
from .engines.choosing import engine
from .views import reader_language


@require_safe
def begin(request: HttpRequest) -> HttpResponse:
    """One field, and a numbered list. What is typed here is not counted among what readers ask: nothing is kept."""
    shown = beginning(engine(), request.GET, reader_language())
    response = HttpResponseRedirect(shown) if isinstance(shown, str) else render(request, "search/counter.html", {"shown": shown})
    response["X-Robots-Tag"] = "noindex"
    return response
