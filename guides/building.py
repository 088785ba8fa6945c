"""Makes the facts of a guide: its steps with links to public procedures, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from procedures_pages.addresses import localized, procedure_path
from procedures_pages.facts import phrases
from procedures_pages.facts.case import tailor
from procedures_pages.facts.from_pages import REFERENCES, Rows, facts_of
from procedures_pages.models import ProcedurePage
from procedures_pages.translation.composing import as_read, composed, is_source

from .models import BaseGuidePage


@dataclass(frozen=True, slots=True)
class StepProcedure:
    title: str
    url: str
    lang: str
    line: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class ElsewhereOffice:
    name: str
    who: str
    url: str


@dataclass(frozen=True, slots=True)
class GuideStep:
    id: str
    title: str
    text: str
    when: str
    procedures: tuple[StepProcedure, ...]
    elsewhere: ElsewhereOffice | None


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


def _procedures(ids: set[int], lang: str) -> dict[int, StepProcedure]:
    """{chosen page: what to show of it}."""
    out = {}
    for pk, page in public_versions(ids, lang).items():
        facts = facts_of(page, Rows())
        out[pk] = StepProcedure(facts.title, procedure_path(facts.slug), facts.lang, phrases.facts_line(tailor(facts, {})))
    return out


def facts_of_guide(page: BaseGuidePage, lang: str) -> GuideFacts:
    """Everything a guide page shows, of a translation its source's steps in its words. Links to what is not public are left out."""
    page = as_read(page)
    steps = _raw_steps(page)
    # The block's value fetches whole pages; the ids are enough.
    ids = {int(p.pk) for v in steps for p in v["procedures"] if p is not None}
    procedures = _procedures(ids, lang) if ids else {}
    return GuideFacts(
        slug=page.slug,
        url=guide_path(page.slug, lang),
        lang=page.locale.language_code,
        title=page.title,
        summary=page.summary,
        intro=tuple(child.value for child in page.intro),
        steps=tuple(
            GuideStep(
                id=v.get("slug") or f"buoc-{n}",
                title=v["title"],
                text=v["text"],
                when=v["when"],
                procedures=tuple(procedures[p.pk] for p in v["procedures"] if p is not None and p.pk in procedures),
                elsewhere=ElsewhereOffice(v["elsewhere"]["name"], v["elsewhere"]["who"], v["elsewhere"]["url"] or "")
                if v["elsewhere"].get("name")
                else None,
            )
            for n, v in enumerate(steps, 1)
        ),
        closing=tuple(child.value for child in page.closing),
        keywords=tuple(line.strip() for line in page.keywords.splitlines() if line.strip()),
        updated_on=page.updated_on,
        older_parts=page.older_parts,
        has_untranslated=page.has_untranslated,
    )
