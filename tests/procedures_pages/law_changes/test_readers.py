"""Readers of a page that rests on a changed text are told, on screen and paper, in both languages, from some weeks ahead until it is dealt
with."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import cache
from django.utils import timezone

from procedures_pages.law_changes.models import EffectOnPage
from procedures_pages.models import ProcedurePage

from .acts import DAY, act

pytestmark = pytest.mark.django_db
SLUG = "lam-khai-sinh-cho-con"
ADDRESSES = [*(f"/thu-tuc/{SLUG}/{more}" for more in ("", "ho-so/", "in/", "ho-so/in/")), f"/quay/{SLUG}/"]
TITLE = "Nghị định sửa đổi Nghị định 123/2015/NĐ-CP"
TOLD = "Nghị định 309/2026/NĐ-CP đã sửa quy định về việc này từ 15/11/2026; chúng tôi đang rà lại."
AHEAD = "Từ 15/11/2026, Nghị định 309/2026/NĐ-CP sửa quy định về việc này; chúng tôi đang rà lại."


@pytest.fixture
def today(monkeypatch):
    def put(day):
        moment = datetime(day.year, day.month, day.day, 0, 1, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return put


def html(client, path):
    return client.get(path).content.decode()


def enter_the_decree(**more):
    page = ProcedurePage.objects.get(slug=SLUG, locale__language_code="vi")
    assert "123/2015/NĐ-CP" in [row.resource.number for row in page.legal.all()]
    act("123/2015/NĐ-CP", number="309/2026/NĐ-CP", title=TITLE, **more)
    cache.clear()  # what every page carries is told at once to another transaction only


def test_on_every_form_of_the_page_until_it_is_settled(client, today):
    today(DAY + timedelta(12))
    assert not any(TOLD in html(client, path) for path in ADDRESSES)
    enter_the_decree()
    # A page and a list have their paper with them, which is printed as it stands.
    assert [html(client, path).count(TOLD) for path in ADDRESSES] == [2, 2, 1, 1, 1]
    english = html(client, f"/en/thu-tuc/{SLUG}/")
    assert "309/2026/NĐ-CP" in english
    assert TOLD not in html(client, f"/thu-tuc/{SLUG}/gui/")  # what is sent to people is about their papers
    assert TOLD not in html(client, "/thu-tuc/mo-tiem-photocopy/")
    EffectOnPage.objects.filter(page__slug=SLUG).update(outcome="kept")
    cache.clear()
    assert not any(TOLD in html(client, path) for path in ADDRESSES)


def test_in_the_pdf(client, today, monkeypatch):
    today(DAY)
    enter_the_decree()
    handed = []
    monkeypatch.setattr("procedures_pages.views.pdf_response", lambda request, html, *more: handed.append(html) or client.get("/healthz"))
    client.get(f"/thu-tuc/{SLUG}/ho-so.pdf")
    assert TOLD in handed[0]


def test_a_day_that_comes_is_told_without_anything_being_written(client, today):
    today(DAY - timedelta(61))
    enter_the_decree()
    path = ADDRESSES[0]
    for day, words in (
        (DAY - timedelta(61), None),
        (DAY - timedelta(60), AHEAD),
        (DAY - timedelta(1), AHEAD),
        (DAY, TOLD),
    ):
        today(day)
        shown = html(client, path)
        assert [one for one in (AHEAD, TOLD) if one in shown] == ([words] if words else [])


def test_two_targets_of_one_text_are_told_once(client, today):
    today(DAY)
    act("123/2015/NĐ-CP", "87/2020/NĐ-CP", number="309/2026/NĐ-CP", title=TITLE)
    cache.clear()
    assert EffectOnPage.objects.filter(page__slug=SLUG).count() == 2
    screen = html(client, ADDRESSES[1])
    assert screen.count(TOLD) == 2  # and on the paper that goes with the screen


def test_the_law_list_says_what_has_ended_and_what_will(client, today):
    law = '<b lang="vi">87/2020/NĐ-CP</b>'
    today(DAY - timedelta(61))
    act("87/2020/NĐ-CP", kind="replaces")

    def end():
        listed = html(client, ADDRESSES[0]).partition(law)[2].partition("</li>")[0]
        return re.findall(r'class="error">(.*?)<', listed)

    for day, words in (
        (DAY - timedelta(61), []),
        (DAY - timedelta(60), ["Sẽ hết hiệu lực từ 15/11/2026"]),
        (DAY, ["Hết hiệu lực từ 15/11/2026"]),
    ):
        today(day)
        cache.clear()
        assert end() == words
