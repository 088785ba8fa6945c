"""Guides and life events: steps that lead through procedures and remember nothing."""

from __future__ import annotations

import re

import pytest
from wagtail.models import PageViewRestriction

from guides.factories import GuideFactory, LifeEventFactory, guide_step
from guides.listing import entries
from guides.models import BaseGuidePage, GuideIndexPage
from procedures_pages.factories import ProcedureFactory
from procedures_pages.models import ProcedurePage

pytestmark = pytest.mark.django_db

LIFE_EVENTS = ["mo-cua-hang-tap-hoa", "sinh-con", "ket-hon", "xay-sua-nha-o", "nguoi-than-qua-doi"]


def shown(client, guide, prefix="") -> str:
    response = client.get(f"{prefix}/huong-dan/{guide.slug}/")
    assert response.status_code == 200
    return response.content.decode()


def main(html: str) -> str:
    return html.split("<main", 1)[1].split("</main>", 1)[0]


# --- The sample ---


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_published_guide_answers(client, prefix):
    slugs = set(BaseGuidePage.objects.published().values_list("slug", flat=True))
    assert [s for s in slugs if client.get(f"{prefix}/huong-dan/{s}/").status_code != 200] == []


@pytest.mark.parametrize("slug", LIFE_EVENTS)
def test_a_life_event_leads_through_procedures(client, slug):
    html = main(client.get(f"/huong-dan/{slug}/").content.decode())
    links = set(re.findall(r'href="(/thu-tuc/[^"]+)"', html))
    assert links
    assert [link for link in links if client.get(link).status_code != 200] == []


def test_opening_a_shop_leads_to_the_registration(client):
    assert "/thu-tuc/mo-cua-hang-dang-ky-ho-kinh-doanh/" in client.get("/huong-dan/mo-cua-hang-tap-hoa/").content.decode()


def test_a_guide_that_is_not_there_is_not_found(client):
    assert client.get("/huong-dan/khong-co/").status_code == 404


def test_the_index_lists_every_guide_once(client):
    links = re.findall(r'href="(/huong-dan/[^"]+/)"', main(client.get("/huong-dan/").content.decode()))
    slugs = BaseGuidePage.objects.published().filter(locale__language_code="vi").values_list("slug", flat=True)
    assert sorted(links) == sorted(f"/huong-dan/{slug}/" for slug in slugs)


def test_life_events_and_guides_stand_apart(client):
    GuideFactory(title="Nên biết về chữ ký số", slug="nen-biet-ve-chu-ky-so")
    html = main(client.get("/huong-dan/").content.decode())
    assert html.index("/huong-dan/sinh-con/") < html.index("Nên biết</h2>") < html.index("/huong-dan/nen-biet-ve-chu-ky-so/")


# --- A page ---


def test_steps_stand_in_their_order(client):
    html = shown(client, GuideFactory(steps=[guide_step(f"Bước {n}") for n in ("một", "hai", "ba")]))
    places = [html.index(f"<h2>Bước {n}</h2>") for n in ("một", "hai", "ba")]
    assert places == sorted(places)


def test_a_step_shows_when_it_is_needed_and_its_procedure(client):
    procedure = ProcedureFactory()
    html = shown(client, GuideFactory(steps=[guide_step("Bước", procedure.pk, when="Chỉ khi bạn bán rượu.")]))
    assert "Chỉ khi bạn bán rượu." in html
    assert f'<a href="/thu-tuc/{procedure.slug}/">{procedure.title}</a>' in html


def test_a_step_says_what_is_done_elsewhere(client):
    elsewhere = {"name": "Đăng ký thuế", "who": "Cơ quan thuế", "url": "https://gdt.gov.vn/"}
    html = shown(client, GuideFactory(steps=[guide_step("Bước", elsewhere=elsewhere)]))
    assert "<b>Đăng ký thuế</b>: Cơ quan thuế" in html
    assert 'href="https://gdt.gov.vn/" rel="noopener"' in html


def test_steps_have_addresses_of_their_own(client):
    html = shown(client, GuideFactory(steps=[guide_step("Chuẩn bị"), guide_step("Chuẩn bị")]))
    assert re.findall(r'<li id="([^"]+)"', html) == ["chuan-bi", "chuan-bi-2"]


