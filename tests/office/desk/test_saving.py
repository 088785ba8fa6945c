"""A page is saved with few questions, and with all that Wagtail keeps of it."""

import copy

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageLogEntry, ReferenceIndex
from wagtail.search.backends import get_search_backend
from wagtail.signal_handlers import disable_reference_index_auto_update

from office.models import LegalResource
from procedures_pages.models import ProcedureCode, ProcedureLegalResource, ProcedurePage

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    return ProcedurePage.objects.get(slug="dang-ky-ket-hon", locale__language_code="vi")


def references(page):
    """What the index of references has of a page."""
    rows = ReferenceIndex.objects.filter(object_id=str(page.pk), base_content_type__model="page")
    return set(rows.values_list("to_content_type", "to_object_id", "model_path", "content_path"))


def from_scratch(page):
    with transaction.atomic():
        ReferenceIndex.objects.filter(object_id=str(page.pk), base_content_type__model="page").delete()
        ReferenceIndex.create_or_update_for_object(type(page).objects.get(pk=page.pk))
    return references(page)


def test_what_a_page_refers_to_is_noted_however_it_is_saved(page):
    def is_noted():
        noted = references(page)
        return noted == from_scratch(page)

    assert is_noted()
    law = LegalResource.objects.exclude(pk__in=page.legal.values("resource")).first()
    page.legal.add(ProcedureLegalResource(resource=law))  # a row that has no number yet
    page.save()
    assert is_noted()
    assert str(law.pk) in {to for _kind, to, *_paths in references(page)}
    revision = page.save_revision()
    page.legal.remove(page.legal.last())
    page.save()
    assert is_noted()
    revision.publish()  # the removed one comes back
    assert is_noted()
    other = type(page).objects.get(pk=page.pk)
    other.area = None
    other.save(update_fields=["area"])
    assert is_noted()


def test_what_somebody_else_will_note_is_left_to_them(page):
    ReferenceIndex.objects.filter(object_id=str(page.pk)).delete()
    with disable_reference_index_auto_update():
        page.save()
    assert references(page) == set()


def test_rows_are_written_where_they_changed_and_only_there(page):
    assert page.legal.count() > 3
    with CaptureQueriesContext(connection) as queries:
        page.save_revision().publish()
    written = [query["sql"] for query in queries if query["sql"].startswith("UPDATE") and "legalresource" in query["sql"]]
    assert written == []
    rows = list(page.legal.all())
    rows[0].resource, rows[1].resource = rows[1].resource, rows[0].resource
    page.legal = rows[:-1]
    page.save_revision().publish()
    fresh = ProcedurePage.objects.get(pk=page.pk)
    assert [(row.pk, row.resource_id) for row in fresh.legal.all()] == [(row.pk, row.resource_id) for row in rows[:-1]]


def test_a_draft_that_refers_to_what_is_gone_is_restored_without_it(page):
    content = copy.deepcopy(page.save_revision().content)
    content["related"][0]["procedure"] = 999_999
    content["successor"] = 999_999
    restored = page.with_content_json(content)
    assert restored.successor_id is None
    assert [row.pk for row in restored.related.all()] == [row.pk for row in page.related.all()][1:]
    whole = page.with_content_json(page.latest_revision.content)
    assert [row.resource_id for row in whole.legal.all()] == [row.resource_id for row in page.legal.all()]
    assert (whole.area_id, whole.locale_id, whole.owner_id) == (page.area_id, page.locale_id, page.owner_id)


def test_what_comes_from_elsewhere_is_still_checked(page):
    page.area_id = 999_999
    with pytest.raises(ValidationError):
        page.full_clean()
    page.refresh_from_db()
    page.slug = "lam-khai-sinh-cho-con"  # another's
    with pytest.raises(ValidationError):
        page.full_clean()
    page.refresh_from_db()
    page.full_clean()


def test_a_code_is_found_as_soon_as_its_page_is_saved(page):
    page.codes.add(ProcedureCode(value="2.007654", is_present=False))
    page.save()
    assert page.pk in [found.pk for found in get_search_backend().search("2.007654", ProcedurePage)]
    page.delete()
    assert [*get_search_backend().search("2.007654", ProcedurePage)] == []


def test_the_log_has_its_lines(page):
    before = PageLogEntry.objects.count()
    page.save_revision(log_action=True).publish()
    assert PageLogEntry.objects.count() == before + 2
