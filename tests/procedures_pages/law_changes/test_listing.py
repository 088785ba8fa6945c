"""``/thay-doi/``: every change of law that is not worked in yet, the oldest first, with its age, its text and its pages; nothing hidden."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.utils import timezone
from wagtail.models import PageViewRestriction

from office.factories import LegalResourceFactory
from office.models import LegalResource
from procedures_pages.factories import ProcedureFactory
from procedures_pages.law_changes import listing
from procedures_pages.law_changes.models import EffectOnPage

from .acts import DAY, act

pytestmark = pytest.mark.django_db
EMPTY = "chưa văn bản mới nào mà trang dẫn văn bản cũ còn chưa rà xong"


@pytest.fixture(autouse=True)
def twelve_days_later(monkeypatch):
    day = DAY + timedelta(12)
    moment = datetime(day.year, day.month, day.day, 8, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
    monkeypatch.setattr(timezone, "now", lambda: moment)


def listed(client, path="/thay-doi/"):
    cache.clear()
    main = BeautifulSoup(client.get(path).content, "html.parser").main
    return [
        (part["data-change"], part.b.text, [link["href"] for link in part.select("li a")]) for part in main.select("[data-change]")
    ], main


def test_oldest_first_with_age_page_and_text(client, django_assert_max_num_queries):
    assert EMPTY in listed(client)[1].get_text()
    first, second = LegalResourceFactory(), LegalResourceFactory()
    one, other = ProcedureFactory(law=first), ProcedureFactory(law=second)
    new = act(second, since=DAY)
    LegalResource.objects.filter(pk=new.pk).update(link="https://vanban.example.vn/moi")
    coming = act(first, since=DAY + timedelta(45), kind="replaces")
    old = act(first, second, since=DAY - timedelta(3))
    both = sorted([f"/thu-tuc/{page.slug}/" for page in (one, other)])
    found, main = listed(client)
    assert [(number, age, sorted(pages)) for number, age, pages in found] == [
        (old.number, "đã 15 ngày", both),
        (new.number, "đã 12 ngày", [f"/thu-tuc/{other.slug}/"]),
        (coming.number, "còn 33 ngày", [f"/thu-tuc/{one.slug}/"]),
    ]
    assert main.select_one('a[href="https://vanban.example.vn/moi"]').text == f"Nghị định {new.number}"
    assert [number for number, _age, _pages in listed(client, "/en/thay-doi/")[0]] == [old.number, new.number, coming.number]
    with django_assert_max_num_queries(6):
        client.get("/en/thay-doi/?moi=1")
    EffectOnPage.objects.filter(acting=new).update(outcome="mended")
    PageViewRestriction.objects.create(page=one, restriction_type="login")
    assert [(number, pages) for number, _age, pages in listed(client)[0]] == [(old.number, [f"/thu-tuc/{other.slug}/"])]


def test_a_long_list_says_how_many_more(client, monkeypatch):
    monkeypatch.setattr(listing, "MOST", 1)
    law = LegalResourceFactory()
    for _n in range(3):
        ProcedureFactory(law=law)
    act(law)
    found, main = listed(client)
    assert len(found[0][2]) == 1
    assert "và 2 trang khác" in main.get_text()


def test_it_is_led_to(client):
    for path in ("/thu-tuc/", "/so-do-trang/", "/sitemap-muc.xml"):
        assert "/thay-doi/" in client.get(path).content.decode()
