"""Việc của tôi: the desk's first screen says what waits for whoever has come, one action a row."""

from datetime import datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone

from office.desk.work.panel import age_words
from office.desk.work.rows import Desk, Row, Waiting, gathered
from office.factories import OfficeFactory, ThematicAreaFactory
from office.links.models import Link, LinkUse, State
from office.models import ReaderReport
from procedures_pages.factories import ProcedureFactory
from procedures_pages.models import ProcedurePage

pytestmark = pytest.mark.django_db
COMMENT = "Thời hạn đang ghi 3 ngày, bản ghi nói 3 ngày làm việc."


def user(name):
    return get_user_model().objects.get(username=name)


def screen(client, query=""):
    return BeautifulSoup(client.get(reverse("wagtailadmin_home") + query).content, "html.parser").select_one("#viec-cua-toi")


def rows(client, query=""):
    """(kind, title, action) of each row."""
    told = screen(client, query).select(".cn-rows > li:not(.cn-rows__more)")
    return [(li.select_one(".cn-rows__kind").text, li.b.text, li.select_one(".button").find(string=True).strip()) for li in told]


def sent(page, writer="bien-tap"):
    page = ProcedurePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    page.summary = "Tóm tắt mới."
    page.save_revision(user=user(writer))
    return page.get_workflow().start(page, user(writer))


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "Hôm nay"), (1, "1 ngày"), (12, "12 ngày"), (-3, "3 ngày nữa"), (None, "")],
    ids=["now", "one", "many", "ahead", "-"],
)
def test_an_age_is_told_in_days_of_the_calendar_here(days, words):
    today = timezone.localdate()
    since = None if days is None else today - timedelta(days)
    assert age_words(since, today) == words
    if since is not None:
        assert age_words(timezone.make_aware(datetime.combine(since, datetime.min.time())), today) == words


def test_what_was_sent_waits_for_who_approves_and_what_came_back_for_who_sent_it(enter):
    page = ProcedureFactory(title="Xin giấy xác nhận")
    state = sent(page)
    assert ("Duyệt nội dung", "Xin giấy xác nhận", "Xem và duyệt") in rows(enter("duyet"))
    assert "Xin giấy xác nhận" not in screen(enter("bien-tap")).text
    state.current_task_state.reject(user=user("duyet"), comment=COMMENT)
    assert ("Trả lại bạn", "Xin giấy xác nhận", "Sửa và gửi lại") in rows(enter("bien-tap"))
    assert COMMENT in screen(enter("bien-tap")).text
    assert "Xin giấy xác nhận" not in screen(enter("duyet")).text


def test_what_is_to_go_live_says_its_hour(enter):
    page = ProcedureFactory(title="Lên vào tuần sau", live=False)
    page.save_revision(user=user("bien-tap"), approved_go_live_at=timezone.now() + timedelta(3))
    assert ("Hẹn đăng", "Lên vào tuần sau", "Xem hoặc dời") in rows(enter("duyet"))
    assert "3 ngày nữa" in screen(enter("duyet")).text


def test_who_answers_for_an_area_sees_its_work_and_how_much_others_have(enter):
    mine = ThematicAreaFactory(responsible=user("duyet"))
    own, other = ProcedureFactory(title="Việc của tôi đây", area=mine), ProcedureFactory(title="Việc của người khác")
    sent(own)
    sent(other)
    titles = [title for _kind, title, _action in rows(enter("duyet"))]
    assert "Việc của tôi đây" in titles
    assert "Việc của người khác" not in titles
    assert "việc của lĩnh vực khác" in screen(enter("duyet")).text
    assert "Việc của người khác" in [title for _kind, title, _action in rows(enter("duyet"), "?tat-ca=1")]
    # The deputy sees the same.
    mine.responsible, mine.deputy = None, user("duyet")
    mine.save()
    assert "Việc của tôi đây" in [title for _kind, title, _action in rows(enter("duyet"))]


def test_thousands_of_reports_are_counted_and_the_oldest_shown(enter, django_assert_max_num_queries):
    ReaderReport.objects.bulk_create(ReaderReport(page_slug="lam-khai-sinh-cho-con", words=f"Sai chỗ {n}") for n in range(300))
    client = enter("duyet")
    with django_assert_max_num_queries(75):
        text = screen(client).text
    assert "Sai chỗ 0" in text
    assert "Sai chỗ 7" not in text
    assert "và 295 việc nữa" in " ".join(text.split())
    figure = next(div for div in screen(client).select(".cn-figures > div") if "góp ý của người đọc" in div.text)
    assert figure.dd.text == "300"


def test_the_counter_has_its_own_first_screen(enter):
    assert screen(enter("quay")) is None


def test_rows_are_of_ones_own_areas_and_of_none_and_the_first_few_of_each_kind(monkeypatch):
    told = [Row("Loại", f"Trang {n}", "Làm", "/", area=area) for n, area in enumerate([None, 1, 2, 1, 1, 1, 1, 1])]
    monkeypatch.setattr("office.desk.work.rows._SOURCES", [("people", 1, lambda desk: Waiting(tuple(told), "/het/", 10))])
    desk = Desk(user("duyet"))
    desk.areas = frozenset({1})
    work = gathered(desk)
    (listed,) = work.groups[0].lists
    assert [row.title for row in listed.rows] == ["Trang 0", "Trang 1", "Trang 3", "Trang 4", "Trang 5"]
    assert (listed.more, listed.all_url, work.count, work.others) == (12, "/het/", 17, 1)


def test_zero_says_so(monkeypatch):
    monkeypatch.setattr("office.desk.work.rows._SOURCES", [])
    assert (gathered(Desk(user("duyet"))).groups, gathered(Desk(user("duyet"))).count) == ((), 0)


def test_zero_says_so_on_the_screen(enter, monkeypatch):
    reverse("wagtailadmin_home")  # with the addresses come those who tell of rows: were it later, they would be told to the empty list
    monkeypatch.setattr("office.desk.work.rows._SOURCES", [])
    assert "Không có việc nào chờ bạn." in screen(enter("duyet")).text


def test_a_link_that_does_not_open_is_told_to_who_answers_for_a_page_that_has_it(enter):
    area = ThematicAreaFactory(responsible=user("duyet"))
    link = Link.objects.create(url="https://cong.example.vn/nop", host="cong.example.vn", is_submission=True, state=State.FAILING)
    LinkUse.objects.create(link=link, kind="nop", title="Xin giấy nuôi mèo", edit_path="/", area=area)
    assert ("Liên kết nộp hỏng", "Xin giấy nuôi mèo", "Sửa liên kết") in rows(enter("duyet"))
    assert "https://cong.example.vn/nop" in screen(enter("duyet")).text


def test_an_office_that_cannot_be_asked_is_told_until_it_can(enter):
    office = OfficeFactory(name="Quầy phường Mới", address="Số 2 phố Mới", hours="Thứ Hai đến thứ Sáu", phone="")
    assert ("Quầy chưa hỏi được", "Quầy phường Mới", "Ghi thêm") in rows(enter("duyet"))
    row = next(li for li in screen(enter("duyet")).select(".cn-rows > li") if "Quầy phường Mới" in li.text)
    assert "Chưa ghi: Điện thoại." in row.text
    assert row.select_one("a")["href"].endswith(f"/edit/{office.pk}/")
    office.phone = "0211 3861 234"
    office.save()
    assert "Quầy phường Mới" not in screen(enter("duyet")).text
