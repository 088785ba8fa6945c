from datetime import UTC, date, datetime

import pytest

from vietnamese.dates import english, english_month, english_weekday, month, prose, short, stamp, weekday
from vietnamese.money import dong, vnd


@pytest.mark.parametrize(
    ("day", "short_form", "prose_form"),
    [
        (date(2022, 8, 3), "03/08/2022", "ngày 03 tháng 8 năm 2022"),
        (date(2026, 2, 9), "09/02/2026", "ngày 09 tháng 02 năm 2026"),
        (date(2026, 12, 31), "31/12/2026", "ngày 31 tháng 12 năm 2026"),
        (date(2026, 3, 10), "10/03/2026", "ngày 10 tháng 3 năm 2026"),
        (datetime(2026, 2, 28, 18, 0, tzinfo=UTC), "01/03/2026", "ngày 01 tháng 3 năm 2026"),
    ],
)
def test_dates(day, short_form, prose_form):
    assert (short(day), prose(day)) == (short_form, prose_form)


def test_dates_for_english_text():
    assert english(date(2026, 11, 24)) == "24 November 2026"
    assert english(datetime(2026, 2, 28, 18, 0, tzinfo=UTC)) == "1 March 2026"
    assert (month(date(2026, 7, 1)), english_month(date(2026, 7, 1))) == ("07/2026", "July 2026")


def test_days_of_the_week():
    week = [date(2026, 11, 30 - n) for n in range(6, -1, -1)]
    assert [weekday(day) for day in week[:3]] == ["thứ Ba", "thứ Tư", "thứ Năm"]
    assert (weekday(week[5]), english_weekday(week[6])) == ("Chủ nhật", "Monday")
    assert weekday(datetime(2026, 11, 29, 18, 0, tzinfo=UTC)) == "thứ Hai"  # in Vietnam


def test_money_for_english_text():
    assert vnd(8000) == "8,000 VND"
    assert vnd(1234567, "page") == "1,234,567 VND per page"


def test_stamp_is_in_vietnam():
    assert stamp(datetime(2022, 8, 3, 2, 18, tzinfo=UTC)) == "03/08/2022 09:18"
    assert stamp(datetime(2022, 8, 3, 9, 18)) == "03/08/2022 09:18"


def test_money():
    assert dong(100000) == "100.000 đồng"
    assert dong(2000, "trang") == "2.000 đồng/trang"
    assert dong(0) == "0 đồng"
    assert dong(1234567) == "1.234.567 đồng"
