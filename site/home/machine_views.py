"""What machines ask for: health, robots, sitemap, security contact."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from guides.building import guide_path
from guides.models import BaseGuidePage
from procedures_pages.addresses import absolute, localized, procedure_path
from procedures_pages.facts import GONE
from procedures_pages.models import ProcedurePage
from procedures_pages.queries import IN_SOURCE_LANGUAGE, published

from .models import HomePage, StandardPage


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return JsonResponse({"status": "ok"})


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """The database answers too, and the content is there; 503 where not."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        procedures = ProcedurePage.objects.published().in_source_language().count()
    except Exception:
        return JsonResponse({"status": "database"}, status=503)
    return JsonResponse({"status": "ok", "procedures": procedures})


@require_safe
@cache_control(max_age=3600, public=True)
def robots(request: HttpRequest) -> HttpResponse:
    lines = [
        "User-agent: *",
        "Disallow: /quan-tri/",
        "Disallow: /tim-kiem/",
        "Disallow: /api/",
        "Disallow: /*/ho-so/",
        "Disallow: /*/in/",
        "",
        f"Sitemap: {absolute('/sitemap.xml')}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


FIXED = ("/thu-tuc/", "/huong-dan/", "/noi-nop/", "/danh-muc-2022/", "/so-do-trang/")


def _entries() -> list[dict[str, object]]:
    """Every public address with its languages: [{"paths": {lang: address}, "changed": datetime}]."""
    entries = [_entry({lang: localized(path, lang) for lang, _name in settings.LANGUAGES}) for path in FIXED]
    for pages, path in (
        (HomePage.objects.all(), lambda _slug, lang: localized("/", lang)),
        (ProcedurePage.objects.exclude(status__in=GONE), lambda slug, lang: procedure_path(slug, lang=lang)),
        (BaseGuidePage.objects.all(), guide_path),
        (StandardPage.objects.all(), lambda slug, lang: localized(f"/{slug}/", lang)),
    ):
        entries += _entries_of(pages, path)
    return entries


def _entries_of(pages: Any, path: Callable[[str, str], str]) -> Iterator[dict[str, object]]:
    """One entry for each Vietnamese page, at its address in every language that it is published in. Two queries."""
    versions: dict[object, list[tuple[str, datetime | None]]] = {}
    translated = pages.model.objects.published().exclude(IN_SOURCE_LANGUAGE)
    for key, lang, changed in translated.values_list("translation_key", "locale__language_code", "last_published_at"):
        versions.setdefault(key, []).append((lang, changed))
    for key, slug, changed in published(pages).filter(IN_SOURCE_LANGUAGE).values_list("translation_key", "slug", "last_published_at"):
        others = versions.get(key, [])
        days = [day for day in (changed, *(day for _lang, day in others)) if day]
        yield _entry({lang: path(slug, lang) for lang in ("vi", *(lang for lang, _day in others))}, max(days, default=None))


def _entry(paths: dict[str, str], changed: datetime | None = None) -> dict[str, object]:
    return {"paths": {lang: absolute(path) for lang, path in paths.items()}, "changed": changed}


@require_safe
@cache_control(max_age=3600, public=True)
def sitemap(request: HttpRequest) -> HttpResponse:
    return render(request, "home/sitemap.xml", {"entries": _entries()}, content_type="application/xml")


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """RFC 9116. Where nobody has given an address for reports, the offices' page is the contact."""
    from office import furniture

    email = furniture.unit().email
    contact = f"mailto:{email}" if "@" in email else absolute("/noi-nop/")
    expires = timezone.now().replace(microsecond=0) + timedelta(days=180)
    lines = [
        f"Contact: {contact}",
        f"Expires: {expires.isoformat()}",
        "Preferred-Languages: vi, en",
        f"Canonical: {settings.SITE_URL}/.well-known/security.txt",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
