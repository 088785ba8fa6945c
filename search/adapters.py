"""From published pages to what search knows of them. Only what is live and public comes here."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from guides.building import facts_of_guide, guide_path
from guides.models import BaseGuidePage, LifeEventPage
from procedures_pages import wording
from procedures_pages.addresses import procedure_path
from procedures_pages.building import facts_of_all
from procedures_pages.facts import ProcedureFacts
from procedures_pages.models import ProcedureCode, ProcedurePage

from .documents import SearchDocument
from .sources import register_source

LOCALES = [code for code, _name in settings.LANGUAGES]
GUIDE_BOOST = 0.97  # A guide stands just below the procedure of the same name.


def _procedure(facts: ProcedureFacts, locale: str, local_codes: list[str]) -> SearchDocument:
    codes = (*(c.value for c in facts.codes), *local_codes)
    body = [d.name for d in facts.documents] + [o.name for o in facts.outputs] + [s.title for s in facts.steps] + list(facts.conditions)
    return SearchDocument(
        key=f"procedure:{facts.id}",
        kind="procedure",
        locale=locale,
        title=facts.title,
        url=procedure_path(facts.slug, lang=locale),
        official_name=facts.official_name,
        codes=codes,
        summary=facts.summary,
        keywords=facts.keywords,
        body=" . ".join(body),
        area=facts.area.name if facts.area else "",
        area_slug=facts.area.slug if facts.area else "",
        level=facts.level,
        audiences=facts.audiences,
        status=facts.status,
        result=facts.code or (local_codes[0] if local_codes else procedure_path(facts.slug)),
        facts_line=wording.facts_line(facts),
    )


def procedure_documents() -> Iterator[SearchDocument]:
    """Each procedure once in each language: its own version where there is one, the Vietnamese one otherwise."""
    pages = ProcedurePage.objects.published().select_related("locale", "area", "authority", "transfer", "successor__locale")
    local: dict[object, list[str]] = {}
    for key, value in ProcedureCode.objects.filter(scheme="local").values_list("page__translation_key", "value"):
        local.setdefault(str(key), []).append(value)
    found = list(pages)
    for locale in LOCALES:
        with translation.override(locale):
            versions: dict[object, ProcedurePage] = {}
            for page in found:
                if page.locale.language_code == locale or (page.locale.language_code == "vi" and page.translation_key not in versions):
                    versions[page.translation_key] = page
            for facts in facts_of_all(versions.values()):
                yield _procedure(facts, locale, sorted(set(local.get(facts.id, []))))


def guide_documents() -> Iterator[SearchDocument]:
    """Guides and life events, in the same way."""
    life_events = set(LifeEventPage.objects.values_list("pk", flat=True))
    found = list(BaseGuidePage.objects.published().select_related("locale"))
    for locale in LOCALES:
        with translation.override(locale):
            versions: dict[object, BaseGuidePage] = {}
            for page in found:
                if page.locale.language_code == locale or (page.locale.language_code == "vi" and page.translation_key not in versions):
                    versions[page.translation_key] = page
            for page in versions.values():
                guide = facts_of_guide(page, locale)
                yield SearchDocument(
                    key=f"guide:{page.translation_key}",
                    kind="life_event" if page.pk in life_events else "guide",
                    locale=locale,
                    title=guide.title,
                    url=guide_path(guide.slug, locale),
                    summary=guide.summary,
                    keywords=guide.keywords,
                    body=" . ".join(s.title for s in guide.steps),
                    result=guide_path(guide.slug, locale),
                    facts_line=_("%(n)s bước") % {"n": len(guide.steps)},
                    boost=GUIDE_BOOST,
                )


def register() -> None:
    register_source("procedures", procedure_documents)
    register_source("guides", guide_documents)
