"""Where an office is, and when it opens otherwise than as usual, as readers are told on a day."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from office.factories import OfficeFactory
from office.models import Office
from office.places import address_on, hours_on, map_of, read_other_hours
from office.working_days import UnreadableDays
from procedures_pages.factories import ProcedureFactory
from procedures_pages.facts.from_pages import facts_of
from procedures_pages.models import ProcedurePage

pytestmark = pytest.mark.django_db
DAY = date(2026, 12, 10)
HOURS = "Thứ Hai đến thứ Sáu, 7 giờ 30 – 17 giờ"


def in_days(days):
    return timezone.localdate() + timedelta(days)


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (date(2026, 12, 9), HOURS),
        (date(2026, 12, 10), f"{HOURS}. 24/12/2026: nghỉ cả ngày"),
        (date(2026, 12, 24), f"{HOURS}. 24/12/2026: nghỉ cả ngày"),
        (date(2026, 12, 25), HOURS),
    ],
)
def test_other_hours_are_told_14_days_ahead_and_until_their_day(day, told):
    assert hours_on(HOURS, "24/12/2026: nghỉ cả ngày", day) == told


def test_several_are_told_in_their_order_and_a_span_from_its_beginning_to_its_end():
    other = "20/12/2026: nghỉ buổi chiều\n08/12/2026 – 11/12/2026: chỉ làm buổi sáng"
    assert hours_on(HOURS + ".", other, DAY) == f"{HOURS}. 08/12/2026 – 11/12/2026: chỉ làm buổi sáng. 20/12/2026: nghỉ buổi chiều"
    assert hours_on("", "10/12/2026: nghỉ", DAY) == "10/12/2026: nghỉ"


@pytest.mark.parametrize("line", ["24/12/2026", "24/12/2026:", "mai: nghỉ", "31/02/2027: nghỉ", "nghỉ", "24/12/2026 – 20/12/2026: nghỉ"])
def test_a_line_that_says_no_day_or_nothing_of_it_is_refused_and_never_breaks_a_page(line):
    with pytest.raises(UnreadableDays):
        list(read_other_hours(f"10/12/2026: nghỉ\n{line}"))
    assert hours_on(HOURS, f"{line}\n10/12/2026: nghỉ", DAY) == f"{HOURS}. 10/12/2026: nghỉ"


@given(st.text(), st.text())
def test_whatever_stands_there_the_usual_hours_are_told(hours, other):
    assert hours_on(hours, other, DAY).startswith(hours.rstrip("."))


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (date(2026, 12, 30), "Số 2, đường Lý Bôn (lối vào: cổng sau)"),
        (date(2026, 12, 31), "Số 2, đường Lý Bôn (lối vào: cổng sau); từ 01/03/2027 chuyển đến Số 5, đường Nguyễn Trãi"),
        (date(2027, 2, 28), "Số 2, đường Lý Bôn (lối vào: cổng sau); từ 01/03/2027 chuyển đến Số 5, đường Nguyễn Trãi"),
        (date(2027, 3, 1), "Số 5, đường Nguyễn Trãi"),
    ],
)
def test_a_move_is_told_60_days_ahead_and_made_on_its_day(day, told):
    assert address_on("Số 2, đường Lý Bôn", "cổng sau", date(2027, 3, 1), "Số 5, đường Nguyễn Trãi", day) == told


def test_a_page_leads_to_where_the_office_is_today():
    office = OfficeFactory(
        entrance="cổng sau", latitude="21.308900", longitude="105.604700", moves_on=in_days(1), moves_to="Số 5, đường Mới"
    )
    page = ProcedurePage.objects.get(pk=ProcedureFactory().pk)
    page.offices = [office]
    page.save()

    def told():
        (found,) = facts_of(ProcedurePage.objects.get(pk=page.pk)).offices
        return found.address, found.map_url

    address, on_map = told()
    assert address.startswith("Số 2, đường Nguyễn Trãi (lối vào: cổng sau); từ ")
    assert on_map == "https://www.openstreetmap.org/?mlat=21.308900&mlon=105.604700#map=18/21.308900/105.604700"
    office.moves_on = in_days(0)
    office.save()
    assert told() == ("Số 5, đường Mới", "")


def test_the_page_of_offices_says_it_in_both_languages(client):
    OfficeFactory(name="Quầy mèo", entrance="cổng sau", other_hours=f"{in_days(3):%d/%m/%Y}: nghỉ cả ngày")
    html = client.get("/noi-nop/").content.decode()
    assert "(lối vào: cổng sau)" in html
    assert f"{in_days(3):%d/%m/%Y}: nghỉ cả ngày" in html
    with translation.override("en"):
        assert "(entrance: " in Office.objects.get(name="Quầy mèo").address_today


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"moves_on": DAY}, "moves_to"),
        ({"moves_to": "Số 5"}, "moves_on"),
        ({"latitude": "21.3"}, "longitude"),
        ({"longitude": "105.6"}, "latitude"),
        ({"latitude": "105.6", "longitude": "21.3"}, "latitude"),
        ({"place_id": "12345"}, "place_id"),
        ({"place_id": "12345678901a"}, "place_id"),
        ({"other_hours": "mai: nghỉ"}, "other_hours"),
    ],
)
def test_half_of_it_is_refused_where_it_is_typed(wrong, field):
    office = OfficeFactory()
    for name, value in wrong.items():
        setattr(office, name, value)
    with pytest.raises(ValidationError) as refused:
        office.full_clean()
    assert field in refused.value.message_dict


def test_without_a_point_there_is_no_map():
    assert map_of(None, None) == ""
