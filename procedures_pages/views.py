"""Reader's pages of procedures. Thin: read the request, call one function, render."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.contrib import messages as told_messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from office import site_data
from office.kept_pages import kept
from office.terms import PATH as TERMS
from office.terms import index_of
from office.trackers import without_trackers

from .addresses import localized, procedure_path, reader_language, said_path
from .catalogue import catalogue_of, list_of_2022, query_of_catalogue
from .codes import answers_of_code, read_code, resolve_code
from .explaining import Explaining
from .facts.case import tailor
from .facts.from_pages import facts_of, rows_in_memory
from .facts.phrases import day_words
from .facts.procedure import GONE
from .facts.reading import Reading, query_of_case, read
from .history.coming import coming_of
from .history.days import DAY, day_asked, desk_path
from .history.feeds import ChangesFeed
from .history.publications import version_of
from .history.told import of_page, sentences
from .models import ProcedurePage
from .paper.editions import A4, edition_of, print_address
from .paper.serving import pdf_response
from .paper.sheets import html_for_pdf, sheet
from .paper_places.keeping import paper_index
from .queries import IN_SOURCE_LANGUAGE
from .register.views import record_path
from .said import page_of_said
from .sharing import links
from .sharing.messages import messages
from .sharing.short_codes import MAX_TYPED, SIGNS
from .translation.keeping import in_memory
from .withdrawn import answer, or_withdrawn, withdrawn_under

TEMPLATES = {
    "page": "procedures_pages/procedure.html",
    "checklist": "procedures_pages/checklist.html",
    "hand_over": "procedures_pages/hand_over.html",
}

MOST_CHANGES = 30
# Where terms are explained: texts to send, paper and data hold words alone.
EXPLAINED = ("page", "checklist")


def _context(request: HttpRequest, reading: Reading, mode: str, answers: Mapping[str, list[str]]) -> dict[str, Any]:
    facts, reader = reading.facts, reader_language()
    # A page without a translation is told in its own language from top to bottom; only its links keep the reader's.
    with translation.override(facts.lang):
        case = tailor(facts, answers)
        edition = edition_of(request.GET) if mode == "checklist_print" else A4
        shown = sheet(facts, case, edition, whole=mode == "print")
        return {
            **shown,
            "coming": coming_of(facts) if mode == "page" and reading.version else None,
            "languages": reading.languages,
            "untranslated": facts.lang != reader,
            "links": localized("", reader),
            "places": SimpleLazyObject(lambda: paper_index().of(facts.id)),
            "messages": SimpleLazyObject(partial(messages, facts, case, shown["due_back"])),
            "explaining": Explaining(index_of(site_data.terms().of(facts.lang)), localized(TERMS, reader)) if mode in EXPLAINED else None,
        }


def _drawn(request: HttpRequest, context: dict[str, Any], mode: str) -> HttpResponse:
    """``mode`` is one of ``TEMPLATES``, or "print" or "checklist_print" for the pages that a browser prints."""
    return render(request, TEMPLATES.get(mode) or context["edition"].template, context)


def preview(request: HttpRequest, page: ProcedurePage, mode: str) -> HttpResponse:
    """The page as it stands in memory, saved or not: for the desk."""
    mode, page = mode or "page", in_memory(page)
    language = page.locale.language_code
    with translation.override(language):
        facts = facts_of(page, rows_in_memory(page), links=reader_language())
    return _drawn(request, _context(request, Reading(facts, (language,)), mode, {}), mode)


def preview_catalogue(request: HttpRequest, page: object, mode: str) -> HttpResponse:
    return catalogue(request)


def _query_of_page(query: QueryDict, slug: str, mode: str = "page") -> str | None:
    """Of a page to print, the edition stands in it too. Of the page of another day nothing is kept: it leads to the desk."""
    if day_asked(query):
        return None
    asked = query_of_case(query, slug)
    edition = edition_of(query).co if mode == "checklist_print" else ""
    return asked if asked is None or not edition else "&".join(filter(None, (asked, f"co={edition}")))


@kept(_query_of_page)
@require_safe
@or_withdrawn
def procedure(request: HttpRequest, slug: str, mode: str = "page") -> HttpResponse:
    """One procedure in one of its forms: page, checklist, handing over, pages to print. Answers come in the query string."""
    if day_asked(request.GET):
        return HttpResponseRedirect(desk_path(slug, request.GET.dict()))
    context = _context(request, read(slug, reader_language()), mode, dict(request.GET.lists()))
    response = _drawn(request, context, mode)
    if context["facts"].is_gone or mode != "page":
        response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
@or_withdrawn
def pdf(request: HttpRequest, slug: str, whole: bool = False) -> HttpResponseBase:
    """The checklist as a PDF in the edition that ``co`` names; or the whole procedure."""
    facts = read(slug).facts
    with translation.override(facts.lang):
        case = tailor(facts, dict(request.GET.lists()))
        edition = A4 if whole else edition_of(request.GET)
        html = html_for_pdf(facts, case, edition, whole)
        instead = print_address(facts, case, edition, whole)
    return pdf_response(request, html, "-".join(filter(None, (slug, edition.co))) + ".pdf", instead)


@require_safe
@cache_control(max_age=86_400, public=True)
def qr(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """The QR code of the short address of this case, ``kind`` "svg" or "png"."""
    facts = read(slug).facts
    link = links.short_link(facts, tailor(facts, dict(request.GET.lists())))
    if kind == "png":
        return HttpResponse(links.qr_png(link), content_type="image/png")
    return HttpResponse(links.qr_svg(link), content_type="image/svg+xml")


@require_safe
def page_of_day(request: HttpRequest, slug: str) -> HttpResponse:
    """On the desk: the whole procedure to print as readers had it at the end of a day, today unless ``ngay`` names another."""
    row = get_object_or_404(ProcedurePage.objects.filter(IN_SOURCE_LANGUAGE), slug=slug)
    day = day_asked(request.GET) or timezone.localdate()
    found = version_of(row, day)
    if found is None:
        told_messages.error(
            request, gettext("Ngày %(day)s trang này không được đăng, hoặc chưa ai ghi lại bản ấy.") % {"day": day_words(day)}
        )
        return redirect("facts_screen", row.pk)
    revision, since = found
    page = revision.as_object()
    reading = Reading(facts_of(page, rows_in_memory(page), links="vi"), (page.locale.language_code,))
    answers = {name: values for name, values in request.GET.lists() if name != DAY}
    context = _context(request, reading, "print", answers) | {"of_day": day, "went_live": timezone.localdate(since)}
    return _drawn(request, context, "print")


# Not kept whole: it is made of versions and of what was published when, of which other pages know nothing.
@require_safe
@or_withdrawn
def history(request: HttpRequest, slug: str) -> HttpResponse:
    """What changed on a page, when, and by which decision."""
    lang = reader_language()
    facts = read(slug, lang).facts
    told = [(entry, sentences(entry)) for entry in of_page(facts, MOST_CHANGES)]
    context = {
        "facts": facts,
        "history": told,
        "coming": coming_of(facts),
        "untranslated": facts.lang != lang,
        "links": localized("", lang),
    }
    response = render(request, "procedures_pages/history.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def changes_feed(request: HttpRequest, slug: str = "") -> HttpResponse:
    """The same as Atom: of a page, of the area that ``linh-vuc`` names, or of all pages."""
    response: HttpResponse = ChangesFeed()(request, slug=slug)
    return response


@kept(query_of_catalogue)
@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """Every procedure, narrowed by the filters of the query string."""
    return render(
        request, "procedures_pages/catalogue.html", {"catalogue": catalogue_of(request.GET, reader_language()), "path": request.path}
    )


@kept()
@require_safe
def catalogue_2022(request: HttpRequest) -> HttpResponse:
    """The list of 2022 as it was: by level and by area, with its sums."""
    return render(request, "procedures_pages/list_2022.html", {"list": list_of_2022()})


@require_safe
def short_address(request: HttpRequest, code: str) -> HttpResponse:
    """``/t/<code>``: to the procedure in force under that code, with the query string, in the reader's language.

    Where it was split, the choice; where its page was withdrawn, why; where only the register knows it, its record.
    """
    query = without_trackers(request.META.get("QUERY_STRING", ""))
    ways = resolve_code(code)
    if len(ways) == 1 or (ways and ways[0].is_present):
        return HttpResponseRedirect(procedure_path(ways[0].page.slug, query=query or answers_of_code(ways[0].page, code)))
    if ways:
        choices = [(way, procedure_path(way.page.slug, query=query)) for way in ways]
        response = render(request, "procedures_pages/choose.html", {"code": read_code(code), "choices": choices})
        response["X-Robots-Tag"] = "noindex"
        return response
    if gone := withdrawn_under(code):
        return answer(request, gone)
    record = record_path(code)
    if record is None:
        raise Http404
    return HttpResponseRedirect(record)


@require_safe
def said_code(request: HttpRequest, text: str = "") -> HttpResponse:
    """``/k/<short>``: to the list of the case that the code stands for. An unknown code, or none: a box to type it into."""
    typed = text or request.GET.get("ma", "")[:MAX_TYPED]
    found = page_of_said(typed)
    if found is not None:
        gone = found.page.status in GONE
        return HttpResponseRedirect(procedure_path(found.page.slug, "" if gone else "ho-so/", query=found.answers))
    response = render(
        request, "procedures_pages/said.html", {"typed": typed, "box": said_path(), "signs": " ".join(SIGNS)}, status=404 if typed else 200
    )
    response["X-Robots-Tag"] = "noindex"
    return response
