"""Pages on the desk are found as readers find them, in the explorer, the search and the chooser; drafts and never published ones too."""

from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.admin.views.pages.search import page_filter_search
from wagtail.models import GroupPagePermission, Page

from guides.models import GuideIndexPage
from home.models import HomePage, StandardPage
from procedures_pages.factories import ProcedureFactory
from procedures_pages.models import CatalogueIndexPage, ProcedureCode, ProcedurePage
from search.desk.pages.finding import found
from search.models import IndexedDocument
from vietnamese.sorting import sort_key

pytestmark = pytest.mark.django_db
BIRTH, SHOP = "lam-khai-sinh-cho-con", "mo-cua-hang-dang-ky-ho-kinh-doanh"
# What editors type: no marks, keystrokes, a word more, citizens' words, codes whole, shortened and half typed.
TYPED = [
    ("giay khai sinh", BIRTH),
    ("khai sinhh", BIRTH),
    ("giaays khai sinh", BIRTH),
    ("1.001193", BIRTH),
    ("1001193", BIRTH),
    ("001193", BIRTH),
    ("1.0011", BIRTH),
    ("mo cua hang", SHOP),
    ("mở cửa hàng", SHOP),
    ("ĐKKD", SHOP),
]


def vietnamese(slug):
    return ProcedurePage.objects.get(slug=slug, locale__language_code="vi")


def titles(client, path, **asked):
    """What stands in the list, in its order."""
    response = client.get(path, asked)
    assert response.status_code == 200
    html = BeautifulSoup(response.content, "html.parser")
    return [cell.select_one("a").get_text(strip=True) for cell in html.select("td.title")]


@pytest.fixture
def explorer():
    return reverse("wagtailadmin_explore", args=[CatalogueIndexPage.objects.get(locale__language_code="vi").pk])


@pytest.fixture
def screens(explorer):
    return (explorer, reverse("wagtailadmin_pages:search"), reverse("wagtailadmin_choose_page_search"))


@pytest.mark.parametrize(("typed", "slug"), TYPED)
def test_what_readers_type_finds_the_page_first(enter, screens, typed, slug):
    client = enter("bien-tap")
    for screen in screens:
        assert titles(client, screen, q=typed)[0] == vietnamese(slug).title, screen


@pytest.fixture
def draft():
    """Never published, so in no index of readers."""
    page = ProcedureFactory(live=False, slug="nuoi-ong", title="Xin phép nuôi ong mật", official_name="Cấp giấy phép chăn nuôi ong")
    ProcedurePage.objects.filter(pk=page.pk).update(keywords="làm tổ ong\nthả bầy", list_2022_name="Đăng ký đàn ong")
    ProcedureCode.objects.filter(page=page).delete()
    ProcedureCode.objects.create(page=page, value="2.009876", is_present=False)
    assert not IndexedDocument.objects.filter(key=f"procedure:{page.pk}", gone=False).exists()
    return page


@pytest.mark.parametrize("typed", ["nuoi ong", "nuôi ong", "nuoi o", "chan nuoi ong", "tha bay", "dan ong", "2.009876", "009876"])
def test_a_draft_is_found_by_all_that_it_is_called(enter, screens, draft, typed):
    client = enter("bien-tap")
    for screen in screens:
        assert draft.title in titles(client, screen, q=typed), screen


def test_one_that_went_down_is_found(enter, explorer):
    page = vietnamese(SHOP)
    page.unpublish()
    assert page.title in titles(enter("bien-tap"), explorer, q="mo cua hang")[:4]


def test_a_live_page_is_found_by_its_draft_too(enter, explorer):
    page = vietnamese("xin-phep-chat-cay")
    page.title, page.keywords = "Xin phép đốn cây", "quỳnh hương gãy"
    page.codes.add(ProcedureCode(value="2.008765", is_present=False))
    page.save_revision()
    client = enter("bien-tap")
    for typed in ("don cay", "quynh huong gay", "2.008765", "chat cay"):
        assert titles(client, explorer, q=typed)[0] == "Xin phép đốn cây", typed


