"""The terms that pages explain; readers' reports, the only form that a reader can send.

The form needs no cookie, so it is checked by where it came from.
"""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Page

from . import limits, site_data
from .forms import ReportForm, answers_in
from .kept_pages import kept
from .models import ReaderReport


def _from_here(request: HttpRequest) -> bool:
    """True where the browser says that the form stood on this site; a browser that says nothing is believed."""
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site in ("same-origin", "none")
    origin = request.headers.get("Origin")
    return not origin or urlsplit(origin).netloc in (request.get_host(), urlsplit(settings.SITE_URL).netloc)


def _version_of(slug: str) -> str:
    """When the page that a reader sees under ``slug`` was published last: "27/11/2026 18:47", in the site's time. One query.

    A translation shows its Vietnamese source's facts, so the later of the two counts. "" where no page, or more than one, has that slug.
    """
    languages = {"vi", (get_language() or "vi").partition("-")[0]}
    pages = Page.objects.live().filter(slug=slug, alias_of=None, locale__language_code__in=languages)
    published = list(pages.values_list("translation_key", "last_published_at"))
    times = [time for _key, time in published if time]
    if not times or len({key for key, _time in published}) > 1:
        return ""
    return timezone.localtime(max(times)).strftime("%d/%m/%Y %H:%M")


def _case_read(request: HttpRequest, slug: str) -> str:
    """The answers with which the page was read that the reader has come from, which a browser says within this site; else ""."""
    try:
        came = urlsplit(request.headers.get("Referer", ""))
    except ValueError:
        return ""
    is_here = came.netloc in (request.get_host(), urlsplit(settings.SITE_URL).netloc)
    return answers_in(came.query) if is_here and slug and f"/{slug}/" in came.path else ""


@csrf_exempt  # No cookie, no session: there is nothing that another site could misuse.
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """``/gop-y/?trang=<slug>``: the form; sent, a word of thanks. What the reader typed stays in the form where something is missing."""
    if request.method == "POST":
        form = ReportForm(request.POST)
        if not _from_here(request):
            return render(request, "403.html", status=403)
        if form.is_valid():
            if limits.is_over_limit(request, "reports", limits.REPORTS_AN_HOUR):
                return limits.later(request, "office/report.html", {"form": form})
            if not form.cleaned_data["website"]:
                told = form.cleaned_data
                read = {"page_slug": told["trang"], "page_version": _version_of(told["trang"]), "case": told["truong_hop"]}
                ReaderReport.objects.create(**read, part=told["phan"], words=told["noi_dung"])
            return render(request, "office/report_done.html", {"slug": form.cleaned_data["trang"]})
        return render(request, "office/report.html", {"form": form}, status=422)
    page = request.GET.get("trang", "")[:255]
    form = ReportForm(initial={"trang": page, "truong_hop": _case_read(request, page)})
    return render(request, "office/report.html", {"form": form, "own_query": urlencode({"trang": page})})


@kept()
@require_safe
def terms(request: HttpRequest) -> HttpResponse:
    """``/thuat-ngu/``: every term with its explanation, in the order of the reader's language; ``#<slug>`` is one of them."""
    lang = (get_language() or "vi").partition("-")[0]
    return render(request, "office/terms.html", {"terms": site_data.terms().of(lang)})
