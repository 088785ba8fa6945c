"""The offices' days, and what is read out of what an editor writes."""

from datetime import date, time

import pytest

from office.official_holidays import calendar
from office.working_days import OfficialYear, UnreadableDays, WorkingCalendar, calendar_of, read_days, saturday_until


def test_days_are_read_a_line_each():
    days = read_days(
        "\n 01/01/2027: Tết Dương lịch\n05/02/2027 – 07/02/2027\n16-04-2027 (10/3 âm lịch)\n30/04/2027 đến hết 01/05/2027, hai ngày\n"
    )
    assert sorted(days) == [
        date(2027, 1, 1),
        *(date(2027, 2, day) for day in (5, 6, 7)),
        date(2027, 4, 16),
        date(2027, 4, 30),
        date(2027, 5, 1),
    ]


@pytest.mark.parametrize(
    "line", ["Tết", "31/02/2027", "05/02/2027 – 01/02/2027", "05/02/2027 – 05/02/2028", "5/2", "05/02/2027 06/02/2027"]
)
def test_a_line_that_says_no_day_is_named(line):
    with pytest.raises(UnreadableDays) as told:
        read_days(f"01/01/2027\n{line}")
    assert told.value.line == line


def test_working_days():
    known = calendar()
    assert [known.is_working(date(2026, 1, day)) for day in (1, 2, 3, 4, 5, 10, 11)] == [False, False, False, False, True, True, False]
    assert known.is_working(date(2027, 1, 4)) is None
    assert known.after(date(2026, 12, 30), 1) == date(2026, 12, 31)
    assert known.after(date(2026, 12, 30), 2) is None
    assert known.known_until(date(2025, 6, 1)) == date(2026, 12, 31)
    assert known.known_until(date(2027, 1, 1)) is None
    gap = calendar_of([OfficialYear(2026, frozenset()), OfficialYear(2028, frozenset())])
    assert gap.known_until(date(2026, 1, 1)) == date(2026, 12, 31)
    assert WorkingCalendar().first_working(date(2026, 1, 1)) is None


@pytest.mark.parametrize(
    ("hours", "until"),
    [
        ("", None),
        ("Thứ Hai đến thứ Sáu, 7 giờ 30 – 11 giờ 30, 13 giờ – 17 giờ", None),
        ("Thứ Hai đến thứ Sáu, 7 giờ 30 – 17 giờ; sáng thứ Bảy 7 giờ 30 – 11 giờ", time(11)),
        ("Thứ Hai đến thứ Bảy, 7h30-11h30, 13h30-17h", time(11, 30)),
        ("Sáng thứ 7", time(11)),
        ("T2-T6: 7:30-17:00. T7: 8:00-12:00", time(12)),
        ("Thứ Hai đến thứ Sáu; nghỉ thứ Bảy, Chủ nhật", None),
        ("Cả tuần, trừ thứ Bảy và Chủ nhật", None),
    ],
)
def test_saturday_is_what_the_office_says(hours, until):
    assert saturday_until(hours) == until
