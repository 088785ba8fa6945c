"""Renamed pages and redirects that editors keep: one step, with tail and answers, and nothing that could not be taken back."""

import re

import pytest
from django.utils.cache import get_max_age
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from guides.models import BaseGuidePage
from home.middleware import REDIRECT_SECONDS
from home.models import StandardPage
from procedures_pages.factories import ProcedureFactory
from procedures_pages.models import ProcedurePage
from tests.procedures_pages.translation.translating import translate

pytestmark = pytest.mark.django_db

OLD, NEW = "/thu-tuc/ten-cu/", "/thu-tuc/ten-moi/"


@pytest.fixture
def rename(django_capture_on_commit_callbacks):
    def renamed(page, slug):
        with django_capture_on_commit_callbacks(execute=True):
            page.slug = slug
            page.save_revision().publish()
        return page

    return renamed


def moved(old, new, **more):
    return Redirect.add_redirect(old, new, **more)


def leads_to(client, path):
    """Where the redirect leads. It is one, it is not the address itself, and no browser keeps it for longer than minutes."""
    response = client.get(path)
    assert response.status_code in (301, 302), (path, response.status_code)
    assert response.status_code == 302 or get_max_age(response) <= 300
    assert response["Location"] != path
    return response["Location"]


# --- Renamed, and renamed back ---


@pytest.mark.parametrize(
    "tail", ["", "lich-su/", "lich-su/atom.xml", "ho-so/", "ho-so/in/", "in/", "in.pdf", "ho-so.pdf", "gui/", "qr.svg", "ap-phich.pdf"]
)
def test_a_renamed_page_is_found_with_its_tail_and_answers(client, rename, tail):
    rename(ProcedureFactory(with_questions=True, slug="ten-cu"), "ten-moi")
    assert leads_to(client, f"{OLD}{tail}?ai-nop=toi") == f"{NEW}{tail}?ai-nop=toi"


def test_a_page_with_its_old_name_back_is_just_there(client, rename):
    page = rename(ProcedureFactory(slug="ten-cu"), "ten-moi")
    assert leads_to(client, OLD) == NEW
    rename(page, "ten-cu")
    assert client.get(OLD).status_code == 200
    assert leads_to(client, NEW) == OLD


def test_a_name_given_to_another_page_is_that_page_s(client, rename):
    rename(ProcedureFactory(slug="ten-cu"), "ten-moi")
    ProcedureFactory(slug="ten-cu", title="Trang khác cùng tên cũ")
    assert "Trang khác cùng tên cũ" in client.get(OLD).content.decode()
    assert client.get(f"{OLD}khong-co/").status_code == 404


def test_after_many_names_every_one_leads_straight_to_the_last(client, rename):
    page = ProcedureFactory(slug="ten-cu")
    for slug in ("ten-hai", "ten-ba", "ten-moi"):
        rename(page, slug)
    for slug in ("ten-cu", "ten-hai", "ten-ba"):
        assert leads_to(client, f"/thu-tuc/{slug}/") == NEW


def test_two_pages_that_swapped_names_are_both_there(client, rename):
    one, other = ProcedureFactory(slug="ten-cu", title="Trang thứ nhất"), ProcedureFactory(slug="ten-moi", title="Trang thứ hai")
    rename(one, "tam")
    rename(other, "ten-cu")
    rename(one, "ten-moi")
    assert "Trang thứ hai" in client.get(OLD).content.decode()
    assert "Trang thứ nhất" in client.get(NEW).content.decode()
    assert leads_to(client, "/thu-tuc/tam/") == NEW


@pytest.mark.parametrize("how", ["unpublished", "private", "deleted"])
def test_the_new_name_of_a_page_that_is_not_public_is_told_to_nobody(client, rename, how):
    page = rename(ProcedureFactory(slug="ten-cu"), "ten-mat")
    if how == "unpublished":
        page.unpublish()
    elif how == "private":
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    else:
        page.delete()
    response = client.get(OLD)
    assert response.status_code == 404
    assert b"ten-mat" not in response.content


def test_the_counter_and_the_english_tree_move_too(client, rename):
    page = ProcedureFactory(slug="ten-cu")
    rename(page, "ten-moi")
    assert leads_to(client, "/quay/ten-cu/?a=b") == "/quay/ten-moi/?a=b"
    # There is no translation: the Vietnamese page is shown under /en/.
    assert leads_to(client, f"/en{OLD}ho-so/") == f"/en{NEW}ho-so/"


def test_a_renamed_translation_leads_to_itself(client, rename):
    page = ProcedureFactory(slug="ten-cu")
    english = translate(page)
    rename(page, "ten-moi")
    rename(ProcedurePage.objects.get(pk=english.pk), "ten-moi")
    assert leads_to(client, f"/en{OLD}") == f"/en{NEW}"


