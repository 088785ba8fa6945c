"""``/quay/<slug>/``: one procedure at the counter. Thin: read the request, call one function, render."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from office.kept_pages import kept

from ..addresses import reader_language
from ..expected_return import expected_return
from ..facts.case import tailor
from ..facts.reading import query_of_case, read
from ..law_changes.open import told_on
from ..paper.editions import BY_CO
from ..sharing import links
from ..sharing.case_codes import code_of
from ..sharing.messages import message
from .questions import asked, counter_path, onward


@kept(query_of_case)
@require_safe
def case(request: HttpRequest, slug: str) -> HttpResponse:
    """The questions, the papers of this case and what to do with them. Answers come in the query string, nothing is kept."""
    reader = reader_language()
    facts = read(slug, reader).facts
    with translation.override(facts.lang):
        case = tailor(facts, dict(request.GET.lists()))
        due_back = expected_return(facts, case)
        changes = told_on(facts.id)
        text = message(facts, case, due_back)
    questions = asked(facts, case)
    context = {
        "facts": facts,
        "case": case,
        "law_changes": changes,
        "begin": counter_path(),
        "questions": questions,
        "next": next((question for question in questions if question.is_next), None),
        "last": next((question for question in reversed(questions) if question.chosen), None),
        "onward": onward(facts),
        "message": text,
        "due_back": due_back,
        "short_link": links.short_link(facts, case),
        # In letters without the answers: the code carries those, and a person can type this.
        "typed_link": links.typed_link(facts, case),
        "short_code": code_of(facts, case),
        "large_print": BY_CO["lon"],
        "slip": BY_CO["phieu"],
        "untranslated": facts.lang != reader,
    }
    response = render(request, "procedures_pages/counter.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response
