"""What machines ask for: health, robots, security contact. (The sitemap: ``home.sitemaps``.)"""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.template.loader import get_template
from django.utils import timezone
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe

from office import callers, site_data
from office import metrics as office_metrics
from office.clock.status import clock_state
from procedures_pages.addresses import absolute
from procedures_pages.models import ProcedurePage

from .setup.state import has_name, missing_parts


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """The database answers too, and the content is there; 503 where not, "setup" where the site has no pages to serve yet.

    A unit without a name is told among what is missing, with 200: readers can be served.

    A clock that is late is told, with 200: this node still answers readers, and taking it away would start no clock.
    """
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        procedures = ProcedurePage.objects.published().in_source_language().count()
        clock = clock_state()
        missing = missing_parts()
        has_unit = has_name()
    except Exception:
        return JsonResponse({"status": "database"}, status=503)
    last_run = clock.last_run.isoformat() if clock.last_run else None
    answer = {"procedures": procedures, "clock": {"last_run": last_run, "late": clock.late}}
    told = missing + ([] if has_unit else ["unit"])
    if told:
        answer["missing"] = told
    return JsonResponse({"status": "setup" if missing else "ok", **answer}, status=503 if missing else 200)


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Prometheus' text, for those whom the setting ``METRICS_ALLOWED`` names; for all others there is nothing here."""
    networks, unix_is_allowed = callers.read_proxies(tuple(settings.METRICS_ALLOWED))
    address = callers.caller(request)
    allowed = unix_is_allowed if address is None else any(address in network for network in networks)
    if not allowed:
        raise Http404
    return HttpResponse(office_metrics.text(), content_type="text/plain; version=0.0.4; charset=utf-8")


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


@require_safe
@cache_control(no_cache=True)
def service_worker(request: HttpRequest) -> HttpResponse:
    """``/sw.js``: what keeps opened lists in the browser. At the root, or it could not speak for the pages; asked for anew each time."""
    return HttpResponse(get_template("home/sw.js").render(), content_type="text/javascript; charset=utf-8")


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """RFC 9116. Where nobody has given an address for reports, the offices' page is the contact."""
    email = site_data.unit().email
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
