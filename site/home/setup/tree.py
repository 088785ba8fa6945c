"""The page tree: the two roots' names, a front page and the shelves under it, each in both languages, and the site's row."""

from __future__ import annotations

from collections import Counter

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Collection, Locale, Page, Site

from guides.models import GuideIndexPage
from procedures_pages.models import CatalogueIndexPage

from ..models import HomePage
from .english import WORDS, translate_page

TITLE = "Cẩm nang Một cửa"
SHELVES: tuple[tuple[type[Page], str, str], ...] = (
    (CatalogueIndexPage, "Thủ tục hành chính", "thu-tuc"),
    (GuideIndexPage, "Hướng dẫn", "huong-dan"),
)


def make(made: Counter[str]) -> HomePage:
    """Makes what is missing and counts it by kind. Returns the Vietnamese front page."""
    vietnamese, _made = Locale.objects.get_or_create(language_code="vi")
    english, _made = Locale.objects.get_or_create(language_code="en")
    # Wagtail's names for the two roots.
    Page.objects.filter(depth=1, title="Root").update(title="Gốc", draft_title="Gốc")
    Collection.objects.filter(depth=1, name="Root").update(name="Gốc")
    home = HomePage.objects.filter(locale=vietnamese, alias_of=None).first() or _new_home(vietnamese, made)
    _take_the_place_of_wagtails_welcome(home)
    pages: list[Page] = [home]
    for model, title, slug in SHELVES:
        shelf = model.objects.child_of(home).first()
        if shelf is None:
            shelf = model(title=title, slug=slug, locale=vietnamese)
            home.add_child(instance=shelf)
            made[model._meta.model_name or ""] += 1
        pages.append(shelf)
    for page in pages:
        if page.get_translation_or_none(english) is None:
            translate_page(page.specific, english, WORDS)
            made["english"] += 1
    home.refresh_from_db()
    return home


def _new_home(locale: Locale, made: Counter[str]) -> HomePage:
    root = Page.get_first_root_node() or Page.add_root(title="Gốc", slug="root", locale=locale)
    home = HomePage(title=TITLE, slug="trang-dau", locale=locale)
    root.add_child(instance=home)
    home.save_revision().publish()
    made["homepage"] += 1
    return home


def _take_the_place_of_wagtails_welcome(home: HomePage) -> None:
    """The page that a new Wagtail comes with is no page of ours, and where the site begins with it, nobody has chosen that."""
    welcome = Page.objects.filter(depth=2, content_type=ContentType.objects.get_for_model(Page))
    site = Site.objects.filter(is_default_site=True).first()
    if site is None or site.root_page_id in set(welcome.values_list("pk", flat=True)):
        site = site or Site(is_default_site=True)
        host, _sep, port = settings.SITE_URL.partition("://")[2].partition(":")
        site.root_page, site.hostname, site.site_name = home, host, settings.WAGTAIL_SITE_NAME
        site.port = int(port or (443 if settings.SITE_URL.startswith("https") else 80))
        site.save()
    # One by one: the tree keeps count of its children.
    for page in welcome.filter(numchild=0):
        page.delete()
    Site.clear_site_root_paths_cache()