def test_a_renamed_guide_is_found_with_its_papers(client, rename):
    guide = BaseGuidePage.objects.get(slug="sinh-con", locale__language_code="vi").specific
    rename(guide, "sinh-em-be")
    assert leads_to(client, "/huong-dan/sinh-con/ho-so/?chon=1.001193") == "/huong-dan/sinh-em-be/ho-so/?chon=1.001193"


def test_a_renamed_plain_page_is_found(client, rename):
    rename(StandardPage.objects.get(slug="ve-cam-nang", locale__language_code="vi"), "gioi-thieu")
    assert leads_to(client, "/ve-cam-nang/") == "/gioi-thieu/"


def test_a_copied_former_address_is_one_step_from_the_new_one(client, rename):
    rename(ProcedureFactory(slug="ten-cu"), "ten-moi")
    for path in ("/thu-tuc/ten-cu", "/THU-TUC/Ten-Cu/", "/thu-tuc/ten-cu,", "/thu-tuc/ten-cu)%20xem", "/thu-tuc/ten-cu/&co=lon"):
        assert leads_to(client, path).partition("?")[0] == NEW


# --- What editors keep on the desk ---


def test_an_editor_s_redirect_leads_on(client):
    moved("/trang-cu/", "/noi-nop/", is_permanent=False)
    moved("/trang-cu/bai.aspx?id=3", "https://dichvucong.gov.vn/")
    assert leads_to(client, "/trang-cu/") == leads_to(client, "/trang-cu") == "/noi-nop/"
    assert leads_to(client, "/trang-cu/bai.aspx?id=3") == "https://dichvucong.gov.vn/"
    assert client.get("/trang-cu/bai.aspx?id=4").status_code == 404


def test_permanent_says_so_and_is_kept_by_no_browser(client):
    moved("/trang-cu/", "/noi-nop/", is_permanent=True)
    response = client.get("/trang-cu/")
    assert response.status_code == 301
    assert get_max_age(response) == 0


def test_a_live_page_beats_a_redirect(client):
    moved("/thu-tuc/lam-khai-sinh-cho-con/", "/noi-nop/")
    moved("/noi-nop/", "/thu-tuc/")
    for path, title in (("/thu-tuc/lam-khai-sinh-cho-con/", "Làm khai sinh cho con"), ("/noi-nop/", "Nơi nộp")):
        page = client.get(path)
        assert page.status_code == 200
        assert re.search(rf"<h1[^>]*>\s*{title}", page.content.decode())


def test_redirects_in_a_row_are_one_step(client, settings):
    moved("/mot/", "/hai/")
    moved("/hai/", f"{settings.SITE_URL}/ba/")
    moved("/ba/", "/t/1.001193")
    assert leads_to(client, "/mot/") == "/thu-tuc/lam-khai-sinh-cho-con/"


@pytest.mark.parametrize(
    "rows", [[("/mot/", "/mot/")], [("/mot/", "/hai/"), ("/hai/", "/mot/")], [("/mot/", "/hai/"), ("/hai/", "/ba/"), ("/ba/", "/hai/")]]
)
def test_a_circle_is_a_page_that_is_not_there(client, rows):
    for old, new in rows:
        moved(old, new)
    assert client.get("/mot/").status_code == 404


def test_a_redirect_to_nothing_is_a_page_that_is_not_there(client):
    moved("/mot/", "/khong-co/")
    moved("/hai/", ProcedureFactory(draft=True))
    assert client.get("/mot/").status_code == client.get("/hai/").status_code == 404


# --- Every redirect of the product ---


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/t/1.001193", 302),
        ("/t/1.001193?truong-hop=sinh-thuong", 302),
        ("/en/t/1.001193", 302),
        ("/tra-cuu/1.001193/", 301),
        ("/tra-cuu/1.001193", 302),
        ("/thu-tuc", 302),
        ("/thu-tuc/lam-khai-sinh-cho-con", 302),
        ("/en", 302),
        ("/quay/?q=1.001193", 302),
        ("/api/v2/procedures", 301),
        ("/api/v2/pages/find/?html_path=/", 302),
        ("/quan-tri", 302),
        ("/quan-tri/login", 301),
        ("/quan-tri/", 302),
    ],
)
def test_no_redirect_is_for_ever(client, path, status):
    response = client.get(path)
    assert response.status_code == status
    if status == 301:
        assert 0 <= get_max_age(response) <= REDIRECT_SECONDS


def test_a_guide_that_is_taken_back_gives_the_record_its_place_again(client):
    """The 301 of the contract; a browser asks again after minutes."""
    response = client.get("/tra-cuu/1.001193/")
    assert (response.status_code, get_max_age(response)) == (301, REDIRECT_SECONDS)
