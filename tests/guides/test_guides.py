"""Guides lead through procedures, in the reader's language, and only to what is public."""

import pytest

from guides.models import BaseGuidePage, GuidePage, LifeEventPage
from procedures_pages.models import ProcedurePage

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("slug", ["mo-cua-hang-tap-hoa", "sinh-con", "ket-hon", "xay-sua-nha-o", "nguoi-than-qua-doi"])
def test_a_life_event_leads_through_its_procedures(client, slug):
    html = client.get(f"/huong-dan/{slug}/").content.decode()
    assert html.count('href="/thu-tuc/') >= 3


def test_opening_a_shop_leads_to_the_registration(client):
    assert 'href="/thu-tuc/mo-cua-hang-dang-ky-ho-kinh-doanh/"' in client.get("/huong-dan/mo-cua-hang-tap-hoa/").content.decode()


def test_the_index_shows_every_guide(client):
    html = client.get("/huong-dan/").content.decode()
    for slug in BaseGuidePage.objects.published().filter(locale__language_code="vi").values_list("slug", flat=True):
        assert f'href="/huong-dan/{slug}/"' in html


def test_there_are_life_events_and_guides():
    assert LifeEventPage.objects.published().filter(locale__language_code="vi").count() == 5
    assert GuidePage.objects.published().filter(locale__language_code="vi").count() >= 1


def test_an_english_guide_links_english_pages(client):
    html = client.get("/en/huong-dan/sinh-con/").content.decode()
    assert "not available in English" not in html
    assert 'href="/en/thu-tuc/lam-khai-sinh-cho-con/"' in html


def test_an_untranslated_guide_says_so(client):
    html = client.get("/en/huong-dan/xay-sua-nha-o/").content.decode()
    assert "not available in English" in html
    assert '<article lang="vi">' in html


def test_a_guide_does_not_lead_to_what_is_not_public(client):
    page = ProcedurePage.objects.get(slug="lam-khai-sinh-cho-con", locale__language_code="vi")
    page.unpublish()
    ProcedurePage.objects.get(slug="lam-khai-sinh-cho-con", locale__language_code="en").unpublish()
    html = client.get("/huong-dan/sinh-con/").content.decode()
    assert "/thu-tuc/lam-khai-sinh-cho-con/" not in html


@pytest.mark.parametrize("path", ["/huong-dan/khong-co/", "/huong-dan/a%00b/", "/huong-dan/sinh-con/them/"])
def test_a_guide_that_is_not_there_is_not_found(client, path):
    assert client.get(path).status_code in (400, 404)
