"""The years of official holidays: what a new site knows, how the desk adds one, when it is told that the next is wanted."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.urls import reverse

from office import site_data
from office.holiday_years import make_known_years
from office.holidays_panel import HolidaysPanel, wanted_year
from office.models import HolidayYear
from office.official_holidays import ANNOUNCED, calendar
from office.working_days import WorkingCalendar

pytestmark = pytest.mark.django_db
# The law's days of 2027; Tết and the day beside 2/9 are made up for the test.
NEXT = {
    "year": 2027,
    "off": "01/01/2027\n05/02/2027 – 11/02/2027: Tết Nguyên đán\n16/04/2027\n30/04/2027 – 03/05/2027\n02/09/2027 – 03/09/2027\n24/11/2027",
    "worked": "",
    "source": "Thông báo thử",
}


def lines_without(day):
    return "\n".join(line for line in NEXT["off"].splitlines() if not line.startswith(day))


def errors_of(**more):
    with pytest.raises(ValidationError) as refused:
        HolidayYear(**{**NEXT, **more}).full_clean()
    return {name: " ".join(told) for name, told in refused.value.message_dict.items()}


def test_a_new_site_knows_the_years_of_the_program_and_keeps_what_the_desk_wrote():
    assert site_data.calendar() == calendar()
    assert {row.year for row in HolidayYear.objects.all()} == {told.year for told in ANNOUNCED}
    for row in HolidayYear.objects.all():
        row.full_clean()
    HolidayYear.objects.filter(year=2025).delete()
    HolidayYear.objects.filter(year=2026).update(source="Lời của phường")
    assert make_known_years() == 1
    assert make_known_years() == 0
    assert HolidayYear.objects.get(year=2026).source == "Lời của phường"


def test_what_is_published_counts_at_once_and_a_draft_does_not():
    row = HolidayYear(**NEXT, live=False)
    row.full_clean()
    row.save()
    assert not site_data.calendar().knows(date(2027, 1, 4))
    row.live = True
    row.save()
    assert site_data.calendar().is_working(date(2027, 2, 8)) is False
    assert site_data.calendar().is_working(date(2027, 2, 12)) is True
    HolidayYear.objects.filter(pk=row.pk).update(off="Tết")
    site_data.forget_site_data()
    assert not site_data.calendar().knows(date(2027, 1, 4)), "what nobody can read is not known"


def test_a_year_is_written_as_a_whole():
    HolidayYear(**NEXT).full_clean()
    assert "“Tết”" in errors_of(off=NEXT["off"] + "\nTết")["off"]
    assert "01/01/2028" in errors_of(off=NEXT["off"] + "\n01/01/2028")["off"]
    assert "24/11" in errors_of(off=lines_without("24/11"))["off"]
    assert "02/09" in errors_of(off=lines_without("02/09"))["off"]
    assert "Tết Nguyên đán" in errors_of(off=lines_without("05/02"))["off"]
    assert "04/01/2027" in errors_of(worked="04/01/2027")["worked"]
    assert "02/05/2027" in errors_of(worked="02/05/2027")["worked"]
    assert "2026" in errors_of(worked="10/01/2026")["worked"]
    HolidayYear(**{**NEXT, "worked": "09/01/2027"}).full_clean()


def test_the_desk_adds_a_year_in_two_pairs_of_hands(enter):
    editor = enter("bien-tap")
    address = reverse("wagtailsnippets_office_holidayyear:add")
    assert editor.post(address, {**NEXT, "off": "Tết", "action-submit": "1"}).status_code == 200
    editor.post(address, {**NEXT, "action-submit": "1"})
    row = HolidayYear.objects.get(year=2027)
    assert not row.live
    assert row.off.splitlines() == NEXT["off"].splitlines()
    reviewer = enter("duyet")
    approve = reverse("wagtailsnippets_office_holidayyear:workflow_action", args=[row.pk, "approve", row.current_workflow_task_state.pk])
    reviewer.post(approve, {"comment": ""})
    assert HolidayYear.objects.get(year=2027).live
    assert site_data.calendar().known_until(date(2026, 11, 29)) == date(2027, 12, 31)


def test_the_next_year_is_wanted_two_months_before():
    known = calendar()
    assert wanted_year(known, date(2026, 10, 30)) is None
    assert wanted_year(known, date(2026, 10, 31)) == 2027
    assert wanted_year(known, date(2026, 12, 31)) == 2027
    assert wanted_year(known, date(2027, 1, 1)) == 2027
    assert wanted_year(WorkingCalendar(), date(2026, 5, 1)) == 2026


@pytest.mark.parametrize(("username", "says"), [("bien-tap", True), ("duyet", True), ("quay", False)])
def test_the_first_screen_of_the_desk_says_so(enter, monkeypatch, username, says):
    monkeypatch.setattr("office.holidays_panel.timezone.localdate", lambda *_now: date(2026, 12, 1))
    html = BeautifulSoup(enter(username).get(reverse("wagtailadmin_home")).content, "html.parser")
    box = html.find(id="lich-nghi")
    assert (box is not None) is says
    if box:
        assert "31/12/2026" in box.get_text()
        addresses = {reverse(f"wagtailsnippets_office_holidayyear:{name}") for name in ("add", "list")}
        assert {a["href"] for a in box.find_all("a")} == addresses
    monkeypatch.setattr("office.holidays_panel.timezone.localdate", lambda *_now: date(2026, 6, 1))
    assert "lich-nghi" not in enter(username).get(reverse("wagtailadmin_home")).content.decode()


def test_without_any_year_it_is_this_one(enter, rf, django_user_model):
    HolidayYear.objects.all().delete()
    request = rf.get("/")
    request.user = django_user_model.objects.get(username="duyet")
    context = HolidaysPanel(request).get_context_data()
    assert context["known_until"] is None
    assert context["year"]
