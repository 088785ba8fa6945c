"""The report "Người dân tìm gì mà không thấy": what it lists, for whom, and where one click leads."""

import csv
import io
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from search.models import AskedQuery, OpenedHit
from search.query_log import report

from ...office.desk.english import looks_english, strings
from ...office.desk.screens import superuser

pytestmark = pytest.mark.django_db
REPORT = "/quan-tri/nguoi-dan-tim-gi/"


def asked(text, times=1, without=0, hits=0, days_ago=0, locale="vi"):
    day = timezone.localdate() - timedelta(days=days_ago)
    AskedQuery.objects.create(day=day, locale=locale, text=text, times=times, without_hits=without, hits=hits)


def opened(text, position, times=1, days_ago=0, locale="vi"):
    day = timezone.localdate() - timedelta(days=days_ago)
    OpenedHit.objects.create(day=day, locale=locale, text=text, position=position, result=f"/{position}/", times=times)


@pytest.fixture(autouse=True)
def small_numbers(monkeypatch):
    """Rare queries, which nobody is shown (test_rare_queries), are shown here: what is counted can then be counted by hand."""
    monkeypatch.setattr(report, "MIN_ASKED", 1)


@pytest.fixture
def desk(client):
    client.force_login(superuser())
    return client


def table(client, **query):
    """The words of each cell of the list, row by row."""
    answer = client.get(REPORT, query)
    assert answer.status_code == 200
    html = BeautifulSoup(answer.content, "html.parser")
    rows = html.select("#listing-results tbody tr")
    return [[" ".join(cell.get_text(" ", strip=True).split()) for cell in row.select("td")][:5] for row in rows]


def exported(client, **query):
    answer = client.get(REPORT, {"export": "csv", **query})
    return list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))


# --- What it lists ---


def test_what_was_missed_most_stands_first(desk):
    asked("hộ khẩu", times=3, without=3)
    asked("mèo", times=9, without=2, hits=4)
    asked("mèo", times=2, without=2, days_ago=1)
    asked("khai sinh", times=50, hits=8)
    assert table(desk) == [["mèo", "11", "4", "4", "–"], ["hộ khẩu", "3", "3", "0", "–"]]


def test_what_was_found_and_not_opened(desk):
    asked("khai sinh", times=50, hits=8)
    opened("khai sinh", 1)
    asked("đổi tên", times=4, hits=6)
    asked("sổ đỏ", times=7, hits=9)
    opened("sổ đỏ", 4)
    opened("sổ đỏ", 7, times=1)
    asked("hộ khẩu", times=3, without=3)
    assert table(desk, xem="khong-mo") == [["sổ đỏ", "7", "0", "9", "5,5"], ["đổi tên", "4", "0", "6", "–"]]


def test_the_last_number_of_hits_is_shown(desk):
    asked("mèo", without=1, hits=0, days_ago=2)
    asked("mèo", hits=5, days_ago=1)
    assert table(desk) == [["mèo", "2", "1", "5", "–"]]


def test_languages_are_apart(desk):
    asked("birth", times=2, without=2, locale="en")
    asked("birth", without=1)
    opened("birth", 9, locale="en")
    assert table(desk) == [["birth (tiếng Anh)", "2", "2", "0", "9"], ["birth", "1", "1", "0", "–"]]


@pytest.mark.parametrize(("period", "found"), [("7", 1), ("30", 2), ("90", 3), ("", 2), ("x", 2), ("9" * 5000, 2)])
def test_period(desk, period, found):
    for days_ago, text in ((6, "a"), (29, "b"), (89, "c"), (90, "d")):
        asked(text, without=1, days_ago=days_ago)
    assert len(table(desk, ky=period)) == found


@pytest.mark.parametrize("query", [{"xem": "x"}, {"p": "999"}, {"p": "x"}, {"ordering": "text"}, {"xem": "\0", "ky": "\0"}])
def test_odd_questions_are_answered(desk, query):
    asked("mèo", without=1)
    assert table(desk, **query) == [["mèo", "1", "1", "0", "–"]]


def test_by_day(desk):
    asked("mèo", times=3, without=1)
    asked("chó", times=1, days_ago=1)
    html = BeautifulSoup(desk.get(REPORT).content, "html.parser")
    rows = [[cell.get_text(strip=True) for cell in row.select("td, th")][1:] for row in html.select(".cn-days tbody tr, .cn-days tfoot tr")]
    assert rows == [["3", "1", "33%"], ["1", "0", "0%"], ["4", "1", "25%"]]


def test_nothing_asked_is_said(desk):
    text = desk.get(REPORT).content.decode()
    assert "Chưa có ai tìm trong những ngày này." in text
    assert "Trong những ngày này không có câu nào như vậy." in text


