"""The day a result is due, wherever a procedure is told: page, list, paper, message, counter; and where none is told."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from django.utils import translation

from office.kept_pages import noting_ends
from office.models import HolidayYear, Office
from procedures_pages import expected_return as module
from procedures_pages.expected_return import changes_at, expected_return
from procedures_pages.factories import ChannelFactory, ProcedureFactsFactory, ProcessingTimeFactory, QuestionFactory
from procedures_pages.facts import phrases
from procedures_pages.facts.case import tailor
from procedures_pages.facts.procedure import Answer, Question, Source
from procedures_pages.facts.reading import read
from procedures_pages.paper.editions import EDITIONS
from procedures_pages.paper.sheets import html_for_pdf, sheet
from vietnamese.dates import ZONE

pytestmark = pytest.mark.django_db
FRIDAY = datetime(2026, 11, 27, 9, tzinfo=ZONE)
SLUG = "mo-cua-hang-dang-ky-ho-kinh-doanh"
WHO = QuestionFactory.build(id="ai", answers=("toi", "nguoi-khac"))
IF_I = (("ai", frozenset({"toi"})),)
IF_ANOTHER = (("ai", frozenset({"nguoi-khac"})),)


def due(now=FRIDAY, given=None, **more):
    facts = ProcedureFactsFactory.build(**more)
    return expected_return(facts, tailor(facts, given or {}), now)


@pytest.fixture
def at(monkeypatch):
    """Sets the hour that the site takes for now."""

    def set_to(now):
        monkeypatch.setattr(module, "timezone", SimpleNamespace(now=lambda: now))

    set_to(FRIDAY)
    return set_to


def test_three_working_days_are_a_day_in_words():
    found = due()
    assert found.day == date(2026, 12, 2)
    assert phrases.return_words(found) == "Nộp tại quầy trước 15 giờ thứ Sáu 27/11, dự kiến trả thứ Tư 02/12/2026"
    after = due(FRIDAY.replace(hour=15))
    assert phrases.return_words(after) == "Nộp tại quầy trước 15 giờ thứ Hai 30/11, dự kiến trả thứ Năm 03/12/2026"
    same = due(times=(ProcessingTimeFactory.build(unit="same_day"),))
    assert phrases.return_words(same) == "Nộp tại quầy trước 15 giờ thứ Sáu 27/11, trả trong ngày"
    assert phrases.return_glance(same) == "Nộp trước 15 giờ thứ Sáu 27/11"
    with translation.override("en"):
        words = phrases.return_words(found)
        assert "15:00" in words
        assert "Friday 27 November" in words
        assert "Wednesday 2 December 2026" in words


@pytest.mark.parametrize(
    "more",
    [
        {"level": "province"},  # counts from when it reaches the office that decides
        {"level": ""},
        {"status": "replaced"},
        {"status": "under_review", "source": Source("", "", date(2022, 8, 3))},
        {"channels": (ChannelFactory.build(kind="online"),)},
        {"channels": (ChannelFactory.build(kind="post"),)},
        {"channels": ()},
        {"times": ()},
        {"times": (ProcessingTimeFactory.build(unit="unknown"),)},
        {"times": (ProcessingTimeFactory.build(counted_from="kể từ ngày niêm yết"),)},
        {"times": (ProcessingTimeFactory.build(channels=("online",)),)},
        {"times": (ProcessingTimeFactory.build(), ProcessingTimeFactory.build(amount=7))},
        {"times": (ProcessingTimeFactory.build(amount=60),)},  # 2027 is not known
    ],
)
def test_nothing_is_told_where_nobody_knows(more):
    assert due() is not None
    assert due(**more) is None


def test_what_depends_on_an_answer_waits_for_it():
    times = (
        ProcessingTimeFactory.build(amount=3, applies=IF_I),
        ProcessingTimeFactory.build(amount=5, applies=IF_ANOTHER),
    )
    assert due(questions=(WHO,), times=times) is None
    assert due(questions=(WHO,), times=times, given={"ai": ["toi"]}).day == date(2026, 12, 2)
    assert due(questions=(WHO,), times=times, given={"ai": ["nguoi-khac"]}).day == date(2026, 12, 4)
    leads = Question("noi", "Ở đâu?", "", (Answer("day", "Ở đây"), Answer("xa", "Ở xa", leads_to="1.000001", leads_to_name="Việc khác")))
    assert due(questions=(leads,)) is not None
    assert due(questions=(leads,), given={"noi": ["xa"]}) is None
    channels = (ChannelFactory.build(applies=IF_I), ChannelFactory.build(kind="online"))
    assert due(questions=(WHO,), channels=channels) is None


def test_saturday_is_the_offices_own_matter(at):
    facts = read(SLUG).facts
    now = datetime(2026, 12, 4, 16, tzinfo=ZONE)
    assert expected_return(facts, tailor(facts, {}), now).handed_in.day == date(2026, 12, 7)
    assert changes_at(now) == datetime(2026, 12, 7, 15, tzinfo=ZONE)
    hours = "Thứ Hai đến thứ Sáu, 7 giờ 30 – 17 giờ; sáng thứ Bảy 7 giờ 30 – 11 giờ 30"
    first = Office.objects.first()
    first.hours = hours
    first.save()
    assert changes_at(now) == datetime(2026, 12, 5, 11, 30, tzinfo=ZONE)
    assert expected_return(facts, tailor(facts, {}), now).handed_in.day == date(2026, 12, 7), "the other office does not say so"
    for office in Office.objects.all():
        office.hours = hours
        office.save()
    facts = read(SLUG).facts
    found = expected_return(facts, tailor(facts, {}), now)
    assert phrases.return_words(found).startswith("Nộp tại quầy trước 11 giờ 30 thứ Bảy 05/12")


def test_until_changes_at_all_pages_say_the_same():
    now = datetime(2026, 11, 27, 15, 0, tzinfo=ZONE)
    end = changes_at(now)
    assert end == datetime(2026, 11, 30, 15, tzinfo=ZONE)
    assert due(now) == due(end - timedelta(seconds=1))
    assert due(now) != due(end)


def test_a_page_that_is_kept_tells_it_no_longer_than_it_is_so():
    now = datetime(2026, 11, 27, 14, 50, tzinfo=ZONE)
    Office.objects.update(hours="Thứ Hai đến thứ Sáu, 7 giờ 30 – 17 giờ; sáng thứ Bảy 7 giờ 30 – 11 giờ 20")
    facts = read(SLUG).facts
    with noting_ends() as ends:
        expected_return(facts, tailor(facts, {}), now)
        expected_return(facts, tailor(facts, {}), now + timedelta(hours=1))
    # No quarter of an hour, at which all pages end.
    assert ends == [datetime(2026, 11, 27, 15, tzinfo=ZONE), datetime(2026, 11, 28, 11, 20, tzinfo=ZONE)]


WORDS = "Nộp tại quầy trước 15 giờ thứ Sáu 27/11, dự kiến trả thứ Tư 02/12/2026"


def test_it_is_told_wherever_the_procedure_is(client, at, settings):
    settings.KEPT_PAGES_MB = 0  # only the words' clock is set here, not the one by which pages are kept
    facts = read(SLUG).facts
    case = tailor(facts, {})
    assert [told.fact.amount for told in phrases.main_times(case)] == [3], "this test is of a procedure of three working days"
    page = BeautifulSoup(client.get(f"/thu-tuc/{SLUG}/").content, "html.parser")
    row = page.select_one("main [data-part=thoi-han]")
    assert WORDS in " ".join(row.get_text(" ").split())
    kept = BeautifulSoup(client.get(f"/thu-tuc/{SLUG}/ho-so/").content, "html.parser").select_one("main small[data-until]")
    assert int(kept["data-until"]) == datetime(2026, 11, 27, 15, tzinfo=ZONE).timestamp()
    assert WORDS in " ".join(kept.get_text().split())
    assert WORDS in " ".join(page.select_one("#cach-nop").get_text(" ").split())
    assert WORDS in " ".join(page.select_one(".on-paper").get_text(" ").split())
    for path in (*(f"/thu-tuc/{SLUG}/{form}/" for form in ("ho-so", "ho-so/in", "in", "gui")), f"/quay/{SLUG}/"):
        html = BeautifulSoup(client.get(path).content, "html.parser")
        assert WORDS in " ".join(html.get_text(" ").split()), path
    assert "hôm nay" not in page.get_text().lower()
    message = BeautifulSoup(client.get(f"/quay/{SLUG}/").content, "html.parser").select_one("#loi-nhan").text
    assert WORDS in message.splitlines()
    for edition in EDITIONS:
        if edition.co != "phieu":
            assert WORDS in " ".join(BeautifulSoup(html_for_pdf(facts, case, edition), "html.parser").get_text(" ").split()), edition
    assert "nộp trước 15 giờ 27/11, dự kiến trả 02/12/2026" in sheet(facts, case)["slip"].sum
    at(FRIDAY.replace(hour=15))
    assert WORDS not in client.get(f"/thu-tuc/{SLUG}/").content.decode()
    assert "thứ Năm 03/12/2026" in client.get(f"/thu-tuc/{SLUG}/").content.decode()


def test_without_a_year_no_page_tells_a_day(client, at):
    HolidayYear.objects.all().delete()
    html = client.get(f"/thu-tuc/{SLUG}/").content.decode()
    assert "dự kiến trả" not in html
    assert "3 ngày làm việc" in html


def test_another_day_costs_a_warm_page_no_query(client, django_assert_max_num_queries):
    client.get(f"/thu-tuc/{SLUG}/")
    with django_assert_max_num_queries(1):
        client.get(f"/thu-tuc/{SLUG}/")
