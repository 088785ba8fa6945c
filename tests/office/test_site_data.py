"""What every page carries is as the last change left it, though a reader in between put down what was there before."""

from __future__ import annotations

import pytest
from django.core.cache import cache

from home.models import StandardPage
from office import site_data
from office.models import Office, Unit

pytestmark = pytest.mark.django_db


def reader_puts_down(unit_before, **before):
    """A reader who comes after the change and before its commit: sees the generation of after, and the rows of before."""
    generation = cache.get(site_data.GENERATION)
    cache.set(site_data.KEY, (generation, (unit_before, *before["rest"])), 600)


def test_a_reader_between_a_change_and_its_commit_does_not_put_the_old_back(django_capture_on_commit_callbacks):
    before = site_data.unit()
    rest = (site_data.offices(), site_data.areas(), site_data.calendar())
    with django_capture_on_commit_callbacks(execute=True):
        unit = Unit.objects.get()
        unit.responsible = "Giám đốc mới"
        unit.save()
        assert site_data.unit().responsible == unit.responsible, "whoever goes on in the transaction sees it"
        reader_puts_down(before, rest=rest)
        assert site_data.unit().responsible == before.responsible != unit.responsible
    assert site_data.unit().responsible == unit.responsible


def test_so_it_is_with_a_page_of_the_footer(django_capture_on_commit_callbacks):
    before = site_data.pages_there()
    assert "ve-cam-nang" in before
    with django_capture_on_commit_callbacks(execute=True):
        StandardPage.objects.get(slug="ve-cam-nang", locale__language_code="vi").unpublish()
        assert "ve-cam-nang" not in site_data.pages_there(), "whoever goes on in the transaction sees it"
        cache.set(site_data.PAGES_KEY, (cache.get(site_data.PAGES_GENERATION), before), 600)
        assert "ve-cam-nang" in site_data.pages_there()
    assert "ve-cam-nang" not in site_data.pages_there()


def test_a_page_that_is_published_leaves_all_else_as_it_is(django_capture_on_commit_callbacks, django_assert_num_queries):
    site_data.offices(), site_data.terms(), site_data.pages_there()
    page = StandardPage.objects.get(slug="ve-cam-nang", locale__language_code="vi")
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
        with django_assert_num_queries(0):
            site_data.offices(), site_data.terms()
    with django_assert_num_queries(0):
        site_data.pages_there()


def test_the_commit_itself_writes_down_what_is_there(django_capture_on_commit_callbacks, django_assert_num_queries):
    with django_capture_on_commit_callbacks(execute=True):
        Office.objects.first().save()
    with django_assert_num_queries(0):
        site_data.offices()
        site_data.private_collections()


def test_a_cache_that_fails_or_a_database_that_does_keeps_nobody_from_saving(monkeypatch, django_capture_on_commit_callbacks, caplog):
    def fails():
        raise OSError("away")

    monkeypatch.setattr(site_data, "_all", fails)
    with django_capture_on_commit_callbacks(execute=True):
        office = Office.objects.first()
        office.phone = "0211 3861 234"
        office.save()
    assert Office.objects.get(pk=office.pk).phone == office.phone
    assert "away" in caplog.text
