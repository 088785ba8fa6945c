"""Documents of the rooms below: live, public pages in every language, as search sees them.

A page is read again only when it was published again: what was made of it before is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator
from typing import Any

from django.db.models import Count, Max
from django.utils import translation
from django.utils.translation import ngettext
from wagtail.models import Page

from .documents import SearchDocument
from .sources import register_source

PAGES = ("procedures", "guides")
REFERENCES = ("locale", "area", "authority", "transfer", "successor__locale")
STAMP = ("last_published_at", "latest_revision_created_at", "path", "locale__language_code")
AREA = ("area__slug", "area__name", "area__name_en")
PART = 200  # pages read at a time
MOST_ASKED = 1.03
GUIDE = 0.85  # a procedure first where both answer

Kept = dict[int, tuple[Hashable, SearchDocument]]
_procedures: Kept = {}
_guides: Kept = {}


def register() -> None:
    register_source("procedures", procedure_documents, _procedures_fingerprint, pages_present)
    register_source("guides", guide_documents, _guides_fingerprint, pages_present)


def procedure_documents() -> Iterable[SearchDocument]:
    """Every published procedure page. Codes are all it carries, present, former and local."""
    from procedures_pages.models import ProcedurePage

    return _documents(ProcedurePage.objects.published().values_list("pk", *STAMP, *AREA), _procedures, _read_procedures)


def guide_documents() -> Iterable[SearchDocument]:
    """Every published guide and life event."""
    from guides.models import BaseGuidePage

    return _documents(BaseGuidePage.objects.published().values_list("pk", *STAMP), _guides, _read_guides)


def _documents(rows: Any, kept: Kept, read: Callable[[list[int]], Iterable[tuple[int, SearchDocument]]]) -> list[SearchDocument]:
    stamps = {pk: tuple(stamp) for pk, *stamp in rows}
    changed = [pk for pk, stamp in stamps.items() if pk not in kept or kept[pk][0] != stamp]
    for at in range(0, len(changed), PART):
        for pk, document in read(changed[at : at + PART]):
            kept[pk] = (stamps[pk], document)
    for pk in kept.keys() - stamps.keys():
        del kept[pk]
    return [document for _stamp, document in kept.values()]


def _read_procedures(ids: list[int]) -> Iterator[tuple[int, SearchDocument]]:
    from procedures_pages.building import facts_of, rows_of
    from procedures_pages.models import ProcedurePage
    from procedures_pages.wording import facts_line, level_name

    pages = list(ProcedurePage.objects.published().filter(pk__in=ids).select_related(*REFERENCES))
    rows = rows_of(pages)
    for page in pages:
        codes = tuple(dict.fromkeys(code.value for code in rows[page.pk].codes))
        with translation.override(page.locale.language_code):
            facts = facts_of(page, rows[page.pk])
            yield (
                page.pk,
                SearchDocument(
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
                    area=facts.area.name if facts.area else "",
                    area_slug=facts.area.slug if facts.area else "",
                    level=level_name(facts.level),
                    audiences=facts.audiences,
                    status=facts.status,
                    result=facts.code or (codes[0] if codes else facts.url),
                    facts_line=facts_line(facts),
                    boost=MOST_ASKED if page.most_asked else 1.0,
                ),
            )


def _read_guides(ids: list[int]) -> Iterator[tuple[int, SearchDocument]]:
    from guides.building import guide_path
    from guides.models import BaseGuidePage

    for page in BaseGuidePage.objects.published().filter(pk__in=ids).select_related("locale"):
        lang = page.locale.language_code
        # As stored: the blocks' own values would fetch every page they point to.
        steps = [block["value"] for block in page.steps.raw_data]
        procedures = {chosen["value"] if isinstance(chosen, dict) else chosen for step in steps for chosen in step.get("procedures") or []}
        with translation.override(lang):
            yield (
                page.pk,
                SearchDocument(
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
                ),
            )


def _guide_line(steps: int, procedures: int) -> str:
    parts = [ngettext("%(n)s bước", "%(n)s bước", steps) % {"n": steps} if steps else ""]
    parts.append(ngettext("%(n)s thủ tục", "%(n)s thủ tục", procedures) % {"n": procedures} if procedures else "")
    return " · ".join(part for part in parts if part)


def pages_present(keys: Collection[str]) -> Collection[str]:
    """Of these keys, those of procedures and guides whose page is live and public, and all others."""
    from procedures_pages.queries import published

    by_id = {int(key.partition(":")[2]): key for key in keys if key.partition(":")[0] in ("procedure", "guide")}
    live = published(Page.objects.filter(pk__in=by_id)).values_list("pk", flat=True)
    return {by_id[pk] for pk in live} | (set(keys) - set(by_id.values()))


def _fingerprint(published: Any) -> Hashable:
    found = published.aggregate(Count("pk"), Max("last_published_at"), Max("latest_revision_created_at"))
    return tuple(found.values())


def _procedures_fingerprint() -> Hashable:
    from procedures_pages.models import ProcedurePage

    return _fingerprint(ProcedurePage.objects.published())


def _guides_fingerprint() -> Hashable:
    from guides.models import BaseGuidePage

    return _fingerprint(BaseGuidePage.objects.published())
