"""What publishing a guide requires: that its questions decide something, and that what waits for an answer can be answered.

The rules about questions are a procedure page's own (``procedures_pages.publishing.requirements``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from procedures_pages.models import ProcedurePage
from procedures_pages.publishing.requirements import (
    Gap,
    answers_without_a_phrase,
    exits_half_said,
    idle_questions,
    unknown_conditions,
    values,
)
from procedures_pages.translation.composing import is_source

if TYPE_CHECKING:
    from .models import BaseGuidePage

MAX_NAMED = 12


def missing(page: BaseGuidePage) -> list[Gap]:
    """Everything the guide still lacks to be published. A translation says what its source says."""
    return [gap for check in RULES for gap in check(page)] if is_source(page) else []


def _conditions(page: BaseGuidePage) -> Iterator[tuple[str, str]]:
    for step in values(page.steps):
        for applies in (step.get("applies"), *(known.get("applies") for known in step.get("known") or [])):
            yield from (("steps", wanted) for wanted in applies or [])


def conditions_name_answers_that_exist(page: BaseGuidePage) -> Iterator[Gap]:
    yield from unknown_conditions(page, _conditions(page))


def every_question_decides_something(page: BaseGuidePage) -> Iterator[Gap]:
    yield from idle_questions(page, _conditions(page))


def known_answers_are_asked_for(page: BaseGuidePage) -> Iterator[Gap]:
    """What a step says it knows is an answer on the page of one of its procedures."""
    for step in values(page.steps):
        if not step.get("known"):
            continue
        asked = _asked_by([p for p in step.get("procedures") or [] if p is not None])
        for known in step["known"]:
            if known.get("answer") not in asked:
                told = {"step": step.get("title"), "answer": known.get("answer"), "known": ", ".join(asked[:MAX_NAMED]) or "–"}
                message = _("Bước “%(step)s”: thủ tục của bước không hỏi “%(answer)s”. Có thể ghi: %(known)s.") % told
                yield Gap("known_answers_are_asked_for", "steps", message)


def _asked_by(procedures: list[ProcedurePage]) -> list[str]:
    """Every "question=answer" of these procedures."""
    return [f"{q['slug']}={a['slug']}" for page in procedures for q in values(page.specific.questions) for a in q["answers"]]


RULES: tuple[Callable[[BaseGuidePage], Iterator[Gap]], ...] = (
    every_question_decides_something,
    answers_without_a_phrase,
    exits_half_said,
    conditions_name_answers_that_exist,
    known_answers_are_asked_for,
)
