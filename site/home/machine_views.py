"""What machines ask for: health, robots, sitemap, security contact."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe

from guides.building import guide_path
from guides.models import BaseGuidePage
from procedures_pages.addresses import absolute, localized, procedure_path
from procedures_pages.facts import GONE
from procedures_pages.models import ProcedurePage

from .models import HomePage, StandardPage


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """The database answers too, and the content is there; 503 where not."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        published = ProcedurePage.objects.published().count()
    except Exception:
        return JsonResponse({"status": "database"}, status=503)
    return JsonResponse({"status": "ok", "procedures": published})


@require_safe
@cache_control(max_age=3600, public=True)
def robots(request: HttpRequest) -> HttpResponse:
    """Pages with ``noindex`` are not forbidden here: a program that may not read a page never sees its ``noindex``, and messengers that
    draw a preview of a shared checklist ask this file first.
    """
    lines = [
        "User-agent: *",
        "Disallow: /quan-tri/",
        "Disallow: /api/",
        "",
        f"Sitemap: {absolute('/sitemap.xml')}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def _entries() -> list[dict[str, object]]:
    """Every public address with its languages: [{"paths": {lang: path}, "changed": datetime}]."""
    found: dict[tuple[str, object], dict[str, object]] = {}

    def add(kind: str, key: object, lang: str, path: str, changed: object) -> None:
        entry = found.setdefault((kind, key), {"paths": {}, "changed": changed})
        entry["paths"][lang] = absolute(path)  # type: ignore[index]

    common = ("translation_key", "locale__language_code", "slug", "last_published_at")
    for key, lang, _slug, changed in HomePage.objects.published().values_list(*common):
        add("home", key, lang, localized("/", lang), changed)
    for path in ("/thu-tuc/", "/huong-dan/", "/noi-nop/", "/danh-muc-2022/", "/so-do-trang/"):
        for lang in ("vi", "en"):
            add("fixed", path, lang, localized(path, lang), None)
    for key, lang, slug, changed in ProcedurePage.objects.published().exclude(status__in=GONE).values_list(*common):
        add("procedure", key, lang, procedure_path(slug, lang=lang), changed)
    for key, lang, slug, changed in BaseGuidePage.objects.published().values_list(*common):
        add("guide", key, lang, guide_path(slug, lang), changed)
    for key, lang, slug, changed in StandardPage.objects.published().values_list(*common):
        add("standard", key, lang, localized(f"/{slug}/", lang), changed)
    return list(found.values())


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
    expires = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=180)
    lines = [
        f"Contact: {contact}",
        f"Expires: {expires.isoformat()}",
        "Preferred-Languages: vi, en",
        f"Canonical: {settings.SITE_URL}/.well-known/security.txt",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
