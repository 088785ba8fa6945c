"""Yes and no under a page: a yes is a POST without a cookie, keeps the day alone, and both are counted for each page and part."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from office import limits
from office.clock import chores
from office.factories import ReaderReportFactory
from office.models import ReaderConfirmation, ReaderReport
from office.reader_answers.counting import PageAnswers, page_answers
from tests.office.test_reports import PUBLISHED, publish_at

pytestmark = pytest.mark.django_db

BIRTH, COPY = "lam-khai-sinh-cho-con", "xin-ban-sao-khai-sinh-ket-hon-khai-tu"
PAGE = f"/thu-tuc/{BIRTH}/"
COUNTS = "/quan-tri/gop-y-theo-trang/"


def say_yes(client, slug=BIRTH, prefix="", headers=None, **environ):
    return client.post(f"{prefix}/gop-y/", {"trang": slug, "dung": ""}, headers=headers or {}, **environ)


def confirmed():
    return list(ReaderConfirmation.objects.order_by("pk").values_list("page_slug", "page_version", "case"))


# --- Said ---


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_page_asks_with_a_button_and_a_link(client, prefix):
    part = BeautifulSoup(client.get(prefix + PAGE).content, "html.parser").select_one("[data-part=gop-y]")
    form = part.form
    assert (form["method"], form["action"]) == ("post", f"{prefix}/gop-y/")
    assert {field["name"]: field.get("value", "") for field in form.select("[name]")} == {"trang": BIRTH, "dung": ""}
    assert part.a["href"] == f"{prefix}/gop-y/?trang={BIRTH}"


def test_a_yes_is_kept_with_the_page_its_version_its_case_and_the_day(client):
    publish_at("vi", PUBLISHED)
    html = say_yes(client, headers={"referer": f"http://testserver{PAGE}?truong-hop=sinh-thuong&utm_source=zalo"}).content.decode()
    assert "bạn thấy trang này đúng" in html
    assert f'href="{PAGE}?truong-hop=sinh-thuong"' in html
    assert confirmed() == [(BIRTH, "27/11/2026 18:47", "truong-hop=sinh-thuong")]
    assert {field.name for field in ReaderConfirmation._meta.get_fields()} == {"id", "day", "page_slug", "page_version", "case"}
    assert ReaderConfirmation.objects.get().day == timezone.localdate()
    assert not ReaderReport.objects.exists()


def test_a_yes_in_english_is_thanked_in_english_and_leads_back_there(client):
    html = say_yes(client, prefix="/en").content.decode()
    assert '<html lang="en">' in html
    assert f'href="/en{PAGE}"' in html


def test_looking_writes_nothing(client):
    for query in (f"trang={BIRTH}", f"trang={BIRTH}&dung=1", f"trang={BIRTH}&dung="):
        client.get(f"/gop-y/?{query}")
    client.head(f"/gop-y/?trang={BIRTH}&dung=1")
    assert confirmed() == []


@pytest.mark.parametrize("slug", ["", "khong-co-trang-nay", "a b", "<script>", "x" * 300])
def test_a_yes_to_no_page_is_told_so(client, slug):
    response = say_yes(client, slug)
    assert response.status_code == 422
    assert "Không rõ bạn nói về trang nào" in response.content.decode()
    assert confirmed() == []


@pytest.mark.parametrize("headers", [{"sec-fetch-site": "cross-site"}, {"origin": "https://evil.example"}])
def test_a_yes_from_another_site_is_refused(client, headers):
    assert say_yes(client, headers=headers).status_code == 403
    assert confirmed() == []


def test_a_yes_needs_no_cookie_and_sets_none(client):
    assert not say_yes(client, headers={"sec-fetch-site": "same-origin"}).cookies


def test_who_says_yes_too_often_is_told_when_to_come_back_and_may_still_report(client, monkeypatch):
    monkeypatch.setattr(limits, "REPORTS_AN_HOUR", 2)
    answers = [say_yes(client) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert 1 <= int(answers[2].headers["Retry-After"]) <= 3600
    assert "Hãy bấm “Đúng” lại sau" in answers[2].content.decode()
    assert len(confirmed()) == 2
    assert client.post("/gop-y/", {"trang": BIRTH, "phan": "costs"}).status_code == 200


def test_a_yes_leaves_pages_kept(client, django_assert_num_queries):
    client.get(PAGE)
    say_yes(client)
    with django_assert_num_queries(1):
        client.get(PAGE)


def test_a_yes_goes_after_as_long_as_an_answered_report():
    today = timezone.localdate()
    for days in (chores.REPORT_DAYS + 1, chores.REPORT_DAYS - 1):
        ReaderConfirmation.objects.create(page_slug=BIRTH, day=today - timedelta(days))
    chores.forget_reports()
    assert [row.day for row in ReaderConfirmation.objects.all()] == [today - timedelta(chores.REPORT_DAYS - 1)]


# --- Counted ---


@pytest.fixture
def said():
    """Of births two yeses and three noes, of copies one yes; and some of long ago."""
    today = timezone.localdate()
    for slug, days in ((BIRTH, 0), (BIRTH, 3), (COPY, 0), (COPY, 100)):
        ReaderConfirmation.objects.create(page_slug=slug, day=today - timedelta(days))
    for part in ("demanded", "demanded", ""):
        report = ReaderReportFactory(page_slug=BIRTH, part=part)
    report.settle("kept", "Vì sao.", None)
    report.save()
    old = ReaderReportFactory(page_slug=BIRTH, part="costs")
    ReaderReport.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(100))
    ReaderReportFactory(page_slug="=khong-con", part="link")


def test_yes_stands_beside_no_for_each_page_and_part(said):
    births, gone, copies = page_answers(timezone.localdate() - timedelta(29))
    assert births == PageAnswers(BIRTH, "Làm khai sinh cho con", 2, {"demanded": 2, "": 1}, 2)
    assert births.noes == 3
    assert gone == PageAnswers("=khong-con", "", 0, {"link": 1}, 1)
    assert (copies.slug, copies.yes, copies.noes) == (COPY, 1, 0)


def test_counting_asks_the_same_however_much_was_said(said, django_assert_num_queries):
    with django_assert_num_queries(3):
        page_answers(timezone.localdate() - timedelta(364))


def row_of(html, title):
    table = BeautifulSoup(html, "html.parser").select_one("main table")
    names = [cell.get_text(strip=True) for cell in table.select("thead th")]
    row = next(row for row in table.select("tbody tr") if title in row.get_text())
    return dict(zip(names, (cell.get_text(strip=True) for cell in row.select("td, th")), strict=True))


def test_the_desk_shows_them_for_the_days_asked(said, enter):
    client = enter("bien-tap")
    month = row_of(client.get(f"{COUNTS}?ky=30").content, "Làm khai sinh")
    assert (month["Đúng"], month["Chưa đúng"], month["Chưa trả lời"]) == ("2", "3", "2")
    assert month["Phần chưa đúng"] == "Quầy vẫn đòi giấy không có ở đây: 2 · Không nói phần nào: 1"
    assert "Phí, lệ phí: 1" in row_of(client.get(COUNTS).content, "Làm khai sinh")["Phần chưa đúng"]


def test_the_list_of_reports_leads_there_and_each_page_back_to_its_reports(said, enter):
    client, reports = enter("duyet"), reverse("wagtailsnippets_office_readerreport:list")
    assert COUNTS in client.get(reports).content.decode()
    counts = client.get(COUNTS).content.decode()
    assert f"{reports}?page_slug={BIRTH}" in counts
    listed = client.get(f"{reports}?page_slug={BIRTH}").content.decode()
    assert BIRTH in listed
    assert "khong-con" not in listed


def test_the_counts_can_be_taken_away(said, enter):
    client = enter("bien-tap")
    data = b"".join(client.get(f"{COUNTS}?ky=30&export=xlsx").streaming_content)
    head, first, gone, _copies = load_workbook(io.BytesIO(data)).active.iter_rows(values_only=True)
    told = dict(zip(head, first, strict=True))
    assert (told["Trang"], told["Đúng"], told["Chưa đúng"], told["Quầy vẫn đòi giấy không có ở đây"]) == ("Làm khai sinh cho con", 2, 3, 2)
    assert gone[1] == "'=khong-con", "nothing that a spreadsheet would calculate"


def test_the_reports_can_be_taken_away(enter):
    ReaderReportFactory(page_slug=BIRTH, part="demanded", words="=1+1")
    url = reverse("wagtailsnippets_office_readerreport:list")
    text = b"".join(enter("bien-tap").get(f"{url}?export=csv").streaming_content).decode("utf-8-sig")
    row = next(csv.DictReader(io.StringIO(text)))
    assert row["Phần"] == "Quầy vẫn đòi giấy không có ở đây"
    assert "'=1+1" in row.values()


def test_who_reads_no_reports_reads_no_counts(enter):
    assert enter("quay").get(COUNTS)["Location"] == reverse("wagtailadmin_home")
