"""Reader's pages of procedures. Thin: read the request, call one function, render."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from . import printing, sharing
from .addresses import localized, procedure_path
from .building import facts_of, rows_in_memory
from .catalogue import catalogue_of, list_of_2022
from .checklist import tailor
from .codes import page_of_code
from .models import ProcedurePage

TEMPLATES = {"page": "procedures_pages/procedure.html", "checklist": "procedures_pages/checklist.html", "print": "print/procedure.html"}
REFERENCES = ("locale", "area", "authority", "transfer", "successor__locale")


def versions_of(slug: str) -> dict[str, ProcedurePage]:
    """The published page of that slug in each language: {"vi": page, "en": page}. One query."""
    found = ProcedurePage.objects.published().filter(slug=slug).select_related(*REFERENCES)
    return {page.locale.language_code: page for page in found}


def _context(request: HttpRequest, page: ProcedurePage, languages: list[str], preview: bool = False) -> dict[str, Any]:
    reader = get_language() or "vi"
    # A page without a translation is told in its own language from top to bottom; only its links keep the reader's.
    with translation.override(page.locale.language_code):
        facts = facts_of(page, rows_in_memory(page) if preview else None, links=reader)
        checklist = tailor(facts.questions, facts.documents, {} if preview else dict(request.GET.lists()))
        return {
            **printing.print_context(facts, checklist),
            "page": page,
            "languages": languages,
            "untranslated": facts.lang != reader,
            "links": localized("", reader),
            "message": sharing.message(facts, checklist),
        }


def _qr(context: dict[str, Any]) -> SafeString:
    return SafeString(sharing.qr_svg(context["short_link"], inline=True).decode())


def preview(request: HttpRequest, page: ProcedurePage, mode: str) -> HttpResponse:
    """The page as it stands in memory, saved or not: for the desk."""
    mode = mode or "page"
    context = _context(request, page, [page.locale.language_code], preview=True)
    return render(request, TEMPLATES[mode], {**context, "whole": mode == "print", "qr_inline": _qr(context)})


def preview_catalogue(request: HttpRequest, page: object, mode: str) -> HttpResponse:
    return catalogue(request)


def _found(slug: str) -> tuple[ProcedurePage, list[str]]:
    versions = versions_of(slug)
    page = versions.get(get_language() or "vi") or versions.get("vi")
    if page is None:
        raise Http404
    return page, sorted(versions)


@require_safe
def procedure(request: HttpRequest, slug: str, mode: str = "page") -> HttpResponse:
    """One procedure; its checklist (mode ``checklist``); the whole of it for paper (mode ``print``). Answers come in the query string."""
    page, languages = _found(slug)
    context = _context(request, page, languages)
    response = render(request, TEMPLATES[mode], {**context, "whole": mode == "print", "qr_inline": _qr(context) if mode == "print" else ""})
    if context["facts"].is_gone or mode != "page":
        response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
@cache_control(max_age=300, public=True)
def checklist_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """The checklist as an A4 PDF; ``co=lon`` for the large-print edition."""
    page, _languages = _found(slug)
    with translation.override(page.locale.language_code):
        facts = facts_of(page)
        checklist = tailor(facts.questions, facts.documents, dict(request.GET.lists()))
        data = printing.pdf(facts, checklist, large=request.GET.get("co") == "lon")
    response = HttpResponse(data, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{slug}.pdf"'
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
@cache_control(max_age=86_400, public=True)
def qr(request: HttpRequest, slug: str) -> HttpResponse:
    """The QR code of the short address of this case."""
    page, _languages = _found(slug)
    facts = facts_of(page)
    checklist = tailor(facts.questions, facts.documents, dict(request.GET.lists()))
    return HttpResponse(sharing.qr_svg(sharing.short_link(facts, checklist)), content_type="image/svg+xml")


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """Every procedure, narrowed by the filters of the query string."""
    return render(
        request, "procedures_pages/catalogue.html", {"catalogue": catalogue_of(request.GET, get_language() or "vi"), "path": request.path}
    )


@require_safe
def catalogue_2022(request: HttpRequest) -> HttpResponse:
    """The list of 2022 as it was: by level and by area, with its sums."""
    return render(request, "procedures_pages/list_2022.html", {"list": list_of_2022()})


@require_safe
def short_address(request: HttpRequest, code: str) -> HttpResponse:
    """``/t/<code>``: to the procedure in force under that code, with the query string, in the reader's language."""
    page = page_of_code(code)
    if page is None:
        raise Http404
    return HttpResponseRedirect(procedure_path(page.slug, query=request.META.get("QUERY_STRING", "")[:1500]))
