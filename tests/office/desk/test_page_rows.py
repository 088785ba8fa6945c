"""A page's rows are saved and read together, and nothing is lost by it."""

import pytest
from django import forms
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Comment, CommentReply, ReferenceIndex
from wagtail.search.models import IndexEntry

from office.desk.row_choices import look_up_together
from office.factories import LegalResourceFactory
from office.models import LegalResource
from procedures_pages.models import ProcedureCode, ProcedureLegalResource, ProcedurePage, RelatedProcedure

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    return ProcedurePage.objects.get(slug="lam-khai-sinh-cho-con", locale__language_code="vi")


def of_version(page):
    """What the newest draft is read as."""
    return page.get_latest_revision_as_object()


def test_what_rows_refer_to_is_noted_with_the_page(page):
    law = LegalResourceFactory()
    page.legal.add(ProcedureLegalResource(resource=law))
    with CaptureQueriesContext(connection) as queries:
        page.save()
    noted = ReferenceIndex.objects.filter(to_content_type=ContentType.objects.get_for_model(LegalResource), to_object_id=law.pk)
    assert noted.get().object_id == str(page.pk)
    assert len([q for q in queries if "wagtailcore_referenceindex" in q["sql"] and q["sql"].startswith("SELECT")]) == 1


def test_a_draft_that_leads_to_a_deleted_page_is_read_without_the_link(page):
    other = ProcedurePage.objects.exclude(pk=page.pk).filter(locale=page.locale).first()
    page.related.set([RelatedProcedure(procedure=other)])
    page.save_revision()
    assert [row.procedure_id for row in of_version(page).related.all()] == [other.pk]
    other.delete()
    page.refresh_from_db()
    assert not list(of_version(page).related.all())


def test_comments_keep_their_replies(page, django_user_model):
    user = django_user_model.objects.get(username="duyet")
    comment = Comment(user=user, text="Đúng chưa?", contentpath="title")
    comment.replies.add(CommentReply(user=user, text="Đúng."))
    page.wagtail_admin_comments.add(comment)
    page.save_revision()
    (read,) = of_version(page).wagtail_admin_comments.all()
    assert [reply.text for reply in read.replies.all()] == ["Đúng."]


def test_a_version_is_read_in_as_many_queries_whatever_its_rows(page):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            of_version(page)
        return len(queries)

    page.save_revision()
    asked()  # where the page stands, it knows from then on
    few = asked()
    page.legal.add(*(ProcedureLegalResource(resource=law) for law in LegalResourceFactory.create_batch(20)))
    page.save_revision()
    assert asked() == few


def written(queries, table):
    return [query["sql"] for query in queries if table in query["sql"] and not query["sql"].startswith(("SELECT", "SAVEPOINT", "RELEASE"))]


def test_a_draft_is_noted_in_no_index_and_rows_as_they_were_are_not_written(page):
    with CaptureQueriesContext(connection) as queries:
        page.save_revision()
    assert not [query for query in queries if "referenceindex" in query["sql"] or "indexentry" in query["sql"]]
    draft = of_version(page)
    with CaptureQueriesContext(connection) as queries:
        draft.save()
    assert not written(queries, ProcedureLegalResource._meta.db_table)
    # One more, one changed, one taken away are.
    rows = list(of_version(page).legal.all())
    first, gone = rows[0], rows[-1]
    page = of_version(page)
    other, new = LegalResourceFactory(), LegalResourceFactory()
    page.legal.set([*(row for row in page.legal.all() if row.pk != gone.pk), ProcedureLegalResource(resource=new)])
    next(row for row in page.legal.all() if row.pk == first.pk).resource = other
    page.save()
    stored = dict(ProcedureLegalResource.objects.filter(page_id=page.pk).values_list("pk", "resource_id"))
    assert stored[first.pk] == other.pk
    assert gone.pk not in stored
    assert new.pk in stored.values()


def test_a_code_is_found_on_the_desk_as_soon_as_its_page_is_saved(page):
    page.codes.add(ProcedureCode(value="9.876543", is_present=False))
    page.save()
    entry = IndexEntry.objects.filter(object_id=str(page.pk), content_type=ContentType.objects.get_for_model(ProcedurePage))
    assert "9.876543" in entry.get().body
    page.delete()
    assert not entry.exists()


def test_a_key_that_was_read_is_not_asked_for_again_and_one_that_leads_nowhere_is_refused(page):
    page.save_revision()
    draft = of_version(page)
    with CaptureQueriesContext(connection) as queries:
        draft.clean_fields()
    assert not list(queries)
    draft.area_id = 10**6
    with pytest.raises(ValidationError) as refused:
        draft.clean_fields()
    assert "area" in refused.value.error_dict


class RowForm(forms.Form):
    law = forms.ModelChoiceField(LegalResource.objects.all(), required=False)


def test_what_rows_of_a_form_choose_is_looked_up_at_once_and_refused_where_it_is_not_there():
    laws = LegalResourceFactory.create_batch(3)
    sent = [*(law.pk for law in laws), 10**6, "mười", ""]
    data = {"form-TOTAL_FORMS": len(sent), "form-INITIAL_FORMS": 0, **{f"form-{n}-law": value for n, value in enumerate(sent)}}
    formset = forms.formset_factory(RowForm)(data)
    look_up_together(formset.forms)
    with CaptureQueriesContext(connection) as queries:
        assert not formset.is_valid()
    assert [form.cleaned_data.get("law") for form in formset] == [*laws, None, None, None]
    assert [bool(errors) for errors in formset.errors] == [False] * 3 + [True, True, False]
    assert len(queries) == 1  # for the one that is not there
