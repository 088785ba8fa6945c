"""Uploaded files go to whom their collection is open, and to nobody else; a picture that is a bomb is refused before it is opened."""

from __future__ import annotations

import json
import struct
import time
import zlib

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, CollectionViewRestriction, GroupCollectionPermission
from wagtail.users.models import UserProfile

from office.published_files.models import PublishedFile
from procedures_pages.factories import ProcedureFactory
from procedures_pages.facts.from_pages import facts_of
from procedures_pages.models import ProcedurePage

pytestmark = pytest.mark.django_db

SECRET = b"%PDF-1.4 LAKHONGCO"


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def shelves():
    """A public collection and a private one, with a collection under it."""
    root = Collection.get_first_root_node()
    public, private = root.add_child(name="Chung"), root.add_child(name="Riêng")
    CollectionViewRestriction.objects.create(collection=private, restriction_type=CollectionViewRestriction.LOGIN)
    return {"public": public, "private": private, "under": Collection.objects.get(pk=private.pk).add_child(name="Dưới")}


def document(collection, name="mau.pdf"):
    """One that a published page has led readers to."""
    made = get_document_model().objects.create(title="Mẫu", collection=collection, file=ContentFile(SECRET, name=name))
    PublishedFile.objects.create(document=made)
    return made


def picture(collection, name="anh.png", size=(40, 30)):
    return get_image_model().objects.create(title="Ảnh", collection=collection, file=ContentFile(png(*size), name=name))


