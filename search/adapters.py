"""Documents of the rooms below: live, public pages in every language, as search sees them."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator

from django.db.models import Count, Max
from django.utils import translation
from django.utils.translation import ngettext

from .documents import SearchDocument
from .sources import register_source

PAGES = ("procedures", "guides")
REFERENCES = ("locale", "area", "authority", "transfer", "successor__locale")
MOST_ASKED = 1.03
GUIDE = 0.85  # a procedure first where both answer


def register() -> None:
    register_source("procedures", procedure_documents, _procedures_fingerprint, _pages_present)
    register_source("guides", guide_documents, _guides_fingerprint)


def procedure_documents() -> Iterable[SearchDocument]:
    """Every published procedure page. Codes are all it carries, present, former and local."""
    from procedures_pages.building import facts_of, rows_of
    from procedures_pages.models import ProcedurePage
    from procedures_pages.wording import facts_line, level_name

    pages = list(ProcedurePage.objects.published().select_related(*REFERENCES))
    rows = rows_of(pages)
    for page in pages:
        codes = tuple(dict.fromkeys(code.value for code in rows[page.pk].codes))
        with translation.override(page.locale.language_code):
            facts = facts_of(page, rows[page.pk])
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
                area=page.area.local_name if page.area else "",
                area_slug=facts.area.slug if facts.area else "",
                level=level_name(facts.level),
                audiences=facts.audiences,
                status=facts.status,
                result=facts.code or (codes[0] if codes else facts.url),
                facts_line=facts_line(facts),
                boost=MOST_ASKED if page.most_asked else 1.0,
            )


def guide_documents() -> Iterator[SearchDocument]:
    """Every published guide and life event."""
    from guides.building import facts_of_guide
    from guides.models import BaseGuidePage

    for page in BaseGuidePage.objects.published().select_related("locale"):
        lang = page.locale.language_code
        with translation.override(lang):
            facts = facts_of_guide(page, lang)
            yield SearchDocument(
                key=f"guide:{page.pk}",
                kind="guide",
                locale=lang,
                title=facts.title,
                url=facts.url,
                summary=facts.summary,
                keywords=facts.keywords,
                body="\n".join(step.title for step in facts.steps),
                result=facts.url,
                facts_line=_guide_line(len(facts.steps), facts.procedure_count),
                boost=GUIDE,
            )


def _guide_line(steps: int, procedures: int) -> str:
    parts = [ngettext("%(n)s bước", "%(n)s bước", steps) % {"n": steps} if steps else ""]
    parts.append(ngettext("%(n)s thủ tục", "%(n)s thủ tục", procedures) % {"n": procedures} if procedures else "")
    return " · ".join(part for part in parts if part)


def _pages_present(keys: Collection[str]) -> Collection[str]:
    """Of these keys of procedures and guides, those whose page is live and public."""
    from wagtail.models import Page

    from procedures_pages.queries import published

    by_id = {int(key.partition(":")[2]): key for key in keys if key.partition(":")[0] in ("procedure", "guide")}
    live = published(Page.objects.filter(pk__in=by_id)).values_list("pk", flat=True)
    return {by_id[pk] for pk in live} | (set(keys) - set(by_id.values()))


def _procedures_fingerprint() -> Hashable:
    from procedures_pages.models import ProcedurePage

    found = ProcedurePage.objects.published().aggregate(Count("pk"), Max("last_published_at"), Max("latest_revision_created_at"))
    return tuple(found.values())


def _guides_fingerprint() -> Hashable:
    from guides.models import BaseGuidePage

    found = BaseGuidePage.objects.published().aggregate(Count("pk"), Max("last_published_at"), Max("latest_revision_created_at"))
    return tuple(found.values())
