"""A site that has nothing yet says so, to readers and on the desk, and what to do next."""

import pytest
from django.db import transaction
from django.urls import reverse
from wagtail.models import Page

from guides.models import BaseGuidePage
from home.models import HomePage, StandardPage
from home.sample_loading import load_sample
from home.sample_schema import load_procedures
from home.setup import Details, set_up
from office import site_data
from office.models import Office, Unit
from procedures_pages.factories import ProcedureFactory
from procedures_pages.models import ProcedurePage, RegisterSnapshot
from search.index import indexing
from tests.office.desk.screens import superuser
from tests.sitemap import addresses

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("empty site")]


@pytest.fixture(scope="module")
def emptied(django_db_setup, django_db_blocker):
    """The sample taken away, once: each test here is a part of this transaction and is rolled back to its start."""
    with django_db_blocker.unblock(), transaction.atomic():
        take_the_sample_away()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def empty(emptied, db):
    """A site that was set up and has nothing yet."""
    site_data.forget_site_data()


def take_the_sample_away():
    for page in [*ProcedurePage.objects.all(), *BaseGuidePage.objects.all(), *StandardPage.objects.all()]:
        Page.objects.get(pk=page.pk).delete()
    Office.objects.all().delete()
    Unit.objects.all().delete()
    HomePage.objects.update(examples="")
    indexing.update()


def test_a_missing_part_is_made_again(empty):
    BaseGuidePage.objects.all().delete()
    shelf = Page.objects.get(slug="huong-dan", locale__language_code="vi")
    for page in [*shelf.get_translations(), shelf]:
        page.delete()
    assert dict(set_up()) == {"guideindexpage": 1, "english": 1}


def test_the_sample_builds_on_it(empty):
    set_up(Details(name="UBND phường A"))
    load_sample()
    unit = Unit.objects.get()
    assert (unit.name, unit.has_sample) == ("UBND phường A", True)
    assert ProcedurePage.objects.published().filter(locale__language_code="vi").count() == len(load_procedures())
    assert HomePage.objects.get(locale__language_code="vi").examples


# --- Before setup ---


@pytest.fixture
def nothing(empty):
    for page in HomePage.objects.all():
        Page.objects.get(pk=page.pk).delete()


@pytest.mark.parametrize("path", ["/", "/en/"])
def test_before_setup_the_front_page_says_what_to_do(client, nothing, path):
    answer = client.get(path)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "python manage.py setup" in text
    assert answer["X-Robots-Tag"] == "noindex"
    assert "Vĩnh Yên" not in text


def test_before_setup_readyz_says_what_is_missing(client, nothing):
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["status"]) == (503, "setup")
    assert answer.json()["missing"] == ["home", "thu-tuc", "huong-dan", "unit"]


def test_before_setup_the_desk_says_so(client, nothing):
    client.force_login(superuser())
    assert "python manage.py setup" in client.get(reverse("wagtailadmin_home")).content.decode()


# --- An empty site ---


def test_a_unit_without_a_name_is_told_and_stops_no_reader(client, empty):
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["status"], answer.json()["missing"]) == (200, "ok", ["unit"])
    text = client.get("/").content.decode()
    assert "Chưa đặt tên đơn vị" in text
    assert "Vĩnh Yên" not in text


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/", "Cẩm nang đang được soạn"),
        ("/thu-tuc/", "Chưa có thủ tục nào được đăng"),
        ("/huong-dan/", "Chưa có hướng dẫn nào được đăng"),
        ("/tim-kiem/?q=khai+sinh", "Chưa có gì để tìm"),
        ("/tim-kiem/?q=", "Chưa có gì để tìm"),
        ("/noi-nop/", "Chưa có nơi nộp nào được ghi"),
        ("/quay/", "Chưa có thủ tục nào được đăng"),
        ("/giay-to/", "Chưa có thủ tục nào được đăng"),
        ("/so-do-trang/", "Sơ đồ trang"),
    ],
)
def test_an_empty_page_says_so(client, empty, path, words):
    text = client.get(path).content.decode()
    assert words in text
    assert "Bản mẫu" not in text
    for dead in ("/ve-cam-nang/", "/kha-nang-tiep-can/", "/danh-muc-2022/"):
        assert dead not in text


def test_the_sitemap_of_an_empty_site_has_no_list_of_2022(client, empty):
    found = addresses(client)
    assert found
    assert not [url for url in found if "danh-muc-2022" in url]


def test_the_footer_leads_to_a_page_as_soon_as_it_is_published_and_no_longer(client, empty):
    home = HomePage.objects.get(locale__language_code="vi")
    page = home.add_child(instance=StandardPage(title="Về cẩm nang này", slug="ve-cam-nang", live=False))
    assert "/ve-cam-nang/" not in client.get("/").content.decode()
    page.save_revision().publish()
    assert "/ve-cam-nang/" in client.get("/").content.decode()
    StandardPage.objects.get(pk=page.pk).unpublish()
    assert "/ve-cam-nang/" not in client.get("/").content.decode()


def test_a_search_in_a_language_that_has_nothing_says_so(client, empty):
    ProcedureFactory(title="Đổi xyzzyb")
    indexing.update()
    assert "Chưa có gì để tìm" not in client.get("/tim-kiem/?q=zzzz").content.decode()


# --- What to do next ---


def steps_done(client):
    context = client.get(reverse("wagtailadmin_home")).context
    panel = next(panel for panel in context["panels"] if getattr(panel, "name", "") == "next-steps")
    return [step.done for step in panel.get_context_data()["steps"]]


def test_the_desk_says_what_to_do_next_until_it_is_done(client, empty):
    client.force_login(superuser())
    assert steps_done(client) == [False, False, False, False, True, False]
    Unit.objects.create(name="UBND phường A")
    Office.objects.create(slug="mot-cua", name="Bộ phận Một cửa", ward="phường A", province="tỉnh B")
    assert steps_done(client)[:2] == [True, True]
    ProcedureFactory()
    # The register may come later, or never.
    assert not RegisterSnapshot.objects.exists()
    assert steps_done(client) == []


def test_everybody_is_led_to_what_they_may_do(enter, empty):
    html = enter("bien-tap").get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("wagtailsnippets_office_office:add") in html
    assert reverse("wagtailsettings:edit", args=["office", "unit"]) not in html
    assert "Ghi tên đơn vị" in html
    assert "Bắt đầu" not in enter("quay").get(reverse("wagtailadmin_home")).content.decode()
