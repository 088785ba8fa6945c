"""A file is what its name says, or it is not taken; what lies there from before is no page of ours in a reader's browser."""

import io
import zipfile

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from wagtail.documents import get_document_model
from wagtail.models import Collection

from office.documents import HEAD, MAX_BYTES, OLE, TESTS, is_what_it_says
from office.published_files.models import PublishedFile


def packed(**members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name.replace("__", "/")), data)  # no hour of today: it stands in a test's name
    return out.getvalue()


ODT = packed(mimetype="application/vnd.oasis.opendocument.text", content="")
ODS = packed(mimetype="application/vnd.oasis.opendocument.spreadsheet", content="")
GOOD = {
    "pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj",
    "doc": OLE + bytes(600),
    "xls": OLE + bytes(600),
    "docx": packed(types="<x/>", word__document="<x/>"),
    "xlsx": packed(types="<x/>", xl__workbook="<x/>"),
    "odt": ODT,
    "ods": ODS,
}
HTML = b"<!doctype html><script>alert(1)</script>"
BAD = {
    "pdf": [HTML, bytes(2000), b"", HTML + b"%PDF-1.7", b"x" * HEAD + b"%PDF-1.7", GOOD["docx"]],
    "doc": [HTML, bytes(2000), GOOD["docx"], b"{\\rtf1"],
    "xls": [HTML, b"a,b\n1,2", GOOD["xlsx"]],
    "docx": [HTML, GOOD["xlsx"], GOOD["doc"], b"PK\x03\x04", GOOD["docx"][:40], ODT],
    "xlsx": [HTML, GOOD["docx"], GOOD["xls"], b"PK\x05\x06" + bytes(18)],
    "odt": [HTML, ODS, GOOD["docx"], packed(mimetype="x" * 5000)],
    "ods": [HTML, ODT, GOOD["xlsx"]],
}


def test_every_kind_that_may_be_uploaded_is_known(settings):
    assert set(settings.WAGTAILDOCS_EXTENSIONS) == set(TESTS) == set(GOOD) == set(BAD)


@pytest.mark.parametrize("kind", GOOD)
def test_a_file_that_is_what_it_says(kind):
    file = io.BytesIO(GOOD[kind])
    assert is_what_it_says(file, f"Mẫu.{kind.upper()}")
    assert file.tell() == 0


def test_a_line_before_the_mark_of_a_pdf_is_no_fault():
    assert is_what_it_says(io.BytesIO(b"\xef\xbb\xbf\r\n" + GOOD["pdf"]), "a.pdf")


@pytest.mark.parametrize(("kind", "number"), [(kind, number) for kind, all_of_it in BAD.items() for number in range(len(all_of_it))])
def test_a_file_that_is_not(kind, number):
    assert not is_what_it_says(io.BytesIO(BAD[kind][number]), f"mau.{kind}")


@given(st.binary(max_size=400), st.sampled_from(sorted(TESTS)))
def test_any_bytes_are_judged(data, kind):
    assert is_what_it_says(io.BytesIO(b"PK\x03\x04" + data), f"a.{kind}") in (True, False)


# --- On the desk, and on the way out ---


def upload(client, name, data):
    """As the desk's own screen sends several files at once."""
    sent = {"title": "Mẫu", "files[]": SimpleUploadedFile(name, data), "collection": Collection.get_first_root_node().pk}
    return client.post(reverse("wagtaildocs:add_multiple"), sent, headers={"x-requested-with": "XMLHttpRequest"}).json()


@pytest.mark.django_db
def test_the_desk_takes_a_pdf(enter):
    assert upload(enter("bien-tap"), "mau.pdf", GOOD["pdf"])["success"]


@pytest.mark.django_db
def test_the_desk_says_why_it_does_not_take_a_page_called_pdf(enter):
    answer = upload(enter("bien-tap"), "mau.pdf", HTML)
    assert not answer["success"]
    assert "Bên trong tệp “mau.pdf” không phải là PDF." in answer["error_message"]
    assert not get_document_model().objects.filter(title="Mẫu").exists()


@pytest.mark.django_db
def test_the_desk_says_how_large_a_file_may_be(enter):
    answer = upload(enter("bien-tap"), "mau.pdf", GOOD["pdf"] + bytes(MAX_BYTES))
    assert "nhiều nhất 10 MB" in answer["error_message"]


def served(client, name, data):
    made = get_document_model().objects.create(title="Mẫu", collection=Collection.get_first_root_node(), file=ContentFile(data, name=name))
    PublishedFile.objects.create(document=made)
    return client.get(made.url)


@pytest.mark.django_db
def test_a_pdf_opens_in_the_browser(client):
    response = served(client, "mau.pdf", GOOD["pdf"])
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("inline")


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "data"), [("mau.pdf", HTML), ("mau.docx", HTML)])
def test_what_is_not_what_it_says_is_shown_by_no_browser(client, name, data):
    response = served(client, name, data)
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.django_db
def test_a_word_document_is_saved_not_shown(client):
    assert served(client, "mau.docx", GOOD["docx"])["Content-Disposition"].startswith("attachment")
