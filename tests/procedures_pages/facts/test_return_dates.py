"""The day on which a result is due: against a table that was counted by hand, and what holds for every day."""

import os
import time as clock
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from office.official_holidays import ANNOUNCED, calendar
from office.working_days import WorkingCalendar
from procedures_pages.facts.procedure import ProcessingTime
from procedures_pages.facts.return_dates import changes_at, expected_return, next_reception, starts_at_reception
from vietnamese.dates import ZONE

KNOWN = calendar()
TABLE = [
    (unit, int(amount), asked, expected)
    for line in (Path(__file__).parent / "return_dates.tsv").read_text().splitlines()
    if not line.startswith("#")
    for unit, amount, asked, expected in [line.split("\t")]
]
UNITS = st.sampled_from(["working_days", "days", "months", "hours", "same_day", "unknown"])
MOMENTS = st.datetimes(datetime(2025, 1, 1), datetime(2026, 12, 31, 23, 59)).map(lambda at: at.replace(tzinfo=ZONE))
SATURDAYS = st.sampled_from([None, time(11, 30)])


def back(unit, amount, now, saturday=None):
    found = expected_return(ProcessingTime(unit, amount), now, KNOWN, saturday)
    return found and found.day


def test_the_table_is_large():
    assert len(TABLE) >= 200
    assert len({asked for _u, _n, asked, _e in TABLE}) > 150


def test_every_line_of_the_table():
    wrong = {}
    for unit, amount, asked, expected in TABLE:
        now = datetime.fromisoformat(asked).replace(tzinfo=ZONE)
        got = str(back(unit, amount or None, now) or "-")
        if got != expected:
            wrong[unit, amount, asked] = (got, expected)
    assert not wrong


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("2026-11-27 14:59", "2026-12-02"),  # Friday: Monday, Tuesday, Wednesday
        ("2026-11-27 15:00", "2026-12-03"),  # starts on Monday
        ("2026-11-29 09:00", "2026-12-03"),  # Sunday
        ("2026-11-20 09:00", "2026-11-26"),  # not on 24/11
        ("2026-02-13 09:00", "2026-02-25"),  # the last day before Tết
        ("2026-01-08 09:00", "2026-01-12"),  # the Saturday is worked
        ("2026-12-29 09:00", "None"),  # nobody knows 2027 yet
    ],
)
def test_three_working_days_in_words(asked, expected):
    assert str(back("working_days", 3, datetime.fromisoformat(asked).replace(tzinfo=ZONE))) == expected


@given(UNITS, st.integers(0, 400), MOMENTS, SATURDAYS)
def test_never_on_a_day_off_and_never_before_it_was_handed_in(unit, amount, now, saturday):
    found = expected_return(ProcessingTime(unit, amount), now, KNOWN, saturday)
    if found:
        assert KNOWN.is_working(found.day)
        assert found.day >= found.handed_in.day >= now.date()
        assert found.handed_in.moment > now
    if unit == "unknown":
        assert found is None


@given(UNITS, st.integers(1, 60), MOMENTS, st.timedeltas(timedelta(0), timedelta(60)), SATURDAYS)
def test_who_hands_in_later_gets_nothing_earlier(unit, amount, now, more, saturday):
    first, second = back(unit, amount, now, saturday), back(unit, amount, now + more, saturday)
    if second is not None:
        assert first is not None
        assert first <= second
    if first is None:
        assert second is None


@given(st.sampled_from(["working_days", "days", "months"]), st.integers(1, 60), MOMENTS, SATURDAYS)
def test_a_longer_term_ends_no_earlier(unit, amount, now, saturday):
    short, long = back(unit, amount, now, saturday), back(unit, amount + 1, now, saturday)
    assert long is None or (short is not None and short <= long)


@given(MOMENTS, SATURDAYS, st.integers(1, 20))
def test_until_it_changes_a_date_stays_and_then_the_chance_is_another(now, saturday, amount):
    told = ProcessingTime("working_days", amount)
    end = changes_at(now, KNOWN, filter(None, [saturday]))
    assert now < end
    last = end - timedelta(microseconds=1)
    assert expected_return(told, now, KNOWN, saturday) == expected_return(told, last, KNOWN, saturday)
    assert expected_return(told, now, KNOWN) == expected_return(told, last, KNOWN)
    before, after = next_reception(now, KNOWN, saturday), next_reception(end, KNOWN, saturday)
    assert before is None or after is None or after.moment > before.moment or KNOWN.is_working(before.day)


