"""The measures of Điều 12 on a site of known pages: each number is one that can be counted on the fingers."""

from __future__ import annotations

import io
from datetime import datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.models import PageLogEntry

from home.measures import told
from home.measures.completeness import completeness, measured_pages
from home.measures.reach import DAYS
from home.measures.timeliness import Delays, of_laws, of_records
from office.factories import LegalResourceFactory, OfficeFactory, ReaderReportFactory, ThematicAreaFactory
from office.models import LegalResource, Office, ReaderConfirmation
from office.set_costs.factories import RateFactory
from procedures_pages.factories import ProcedureFactory, cost, place, time
from procedures_pages.models import EffectOnPage, ProcedurePage, RegisterRecord, SourceCheck
from search.models import AskedQuery, OpenedHit
from tests.procedures_pages.register.factories import AUGUST, JULY, record, store

pytestmark = pytest.mark.django_db
REPORT = "/quan-tri/do-luong-dieu-12/"
TODAY = timezone.localdate


@pytest.fixture
def bare():
    """No page is live, and no office answers."""
    ProcedurePage.objects.update(live=False)
    Office.objects.update(phone="", hours="")


def there(page):
    """What is counted of this page alone."""
    everything, _areas = completeness([one for one in measured_pages() if one.pk == page.pk])
    assert everything.pages == 1
    return {name for name, number in everything.parts.items() if number}


# --- Complete ---


@pytest.mark.usefixtures("bare")
def test_a_page_has_what_it_tells():
    assert there(ProcedureFactory()) == {"papers", "costs", "times", "channels", "legal"}


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize(
    ("lacking", "part"),
    [
        ({"documents": []}, "papers"),
        ({"costs": []}, "costs"),
        ({"costs": [cost("free"), cost("unknown")]}, "costs"),
        ({"times": []}, "times"),
        ({"times": [time(), time("unknown", None)]}, "times"),
        ({"channels": []}, "channels"),
        ({"law": None}, "legal"),
    ],
)
def test_what_is_not_there_or_not_known_is_not_counted(lacking, part):
    assert part not in there(ProcedureFactory(**lacking))


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize(("more", "is_there"), [({}, True), ({"until": TODAY() - timedelta(1)}, False), ({"live": False}, False)])
def test_a_cost_at_a_rate_is_told_as_long_as_the_rate_says_anything(more, is_there):
    rate = RateFactory(**more)
    assert ("costs" in there(ProcedureFactory(costs=[cost("unknown", rate=str(rate.pk))]))) == is_there


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize(("status", "is_there"), [("in_force", True), ("expired", True), ("unknown", False)])
def test_a_text_is_looked_at_once_somebody_has_said_whether_it_holds(status, is_there):
    law = LegalResourceFactory(number="1/2026/NĐ-CP", status=LegalResource.Status(status))
    assert ("standing" in there(ProcedureFactory(law=law))) == is_there


@pytest.mark.usefixtures("bare")
def test_a_place_is_there_where_readers_can_come_and_call():
    page = ProcedureFactory()
    office = OfficeFactory(address="Số 1 đường Thử", hours="", phone="0211 222 333")
    assert "place" not in there(page)
    Office.objects.filter(pk=office.pk).update(hours="Thứ Hai đến thứ Sáu")
    assert "place" in there(page), "it names none, so it sends to all"
    page.offices.set([OfficeFactory(address="", hours="", phone="")])
    page.save()
    assert "place" not in there(page), "the one that it names cannot be asked"
    assert "place" in there(ProcedureFactory(places=[place("Phường nơi ở cũ", address="Số 2 đường Thử")]))


