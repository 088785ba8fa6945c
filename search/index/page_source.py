"""Pages as search sees them: procedures, guides and life events, live and public, in every language."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import ngettext
from wagtail.models import Page

from guides.building import guide_path
from guides.models import BaseGuidePage
from procedures_pages.facts.case import tailor
from procedures_pages.facts.from_pages import REFERENCES, facts_of, rows_of
from procedures_pages.facts.phrases import facts_line
from procedures_pages.models import ProcedurePage
from procedures_pages.queries import published
from procedures_pages.register.digest.acts import act_of
from procedures_pages.translation.composing import as_read, is_source

from .documents import SearchDocument
from .prepared_queries import Prepared
from .sources import DocumentSource, Keys, register_source

SOURCE = "pages"
STAMP = ("last_published_at", "latest_revision_created_at", "path", "locale__language_code")
AREA = ("area__slug", "area__name", "area__name_en")
MAX_ASKED = 1.03
GUIDE = 0.85  # a procedure first where both answer


def register() -> None:
    register_source(DocumentSource(SOURCE, ("procedure", "guide"), versions, read_pages, present))


def versions(keys: Keys) -> dict[str, object]:
    """Every published procedure, guide and life event with the stamps of its last change and of its source's. Two queries."""
    found: dict[str, object] = {}
    for kind, pages, fields in (
        ("procedure", ProcedurePage.objects.published(), (*STAMP, *AREA)),
        ("guide", BaseGuidePage.objects.published(), STAMP),
    ):
        asked = None if keys is None else set(numbers(keys, kind))
        if asked is not None:
            pages = pages.filter(translation_key__in=Page.objects.filter(pk__in=asked).values("translation_key"))
        rows = list(pages.values_list("pk", "translation_key", *fields))
        # What a translation says of facts and state is its source's: it is another one where the source is.
        sources = {key: tuple(map(str, stamp)) for _pk, key, *stamp in rows if stamp[3] == "vi"}
        found.update(
            (f"{kind}:{pk}", (*map(str, stamp), *(() if stamp[3] == "vi" else sources[key])))
            for pk, key, *stamp in rows
            # A source that is being deleted takes its translations along.
            if (asked is None or pk in asked) and key in sources
        )
    return found


def present(keys: Collection[str]) -> set[str]:
    """Of these keys, those of pages that are live and public now. One query."""
    by_number = {int(key.partition(":")[2]): key for key in keys}
    return {by_number[pk] for pk in _published(by_number)}


@Prepared
def _published(numbers: Collection[int]) -> QuerySet[Page]:
    return published(Page.objects.filter(pk__in=numbers))


def numbers(keys: Collection[str], kind: str) -> list[int]:
    """The numbers in keys of one kind: ("guide:7", "record:9") of "guide" → [7]."""
    return [int(number) for found, _colon, number in (key.partition(":") for key in keys) if found == kind]


def read_pages(keys: Collection[str]) -> Iterable[SearchDocument]:
    yield from _read_procedures(numbers(keys, "procedure"))
    yield from _read_guides(numbers(keys, "guide"))


def _read_procedures(ids: list[int]) -> Iterator[SearchDocument]:
    """Codes are all a page carries, present, former and local; the body names its papers, outputs, steps and places."""
    found = ProcedurePage.objects.published().filter(pk__in=ids).select_related(*REFERENCES, "translated_words")
    pages = _as_read(found)
    rows = rows_of(pages)
    for page in pages:
        codes = tuple(dict.fromkeys(code.value for code in rows[page.pk].codes))
        with translation.override(page.locale.language_code):
            facts = facts_of(page, rows[page.pk])
            places = (name for office in facts.offices if office.slug for name in (office.name, office.place, *office.predecessors))
            yield SearchDocument(
                key=f"procedure:{page.pk}",
                kind="procedure",
                locale=facts.lang,
                title=facts.title,
                url=facts.url,
                official_name=facts.official_name,
                codes=codes,
                summary=facts.summary,
                keywords=facts.keywords,
                body="\n".join([*(d.name for d in facts.documents), *(o.name for o in facts.outputs), *(s.title for s in facts.steps)]),
                places="\n".join(dict.fromkeys(places)),
                area=facts.area.name if facts.area else "",
                area_slug=facts.area.slug if facts.area else "",
                level=facts.level,
                audiences=facts.audiences,
                status=facts.status,
                result=facts.code or (codes[0] if codes else facts.url),
                facts_line=facts_line(tailor(facts, {})),
                boost=MAX_ASKED if page.most_asked else 1.0,
                successor=facts.successor.url if facts.successor else "",
                act=act_of(facts.official_name) if facts.official_name else "",
            )


def _as_read(found: Iterable[Any]) -> list[Any]:
    """Each as its readers see it; the source of a translation is mostly among them."""
    found = list(found)
    sources = {page.translation_key: page for page in found if is_source(page)}
    return [as_read(page, sources.get(page.translation_key)) for page in found]


def _read_guides(ids: list[int]) -> Iterator[SearchDocument]:
    for page in _as_read(BaseGuidePage.objects.published().filter(pk__in=ids).select_related("locale", "translated_words")):
        lang = page.locale.language_code
        # As stored: the blocks' own values would fetch every page they point to.
        steps = [block["value"] for block in page.steps.raw_data]
        procedures = {chosen["value"] if isinstance(chosen, dict) else chosen for step in steps for chosen in step.get("procedures") or []}
        with translation.override(lang):
            yield SearchDocument(
                key=f"guide:{page.pk}",
                kind="guide",
                locale=lang,
                title=page.title,
                url=guide_path(page.slug, lang),
                summary=page.summary,
                keywords=tuple(line.strip() for line in page.keywords.splitlines() if line.strip()),
                body="\n".join(step.get("title") or "" for step in steps),
                result=guide_path(page.slug, lang),
                facts_line=_guide_line(len(steps), len(procedures)),
                boost=GUIDE,
            )


def _guide_line(steps: int, procedures: int) -> str:
    parts = [ngettext("%(n)s bước", "%(n)s bước", steps) % {"n": steps} if steps else ""]
    parts.append(ngettext("%(n)s thủ tục", "%(n)s thủ tục", procedures) % {"n": procedures} if procedures else "")
    return " · ".join(part for part in parts if part)
