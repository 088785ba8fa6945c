"""What the link opens: the page's facts beside the record, a form without cookie or script. Nothing else can be reached with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from office.limits import is_over_limit, later

from ..on_page.parts import Part
from ..on_page.saving import draft_of, row_of
from . import notices
from .answering import AnswerForm, Answers, save, send
from .edition import in_parts, moved
from .models import ExpertAnswer, ExpertCheck, ExpertUse
from .records import RecordBeside, RecordField, beside
from .tokens import check_of, note_use

# From one network in an hour: forms that are sent; addresses that open nothing.
MAX_SENT, MAX_WRONG = 60, 60
FORM = "expert_checks/answer.html"
SAVED = "da-luu"  # in the address: what was typed has just been kept
HEADERS = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow, noarchive"}


@dataclass(frozen=True, slots=True)
class Asked:
    """One part of the page beside the record. ``facts``: (its form, whether the page tells it otherwise by now).

    ``differing``: (what the page says, what the record says) as the desk's comparison found it.
    """

    part: Part
    facts: list[tuple[AnswerForm, bool]]
    records: list[tuple[RecordBeside, tuple[RecordField, ...]]]
    differing: list[tuple[str, str]]


def _unseen(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Nothing of it is kept, found by search engines, or told to where one goes on."""

    @wraps(view)
    def answer(request: HttpRequest, token: str) -> HttpResponse:
        response = view(request, token)
        for name, value in HEADERS.items():
            response[name] = value
        return response

    return answer


@csrf_exempt  # No cookie: whoever knows the address may answer, nobody else can send to it.
@require_http_methods(["GET", "HEAD", "POST"])
@_unseen
def expert_check(request: HttpRequest, token: str) -> HttpResponse:
    check = check_of(token)
    if check is None:
        is_over = is_over_limit(request, "expert-checks-wrong", MAX_WRONG)
        return later(request, "expert_checks/later.html", {}) if is_over else render(request, "expert_checks/closed.html", status=404)
    answers = list(check.answers.all())
    if check.sent_at:
        return render(request, "expert_checks/sent.html", {"check": check, "answers": answers})
    if request.method == "POST":
        return _posted(request, check, answers)
    note_use(check, ExpertUse.What.OPENED)
    return _form(request, check, Answers(check, answers))


def _posted(request: HttpRequest, check: ExpertCheck, answers: list[ExpertAnswer]) -> HttpResponse:
    given = Answers(check, answers, request.POST)
    is_valid = given.is_valid()
    if is_over_limit(request, "expert-checks", MAX_SENT):
        return later(request, FORM, _shown(request, check, given))
    if not is_valid:
        return _form(request, check, given, status=422)
    if "gui" not in request.POST:
        return HttpResponseRedirect(f"{request.path}?{SAVED}" if save(given) else request.path)
    if send(given):
        notices.answered(check)
    elif given.has_errors:
        return _form(request, check, given, status=422)
    return HttpResponseRedirect(request.path)


def _form(request: HttpRequest, check: ExpertCheck, given: Answers, status: int = 200) -> HttpResponse:
    return render(request, FORM, _shown(request, check, given), status=status)


def _shown(request: HttpRequest, check: ExpertCheck, given: Answers) -> dict[str, Any]:
    changed, is_more = _moved(check, [form.answer for form in given.forms])
    records = beside(check.versions)
    asked = [
        Asked(
            part,
            [(form, form.answer.anchor in changed) for form in forms],
            [(record, fields) for record in records if (fields := record.of(part.key))],
            [(says, record) for key, says, record in check.findings if key == part.key],
        )
        for part, forms in in_parts(given.forms, lambda form: form.answer)
    ]
    return {
        "check": check,
        "title": _title(check),
        "asked": asked,
        "given": given,
        "has_moved": bool(changed) or is_more,
        "n_changed": len(changed),
        "records": records,
        "is_saved": SAVED in request.GET,
    }


def _title(check: ExpertCheck) -> str:
    """As the edition has it: what a later draft calls the page is not theirs to see."""
    return str(check.revision.content.get("title") if check.revision else check.page.title)


def _moved(check: ExpertCheck, answers: list[ExpertAnswer]) -> tuple[frozenset[str], bool]:
    try:
        return moved(draft_of(row_of(check.page_id)), answers)
    except Http404:
        return frozenset(), False