def test_a_saturday_counts_for_handing_in_alone_and_only_where_the_office_says_so():
    friday, half_past_eleven = datetime(2026, 12, 4, 16, tzinfo=ZONE), time(11, 30)
    with_it, without = next_reception(friday, KNOWN, half_past_eleven), next_reception(friday, KNOWN)
    assert (with_it.day, with_it.until) == (date(2026, 12, 5), half_past_eleven)
    assert (without.day, without.until) == (date(2026, 12, 7), time(15))
    assert back("working_days", 1, friday, half_past_eleven) == date(2026, 12, 7)
    assert back("same_day", None, friday, half_past_eleven) == date(2026, 12, 7)
    # Within a holiday nobody is there; on a Saturday that is worked it is a day as any other.
    assert next_reception(datetime(2026, 2, 13, 16, tzinfo=ZONE), KNOWN, half_past_eleven).day == date(2026, 2, 23)
    assert next_reception(datetime(2026, 1, 10, 9, tzinfo=ZONE), KNOWN, half_past_eleven).until == time(15)
    assert changes_at(friday, KNOWN, [half_past_eleven]) == datetime(2026, 12, 5, 11, 30, tzinfo=ZONE)
    assert changes_at(friday, KNOWN) == datetime(2026, 12, 7, 15, tzinfo=ZONE)


def test_nothing_is_said_where_nobody_knows():
    now = datetime(2026, 11, 30, 9, tzinfo=ZONE)
    assert back("hours", 48, now) is None
    assert back("hours", 8, now) == date(2026, 12, 1)
    assert back("working_days", None, now) is None
    assert back("days", 10**9, now) is None
    assert back("months", 10**9, now) is None
    assert expected_return(ProcessingTime("days", 1), now, WorkingCalendar()) is None
    assert changes_at(now, WorkingCalendar()) == datetime(2026, 12, 1, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("words", "starts"),
    [
        ("", True),
        ("kể từ ngày nhận đủ hồ sơ", True),
        ("Kể từ ngày nhận đủ hồ sơ hợp lệ.", True),
        ("kể từ ngày nhận được văn bản đề nghị", True),
        ("kể từ khi tiếp nhận hồ sơ đầy đủ, hợp lệ", True),
        ("from the day complete and valid papers are received", True),
        ("from receipt of the application", True),
        ("kể từ khi Văn phòng đăng ký đất đai nhận hồ sơ hợp lệ", False),
        ("kể từ ngày trường mới nhận hồ sơ", False),
        ("kể từ khi cơ quan nhận đủ hồ sơ theo dấu bưu điện đến", False),
        ("kể từ ngày hết hạn niêm yết", False),
        ("from the day the notice is posted", False),
    ],
)
def test_the_start(words, starts):
    assert starts_at_reception(ProcessingTime("days", 3, words)) is starts
    assert (expected_return(ProcessingTime("days", 3, words), datetime(2026, 11, 30, 9, tzinfo=ZONE), KNOWN) is not None) is starts


@pytest.mark.parametrize("zone", ["UTC", "America/Los_Angeles", "Pacific/Kiritimati"])
def test_the_hour_is_vietnams_wherever_the_machine_is(zone, monkeypatch):
    monkeypatch.setitem(os.environ, "TZ", zone)
    clock.tzset()
    try:
        assert back("working_days", 3, datetime(2026, 11, 27, 7, 59, tzinfo=UTC)) == date(2026, 12, 2)  # 14:59 in Hà Nội
        assert back("working_days", 3, datetime(2026, 11, 27, 8, 0, tzinfo=UTC)) == date(2026, 12, 3)
    finally:
        monkeypatch.undo()
        clock.tzset()


def test_each_known_year_is_told_with_its_source():
    for told in ANNOUNCED:
        official = told.official
        assert told.source
        assert {day.year for day in official.off | official.worked} == {told.year}
        assert all(day.weekday() >= 5 for day in official.worked)
        assert not official.off & official.worked
        weekdays = [day for day in official.off if day.weekday() < 5]
        # 11 days of Điều 112, 12 with 24/11; and one for each Saturday that is worked instead.
        assert len(weekdays) == (11 if told.year < 2026 else 12) + len(official.worked)
