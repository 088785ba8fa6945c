"""The search page and its suggestions. Thin: read the request, call one function, render."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from office import site_data
from procedures_pages.addresses import reader_language, said_path
from procedures_pages.said import page_of_words

from .answers.answering import answers as answers_of
from .answers.data import told_as_data
from .index.snapshot import index_snapshot
from .pages.results import results as find
from .pages.results import suggestions as suggest
from .query.reading import read_query
from .query_log import recording
from .searching import searcher

NOINDEX = "noindex, follow"


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """``q`` what is looked for, ``loai``, ``linh-vuc``, ``cap``, ``doi-tuong`` what narrows it, ``page``. Anything odd is ignored."""
    asked = request.GET
    if page_of_words(asked.get("q", "")):
        # A code that somebody has said is no question: it is not counted, and there is one answer.
        return HttpResponseRedirect(said_path(asked["q"].strip().upper()))
    found = find(searcher(), asked.get("q", ""), reader_language(), asked, page=asked.get("page", ""))
    recording.asked(request, found.query.text, reader_language(), found.everything)
    chosen = {one.parameter: one.chosen.value for one in found.filters if one.chosen}
    context: dict[str, object] = {"results": found, "own_query": urlencode({"q": found.query.text, **chosen})}
    if not found.found:
        nothing_yet = not index_snapshot(reader_language()).rows
        context |= {"all_areas": site_data.areas(), "counter_phone": site_data.counter_phone(), "nothing_yet": nothing_yet}
    response = render(request, "search/results.html", context)
    response["X-Robots-Tag"] = NOINDEX
    return response


@require_safe
def answers(request: HttpRequest) -> JsonResponse:
    """``q`` a question → the fact it asks for, as DESIGN.md has it, or {"abstained": reason}. In Vietnamese."""
    with translation.override("vi"):
        query = read_query(request.GET.get("q", ""))
        told = told_as_data(query, answers_of(query, searcher().answer(query, "vi"))[0])
    response = JsonResponse(told, json_dumps_params={"ensure_ascii": False})
    response.content = response.content.replace(b"<", rb"\u003c").replace(b">", rb"\u003e")
    response["X-Robots-Tag"] = NOINDEX
    return response


@require_safe
def suggestions(request: HttpRequest) -> JsonResponse:
    """``q`` what is being typed → {"query", "suggestions": [{"title", "url", "kind"}]}, and "lang" where a title is in another."""
    raw = request.GET.get("q", "")
    answer = {"query": read_query(raw).text, "suggestions": suggest(searcher(), raw, reader_language())}
    response = JsonResponse(answer, json_dumps_params={"ensure_ascii": False})
    # What was typed comes back, but never as markup, whoever shows it.
    response.content = response.content.replace(b"<", rb"\u003c").replace(b">", rb"\u003e")
    response["X-Robots-Tag"] = NOINDEX
    return response
