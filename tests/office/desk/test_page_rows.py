"""A page's rows are saved and read together, and nothing is lost by it."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Comment, CommentReply, ReferenceIndex

from office.factories import LegalResourceFactory
from office.models import LegalResource
from procedures_pages.models import ProcedureLegalResource, ProcedurePage, RelatedProcedure

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
    few = asked()
    page.legal.add(*(ProcedureLegalResource(resource=law) for law in LegalResourceFactory.create_batch(20)))
    page.save_revision()
    assert asked() == few