@pytest.mark.usefixtures("bare")
def test_shares_are_told_for_all_and_by_area():
    land, civil = ThematicAreaFactory(slug="dat", name="Đất", order=1), ThematicAreaFactory(slug="ho", name="Hộ tịch", order=2)
    ProcedureFactory(area=land, costs=[cost("unknown")])
    ProcedureFactory(area=civil)
    ProcedureFactory(area=civil)
    ProcedureFactory(area=civil, status="abolished", status_note="Đã bãi bỏ.")
    ProcedureFactory(area=land, draft=True)
    everything, areas = completeness(measured_pages())
    assert (everything.pages, everything.parts["papers"], everything.parts["costs"], everything.whole) == (3, 3, 2, 0)
    assert [(area.area, area.pages, area.parts["costs"]) for area in areas] == [("Đất", 1, 0), ("Hộ tịch", 2, 2)]


# --- Timely ---


def day(moment):
    return timezone.make_aware(datetime.combine(moment, datetime.min.time()))


def checked(page, when, verdicts=None, person=True):
    """Somebody compared the page with its record's present version, at that moment."""
    user = get_user_model().objects.first() if person else None
    current = RegisterRecord.objects.get(code=page.source_record).current
    check = SourceCheck.objects.create(page_key=page.translation_key, version=current, checked_by=user, verdicts=verdicts or {})
    SourceCheck.objects.filter(pk=check.pk).update(checked_at=day(when))


@pytest.fixture
def followed():
    """A page that was compared with its record of July, and the record changed on the first of August."""
    store(record(code="9.000001"), day=JULY)
    page = ProcedureFactory(source_record="9.000001")
    checked(page, JULY, person=False)
    store(record(code="9.000001", conditions="Có mèo."), day=AUGUST)
    return page


def delays(page, today=AUGUST + timedelta(30)):
    return of_records([page], AUGUST, today)


def test_a_change_that_nobody_has_looked_at_waits_since_its_snapshot(followed):
    assert delays(followed) == Delays([], [30])


def test_a_change_ends_when_somebody_finds_the_page_still_true(followed):
    checked(followed, AUGUST + timedelta(4), {"conditions": "still_true"})
    assert delays(followed) == Delays([4], [])


def test_what_was_found_wrong_ends_with_the_next_publication(followed):
    checked(followed, AUGUST + timedelta(4), {"conditions": "to_mend"})
    assert delays(followed) == Delays([], [30])
    PageLogEntry.objects.log_action(followed, "wagtail.publish", timestamp=day(AUGUST + timedelta(9)))
    assert delays(followed) == Delays([9], [])


def test_the_first_look_at_a_page_follows_no_change():
    store(record(code="9.000001"), day=JULY)
    page = ProcedureFactory(source_record="9.000001")
    checked(page, JULY + timedelta(9))
    assert delays(page) == Delays([], [])


def test_what_was_done_before_the_year_is_not_told(followed):
    checked(followed, AUGUST + timedelta(4))
    assert of_records([followed], AUGUST + timedelta(5), AUGUST + timedelta(30)) == Delays([], [])


def test_a_law_is_followed_when_somebody_says_what_became_of_the_page():
    today, page = TODAY(), ProcedureFactory()
    acting, target = LegalResourceFactory(number="2/2026/NĐ-CP"), LegalResourceFactory(number="1/2026/NĐ-CP")

    def effect(holds, opened, settled=None):
        row = EffectOnPage.objects.create(acting=acting, target=target, kind="amends", effective_from=today + timedelta(holds), page=page)
        outcome = {"outcome": "mended", "settled_at": day(today + timedelta(settled))} if settled is not None else {}
        EffectOnPage.objects.filter(pk=row.pk).update(opened_at=day(today + timedelta(opened)), **outcome)

    effect(-30, -40, -20)  # ten days after it held
    effect(-31, -10, -8)  # two days after it was written down here
    effect(-5, -20, -9)  # before it held
    effect(-7, -50)  # seven days late
    effect(+7, -50)  # ahead
    assert of_laws(today - timedelta(364), today) == Delays([10, 2, 0], [7])


def test_the_middle_and_the_longest_are_told():
    found = Delays([1, 2, 30], [5, 9])
    assert (found.median, found.longest, found.longest_waiting) == (2, 30, 9)
    assert (Delays().median, Delays().longest, Delays().longest_waiting) == (None, None, None)


