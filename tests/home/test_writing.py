"""What the server cannot write for an editor is told as what it is; readers and other faults are another matter."""

from __future__ import annotations

import errno
import json
import os

import pytest
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images.tests.utils import get_test_image_file

pytestmark = pytest.mark.django_db
CASES = [(errno.ENOSPC, "máy chủ hết chỗ"), (errno.EACCES, "không được phép ghi"), (errno.EROFS, "không được phép ghi")]


@pytest.fixture
def fails(monkeypatch):
    def with_number(number):
        def save(self, name, content, **kwargs):
            raise OSError(number, os.strerror(number), name)

        monkeypatch.setattr(FileSystemStorage, "_save", save)

    return with_number


def pdf():
    return SimpleUploadedFile("mau.pdf", b"%PDF-1.4 x", "application/pdf")


@pytest.mark.parametrize(("number", "told"), CASES)
@pytest.mark.parametrize("kind", ["wagtaildocs", "wagtailimages"])
def test_a_document_or_a_picture_among_many(admin_client, fails, kind, number, told):
    fails(number)
    file = pdf() if kind == "wagtaildocs" else get_test_image_file("a.png")
    file.seek(0)
    fields = {"title": "Mẫu", "files[]": file}
    answer = json.loads(admin_client.post(reverse(f"{kind}:add_multiple"), fields, headers={"X-Requested-With": "XMLHttpRequest"}).content)
    assert answer["success"] is False
    assert told in answer["error_message"]


@pytest.mark.parametrize(("number", "told"), CASES)
def test_a_document_on_a_form_of_its_own(admin_client, fails, number, told):
    fails(number)
    address = reverse("wagtaildocs:add")
    answer = admin_client.post(address, {"title": "Mẫu", "file": pdf(), "collection": 1}, follow=True)
    assert answer.redirect_chain == [(address, 302)]
    assert told in answer.content.decode()
    assert not get_document_model().objects.filter(title="Mẫu").exists()


def test_another_fault_stays_a_fault(admin_client, fails):
    fails(errno.EIO)
    admin_client.raise_request_exception = False
    assert admin_client.post(reverse("wagtaildocs:add"), {"title": "Mẫu", "file": pdf(), "collection": 1}).status_code == 500


def test_a_dialogue_of_the_page_is_told_by_its_script(admin_client, fails):
    fails(errno.ENOSPC)
    admin_client.raise_request_exception = False
    address = reverse("wagtaildocs_chooser:create")
    fields = {"document-chooser-upload-title": "Mẫu", "document-chooser-upload-file": pdf(), "document-chooser-upload-collection": 1}
    assert admin_client.post(address, fields, headers={"X-Requested-With": "XMLHttpRequest"}).status_code == 500
