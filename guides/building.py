"""Makes the facts of a guide: its questions, and its steps with the facts of public procedures, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import translation

from procedures_pages.addresses import localized
from procedures_pages.facts import phrases
from procedures_pages.facts.case import tailor
from procedures_pages.facts.from_pages import REFERENCES, Rows, applies_of, facts_of, facts_of_all, question_of
from procedures_pages.facts.procedure import Applies, ProcedureFacts, Question
from procedures_pages.models import ProcedurePage
from procedures_pages.translation.composing import as_read, composed, is_source

from .models import BaseGuidePage


@dataclass(frozen=True, slots=True)
class ElsewhereOffice:
    name: str
    who: str
    url: str


@dataclass(frozen=True, slots=True)
class KnownAnswer:
    """An answer of a step's procedures that is known once the guide's own questions are answered so: nobody is asked it twice."""

    question: str
    answer: str
    applies: Applies = ()


@dataclass(frozen=True, slots=True)
class GuideStep:
    """``applies``: the answers of the guide's questions that it is for; ``when``: what readers decide for themselves, in words."""

    id: str
    title: str
    text: str
    when: str
    procedures: tuple[ProcedureFacts, ...]
    elsewhere: ElsewhereOffice | None
    applies: Applies = ()
    known: tuple[KnownAnswer, ...] = ()


@dataclass(frozen=True, slots=True)
class GuideFacts:
    slug: str
    url: str
    lang: str
    title: str
    summary: str
    intro: tuple[str, ...]
    steps: tuple[GuideStep, ...]
    closing: tuple[str, ...]
    keywords: tuple[str, ...]
    updated_on: date | None
    older_parts: tuple[str, ...] = ()
    has_untranslated: bool = False
    questions: tuple[Question, ...] = ()

    @property
    def procedure_count(self) -> int:
        return len({p.url for s in self.steps for p in s.procedures})


def guide_path(slug: str, lang: str | None = None) -> str:
    return localized(f"/huong-dan/{slug}/", lang)


def _raw_steps(page: BaseGuidePage) -> list[dict[str, Any]]:
    return [child.value for child in page.steps]


def public_versions(ids: Iterable[int], lang: str) -> dict[int, ProcedurePage]:
    """{chosen page: its version in ``lang``, Vietnamese where it is not translated}; without those that are not public. Two queries."""
    chosen = dict(ProcedurePage.objects.filter(pk__in=ids).values_list("pk", "translation_key"))
    versions = ProcedurePage.objects.published().filter(translation_key__in=set(chosen.values()), locale__language_code__in={"vi", lang})
    pages = list(versions.select_related(*REFERENCES, "translated_words"))
    by_key = {page.translation_key: page for page in pages if is_source(page)}
    for page in pages:
        if not is_source(page):
            by_key[page.translation_key] = composed(page, by_key[page.translation_key])
    return {pk: by_key[key] for pk, key in chosen.items() if key in by_key}


def _procedures(ids: set[int], spoken: str, lang: str, with_rows: bool) -> dict[int, ProcedureFacts]:
    """{chosen page: its facts in ``spoken``}; links lead to ``lang``."""
    pages = public_versions(ids, spoken) if ids else {}
    if with_rows:
        return dict(zip(pages, facts_of_all(pages.values()), strict=True))
    return {pk: _facts(page, lang) for pk, page in pages.items()}


def _facts(page: ProcedurePage, lang: str) -> ProcedureFacts:
    # Names of authorities are told in the language of the page, too.
    with translation.override(page.locale.language_code):
        return facts_of(page, Rows(), links=lang)


def _known(value: Any, procedures: Iterable[ProcedureFacts]) -> tuple[KnownAnswer, ...]:
    """Of what a step says it knows, what one of its procedures asks: the rest decides nothing, and nobody is asked for it."""
    asked = {q.id: q for p in procedures for q in p.questions}
    out = []
    for v in value.get("known") or []:
        question, _sep, answer = (v.get("answer") or "").partition("=")
        if question in asked and asked[question].answer(answer):
            out.append(KnownAnswer(question, answer, applies_of(v.get("applies") or [])))
    return tuple(out)


def _elsewhere(value: Any) -> ElsewhereOffice | None:
    return ElsewhereOffice(value["name"], value["who"], value["url"] or "") if value.get("name") else None


def _step(n: int, value: Any, chosen: dict[int, ProcedureFacts]) -> GuideStep:
    procedures = tuple(chosen[p.pk] for p in value["procedures"] if p is not None and p.pk in chosen)
    return GuideStep(
        id=value.get("slug") or f"buoc-{n}",
        title=value["title"],
        text=value["text"],
        when=value["when"],
        procedures=procedures,
        elsewhere=_elsewhere(value["elsewhere"]),
        applies=applies_of(value.get("applies") or []),
        known=_known(value, procedures),
    )


def facts_of_guide(page: BaseGuidePage, lang: str, with_rows: bool = False) -> GuideFacts:
    """Everything a guide page shows, of a translation its source's steps in its words. What is not public is left out.

    ``with_rows``: the procedures with what other tables say of them (codes, offices), in four queries more.
    """
    page = as_read(page)
    steps = _raw_steps(page)
    # Of a guide that asks, the papers of all procedures stand in one list: in its own language.
    spoken = page.locale.language_code if page.questions else lang
    # The block's value fetches whole pages; the ids are enough.
    procedures = _procedures({int(p.pk) for v in steps for p in v["procedures"] if p is not None}, spoken, lang, with_rows)
    return GuideFacts(
        slug=page.slug,
        url=guide_path(page.slug, lang),
        lang=page.locale.language_code,
        title=page.title,
        summary=page.summary,
        intro=tuple(child.value for child in page.intro),
        steps=tuple(_step(n, v, procedures) for n, v in enumerate(steps, 1)),
        closing=tuple(child.value for child in page.closing),
        keywords=tuple(line.strip() for line in page.keywords.splitlines() if line.strip()),
        updated_on=page.updated_on,
        older_parts=page.older_parts,
        has_untranslated=page.has_untranslated,
        questions=tuple(question_of(child.value) for child in page.questions),
    )


def listed(facts: ProcedureFacts) -> str:
    """The line under a procedure in a step of a guide that asks nothing: "4 giấy tờ · 3 ngày làm việc"."""
    return phrases.listed_line(tailor(facts, {}), facts.lang)
