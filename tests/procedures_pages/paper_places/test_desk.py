"""The report "Biểu mẫu cần tải lên": what it lists, in which order, for whom."""

import csv
import io

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.documents import get_document_model

from procedures_pages.factories import ProcedureFactory, document
from procedures_pages.models import ProcedurePage

pytestmark = pytest.mark.django_db
REPORT = "/quan-tri/bieu-mau-can-tai/"


@pytest.fixture
def alone():
    """Without the sample's own forms."""
    ProcedurePage.objects.update(live=False)


def naming(title, form="Mẫu số 1", **more):
    return ProcedureFactory(title=title, documents=[document("to-khai", name=more.pop("name", "Tờ khai"), form=form, **more)])


def rows(client):
    table = BeautifulSoup(client.get(REPORT).content, "html.parser").select("main table tbody tr")
    return [[cell.get_text(" ", strip=True) for cell in row.select("td")] for row in table]


def test_the_most_used_comes_first_with_its_pages(enter, alone):
    naming("Xin một", name="Đơn", form="Mẫu số 9")
    pages = [naming("Mở một"), naming("Mở hai")]
    desk = enter("bien-tap")
    assert rows(desk) == [["Tờ khai", "Mẫu số 1", "2", "Mở một ; Mở hai"], ["Đơn", "Mẫu số 9", "1", "Xin một"]]
    html = desk.get(REPORT).content.decode()
    assert all(reverse("wagtailadmin_pages:edit", args=[page.pk]) in html for page in pages)


def test_a_form_that_is_uploaded_is_not_wanted(enter, alone, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    file = get_document_model().objects.create(title="Mẫu", file=ContentFile(b"PK", "mau-1.docx"))
    naming("Mở một", form_file=file.pk)
    naming("Mở hai")
    assert [row[3] for row in rows(enter("duyet"))] == ["Mở hai"]


def test_an_empty_report_says_so(enter, alone):
    assert "Không thiếu biểu mẫu nào" in enter("duyet").get(REPORT).content.decode()


def test_it_can_be_taken_away_whole(enter, alone):
    naming("Mở một")
    answer = b"".join(enter("duyet").get(f"{REPORT}?export=csv").streaming_content).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(answer)))[1:] == [["Tờ khai", "Mẫu số 1", "1", "Mở một"]]


@pytest.mark.parametrize(("username", "status"), [("bien-tap", 200), ("duyet", 200), ("quay", 302)])
def test_who_reads_it(enter, username, status):
    client = enter(username)
    assert client.get(REPORT).status_code == status
    assert (REPORT in client.get(reverse("wagtailadmin_home")).content.decode()) == (status == 200)


def test_nobody_reads_it_without_logging_in(client):
    assert client.get(REPORT)["Location"].startswith(reverse("wagtailadmin_login"))
