"""Dates as they are written here: the day comes first, typed and shown."""

from datetime import date, datetime

import pytest
from django import forms
from django.utils import translation
from django.utils.formats import date_format, number_format


@pytest.fixture(autouse=True)
def _vietnamese():
    with translation.override("vi"):
        yield


@pytest.mark.parametrize("typed", ["03/08/2022", "3/8/2022", "03-08-2022", "03.08.2022", "03/08/22", "2022-08-03"])
def test_a_typed_date_is_3_august(typed):
    assert forms.DateField(localize=True).clean(typed) == date(2022, 8, 3)


def test_a_typed_time_goes_with_it():
    found = forms.DateTimeField(localize=True).clean("03/08/2022 09:18")
    assert (found.year, found.month, found.day, found.hour, found.minute) == (2022, 8, 3, 9, 18)


def test_a_date_is_shown_day_first():
    assert date_format(date(2022, 8, 3), "DATE_FORMAT") == "03/08/2022"
    assert date_format(datetime(2022, 8, 3, 9, 18), "DATETIME_FORMAT") == "03/08/2022 09:18"


def test_thousands_have_a_point_and_decimals_a_comma():
    assert number_format(1234567.5, force_grouping=True) == "1.234.567,5"
