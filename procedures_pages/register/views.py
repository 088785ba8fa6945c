"""``/tra-cuu/<code>/``: a record nobody has written a guide for, as published, readable at once and said to be unedited."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from office import site_data

from ..addresses import localized, procedure_path
from ..codes import page_of_code, read_code
from ..parameters import without_trackers
from .models import RegisterRecord
from .showing import shown


def record_path(code: str) -> str | None:
    """Where the record of a code is read; None where the register has none."""
    read = read_code(code) or code
    known = RegisterRecord.objects.filter(code=read, current__isnull=False).exists()
    return localized(f"/tra-cuu/{read}/") if known else None


@require_safe
def record(request: HttpRequest, code: str) -> HttpResponse:
    """A guide, once live, takes the record's place: 301 with the query string."""
    # The register has codes of more shapes than the rule for codes allows.
    read = read_code(code) or code
    page = page_of_code(read)
    if page is not None:
        return HttpResponsePermanentRedirect(procedure_path(page.slug, query=without_trackers(request.META.get("QUERY_STRING", ""))))
    found = RegisterRecord.objects.filter(code=read).select_related("current", "last_seen", "gone_in").first()
    if found is None or found.current is None:
        raise Http404
    procedure = found.current.procedure
    pattern = site_data.unit().portal_procedure
    context = {
        "record": found,
        "procedure": procedure,
        "shown": shown(procedure),
        "official_url": pattern.replace("{id}", procedure.portal_id) if procedure.portal_id else "",
        "noindex": settings.REGISTER_NOINDEX,
        "untranslated": get_language() != "vi",
    }
    response = render(request, "register/record.html", context)
    if settings.REGISTER_NOINDEX:
        response["X-Robots-Tag"] = "noindex"
    return response
