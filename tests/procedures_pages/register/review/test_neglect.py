"""Readers are told, mildly, that nobody has looked at a page for long; somebody's look takes it away."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.utils import timezone

from home.page_cache import middleware as page_cache
from procedures_pages.models import ProcedurePage
from procedures_pages.register.models import RegisterVersion, SourceCheck
from tests.procedures_pages.register.factories import record, store

pytestmark = pytest.mark.django_db
SLUG, CODE = "lam-khai-sinh-cho-con", "1.001193"
TOLD = "Trang này lâu chưa được kiểm lại, lần gần nhất ngày"


@pytest.fixture
def looked(settings):
    """Called with days: so long ago somebody looked last, at a page that is to be looked at every 90 days."""
    settings.REVIEW_DAYS = 90

    def at(days, **more):
        day = timezone.localdate() - timedelta(days)
        ProcedurePage.objects.filter(slug=SLUG).update(verified_on=day, review_days=None, **more)
        forget()
        return f"{day:%d/%m/%Y}"

    return at


def forget():
    """As a quarter of an hour later."""
    cache.clear()
    page_cache.STORE.clear()


def told(client, path=f"/thu-tuc/{SLUG}/"):
    return client.get(path).content.decode()


@pytest.mark.parametrize("path", [f"/thu-tuc/{SLUG}/", f"/thu-tuc/{SLUG}/ho-so/", f"/thu-tuc/{SLUG}/ho-so/in/"])
def test_what_nobody_looked_at_for_twice_its_time_says_so(client, looked, path):
    day = looked(181)
    assert f"{TOLD} {day}." in told(client, path)


def test_in_english_too(client, looked):
    looked(181)
    assert "Nobody has checked this page for long" in told(client, f"/en/thu-tuc/{SLUG}/")


@pytest.mark.parametrize(("days", "more"), [(180, {}), (300, {"status": "abolished"}), (181, {"review_days": 100})])
def test_otherwise_it_does_not(client, looked, days, more):
    looked(days)
    ProcedurePage.objects.filter(slug=SLUG).update(**more)
    forget()
    assert TOLD not in told(client)


def test_a_page_that_is_looked_at_more_often_says_so_earlier(client, looked):
    looked(61)
    ProcedurePage.objects.filter(slug=SLUG).update(review_days=30)
    forget()
    assert TOLD in told(client)


def test_somebodys_look_takes_it_away(client, looked, django_capture_on_commit_callbacks):
    looked(181)
    assert TOLD in told(client)
    store(record(code=CODE))
    version = RegisterVersion.objects.get(record__code=CODE)
    page = ProcedurePage.objects.get(slug=SLUG, locale__language_code="vi")
    with django_capture_on_commit_callbacks(execute=True):
        SourceCheck.objects.create(
            page_key=page.translation_key, version=version, checked_by=get_user_model().objects.first(), verdicts={}, parts={}
        )
    page_cache.STORE.clear()
    assert TOLD not in told(client)
