"""What another person approved is what readers download: no road puts another file in its place, hides it or takes it away."""

from importlib import import_module

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction, ModelLogEntry

from office.published_files.models import PublishedFile
from office.published_files.rule import FileKept
from procedures_pages.factories import ProcedureFactory, document
from procedures_pages.models import ProcedurePage

pytestmark = pytest.mark.django_db
OLD, NEW = b"%PDF-1.4 approved", b"%PDF-1.4 nobody has seen this"


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def shelves():
    root = Collection.get_first_root_node()
    public, private = root.add_child(name="Chung"), root.add_child(name="Riêng")
    CollectionViewRestriction.objects.create(collection=private, restriction_type=CollectionViewRestriction.LOGIN)
    return public, private


@pytest.fixture
def form(shelves):
    return get_document_model().objects.create(title="Mẫu số 01", file=ContentFile(OLD, "mau-01.pdf"), collection=shelves[0])


def with_form(form, name="to-khai"):
    paper = document(name)
    paper["value"]["form_file"] = form.pk
    return [paper]


def fresh(form):
    return get_document_model().objects.get(pk=form.pk)


def bytes_of(form):
    with fresh(form).file.open("rb") as file:
        return file.read()


def as_edited(form, **more):
    return {"title": form.title, "collection": form.collection_id, "tags": "", **more}


def replaced(client, form):
    """The edit screen's answer to another file."""
    return client.post(reverse("wagtaildocs:edit", args=[form.pk]), as_edited(form, file=SimpleUploadedFile("mau-01.pdf", NEW)))


@pytest.mark.parametrize("used", ["live", "draft", "once"])
def test_another_file_is_another_document(enter, form, used):
    """By the screen and by whatever saves it; of a page, of a draft, and of what a page was once published with."""
    page = ProcedureFactory(title="Trang có mẫu", documents=with_form(form) if used == "live" else [])
    if used != "live":
        page.documents = with_form(form)
        version = page.save_revision()
        if used == "once":
            version.publish()
            page = ProcedurePage.objects.get(pk=page.pk)
            page.documents = [document("khac")]
            page.save_revision().publish()
    client = enter("bien-tap")
    asked = client.get(reverse("wagtaildocs:edit", args=[form.pk])).content.decode()
    assert "Không thay tệp tại đây" in asked
    assert f'<a href="{reverse("wagtaildocs:add_multiple")}">Tải tệp mới lên</a>' in asked
    assert ("1 trang đang đăng dẫn tới tệp này: Trang có mẫu." in asked) is (used == "live")
    answer = replaced(client, form)
    assert answer.status_code == 200
    assert "tải tệp mới lên thành một biểu mẫu khác" in answer.content.decode()
    changed = fresh(form)
    changed.file = ContentFile(NEW, "mau-01.pdf")
    with pytest.raises(FileKept):
        changed.save()
    assert bytes_of(form) == OLD
    # Its name and its tags are the desk's own.
    client.post(reverse("wagtaildocs:edit", args=[form.pk]), as_edited(form, title="Mẫu số 1"))
    assert fresh(form).title == "Mẫu số 1"


def test_an_upload_that_no_page_leads_to_costs_nobody_anything(enter, client, form, shelves):
    ProcedureFactory()
    assert replaced(enter("bien-tap"), form).status_code == 302
    assert bytes_of(form) == NEW
    form = fresh(form)
    for other in (shelves[1], shelves[0]):
        enter("bien-tap").post(reverse("wagtaildocs:edit", args=[form.pk]), as_edited(form, collection=other.pk))
        assert fresh(form).collection == other
    # It is a draft: its address answers to the desk.
    client.logout()
    assert client.get(form.url).status_code == 404
    for name in ("bien-tap", "quay"):
        answer = enter(name).get(form.url)
        assert (answer.status_code, "private" in answer["Cache-Control"]) == (200, True)
    enter("bien-tap").post(reverse("wagtaildocs:delete", args=[form.pk]))
    assert not get_document_model().objects.filter(pk=form.pk).exists()


def test_it_is_given_to_readers_with_the_page_that_leads_to_it(client, form):
    page = ProcedureFactory(title="Trang có mẫu")
    page.documents = with_form(form)
    version = page.save_revision()
    assert client.get(form.url).status_code == 404
    version.publish()
    answer = client.get(form.url)
    assert b"".join(answer.streaming_content) == OLD
    assert "private" not in answer.get("Cache-Control", "")
    given = PublishedFile.objects.get(document=form)
    assert given.file_hash == fresh(form).get_file_hash() != ""
    entry = ModelLogEntry.objects.get(action="office.file_published")
    assert (entry.object_id, entry.data) == (str(form.pk), {"with": "Trang có mẫu", "sha1": given.file_hash})
    # Told once: what was approved stays what it was.
    page = ProcedurePage.objects.get(pk=page.pk)
    page.documents = with_form(form, "khac")
    page.save_revision().publish()
    assert ModelLogEntry.objects.filter(action="office.file_published").count() == 1
    page.documents = [document("khac")]
    page.save_revision().publish()
    assert client.get(form.url).status_code == 200  # somebody has it on paper


def test_no_shelf_hides_it_or_shows_what_was_hidden(enter, form, shelves):
    public, private = shelves
    ProcedureFactory(documents=with_form(form))
    client = enter("bien-tap")
    one, several = reverse("wagtaildocs:edit", args=[form.pk]), reverse("wagtaildocs:edit_multiple", args=[form.pk])
    bulk = reverse("wagtail_bulk_action", args=["wagtaildocs", "document", "add_to_collection"]) + f"?id={form.pk}"

    def moved(to):
        yield client.post(one, as_edited(form, collection=to.pk)).content.decode()
        sent = {f"doc-{form.pk}-{name}": value for name, value in as_edited(form, collection=to.pk).items()}
        yield client.post(several, sent, headers={"x-requested-with": "XMLHttpRequest"}).json().get("form", "")
        yield client.post(bulk, {"collection": to.pk}, follow=True).content.decode()

    for told in moved(private):
        assert "không chuyển giữa thư mục riêng tư" in told
        assert fresh(form).collection == public
    get_document_model().objects.filter(pk=form.pk).update(collection=private)
    for told in moved(public):
        assert "không chuyển giữa thư mục riêng tư" in told
        assert fresh(form).collection == private
    other = Collection.get_first_root_node().add_child(name="Chung nữa")
    get_document_model().objects.filter(pk=form.pk).update(collection=public)
    list(moved(other))
    assert fresh(form).collection == other


def test_what_readers_were_given_is_deleted_by_no_editor(enter, form):
    page = ProcedureFactory()
    for papers in (with_form(form), [document("khac")]):
        page = ProcedurePage.objects.get(pk=page.pk)
        page.documents = papers
        page.save_revision().publish()
    bulk = reverse("wagtail_bulk_action", args=["wagtaildocs", "document", "delete"]) + f"?id={form.pk}"
    for name in ("bien-tap", "duyet"):
        client = enter(name)
        for address in (reverse("wagtaildocs:delete", args=[form.pk]), bulk):
            assert "người đọc đã có địa chỉ của tệp này" in client.post(address, follow=True).content.decode()
        with transaction.atomic():
            client.post(reverse("wagtaildocs:delete_multiple", args=[form.pk]), headers={"x-requested-with": "XMLHttpRequest"})
        assert bytes_of(form) == OLD


def test_what_was_there_before_the_rule_goes_on_to_answer(client, form):
    import_module("office.migrations.0017_published_files").all_that_are_there(apps, None)
    assert client.get(form.url).status_code == 200