def test_other_kinds_of_pages(enter):
    home = HomePage.objects.get(locale__language_code="vi")
    home.add_child(instance=StandardPage(title="Giờ làm việc ngày Tết", slug="gio-tet", live=False))
    client, screen = enter("bien-tap"), reverse("wagtailadmin_pages:search")
    for typed, title in (("gio lam viec ngay tet", "Giờ làm việc ngày Tết"), ("sinh con", "Sinh con"), ("huong dan", "Hướng dẫn")):
        assert title in titles(client, screen, q=typed), typed


def test_the_likeliest_first_and_what_readers_do_not_see_among_the_first(enter, explorer):
    for number in range(3):
        ProcedureFactory(live=False, slug=f"nhap-{number}", title=f"Làm khai sinh cho con nuôi {number}", official_name="")
    ProcedureFactory(live=False, slug="nhap", title="Khai sinh", official_name="")
    client = enter("bien-tap")
    answer = titles(client, explorer, q="khai sinh")
    assert answer[0] == "Khai sinh"  # called exactly so
    assert answer[1] == vietnamese(BIRTH).title  # as for readers
    assert {f"Làm khai sinh cho con nuôi {n}" for n in range(3)} <= set(answer[:8])
    assert titles(client, explorer, q="khai sinh", ordering="title") == sorted(answer, key=sort_key) != answer


def test_marks_that_were_typed_count_among_drafts(explorer, enter):
    ProcedureFactory(live=False, slug="nhap-1", title="Mua bản nhạc", official_name="")
    ProcedureFactory(live=False, slug="nhap-2", title="Mua bán nhạc cổ truyền", official_name="")
    client = enter("bien-tap")
    assert titles(client, explorer, q="bán nhạc")[:2] == ["Mua bán nhạc cổ truyền", "Mua bản nhạc"]
    assert titles(client, explorer, q="bản nhạc")[:2] == ["Mua bản nhạc", "Mua bán nhạc cổ truyền"]


def test_only_what_somebody_may_see(client, screens):
    user = get_user_model().objects.create_user("khach", password="x" * 12)
    group = Group.objects.create(name="Chỉ hướng dẫn")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    shelf = GuideIndexPage.objects.get(locale__language_code="vi")
    change = Permission.objects.get(content_type__app_label="wagtailcore", codename="change_page")
    GroupPagePermission.objects.create(group=group, page=shelf, permission=change)
    user.groups.add(group)
    client.force_login(user)
    path = reverse("wagtailadmin_pages:search")
    assert "Sinh con" in titles(client, path, q="sinh con")
    assert vietnamese(BIRTH).title not in titles(client, path, q="khai sinh")


def test_what_is_ticked_in_bulk_is_what_was_listed():
    """ "Select all in this list" asks for numbers alone."""
    pages = page_filter_search("mo cua hang", Page.objects.values_list("pk", flat=True))[0].results()
    assert set(pages) == set(found("mo cua hang", Page.objects.all())) >= {vietnamese(SHOP).pk}


ODD = ["a" * 10_000, "khai sinh " * 1000, '"', '"khai sinh', "'; DROP TABLE--", "?!…", "\u0301\u0300", "😀", "live:", "%_", "ﷺ" * 300, " "]


@pytest.mark.parametrize("typed", ODD, ids=[quote(typed[:12]) for typed in ODD])
def test_odd_words_get_an_answer(enter, screens, typed):
    client = enter("bien-tap")
    for screen in screens:
        assert client.get(screen, {"q": typed}).status_code == 200


def test_nothing_found_is_said(enter, screens):
    client = enter("bien-tap")
    for screen, told in zip(screens, ("Không có kết quả nào trong", "không có trang nào khớp", "Có 0 kết quả"), strict=True):
        html = client.get(screen, {"q": "qwertyuiop zxcvb"}).content.decode()
        assert titles(client, screen, q="qwertyuiop zxcvb") == []
        assert told in html, screen


def test_as_many_questions_for_many_pages_as_for_few(django_assert_max_num_queries):
    list(found("khai sinh", Page.objects.all()))
    with django_assert_max_num_queries(14):
        found("khai sinh", Page.objects.all())
