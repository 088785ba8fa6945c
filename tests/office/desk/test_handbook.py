"""The editors' handbook inside the desk: every chapter, every heading that a screen leads to, nothing but text; a plain word without it."""

import re

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.conf import settings as configured
from django.urls import URLResolver, get_resolver, reverse
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from office.desk import handbook
from procedures_pages.models import ProcedurePage

pytestmark = pytest.mark.django_db
FIRST = "viet-mot-huong-dan-trong-10-phut"


def read(client, address):
    return BeautifulSoup(client.get(address, follow=True).content.decode(), "html.parser")


def link(client, address):
    """Where a screen leads for help, a click away, beside the form."""
    (found,) = read(client, address).select("a.cn-handbook")
    assert found["target"] == "_blank", "what is typed stays"
    return found["href"]


def test_all_chapters_are_listed_and_read(enter):
    client = enter("quay")
    files = {file.stem for file in configured.HANDBOOK.glob("*.md")}
    listed = read(client, reverse("handbook"))
    addresses = [a["href"] for a in listed.select(".cn-book h2 a")]
    assert [address.rstrip("/").rpartition("/")[2] for address in addresses] == list(handbook.ORDER)
    assert files == set(handbook.ORDER)
    for address in addresses:
        page = read(client, address)
        ids = {tag["id"] for tag in page.select(".cn-book [id]")}
        assert {a["href"][1:] for a in page.select(".cn-book nav a")} <= ids
        assert len(page.select("h1")) == 1
        assert page.select_one(".cn-book").get_text().count("**") == 0
    assert {a["href"].partition("#")[2] for a in listed.select(".cn-book li a")} <= all_anchors()
    assert client.get(reverse("handbook_chapter", args=["khong-co"])).status_code == 404


def all_anchors():
    return {found for chapter in handbook.chapters() for found in re.findall(r'id="([^"]+)"', chapter.html)}


def test_every_screen_leads_to_a_chapter_and_a_heading_that_are_there():
    chapters = {chapter.slug: chapter for chapter in handbook.chapters()}
    for screen, (slug, anchor) in handbook.told().items():
        assert slug in chapters, screen
        assert not anchor or f'id="{anchor}"' in chapters[slug].html, (screen, anchor)
    models = {f"{model._meta.app_label}_{model._meta.model_name}" for model in apps.get_models()}
    pages = {"procedures_pages_procedurepage", "guides_guidepage", "guides_lifeeventpage", "office_term", "search_synonym"}
    assert pages <= handbook.told().keys() & models


def test_each_form_leads_to_its_chapter(enter):
    client = enter("duyet")
    page = ProcedurePage.objects.filter(locale__language_code="vi").first()
    shelf = page.get_parent()
    assert link(client, reverse("wagtailadmin_pages:edit", args=[page.pk])) == reverse("handbook_chapter", args=[FIRST])
    new = reverse("wagtailadmin_pages:add", args=["procedures_pages", "procedurepage", shelf.pk])
    assert link(client, new) == reverse("handbook_chapter", args=[FIRST])
    for view, chapter in (
        ("wagtailsnippets_search_synonym:add", "tu-ngu-tim-kiem"),
        ("wagtailsnippets_office_term:add", "thuat-ngu"),
        ("procedure_posters", "giay-in-va-lien-ket"),
        ("register_desk:records", "tu-ban-ghi-den-huong-dan"),
        ("wagtailsnippets_office_office:add", f"{FIRST}/#noi-nop-mau-don-theo-truong-hop"),
    ):
        assert link(client, reverse(view)).removesuffix("/").endswith(chapter), view
    assert link(client, reverse("wagtailsettings:edit", args=["office", "unit"])).endswith("/quyen-truy-cap/#cai-dat-va-nguoi-dung")
    compared = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, "earliest", "live"])
    assert link(client, compared).endswith(f"/{FIRST}/#6-xem-truoc-gui-duyet-xuat-ban-2-phut"), "of the screen, before those of its page"


def screens(patterns, spaces=(), beginning=""):
    """(names it may be told of by, address) of each screen of the desk that has a head of its own."""
    for one in patterns:
        address = beginning + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from screens(one.url_patterns, (*spaces, one.namespace) if one.namespace else spaces, address)
        elif address.startswith("quan-tri/"):
            view = getattr(one.callback, "view_class", None)
            is_part = getattr(one.callback, "view_initkwargs", {}).get("results_only")
            if view and issubclass(view, WagtailAdminTemplateMixin) and not is_part:
                yield [":".join((*spaces, str(one.name))), *handbook.of_namespaces(list(spaces))], address


def test_no_screen_leads_to_the_list_of_chapters_alone():
    found = list(screens(get_resolver().url_patterns))
    assert len(found) > 250
    told = handbook.told().keys()
    assert {address: names[0] for names, address in found if not told & set(names)} == {}


def test_the_menu_of_help_is_ours(enter):
    text = enter("bien-tap").get(reverse("wagtailadmin_home")).content.decode()
    assert "wagtail.org" not in text
    assert '"url": "/quan-tri/so-tay/"' in text
    assert '"name": "keyboard-shortcuts-trigger"' in text


def test_a_file_is_text_and_is_read_again_when_it_changes(enter, settings, tmp_path):
    settings.HANDBOOK = tmp_path
    file = tmp_path / "quay.md"
    file.write_text("# Quầy\n\n## Một\n\n<script>alert(1)</script> [kia](khac.md#hai) [lạ](javascript:alert(1))\n\n## Một\n", "utf-8")
    client = enter("quay")
    shown = client.get(reverse("handbook_chapter", args=["quay"])).content.decode()
    assert "<script>alert(1)" not in shown
    assert "&lt;script&gt;alert(1)" in shown
    assert 'href="javascript:' not in shown
    assert 'href="/quan-tri/so-tay/khac/#hai"' in shown
    assert ('id="mot"' in shown, 'id="mot-2"' in shown) == (True, True)
    file.write_text("# Quầy mới\n", "utf-8")
    assert "Quầy mới" in client.get(reverse("handbook")).content.decode()


@pytest.mark.parametrize("view", [("handbook", []), ("handbook_chapter", ["quay"])])
def test_without_the_files_a_plain_word_stands_there(enter, settings, tmp_path, view):
    settings.HANDBOOK = tmp_path / "gone"
    response = enter("quay").get(reverse(view[0], args=view[1]))
    assert response.status_code == 200
    assert "Máy chủ này không có các tệp của sổ tay" in response.content.decode()


def test_the_image_carries_it():
    kept = (configured.ROOT / ".dockerignore").read_text("utf-8").splitlines()
    assert f"!{configured.HANDBOOK.relative_to(configured.ROOT)}" in kept


def test_only_who_may_enter_the_desk_reads_it(client):
    assert client.get(reverse("handbook")).status_code == 302
