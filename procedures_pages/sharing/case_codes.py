"""Gives every case of a published procedure a short code, and finds either by the other.

Codes are given when a page is published, to all its cases at once: a reader's GET writes nothing, whatever it asks for. A code that has
been given keeps its meaning: the procedure, whatever it is called, and the answers, whatever else is asked today.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import parse_qs
from uuid import UUID

from django.core.cache import cache
from django.db import IntegrityError, transaction
from wagtail.signals import page_published

from ..facts.case import Case, tailor
from ..facts.from_pages import Rows, facts_of
from ..facts.procedure import ProcedureFacts
from ..models import CaseCode, ProcedurePage
from ..queries import IN_SOURCE_LANGUAGE, published
from ..translation.composing import is_source
from .short_codes import candidates, read_short_code

# Of one page; those with fewest answers come first. What is beyond has no code, and its short link as ever.
MAX_CASES = 5_000
KEPT_SECONDS = 60
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class SaidCase:
    """What a code stands for: the translation key of a procedure, and answers as a query string."""

    page_key: UUID
    answers: str


def case_queries(facts: ProcedureFacts, most: int = MAX_CASES) -> list[str]:
    """The canonical query strings of a procedure's cases, those with few answers first. Pure.

    Answers that lead to another procedure are no case of this one.
    """
    order = {question.id: n for n, question in enumerate(facts.questions)}
    found: dict[str, None] = {}
    cases = [tailor(facts, {})]
    while cases and len(found) < most:
        further = []
        for case in cases:
            if case.exit or case.query in found:
                continue
            found[case.query] = None
            answered = {question.id: [answer.id] for question, answer in case.chosen}
            last = max((order[question] for question in answered), default=-1)
            # Whoever answers an earlier question later has given the same answers: one way to each case is enough.
            later = [question for question in case.live if order[question.id] > last]
            further += [tailor(facts, {**answered, q.id: [a.id]}) for q in later for a in q.answers]
        cases = further
    return list(found)[:most]


def code_of(facts: ProcedureFacts, case: Case) -> str:
    """The short code of a case; empty where it has none, as one that leads to another procedure. One query, none when warm."""
    if case.exit:
        return ""
    # What is kept may be old in another process, never wrong: a code goes on meaning what it meant.
    codes: dict[str, str] = cache.get_or_set(_kept(facts.id), lambda: _codes_of_page(facts.id), KEPT_SECONDS) or {}
    return codes.get(case.answers_query, "")


def _kept(page_key: UUID | str) -> str:
    return f"case-codes:{page_key}"


def _codes_of_page(page_key: str) -> dict[str, str]:
    """{canonical query string: code} of a procedure, as of today."""
    rows = CaseCode.objects.filter(page_key=page_key).exclude(present=None).order_by("-pk")
    return {str(present): code for present, code in rows.values_list("present", "code")}


def case_of_code(text: str) -> SaidCase | None:
    """What the code in ``text``, however it is typed, stands for; None for no code and for one that was never given."""
    code = read_short_code(text)
    row = CaseCode.objects.filter(code=code).first() if code else None
    return SaidCase(row.page_key, row.answers) if row else None


def give_codes(page: ProcedurePage) -> int:
    """Gives codes to the cases of a Vietnamese page that have none, and notes what the earlier ones are today. Returns how many are new."""
    # Which answers there are, and what they decide, the page says itself: nothing that its rows lead to.
    facts = facts_of(page, Rows())
    queries = case_queries(facts)
    rows = list(CaseCode.objects.filter(page_key=page.translation_key).order_by("pk"))
    holders = _holders(facts, rows, queries)
    changed = _changed(rows, holders)
    missing = [query for query in queries if query not in holders]
    if changed or missing:
        with transaction.atomic():
            CaseCode.objects.bulk_update(changed, ["present"], batch_size=AT_ONCE)
            _add(page, missing)
    forget = partial(cache.delete, _kept(page.translation_key))
    forget()
    transaction.on_commit(forget)
    return len(missing)


def _holders(facts: ProcedureFacts, rows: Iterable[CaseCode], queries: Iterable[str]) -> dict[str, CaseCode]:
    """{query: the row whose code stands for that case today}: the row of exactly these answers, else the oldest that comes to them.

    The second where an editor gave an answer another id: what is printed with the old one is the same case.
    """
    by_answers = {row.answers: row for row in rows}
    holders = {query: by_answers[query] for query in queries if query in by_answers}
    known = set(queries)
    for row in rows:
        case = tailor(facts, parse_qs(row.answers))
        if not case.ignored and case.query in known:
            holders.setdefault(case.query, row)
    return holders


def _changed(rows: Iterable[CaseCode], holders: dict[str, CaseCode]) -> list[CaseCode]:
    """The rows that stand for another case today than was noted, with that case."""
    present = {row.pk: query for query, row in holders.items()}
    changed = [row for row in rows if row.present != present.get(row.pk)]
    for row in changed:
        row.present = present.get(row.pk)
    return changed


def _add(page: ProcedurePage, queries: list[str]) -> None:
    for at in range(0, len(queries), AT_ONCE):
        part = queries[at : at + AT_ONCE]
        offers = {query: list(candidates(f"{page.slug}?{query}")) for query in part}
        taken = set(CaseCode.objects.filter(code__in=_all(offers.values())).values_list("code", flat=True))
        rows = []
        for query, codes in offers.items():
            code = next((code for code in codes if code not in taken), None)
            if code is not None:
                taken.add(code)
                rows.append(CaseCode(code=code, page_key=page.translation_key, answers=query, present=query))
        CaseCode.objects.bulk_create(rows)


def _all(many: Iterable[list[str]]) -> Iterator[str]:
    return (one for codes in many for one in codes)


def give_missing_codes() -> int:
    """Codes for the published pages that have none at all: from before there were any. Returns how many pages there were."""
    pages = published(ProcedurePage.objects.filter(IN_SOURCE_LANGUAGE)).exclude(translation_key__in=CaseCode.objects.values("page_key"))
    waiting = list(pages)
    for page in waiting:
        give_codes(page)
    return len(waiting)


def give_job() -> str:
    """For the clock: nothing to do but once, after the update that brought the codes."""
    given = give_missing_codes()
    return str(given) if given else ""


def connect() -> None:
    def is_published(instance: ProcedurePage, **kwargs: Any) -> None:
        if is_source(instance) and instance.alias_of_id is None:
            try:
                give_codes(instance)
            except IntegrityError:  # Another process has just taken one of these codes; now it is seen.
                give_codes(instance)

    page_published.connect(is_published, sender=ProcedurePage, weak=False, dispatch_uid="case-codes")