def png(width, height):
    """A real one, all black, one bit for a pixel."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    pack = zlib.compressobj(9)
    row = bytes(1 + (width + 7) // 8)
    rows = b"".join(pack.compress(row) for _n in range(height)) + pack.flush()
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
        + chunk(b"IDAT", rows)
        + chunk(b"IEND", b"")
    )


@pytest.fixture
def desk_user(django_user_model):
    """Somebody who may come to the desk and use the pictures of one collection."""

    def made(*collections, actions=("choose_image",)):
        user = django_user_model.objects.create_user("an", password="x")
        group = Group.objects.create(name="Thử")
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        for collection in collections:
            for action in actions:
                permission = Permission.objects.get(codename=action, content_type__app_label="wagtailimages")
                GroupCollectionPermission.objects.create(group=group, collection=collection, permission=permission)
        user.groups.add(group)
        return user

    return made


# --- Forms for readers ---


def test_a_form_in_a_public_collection_is_for_everybody(client, shelves):
    response = client.get(document(shelves["public"]).url)
    assert response.status_code == 200
    assert b"".join(response.streaming_content) == SECRET
    assert not response.cookies


@pytest.mark.parametrize("where", ["private", "under"])
@pytest.mark.parametrize("kind", ["login", "groups", "password"])
def test_a_private_document_is_not_there_for_a_reader(client, shelves, where, kind):
    CollectionViewRestriction.objects.update(restriction_type=kind, password="mat-khau-dai" if kind == "password" else "")
    found = document(shelves[where])
    for method in (client.get, client.head):
        response = method(found.url)
        assert response.status_code == 404
        assert "LAKHONGCO" not in response.content.decode()
        assert not response.cookies


def test_a_private_document_is_there_for_whom_its_restriction_lets_in(client, shelves, django_user_model):
    found = document(shelves["private"])
    client.force_login(django_user_model.objects.create_user("an", password="x"))
    response = client.get(found.url)
    assert response.status_code == 200
    assert "private" in response.headers["Cache-Control"]


@pytest.mark.parametrize(
    "end",
    ["99999999999999999999999999/a.pdf", "0/a.pdf", "1/../../db.sqlite3", "1/", "1/%00", "abc/a.pdf", "authenticate_with_password/1/"],
)
def test_other_addresses_of_documents_are_404(client, end):
    assert client.get(f"/bieu-mau/{end}").status_code in (400, 404)


def test_another_name_is_not_the_document(client, shelves):
    found = document(shelves["public"])
    assert client.get(found.url + "x").status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_documents_are_only_read(client, shelves, method):
    assert getattr(client, method)(document(shelves["public"]).url).status_code == 405


def test_no_page_leads_to_a_form_that_readers_do_not_get(client, shelves):
    page = ProcedureFactory(slug="co-mau", code="9.888701")
    raw = [{"type": "document", "value": {"name": "Tờ khai", "form": "Mẫu số 1", "form_file": None, "originals": 1}}]
    for name, shown in (("public", True), ("under", False)):
        raw[0]["value"]["form_file"] = document(shelves[name], f"{name}.pdf").pk
        ProcedurePage.objects.filter(pk=page.pk).update(documents=json.dumps(raw))
        for path in ("/thu-tuc/co-mau/", "/api/v2/procedures/9.888701/"):
            body = client.get(path).content.decode()
            assert ("/bieu-mau/" in body, "Mẫu số 1" in body) == (shown, True)
    # The collection opens: the form is there at once.
    CollectionViewRestriction.objects.all().delete()
    CollectionViewRestriction.objects.create(collection=shelves["public"], restriction_type="login").delete()
    assert "/bieu-mau/" in client.get("/thu-tuc/co-mau/").content.decode()


def test_a_form_that_is_filled_in_is_shown_beside_the_paper_and_not_printed(client, shelves):
    page = ProcedureFactory(slug="co-ban-dien", code="9.888702")
    raw = [{"type": "document", "value": {"name": "Tờ khai", "form": "Mẫu số 1", "example_file": None, "originals": 1}}]
    for name, shown in (("public", True), ("under", False)):
        file = document(shelves[name], f"da-dien-{name}.pdf")
        raw[0]["value"]["example_file"] = file.pk
        ProcedurePage.objects.filter(pk=page.pk).update(documents=json.dumps(raw))
        for path in ("/thu-tuc/co-ban-dien/", "/thu-tuc/co-ban-dien/ho-so/"):
            body = client.get(path).content.decode()
            assert ("Xem bản đã điền" in body, file.url in body) == (shown, shown)
        assert file.url not in client.get("/thu-tuc/co-ban-dien/ho-so/in/").content.decode()
    assert facts_of(ProcedurePage.objects.get(pk=page.pk)).documents[0].example is None


# --- Pictures at the desk ---


def test_a_picture_is_shown_to_whom_its_collection_is_open(client, shelves, desk_user):
    image = picture(shelves["public"])
    client.force_login(desk_user(shelves["public"]))
    for file in (image.file, image.get_rendition("width-20").file):
        response = client.get(file.url)
        assert response.status_code == 200
        assert "private" in response.headers["Cache-Control"]


def test_pictures_of_other_collections_are_not_there(client, shelves, desk_user):
    image = picture(shelves["private"])
    client.force_login(desk_user(shelves["public"]))
    for file in (image.file, image.get_rendition("width-20").file):
        assert client.get(file.url).status_code == 404


def test_a_reader_is_sent_to_the_log_in(client, shelves):
    assert client.get(picture(shelves["public"]).file.url)["Location"].startswith("/quan-tri/login/")


@pytest.mark.parametrize("collection", ["public", "private"])
def test_documents_are_never_served_there(admin_client, shelves, media, collection):
    found = document(shelves[collection])
    assert (media / found.file.name).exists()
    assert admin_client.get(f"/tep/{found.file.name}").status_code == 404


@pytest.mark.parametrize(
    "path", ["khac.png", "../db.sqlite3", "images/", "", "images/%00", "images/../documents/mau.pdf", "x" * 500, "%2e%2e/a"]
)
def test_whatever_else_lies_in_the_folder_is_not_served(admin_client, shelves, media, path):
    (media / "khac.png").write_bytes(png(1, 1))
    document(shelves["public"])
    assert admin_client.get(f"/tep/{path}").status_code in (400, 404)


def test_a_portrait_is_shown_to_every_user(client, desk_user, media):
    user = desk_user()
    profile = UserProfile.get_for_user(user)
    profile.avatar.save("an.png", ContentFile(png(10, 10)))
    client.force_login(user)
    shown = client.get(profile.avatar.url)
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/png")
    assert b"".join(shown) == profile.avatar.open().read()


# --- Bombs ---


BOMB = png(30_000, 30_000)
UPLOADS = {
    "/quan-tri/images/add/": "file",
    "/quan-tri/images/multiple/add/": "files[]",
    "/quan-tri/images/chooser/create/": "image-chooser-upload-file",
}


@pytest.mark.parametrize("address", UPLOADS)
@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("bom.png", BOMB, "quá nhiều điểm ảnh"),
        ("to.png", png(8000, 5008), "quá nhiều điểm ảnh"),
        ("dai.png", png(1_000_000, 41), "quá nhiều điểm ảnh"),
        ("hong.png", BOMB[:12], "hợp lệ"),
        ("gia.png", b"\x89PNG\r\n\x1a\n" + b"x" * 5000, "hợp lệ"),
        ("chu.png", b"abc", "hợp lệ"),
    ],
    ids=["bomb", "large", "long", "cut off", "forged", "text"],
)
def test_a_picture_that_cannot_be_is_refused_in_words_and_leaves_nothing(admin_client, media, address, name, data, said):
    began = time.process_time()
    form = {"title": "Ảnh", "image-chooser-upload-title": "Ảnh", "collection": Collection.get_first_root_node().pk}
    headers = {"x-requested-with": "XMLHttpRequest"} if "multiple" in address else {}
    response = admin_client.post(address, {**form, UPLOADS[address]: SimpleUploadedFile(name, data, "image/png")}, headers=headers)
    assert response.status_code == 200
    assert said in (response.content.decode() if response["Content-Type"].startswith("text/html") else str(response.json()))
    assert get_image_model().objects.count() == 0
    assert [path for path in media.rglob("*") if path.is_file()] == []
    # Not a measure of speed: opened, it would take half a minute and a gigabyte.
    assert time.process_time() - began < 5


def test_a_large_picture_within_the_limit_is_taken(admin_client):
    file = SimpleUploadedFile("anh.png", png(8000, 4900), "image/png")
    response = admin_client.post("/quan-tri/images/add/", {"title": "Ảnh", "file": file, "collection": Collection.get_first_root_node().pk})
    assert response.status_code == 302
    assert get_image_model().objects.get().width == 8000


def test_a_bomb_in_the_place_of_a_picture_changes_nothing(admin_client, shelves):
    image = picture(shelves["public"])
    form = {"title": "Ảnh", "collection": shelves["public"].pk, "file": SimpleUploadedFile("bom.png", BOMB, "image/png")}
    response = admin_client.post(f"/quan-tri/images/{image.pk}/", form)
    assert "quá nhiều điểm ảnh" in response.content.decode()
    assert get_image_model().objects.get().file.name == image.file.name


# --- What Wagtail's developers keep for themselves ---


@pytest.mark.parametrize("name", ["failwhale", "test404"])
def test_error_pages_are_not_to_be_had_on_demand(admin_client, client, name):
    assert admin_client.get(f"/quan-tri/{name}/").status_code == 404
    assert client.get(f"/quan-tri/{name}/").status_code in (302, 404)
