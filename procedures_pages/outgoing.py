"""The outgoing links of procedures: where they are handed in online, and the laws that they cite."""

from __future__ import annotations

from collections.abc import Iterator

from office.links import found
from office.links.found import SUBMISSION, Found

from .facts.from_pages import portal_address
from .models import ProcedureLegalResource, ProcedurePage
from .queries import IN_SOURCE_LANGUAGE, published


def of_procedures() -> Iterator[Found]:
    """Of the published Vietnamese pages; a translation has the same."""
    pages = published(ProcedurePage.objects.filter(IN_SOURCE_LANGUAGE)).order_by()
    fields = ("title", "area_id", "portal_id", "submission_url", "entries")
    for page in pages.only(*fields).iterator(500):
        own = portal_address(page.portal_id) or page.submission_url
        others = (portal_address(child.value.get("portal_id") or "") for child in page.entries)
        for url in (own, *others):
            yield Found(url, SUBMISSION, page.title, found.page_edit_path(page.pk), page.area_id)
    cited = ProcedureLegalResource.objects.filter(page__in=pages.values("pk"), resource__live=True).exclude(resource__link="")
    for title, pk, area, url in cited.values_list("page__title", "page_id", "page__area_id", "resource__link").order_by():
        yield Found(url, "legal", title, found.page_edit_path(pk), area, is_home=False)


def connect() -> None:
    """Called once, when the app is ready."""
    found.register(of_procedures)
