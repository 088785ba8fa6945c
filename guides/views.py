"""Reader's pages of guides."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from office.kept_pages import kept
from procedures_pages.addresses import reader_language
from procedures_pages.facts.case import canonical_query
from procedures_pages.queries import in_readers_language, versions_at
from procedures_pages.translation.keeping import in_memory

from .building import facts_of_guide
from .listing import entries
from .models import BaseGuidePage
from .planning import plan_of
from .sheets import plan_sheet


def render_guide(request: HttpRequest, page: BaseGuidePage, languages: list[str]) -> HttpResponse:
    lang = reader_language()
    guide = facts_of_guide(page, lang)
    context = {"guide": guide, "page": page, "languages": languages, "untranslated": guide.lang != lang, "path": guide.url}
    if not guide.questions:
        return render(request, "guides/guide.html", context)
    with translation.override(guide.lang):
        context |= plan_sheet(plan_of(guide, dict(request.GET.lists())))
    return render(request, "guides/plan.html", context)


@kept()
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    found = entries(reader_language())
    return render(
        request,
        "guides/index.html",
        {"life_events": [e for e in found if e.kind == "life_event"], "guides": [e for e in found if e.kind == "guide"]},
    )


def found_guide(slug: str) -> tuple[BaseGuidePage, list[str]]:
    """The published guide in the reader's language, Vietnamese where there is no other, and the languages it has. Raises Http404."""
    return in_readers_language(versions_at(BaseGuidePage.objects.all(), slug))


def _query_of_plan(query: QueryDict, slug: str) -> str | None:
    if not query:
        return ""
    guide = facts_of_guide(found_guide(slug)[0], reader_language())
    if not guide.questions:
        return ""
    with translation.override(guide.lang):
        return canonical_query(partial(plan_of, guide), dict(query.lists()))


@kept(_query_of_plan)
@require_safe
def plan_print(request: HttpRequest, slug: str) -> HttpResponse:
    """The plan of a guide for the answers given, as a page to print."""
    page, _languages = found_guide(slug)
    # The sheet is in the guide's own language, so are the facts of its procedures.
    guide = facts_of_guide(page, page.locale.language_code)
    with translation.override(guide.lang):
        response = render(request, "print/plan.html", plan_sheet(plan_of(guide, dict(request.GET.lists()))))
    response["X-Robots-Tag"] = "noindex"
    return response


@kept(_query_of_plan)
@require_safe
def guide(request: HttpRequest, slug: str) -> HttpResponse:
    return render_guide(request, *found_guide(slug))


def preview(request: HttpRequest, page: BaseGuidePage, mode: str) -> HttpResponse:
    """The guide as it stands in memory: for the desk."""
    return render_guide(request, in_memory(page), [page.locale.language_code])


def preview_index(request: HttpRequest, page: object, mode: str) -> HttpResponse:
    return index(request)