def test_switched_off_is_said(desk, settings):
    assert "SEARCH_LEARNING" not in desk.get(REPORT).content.decode()
    settings.SEARCH_LEARNING = False
    assert "SEARCH_LEARNING" in desk.get(REPORT).content.decode()


@pytest.mark.parametrize("xem", ["khong-thay", "khong-mo"])
def test_it_speaks_vietnamese(desk, xem):
    asked("mèo", without=1, hits=1, times=2)
    assert not {said for said in strings(desk.get(REPORT, {"xem": xem}).content.decode()) if looks_english(said)} - {"Search"}


def test_a_query_is_never_markup(desk):
    asked("<script>alert(1)</script>", without=1)
    assert b"<script>alert(1)" not in desk.get(REPORT).content


# --- As many rows as there may be ---


def fill(rows):
    day = timezone.localdate()
    AskedQuery.objects.bulk_create(AskedQuery(day=day, locale="vi", text=f"câu {n}", times=2, without_hits=1, hits=3) for n in range(rows))
    OpenedHit.objects.bulk_create(OpenedHit(day=day, locale="vi", text=f"câu {n}", position=4, result="/", times=1) for n in range(rows))


@pytest.mark.parametrize("rows", [3, 300])
@pytest.mark.parametrize("xem", ["khong-thay", "khong-mo"])
def test_the_same_few_queries_however_long_the_list(desk, xem, rows):
    fill(rows)
    with CaptureQueriesContext(connection) as queries:
        assert len(table(desk, xem=xem)) == min(rows, 50)
    # The rest is the desk's own furniture.
    ours = [query for query in queries if "search_askedquery" in query["sql"] or "search_openedhit" in query["sql"]]
    assert len(ours) == 5


def test_pages_keep_what_was_chosen(desk):
    fill(120)
    html = BeautifulSoup(desk.get(REPORT, {"xem": "khong-mo", "ky": "7"}).content, "html.parser")
    onward = [a["href"] for a in html.select("nav.pagination a[href], .pagination a[href]")]
    assert any("p=2" in url and "xem=khong-mo" in url and "ky=7" in url for url in onward)
    assert len(table(desk, xem="khong-mo", ky="7", p="3")) == 20


# --- Taken away ---


def test_the_whole_list_can_be_taken_away(desk):
    fill(120)
    rows = exported(desk)
    assert len(rows) == 120
    keys = ["Câu tìm", "Ngôn ngữ", "Số lần", "Lần không thấy", "Số kết quả lần cuối", "Vị trí mở trung bình"]
    assert list(rows[0]) == keys
    assert rows[0] == dict(zip(keys, ["câu 0", "vi", "2", "1", "3", "4"], strict=True))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "\rx"])
def test_no_cell_is_a_formula(desk, text):
    asked(text, without=1)
    assert [row["Câu tìm"] for row in exported(desk)] == [f"'{text}"]


def test_a_workbook_too(desk):
    asked("mèo", without=1)
    assert desk.get(REPORT, {"export": "xlsx"}).getvalue().startswith(b"PK")


# --- For whom ---


def enter(client, username):
    client.force_login(get_user_model().objects.get(username=username))
    return client


@pytest.mark.parametrize("username", ["bien-tap", "duyet"])
def test_who_writes_and_who_publishes_may_read_it(client, username):
    assert enter(client, username).get(REPORT).status_code == 200
    assert REPORT in client.get(reverse("wagtailadmin_home")).content.decode()


def test_the_counter_may_not(client):
    assert enter(client, "quay").get(REPORT).status_code == 302
    assert REPORT not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_nobody_from_outside_may(client):
    assert client.get(REPORT).status_code == 302


# --- What one click makes ---


def remedies(client):
    html = BeautifulSoup(client.get(REPORT).content, "html.parser")
    return {a.get_text(strip=True): a["href"] for a in html.select(".cn-remedies a")}


FORMS = [("Thêm từ đồng nghĩa", "said"), ("Thêm câu trả lời gợi ý", "queries"), ("Việc không làm ở đây", "queries")]


@pytest.mark.parametrize(("label", "field"), FORMS)
def test_one_click_opens_a_form_with_the_query_in_it(desk, label, field):
    asked("mở tiệm & quán", without=1)
    answer = desk.get(remedies(desk)[label])
    assert answer.status_code == 200
    assert BeautifulSoup(answer.content, "html.parser").select_one(f"[name={field}]").text.strip() == "mở tiệm & quán"


def test_only_what_one_may_make_is_offered(client):
    asked("mở tiệm", without=1)
    Group.objects.get(name="Biên tập").permissions.set(Permission.objects.filter(codename__in=["access_admin", "add_synonym"]))
    assert list(remedies(enter(client, "bien-tap"))) == ["Thêm từ đồng nghĩa"]


def test_a_masked_query_makes_nothing(desk):
    asked("khai sinh …", without=1)
    assert remedies(desk) == {}
