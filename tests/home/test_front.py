"""The front page: search, life events, most asked, areas that add up."""

import re

import pytest

from procedures_pages.models import ProcedurePage

pytestmark = pytest.mark.django_db


@pytest.fixture
def html(client):
    return client.get("/").content.decode()


def test_the_search_box_leads_to_the_search_page(html):
    assert re.search(r'<form\s+class="search"[^>]*\saction="/tim-kiem/"', html)


def test_the_five_life_events_are_there(html):
    for slug in ("mo-cua-hang-tap-hoa", "sinh-con", "ket-hon", "xay-sua-nha-o", "nguoi-than-qua-doi"):
        assert f'href="/huong-dan/{slug}/"' in html


def test_the_counts_of_the_areas_add_up(html):
    counts = [int(n) for n in re.findall(r'href="/thu-tuc/\?linh-vuc=[a-z-]+">[^<]+</a><span>(\d+)</span>', html)]
    in_force = ProcedurePage.objects.published().filter(locale__language_code="vi").exclude(status__in=("replaced", "abolished")).count()
    assert sum(counts) == in_force


def test_the_twelve_most_asked_stand_in_their_order(html):
    slugs = (
        ProcedurePage.objects.published()
        .filter(locale__language_code="vi")
        .exclude(most_asked=None)
        .order_by("most_asked")
        .values_list("slug", flat=True)
    )
    places = [html.index(f'href="/thu-tuc/{slug}/"') for slug in slugs]
    assert len(places) == 12
    assert places == sorted(places)


def test_the_english_front_page_is_in_english(client):
    html = client.get("/en/").content.decode()
    assert '<html lang="en">' in html
    assert "What do you need to get done?" in html
    assert "/en/thu-tuc/lam-khai-sinh-cho-con/" in html


def test_every_procedure_is_at_most_three_clicks_away(client):
    """Front page → catalogue → procedure."""
    listed = client.get("/thu-tuc/").content.decode()
    slugs = (
        ProcedurePage.objects.published()
        .filter(locale__language_code="vi")
        .exclude(status__in=("replaced", "abolished"))
        .values_list("slug", flat=True)
    )
    assert 'href="/thu-tuc/"' in client.get("/").content.decode()
    assert [s for s in slugs if f'href="/thu-tuc/{s}/"' not in listed] == []


@pytest.mark.parametrize(
    "path",
    [
        *("/noi-nop/", "/tra-cuu-ho-so/", "/thuat-ngu/", "/kha-nang-tiep-can/", "/ve-cam-nang/", "/so-do-trang/"),
        *("/danh-muc-2022/", "/huong-dan/", "/thay-doi/", "/quyen-rieng-tu/"),
    ],
)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_pages_of_the_footer_answer_in_both_languages(client, prefix, path):
    answer = client.get(prefix + path)
    html = answer.content.decode()
    assert answer.status_code == 200
    assert f'<html lang="{"en" if prefix else "vi"}">' in html
    assert re.search(r"<h1[^>]*>\s*\w", html)


def test_an_old_ward_is_told_on_the_offices_page(client):
    assert "Hội Hợp" in client.get("/noi-nop/").content.decode()
