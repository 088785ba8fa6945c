"""``/tra-cuu/<code>/``: a record nobody has written a guide for, as published, readable at once and said to be unedited."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from office import site_data
from office.kept_pages import kept
from office.trackers import without_trackers

from ..addresses import localized, procedure_path
from ..codes import page_of_code, read_code
from ..facts.phrases import day_words
from ..sharing import links
from .models import RegisterRecord
from .showing import message, other_place_words, short_address, shown


def record_path(code: str) -> str | None:
    """Where the record of a code is read; None where the register has none."""
    read = read_code(code) or code
    known = RegisterRecord.objects.filter(code=read, current__isnull=False).exists()
    return localized(f"/tra-cuu/{read}/") if known else None


@kept()
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
    # The record is Vietnamese, and so is all that is said about it.
    with translation.override("vi"):
        told = shown(procedure)
        text = message(told, day_words(found.last_seen.date))
    pattern = site_data.unit().portal_procedure
    context = {
        "record": found,
        "procedure": procedure,
        "shown": told,
        "message": text,
        "other_place": other_place_words(found.place, site_data.unit().province),
        "official_url": pattern.replace("{id}", procedure.portal_id) if procedure.portal_id else "",
        "noindex": settings.REGISTER_NOINDEX,
        "untranslated": get_language() != "vi",
    }
    response = render(request, "register/record.html", context)
    if settings.REGISTER_NOINDEX:
        response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
@cache_control(max_age=86_400, public=True)
def qr(request: HttpRequest, code: str) -> HttpResponse:
    """The QR code of a record's short address."""
    read = read_code(code) or code
    if not RegisterRecord.objects.filter(code=read, current__isnull=False).exists():
        raise Http404
    return HttpResponse(links.qr_svg(short_address(read)), content_type="image/svg+xml")
