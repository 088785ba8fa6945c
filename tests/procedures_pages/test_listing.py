"""The explorer's list is narrowed by area and by what readers have of a page; it offers an editor what Wagtail would."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PagePermissionTester

from home.models import HomePage
from office.desk.permissions import PagePermissions
from office.models import ThematicArea
from procedures_pages.factories import ProcedureFactory
from procedures_pages.models import CatalogueIndexPage, ProcedurePage

pytestmark = pytest.mark.django_db
SHOP, TREE, MARRIAGE = "mo-cua-hang-dang-ky-ho-kinh-doanh", "xin-phep-chat-cay", "dang-ky-ket-hon"


def of(slug):
    return ProcedurePage.objects.get(slug=slug, locale__language_code="vi")


@pytest.fixture
def listed(enter):
    """The titles of a page's list, narrowed; by default of the shelf of procedures."""
    client = enter("bien-tap")
    shelf = CatalogueIndexPage.objects.get(locale__language_code="vi")

    def narrowed(parent=shelf, **asked):
        html = client.get(reverse("wagtailadmin_explore", args=[parent.pk]), asked).content
        return {cell.select_one("a").get_text(strip=True) for cell in BeautifulSoup(html, "html.parser").select("td.title")}

    return narrowed


def test_by_what_readers_have_of_a_page(listed):
    draft = ProcedureFactory(live=False, slug="nhap", title="Bản nháp mới")
    tree, shop, marriage = of(TREE), of(SHOP), of(MARRIAGE)
    tree.title = "Xin phép đốn cây"
    tree.save_revision()
    shop.unpublish()
    marriage.go_live_at = timezone.now() + timedelta(days=2)
    marriage.save_revision().publish()
    assert listed(state="draft") == {draft.title}
    assert listed(state="changed") == {tree.title, marriage.title}
    assert listed(state="scheduled") == {marriage.title}
    assert listed(state="withdrawn") == {shop.title}
    live = listed(state="live", q="cây")
    assert tree.title in live
    assert shop.title not in live
    # The same from further up, and together with words.
    assert listed(HomePage.objects.get(locale__language_code="vi"), state="withdrawn") == {shop.title}
    assert listed(state="draft", q="ban nhap") == {draft.title}
    assert listed(state="withdrawn", q="chat cay") == set()


def test_by_area(listed):
    first, second = ThematicArea.objects.order_by("pk")[:2]
    pages = ProcedurePage.objects.filter(locale__language_code="vi", area=first)
    pages.exclude(pk__in=pages[:2]).update(area=second)
    titles = set(pages.values_list("title", flat=True))
    assert len(titles) == 2
    assert listed(area=first.pk) == titles
    assert titles < listed(area=[first.pk, second.pk])
    assert listed(area=first.pk, q=min(titles)) >= {min(titles)}
    assert listed(area="nonsense") == listed()


def test_the_filters_are_worded(enter):
    shelf = CatalogueIndexPage.objects.get(locale__language_code="vi")
    html = enter("bien-tap").get(reverse("wagtailadmin_explore", args=[shelf.pk])).content.decode()
    for words in ("Lĩnh vực", "Trạng thái", "Đã gỡ xuống hoặc hết hạn", "Đang xuất bản, có bản nháp mới hơn"):
        assert words in html, words


@pytest.mark.parametrize("username", ["bien-tap", "duyet", "quay", "quan-tri"])
def test_an_editor_may_do_what_wagtail_says(username, django_assert_num_queries):
    user, _new = get_user_model().objects.get_or_create(username=username, defaults={"is_superuser": username == "quan-tri"})
    ProcedureFactory(live=False, slug="nhap")
    ProcedureFactory(live=False, slug="nhap-2", owner=user)
    Page.objects.filter(pk=CatalogueIndexPage.objects.first().pk).update(live=False)
    for page in Page.objects.specific():
        if page.depth == 1:
            continue
        ours, theirs = page.permissions_for_user(user), PagePermissionTester(user, page)
        assert isinstance(ours, PagePermissions)
        for name in ("can_delete", "can_move", "can_edit", "can_publish", "can_unpublish"):
            assert getattr(ours, name)() == getattr(theirs, name)(), (page, name)
        assert ours.can_delete(ignore_bulk=True) == theirs.can_delete(ignore_bulk=True)
