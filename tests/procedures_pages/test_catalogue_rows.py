"""What the catalogue holds in memory is what the database would say: after every kind of change, in this process or in another."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from wagtail.models import PageLogEntry, PageViewRestriction

from office.models import ThematicArea
from procedures_pages import catalogue_rows
from procedures_pages.catalogue import area_counts, catalogue_of
from procedures_pages.catalogue_rows import Everything, procedure_numbers
from procedures_pages.factories import ProcedureFactory
from procedures_pages.models import CatalogueIndexPage, ProcedurePage
from vietnamese.sorting import sort_key

pytestmark = pytest.mark.django_db
SLUG = "lam-khai-sinh-cho-con"


def page():
    return ProcedurePage.objects.get(slug=SLUG, locale__language_code="vi")


def in_force():
    return ProcedurePage.objects.published().in_source_language().exclude(status__in=("replaced", "abolished"))


def check():
    """That every number, and the order, is what the database says."""
    areas = list(ThematicArea.objects.all())
    order = {area.pk: n for n, area in enumerate(areas)}
    expected = sorted(in_force(), key=lambda p: (order.get(p.area_id, 10**6), sort_key(p.title), p.pk))
    found = catalogue_of({}, "vi")
    assert [entry.title for entry in found.entries] == [p.title for p in expected][:60]
    assert found.total == found.everything == len(expected)
    assert procedure_numbers() == sorted(p.pk for p in expected)
    assert procedure_numbers(in_force=False) == sorted(ProcedurePage.objects.published().in_source_language().values_list("pk", flat=True))
    assert {row["slug"]: row["count"] for row in area_counts()} == {
        area.slug: n for area in areas if (n := sum(p.area_id == area.pk for p in expected))
    }
    return found


@pytest.fixture
def read():
    return check()


def test_a_page_that_is_published(read):
    ProcedureFactory(title="À việc mới")
    assert check().total == read.total + 1


def test_a_page_that_is_taken_back_and_comes_again(read):
    page().unpublish()
    assert check().total == read.total - 1
    page().save_revision().publish()
    assert check().total == read.total


def test_a_page_that_is_deleted(read):
    page().delete()
    assert check().total == read.total - 1


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Ấy là một tên khác"},
        {"status": "abolished", "status_note": "Đã bị bãi bỏ."},
        {"level": "ministry"},
        {"audiences": ["foreigner"]},
        {"service_mode": "full"},
    ],
)
def test_a_page_that_changes(read, change):
    one = page()
    for name, value in change.items():
        setattr(one, name, value)
    one.save_revision().publish()
    check()


def test_a_page_that_moves_to_another_area(read):
    one = page()
    one.area = ThematicArea.objects.exclude(pk=one.area_id).first()
    one.save()
    check()


def test_a_page_and_the_whole_catalogue_behind_a_restriction(read):
    restriction = PageViewRestriction.objects.create(page=page(), restriction_type="login")
    assert check().total == read.total - 1
    restriction.delete()
    assert check().total == read.total
    PageViewRestriction.objects.create(page=CatalogueIndexPage.objects.get(locale__language_code="vi"), restriction_type="login")
    assert check().total == 0


def test_a_page_whose_time_runs_out(read, monkeypatch):
    one = page()
    one.expire_at = timezone.now() + timedelta(hours=1)
    one.save()
    assert check().total == read.total
    # An hour passes, in the database and here; nothing is saved, so that no signal tells of it.
    later = one.expire_at + timedelta(seconds=1)
    ProcedurePage.objects.filter(pk=one.pk).update(expire_at=timezone.now() - timedelta(seconds=1))
    monkeypatch.setattr(catalogue_rows.timezone, "now", lambda: later)
    assert check().total == read.total - 1


def test_areas_in_another_order(read):
    first, *_others, last = ThematicArea.objects.all()
    first.order, last.order = last.order, first.order
    first.save()
    last.save()
    check()


def test_a_title_that_is_translated(read):
    found = catalogue_of({}, "en")
    english = ProcedurePage.objects.get(translation_key=page().translation_key, locale__language_code="en")
    english.title = "Aaa first of all"
    english.save_revision().publish()
    again = catalogue_of({}, "en")
    assert again.total == found.total
    area = next(entry.area for entry in again.entries if entry.title == "Aaa first of all")
    assert next(entry.title for entry in again.entries if entry.area == area) == "Aaa first of all"


def test_what_is_hidden_without_a_word_is_not_shown(read):
    """Straight in the database: the number may be late, the page is not shown."""
    ProcedurePage.objects.filter(slug=SLUG).update(live=False)
    assert f"/thu-tuc/{SLUG}/" not in {entry.url for entry in catalogue_of({}, "vi").entries}


# --- Another process: neither signals nor the cache tell of it, Wagtail's log does ---


@pytest.fixture
def elsewhere(read, monkeypatch):
    """Another process's knowledge of the catalogue, whose signals never come here; which has a cache of its own."""
    other = Everything()
    monkeypatch.setattr(catalogue_rows, "_everything", other)
    check()
    monkeypatch.setattr(other, "note", lambda pk: None)
    monkeypatch.setattr(other, "_is_this_generation", lambda: True)
    return other


def test_a_publication_elsewhere(elsewhere):
    one = page()
    one.title = "Ấy là một tên khác"
    one.save_revision().publish()
    check()
    one.unpublish()
    check()
    one.save_revision().publish()
    check()
    PageLogEntry.objects.log_action(instance=one, action="wagtail.delete", deleted=True)
    ProcedurePage.objects.get(pk=one.pk).delete()
    check()


def test_a_restriction_elsewhere_of_the_whole_catalogue(elsewhere):
    index = CatalogueIndexPage.objects.get(locale__language_code="vi")
    PageViewRestriction.objects.create(page=index, restriction_type="login").save(user=None)
    PageLogEntry.objects.log_action(instance=index, action="wagtail.view_restriction.create")
    assert check().total == 0


def test_an_entry_that_comes_late_under_a_smaller_number(elsewhere):
    """On PostgreSQL whoever began first may end last."""
    one = page()
    entries = [PageLogEntry.objects.log_action(instance=CatalogueIndexPage.objects.first(), action="wagtail.edit") for _n in range(2)]
    early = entries[0].pk
    entries[0].delete()
    check()
    one.title = "Ấy là một tên khác"
    one.save()
    PageLogEntry.objects.log_action(instance=one, action="wagtail.edit")
    newest = PageLogEntry.objects.order_by("-pk").first()
    PageLogEntry.objects.filter(pk=newest.pk).update(id=early)
    check()


def test_a_log_from_before(elsewhere):
    """A restored backup has another log; everything is read."""
    before = timezone.now() - timedelta(hours=1)
    PageLogEntry.objects.log_action(instance=page(), action="wagtail.edit")
    PageLogEntry.objects.update(timestamp=before)
    elsewhere._read_all()
    ProcedurePage.objects.filter(slug=SLUG).update(live=False)
    PageLogEntry.objects.all().delete()
    check()


def test_without_a_cache_it_is_not_read_each_time(read, monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr(cache, "get", lambda *arguments, **options: None)
    with django_assert_max_num_queries(1):
        procedure_numbers()


def test_what_is_old_is_read_again_beside(read, monkeypatch):
    read_at = []
    monkeypatch.setattr(catalogue_rows, "MAX_AGE", -1.0)
    monkeypatch.setattr(Everything, "_read_all", lambda self: read_at.append(self))
    catalogue_rows.procedure_numbers()
    assert len(read_at) == 1
