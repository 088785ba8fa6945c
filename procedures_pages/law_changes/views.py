"""``/thay-doi/``: known changes of law that are not yet worked in, with their age."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from office.kept_pages import kept

from ..addresses import reader_language
from .listing import listed_changes


@kept()
@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    """Every open effect, the oldest first. It ages at midnight: pages that are kept end at each quarter of an hour."""
    return render(request, "procedures_pages/law_changes.html", {"changes": listed_changes(reader_language(), timezone.localdate())})
