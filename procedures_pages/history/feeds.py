"""Changes as Atom: of one page, of an area, of all pages. Addresses are absolute, with the site's own name from settings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html_join
from django.utils.translation import gettext as _

from office import site_data

from ..addresses import absolute, catalogue_path, changes_path, procedure_path, reader_language
from ..facts.reading import read
from ..models import ProcedurePage
from .entries import Entry
from .told import of_page, of_pages, sentences

MOST = 30


@dataclass(frozen=True, slots=True)
class Changes:
    title: str
    path: str
    feed_path: str
    entries: list[Entry]


class ChangesFeed(Feed):
    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, slug: str = "") -> Changes:
        """Raises Http404 where there is no such page or area."""
        lang = reader_language()
        name = _("Cẩm nang Một cửa")
        if slug:
            facts = read(slug, lang).facts
            at = procedure_path(slug, "lich-su/")
            title = _("Lịch sử thay đổi: %(title)s") % {"title": facts.title}
            return Changes(f"{title} · {name}", at, f"{at}atom.xml", of_page(facts, MOST))
        pages = ProcedurePage.objects.published().in_source_language()
        asked = request.GET.get("linh-vuc", "")
        if not asked:
            title = _("Thay đổi của các thủ tục")
            return Changes(f"{title} · {name}", catalogue_path(), changes_path(), of_pages(pages, lang, MOST))
        area = next((area for area in site_data.areas() if area.slug == asked), None)
        if area is None:
            raise Http404
        title = _("Thay đổi của các thủ tục: %(area)s") % {"area": area.local_name}
        found = of_pages(pages.filter(area=area.pk), lang, MOST)
        return Changes(f"{title} · {name}", catalogue_path(linh_vuc=area.slug), changes_path(area.slug), found)

    def title(self, obj: Changes) -> str:
        return obj.title

    def link(self, obj: Changes) -> str:
        return absolute(obj.path)

    def feed_url(self, obj: Changes) -> str:
        return absolute(obj.feed_path)

    def items(self, obj: Changes) -> list[Entry]:
        return obj.entries

    def item_title(self, item: Entry) -> str:
        return item.title

    def item_description(self, item: Entry) -> str:
        return format_html_join("", "<p>{}</p>", ((line,) for line in sentences(item)))

    def item_link(self, item: Entry) -> str:
        return absolute(procedure_path(item.slug, "lich-su/")) + f"#ban-{item.revision}"

    def item_pubdate(self, item: Entry) -> datetime:
        return item.at

    def item_updateddate(self, item: Entry) -> datetime:
        return item.at
