"""What a page uses is not deleted silently: the desk names the pages, live and draft, and refuses."""

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import ProtectedError
from django.urls import reverse
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page, ReferenceIndex

from office.desk.usage import InUse, uses_of
from office.factories import AuthorityTransferFactory, CompetentAuthorityFactory, LegalResourceFactory, OfficeFactory, ThematicAreaFactory
from office.models import Office, ThematicArea
from procedures_pages.factories import ProcedureFactory, document
from procedures_pages.models import ProcedureLegalResource
from tests.office.desk.screens import superuser

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client):
    client.force_login(superuser())
    return client


@pytest.fixture
def form():
    return get_document_model().objects.create(title="Mẫu số 01", file=ContentFile(b"%PDF-1.4", "mau-01.pdf"))


def with_form(form):
    paper = document("to-khai")
    paper["value"]["form_file"] = form.pk
    return [paper]


def used_as(kind):
    """(the thing, a live page that uses it)."""
    if kind == "authority":
        thing = CompetentAuthorityFactory()
        return thing, ProcedureFactory(authority=thing)
    if kind == "area":
        thing = ThematicAreaFactory(slug="linh-vuc-thu")
        return thing, ProcedureFactory(area=thing)
    if kind == "law":
        thing = LegalResourceFactory()
        page = ProcedureFactory()
        page.legal.add(ProcedureLegalResource(resource=thing))
        page.save()
        return thing, page
    if kind == "office":
        thing, page = OfficeFactory(), ProcedureFactory()
        page.offices.add(thing)
        page.save()
        return thing, page
    thing = AuthorityTransferFactory()
    return thing, ProcedureFactory(transfer=thing)


def delete_address(thing):
    if isinstance(thing, get_document_model()):
        return reverse("wagtaildocs:delete", args=[thing.pk])
    if isinstance(thing, get_image_model()):
        return reverse("wagtailimages:delete", args=[thing.pk])
    return reverse(f"wagtailsnippets_office_{thing._meta.model_name}:delete", args=[thing.pk])


def bulk_address(thing):
    return reverse("wagtail_bulk_action", args=[thing._meta.app_label, thing._meta.model_name, "delete"]) + f"?id={thing.pk}"


def is_there(thing):
    return type(thing).objects.filter(pk=thing.pk).exists()


def refused(admin, thing, page):
    """Neither the question nor the answer lets it go, and both name the page with a link to it."""
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    asked = admin.get(delete_address(thing)).content.decode()
    assert page.title in asked
    assert f'href="{edit}"' in asked
    assert "Hãy bỏ nó khỏi các trang này trước." in asked
    for send, address in ((admin.post, delete_address(thing)), (admin.get, bulk_address(thing)), (admin.post, bulk_address(thing))):
        answer = send(address, follow=True)
        assert answer.status_code == 200
        assert is_there(thing)
        text = answer.content.decode()
        assert page.title in text or ((send, address) == (admin.post, delete_address(thing)) and "không có quyền" in text)
    with pytest.raises((InUse, ProtectedError)), transaction.atomic():
        thing.delete()


@pytest.mark.parametrize("kind", ["authority", "area", "law", "office", "transfer"])
def test_reference_data_in_use_stays(admin, kind):
    thing, page = used_as(kind)
    assert [use.title for use in uses_of(thing)] == [page.title]
    refused(admin, thing, page)


def test_a_form_in_use_stays(admin, form):
    refused(admin, form, ProcedureFactory(title="Trang có mẫu", documents=with_form(form)))


def test_a_form_that_only_a_draft_uses_stays(admin, form):
    page = ProcedureFactory(title="Trang có nháp")
    page.documents = with_form(form)
    page.save_revision()
    (use,) = uses_of(form)
    assert (use.title, use.is_draft) == ("Trang có nháp", True)
    refused(admin, form, page)
    assert "bản nháp" in admin.get(delete_address(form)).content.decode()


def test_a_form_that_a_scheduled_version_uses_stays(form):
    page = ProcedureFactory()
    page.documents = with_form(form)
    page.save_revision(approved_go_live_at=timezone.now() + timezone.timedelta(days=3))
    page.documents = [document("khac")]
    page.save_revision()
    assert len(uses_of(form)) == 1


def test_an_office_that_only_a_draft_names_stays(admin):
    office, page = OfficeFactory(), ProcedureFactory(title="Trang có nháp")
    page.offices = [office]
    page.save_revision()
    page.refresh_from_db()
    refused(admin, office, page)


def test_what_was_taken_out_of_the_page_may_go(admin, form):
    page = ProcedureFactory(documents=with_form(form))
    page.documents = [document("khac")]
    page.save_revision().publish()
    assert uses_of(form) == []
    assert "Hãy bỏ nó" not in admin.get(delete_address(form)).content.decode()
    admin.post(delete_address(form))
    assert not is_there(form)


@pytest.mark.parametrize("make", [lambda: OfficeFactory(), lambda: ThematicAreaFactory(slug="khong-ai-dung")])
def test_what_nothing_uses_may_go(admin, make):
    thing = make()
    admin.post(bulk_address(thing))
    assert not is_there(thing)


def test_a_picture_that_nothing_uses_may_go(admin):
    image = get_image_model().objects.create(title="Quầy", file=get_test_image_file(filename="quay.png"))
    admin.post(delete_address(image))
    assert not is_there(image)


@pytest.mark.parametrize("kind", ["authority", "area", "law"])
def test_where_the_index_of_references_is_behind_the_database_still_refuses(admin, kind):
    thing, page = used_as(kind)
    ReferenceIndex.objects.all().delete()
    for address in (delete_address(thing), bulk_address(thing)):
        answer = admin.post(address, follow=True)
        assert answer.status_code == 200
        assert page.title in answer.content.decode()
        assert is_there(thing)


def test_one_of_several_that_is_in_use_keeps_all(admin):
    thing, page = used_as("office")
    free = OfficeFactory()
    text = admin.post(f"{bulk_address(thing)}&id={free.pk}", follow=True).content.decode()
    assert page.title in text
    assert Office.objects.filter(pk__in=[thing.pk, free.pk]).count() == 2


def test_many_pages_are_named_up_to_a_number(admin):
    area = ThematicArea.objects.get(slug="ho-tich")
    count = len(uses_of(area))
    assert count == Page.objects.filter(procedurepage__area=area).count()
    html = admin.get(delete_address(area)).content.decode()
    assert html.count("/edit/") >= min(count, 20)
