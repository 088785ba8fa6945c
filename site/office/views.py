"""The terms that pages explain; what readers say of a page: that it is right, or what is wrong.

Both forms need no cookie, so they are checked by where they came from (decision 5).
"""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.core.validators import slug_re
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
from .models import ReaderConfirmation, ReaderReport


def _from_here(request: HttpRequest) -> bool:
    """True where the browser says that the form stood on this site; a browser that says nothing is believed."""
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site in ("same-origin", "none")
    origin = request.headers.get("Origin")
    return not origin or urlsplit(origin).netloc in (request.get_host(), urlsplit(settings.SITE_URL).netloc)


def _pages_of(slug: str) -> list[Page]:
    """The live pages that a reader may mean by ``slug``, in Vietnamese and in the language read, that one first. Two queries."""
    lang = (get_language() or "vi").partition("-")[0]
    pages = Page.objects.live().public().filter(slug=slug, alias_of=None, locale__language_code__in={"vi", lang})
    return sorted(pages.select_related("locale"), key=lambda page: page.locale.language_code != lang)


def _version_of(pages: list[Page]) -> str:
    """When the page was published last: "27/11/2026 18:47", in the site's time.

    A translation shows its Vietnamese source's facts, so the later of the two counts. "" where there is no page, or more than one.
    """
    times = [page.last_published_at for page in pages if page.last_published_at]
    if not times or len({page.translation_key for page in pages}) > 1:
        return ""
    return timezone.localtime(max(times)).strftime("%d/%m/%Y %H:%M")


def _back_to(pages: list[Page], case: str) -> str:
    """The address of the page that was read, with its answers; "" where there is none, or nobody knows which."""
    if not pages or len({page.translation_key for page in pages}) > 1:
        return ""
    address = pages[0].url or ""
    return f"{address}?{case}" if address and case else address


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
    """``/gop-y/?trang=<slug>``: the form; sent, a word of thanks. What the reader typed stays in the form where something is missing.

    Sent with ``dung``, as the page itself does, it is a yes: the page is right. That is a form of one button and no token, for pages are
    kept whole and are the same for everybody (decision 20); being POST, no crawler that follows links says yes.
    """
    if request.method == "POST":
        if not _from_here(request):
            return render(request, "403.html", status=403)
        return _confirmed(request) if "dung" in request.POST else _reported(request)
    page = request.GET.get("trang", "")[:255]
    form = ReportForm(initial={"trang": page, "truong_hop": _case_read(request, page)})
    return render(request, "office/report.html", {"form": form, "own_query": urlencode({"trang": page})})


def _reported(request: HttpRequest) -> HttpResponse:
    """Keeps what a reader says is wrong: 200 with thanks, 422 with what is missing, 429 from who sends too many."""
    form = ReportForm(request.POST)
    if not form.is_valid():
        return render(request, "office/report.html", {"form": form}, status=422)
    if limits.is_over_limit(request, "reports", limits.REPORTS_AN_HOUR):
        return limits.later(request, "office/report.html", {"form": form})
    told = form.cleaned_data
    slug, case = told["trang"], told["truong_hop"]
    pages = _pages_of(slug)
    if not told["website"]:
        version = _version_of(pages)
        ReaderReport.objects.create(page_slug=slug, page_version=version, case=case, part=told["phan"], words=told["noi_dung"])
    return render(request, "office/report_done.html", {"back": _back_to(pages, case)})


def _confirmed(request: HttpRequest) -> HttpResponse:
    """Keeps a reader's yes, with the day alone: 200 with thanks, 422 where there is no such page, 429 from who sends too many.

    It is counted apart from reports, so that nobody who says yes often is silenced when something is wrong.
    """
    slug = request.POST.get("trang", "")[:255]
    pages = _pages_of(slug) if slug_re.fullmatch(slug) else []
    if not pages:
        return render(request, "office/report_done.html", {"is_nowhere": True}, status=422)
    case = _case_read(request, slug)
    told = {"is_right": True, "slug": slug, "back": _back_to(pages, case)}
    if limits.is_over_limit(request, "confirmations", limits.REPORTS_AN_HOUR):
        return limits.later(request, "office/report_done.html", told)
    ReaderConfirmation.objects.create(page_slug=slug, page_version=_version_of(pages), case=case)
    return render(request, "office/report_done.html", told)


@kept()
@require_safe
def terms(request: HttpRequest) -> HttpResponse:
    """``/thuat-ngu/``: every term with its explanation, in the order of the reader's language; ``#<slug>`` is one of them."""
    lang = (get_language() or "vi").partition("-")[0]
    return render(request, "office/terms.html", {"terms": site_data.terms().of(lang)})
