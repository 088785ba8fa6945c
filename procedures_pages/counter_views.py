"""``/quay/<slug>/``: one procedure at the counter. Thin: read the request, call one function, render."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from . import sharing
from .building import facts_of
from .checklist import tailor
from .counter import asked, counter_path, onward
from .messages import message
from .paper.editions import BY_CO
from .views import found_page


@require_safe
def case(request: HttpRequest, slug: str) -> HttpResponse:
    """The questions, the papers of this case and what to do with them. Answers come in the query string, nothing is kept."""
    page, _languages = found_page(slug)
    reader = get_language() or "vi"
    with translation.override(page.locale.language_code):
        facts = facts_of(page, links=reader)
        checklist = tailor(facts.questions, facts.documents, dict(request.GET.lists()))
        text = message(facts, checklist)
    questions = asked(facts, checklist)
    context = {
        "facts": facts,
        "checklist": checklist,
        "begin": counter_path(),
        "questions": questions,
        "next": next((question for question in questions if question.is_next), None),
        "last": next((question for question in reversed(questions) if question.chosen), None),
        "onward": onward(facts),
        "message": text,
        "short_link": sharing.short_link(facts, checklist),
        # In letters without the answers: the code carries those, and a person can type this.
        "typed_link": sharing.short_link(facts),
        "large_print": BY_CO["lon"],
        "slip": BY_CO["phieu"],
        "untranslated": facts.lang != reader,
    }
    response = render(request, "procedures_pages/counter.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response
