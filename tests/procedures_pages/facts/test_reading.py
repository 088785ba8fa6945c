"""Facts are kept as long as nothing that they are made of changes, whoever changes it and how."""

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.db import connection, transaction
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from office.models import LegalResource, Office, ThematicArea
from office.set_costs.factories import RateFactory
from procedures_pages.facts import reading, stamp
from procedures_pages.models import ProcedurePage, RelatedProcedure

SLUG = "lam-khai-sinh-cho-con"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _as_started():
    caches["process"].clear()
    yield
    caches["process"].clear()


@pytest.fixture
def page():
    return ProcedurePage.objects.get(slug=SLUG, locale__language_code="vi")


def queries(ask):
    with CaptureQueriesContext(connection) as asked:
        found = ask()
    return found, len(asked)


def test_what_is_known_takes_one_query():
    first, many = queries(lambda: reading.read(SLUG))
    again, one = queries(lambda: reading.read(SLUG))
    assert (again, one) == (first, 1)
    assert many > 1
    assert first.languages == ("en", "vi")


def test_each_language_has_its_own(page):
    with translation.override("en"):
        english = reading.read(SLUG, "en").facts
    vietnamese = reading.read(SLUG, "vi").facts
    assert (english.lang, vietnamese.lang) == ("en", "vi")
    assert english.url != vietnamese.url


CHANGES = {
    "title": lambda page: ProcedurePage.objects.filter(pk=page.pk).update(title="Khác"),
    "draft": lambda page: page.save_revision(),
    "law": lambda page: LegalResource.objects.filter(pk=page.legal.first().resource_id).update(title="Khác"),
    "office": lambda page: Office.objects.update(phone="0211 000 000"),
    "area": lambda page: ThematicArea.objects.bulk_update([ThematicArea(pk=page.area_id, name="Khác")], ["name"]),
    "offices": lambda page: page.offices.through.objects.create(procedurepage_id=page.pk, office_id=Office.objects.first().pk),
    "links": lambda page: RelatedProcedure.objects.filter(page=page).delete(),
    "restriction": lambda page: PageViewRestriction.objects.create(page=page, restriction_type="login"),
    "files": lambda page: CollectionViewRestriction.objects.create(collection=Collection.objects.first(), restriction_type="login"),
    "rate": lambda page: RateFactory(law=page.legal.first().resource),
    "raw": lambda page: connection.cursor().execute("UPDATE wagtailcore_page SET title = 'x' WHERE id = %s", [page.pk]),
}


@pytest.mark.parametrize("change", CHANGES)
def test_whoever_goes_on_after_a_change_reads_anew(page, change):
    """And what is taken back is as if it had not been. (What is committed is told in tests/servers/test_notices.py, to two processes.)"""
    before = reading.read(SLUG)
    with transaction.atomic():
        CHANGES[change](page)
        assert stamp.stamp() == ""
        transaction.set_rollback(True)
    assert queries(lambda: reading.read(SLUG)) == (before, 1)


def test_a_change_is_read_at_once(page):
    reading.read(SLUG)
    ProcedurePage.objects.filter(pk=page.pk).update(title="Khác")
    assert reading.read(SLUG).facts.title == "Khác"


def test_a_change_of_other_tables_is_none(page, django_user_model):
    before = stamp.stamp()
    django_user_model.objects.update(last_name="Khác")
    assert stamp.stamp() == before != ""


def test_what_is_not_public_is_not_found(page):
    reading.read(SLUG)
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    with pytest.raises(Http404):
        reading.read(SLUG)


def test_an_address_that_nobody_has_takes_one_query():
    with CaptureQueriesContext(connection) as asked, pytest.raises(Http404):
        reading.read("khong-co-trang-nay")
    assert len(asked) == 1


def test_a_page_comes_to_its_end_without_a_change(page):
    end = timezone.now() + timedelta(seconds=90)
    Page.objects.filter(pk=page.pk).update(expire_at=end)
    assert reading._seconds() <= 90