# --- Reached ---


@pytest.fixture
def said():
    today = TODAY()
    for days, times, without in ((0, 6, 2), (5, 4, 0), (DAYS + 5, 100, 100)):
        AskedQuery.objects.create(day=today - timedelta(days), locale="vi", text="khai sinh", times=times, without_hits=without, hits=3)
    OpenedHit.objects.create(day=today, locale="vi", text="khai sinh", position=1, result="1.001193", times=7)
    for _time in range(3):
        ReaderConfirmation.objects.create(page_slug="a")
    report = ReaderReportFactory(part="costs")
    report.settle("mended", "", None)
    report.save()


def values(client):
    html = BeautifulSoup(client.get(REPORT).content, "html.parser")
    rows = (row.select("th, td") for row in html.select("main table tbody tr"))
    return {cells[0].get_text(strip=True): cells[1].get_text(strip=True) for cells in rows}


def test_searches_and_answers_are_told_with_their_shares(said, enter, settings):
    settings.SEARCH_LEARNING = True
    found = values(enter("bien-tap"))
    assert (found["Lượt tìm"], found["Lượt tìm không thấy"], found["Lượt tìm có kết quả"]) == ("10", "2 / 10 (20%)", "8 / 10 (80%)")
    assert found["Kết quả được mở"] == "7"
    assert (found["Người đọc nói trang đúng"], found["Người đọc nói chưa đúng"]) == ("3 / 4 (75%)", "1 / 4 (25%)")
    assert found["Góp ý đã trả lời"] == "1 / 1 (100%)"


def test_where_queries_are_not_counted_no_number_is_told(enter, settings):
    settings.SEARCH_LEARNING = False
    found = values(enter("bien-tap"))
    assert found["Lượt tìm"] == "–"
    assert "Lượt tìm không thấy" not in found


# --- The report ---


def test_the_report_can_be_taken_away_with_how_each_number_is_counted(enter):
    client = enter("duyet")
    data = b"".join(client.get(f"{REPORT}?export=xlsx").streaming_content)
    head, *rows = load_workbook(io.BytesIO(data)).active.iter_rows(values_only=True)
    assert head == ("Nhóm", "Số đo", "Phạm vi", "Kết quả", "Trên tổng số", "Tỷ lệ, phần trăm", "Cách đếm")
    lines = [dict(zip(head, row, strict=True)) for row in rows]
    assert {line["Nhóm"] for line in lines} == {"Đầy đủ", "Kịp thời", "Tiếp cận"}
    assert all(line["Cách đếm"] for line in lines)
    pages = len(measured_pages())
    (papers,) = (line for line in lines if line["Số đo"] == "Giấy tờ" and line["Phạm vi"] == "Mọi trang")
    assert (papers["Kết quả"], papers["Trên tổng số"]) == (pages, pages)
    assert b"".join(client.get(f"{REPORT}?export=csv").streaming_content).startswith("\ufeff".encode())


def test_the_way_to_it_is_on_the_list_of_pages_that_are_due(enter):
    assert REPORT in enter("bien-tap").get(reverse("pages_due")).content.decode()


def test_who_only_reads_is_not_let_in(enter):
    assert enter("quay").get(REPORT)["Location"] == reverse("wagtailadmin_home")


def test_an_empty_site_has_a_report(enter):
    ProcedurePage.objects.update(live=False)
    SourceCheck.objects.all().delete()
    assert values(enter("bien-tap"))["Trang được kiểm tra trong hạn"] == "–"


def test_measuring_asks_as_much_of_few_pages_as_of_many():
    def queries():
        told.measured()
        with CaptureQueriesContext(connection) as asked:
            told.measured()
        return [query["sql"] for query in asked.captured_queries]

    many = queries()
    assert len(many) <= 20, "\n".join(many)
    keep = list(ProcedurePage.objects.filter(live=True).values_list("pk", flat=True)[:2])
    ProcedurePage.objects.exclude(pk__in=keep).update(live=False)
    assert abs(len(queries()) - len(many)) <= 1