def test_a_step_to_a_page_that_was_deleted_is_shown_without_it(client):
    procedure = ProcedureFactory()
    guide = GuideFactory(steps=[guide_step("Bước còn lại", procedure.pk)])
    procedure.delete()
    assert "Bước còn lại" in shown(client, guide)


def test_a_step_to_a_page_that_is_not_published_is_shown_without_it(client):
    procedure = ProcedureFactory(draft=True)
    html = shown(client, GuideFactory(steps=[guide_step("Bước còn lại", procedure.pk)]))
    assert "Bước còn lại" in html
    assert procedure.title not in html


def test_the_number_of_procedures_counts_each_once(client):
    procedure = ProcedureFactory()
    html = shown(client, GuideFactory(steps=[guide_step("Một", procedure.pk), guide_step("Hai", procedure.pk)]))
    assert "2 bước qua 1 thủ tục" in html


def test_a_guide_without_steps_answers(client):
    shown(client, GuideFactory(steps=[]))


def test_a_guide_remembers_nothing(client):
    response = client.get("/huong-dan/nop-ho-so-truc-tuyen-lan-dau/")
    assert not response.cookies
    assert "<form" not in main(response.content.decode())


def test_a_guide_asks_a_fixed_number_of_queries(client, django_assert_max_num_queries):
    procedures = ProcedurePage.objects.published().filter(locale__language_code="vi")[:20]
    guide = GuideFactory(steps=[guide_step(f"Bước {n}", p.pk) for n, p in enumerate(procedures)])
    shown(client, guide)
    with django_assert_max_num_queries(6):
        shown(client, guide)


# --- Languages ---


def test_in_english_a_step_leads_to_the_english_procedure(client):
    html = main(client.get("/en/huong-dan/sinh-con/").content.decode())
    assert 'href="/en/thu-tuc/lam-khai-sinh-cho-con/"' in html
    assert "Register your child" in html


def test_a_guide_without_english_says_so_and_shows_the_vietnamese(client, settings):
    html = shown(client, GuideFactory(slug="chi-tieng-viet"), "/en")
    assert "not available in English" in html
    assert '<article lang="vi">' in html
    assert f'<link rel="canonical" href="{settings.SITE_URL}/huong-dan/chi-tieng-viet/">' in html


def test_lists_in_english_show_each_guide_once():
    titles = [e.url for e in entries("en")]
    assert len(titles) == len(set(titles)) == BaseGuidePage.objects.published().filter(locale__language_code="vi").count()


# --- What is not public ---


@pytest.mark.parametrize("state", ["draft", "private", "under a private index"])
def test_a_guide_that_is_not_public_is_in_no_list_and_not_found(client, state):
    guide = LifeEventFactory(title="Việc bí mật zq", slug="viec-bi-mat-zq", live=state != "draft")
    if state != "draft":
        page = guide if state == "private" else GuideIndexPage.objects.get(locale__language_code="vi")
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert client.get("/huong-dan/viec-bi-mat-zq/").status_code == 404
    lists = [
        "/",
        "/huong-dan/",
        "/en/huong-dan/",
        "/so-do-trang/",
        "/sitemap-huong-dan.xml",
        "/tim-kiem/?q=viec+bi+mat+zq",
        "/api/v2/pages/?limit=100",
    ]
    assert [path for path in lists if "viec-bi-mat-zq" in client.get(path).content.decode()] == []


def test_a_public_guide_is_in_every_list(client):
    """Else the test above would prove nothing."""
    LifeEventFactory(title="Việc công khai zq", slug="viec-cong-khai-zq")
    for path in ("/", "/huong-dan/", "/so-do-trang/", "/sitemap-huong-dan.xml"):
        assert "viec-cong-khai-zq" in client.get(path).content.decode()


def test_a_code_in_a_steps_text_leads_to_its_record(client):
    guide = GuideFactory(steps=[guide_step(title="Đăng ký tạm trú", text="Làm ở công an phường (mã 1.004194).")])
    assert '<a href="/t/1.004194">1.004194</a>' in main(shown(client, guide))
