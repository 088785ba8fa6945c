"""The day of a snapshot: as given, else as the file's name says it, else today; never one to come."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from procedures_pages.register.versions.importer import Importer
from procedures_pages.register.versions.snapshot_days import DayToCome, past_day, snapshot_day


@pytest.mark.parametrize(
    ("text", "name", "day"),
    [
        ("2026-07-20", "x", "2026-07-20"),
        ("05/08/2026", "x", "2026-08-05"),
        ("5.8.2026", "register-2026-07.tar.xz", "2026-08-05"),
        ("2026-07", "x", "2026-07-01"),
        (None, "register-2026-07.tar.xz", "2026-07-01"),
        (None, "DS TTHC 20.7.2026.xlsx", "2026-07-20"),
        (None, "danh-sach_20-07-2026.xlsx", "2026-07-20"),
        (None, "20260720_tthc.csv", "2026-07-20"),
        (None, "2026_07_20.csv", "2026-07-20"),
        (None, "QĐ 1234-2026-13-99 ngày 02.03.2026.xlsx", "2026-03-02"),
    ],
)
def test_the_day_is_as_given_or_from_the_files_name(text, name, day):
    assert snapshot_day(text, name).isoformat() == day


@pytest.mark.parametrize("name", ["danh-sach.xlsx", "1.001193.txt", "2026-13-40.csv", "so-12345678901.csv"])
def test_a_name_without_a_day_is_of_today(name):
    assert snapshot_day(None, name) == timezone.localdate()


@pytest.mark.parametrize("text", ["hôm qua", "2026-13-40", "31/02/2026", "20/7", "1.1.26"])
def test_a_day_that_is_none_is_refused(text):
    with pytest.raises(ValueError, match="ngày"):
        snapshot_day(text, "x")


def test_today_is_not_to_come_and_tomorrow_is():
    today = timezone.localdate()
    assert past_day(today) == today
    for refused in (
        lambda: past_day(today + timedelta(days=1)),
        lambda: snapshot_day("31/12/2125", "x"),
        lambda: snapshot_day(None, "a-2125-01.zip"),
    ):
        with pytest.raises(DayToCome, match="ở tương lai"):
            refused()


@pytest.mark.django_db
def test_no_import_takes_a_day_to_come():
    with pytest.raises(DayToCome):
        Importer(date(2125, 1, 1), "x")
