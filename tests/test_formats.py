"""Dates and numbers as they are written here: 03/08/2022 is 3 August, typed or shown."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from django import forms
from django.utils import formats, timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from procedures_pages.blocks import CostBlock
from procedures_pages.models import ProcedurePage

AUGUST = date(2022, 8, 3)
dates = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@pytest.fixture(autouse=True)
def _vietnamese():
    with translation.override("vi"):
        yield


@pytest.mark.parametrize("typed", ["03/08/2022", "3/8/2022", "03-08-2022", "03.08.2022", "03/08/22", "2022-08-03"])
def test_a_typed_date_is_read_day_first(typed):
    assert forms.DateField(localize=True).clean(typed) == AUGUST
    assert forms.DateField().clean(typed) == AUGUST


@pytest.mark.parametrize("typed", ["13/13/2022", "32/08/2022", "00/08/2022", "08/2022", "ngày mai", "2022/08/03"])
def test_what_is_no_date_is_refused(typed):
    with pytest.raises(forms.ValidationError):
        forms.DateField().clean(typed)


def test_a_month_is_never_taken_for_a_day():
    with pytest.raises(forms.ValidationError):
        forms.DateField().clean("08/25/2022")


def test_a_date_is_shown_day_first_with_both_zeros():
    assert formats.date_format(AUGUST) == formats.date_format(AUGUST, "SHORT_DATE_FORMAT") == "03/08/2022"


def test_a_moment_is_typed_and_shown_day_first():
    moment = datetime(2022, 8, 3, 9, 18)
    assert timezone.make_naive(forms.DateTimeField().clean("03/08/2022 09:18")) == moment
    assert formats.date_format(moment, "DATETIME_FORMAT") == formats.date_format(moment, "SHORT_DATETIME_FORMAT") == "03/08/2022 09:18"


def test_a_time_is_typed_and_shown_with_24_hours():
    assert forms.TimeField().clean("13:30") == time(13, 30)
    assert formats.time_format(time(13, 30)) == "13:30"


def test_a_week_begins_on_monday():
    assert formats.get_format("FIRST_DAY_OF_WEEK") == 1


def test_numbers_have_points_between_thousands_and_a_comma_before_decimals():
    assert formats.number_format(1234567.5, 1, use_l10n=True, force_grouping=True) == "1.234.567,5"


@given(dates)
def test_a_date_shown_is_read_back_as_the_same_date(day):
    with translation.override("vi"):
        assert forms.DateField().clean(formats.date_format(day)) == day
        assert forms.DateField().clean(formats.localize_input(day)) == day


@given(dates, st.sampled_from(formats.get_format("DATE_INPUT_FORMATS", lang="vi")))
def test_every_input_format_round_trips(day, pattern):
    if "%y" in pattern and not 1969 <= day.year <= 2068:
        day = day.replace(year=2022, day=min(day.day, 28))
    with translation.override("vi"):
        assert forms.DateField().clean(day.strftime(pattern)) == day


@given(st.datetimes(datetime(1980, 1, 1), datetime(2100, 12, 31)).map(lambda d: d.replace(second=0, microsecond=0)))
def test_a_moment_shown_is_read_back_as_the_same_moment(moment):
    with translation.override("vi"):
        shown = formats.date_format(moment, "DATETIME_FORMAT")
        assert timezone.make_naive(forms.DateTimeField().clean(shown)) == moment


@given(st.integers(-(10**12), 10**12))
def test_a_whole_number_shown_has_all_its_digits_in_groups_of_three(number):
    with translation.override("vi"):
        shown = formats.number_format(number, use_l10n=True, force_grouping=True)
    assert int(shown.replace(".", "")) == number
    assert {len(group) for group in shown.lstrip("-").split(".")[1:]} <= {3}


@pytest.mark.parametrize("typed", ["100000", "100.000", "100 000"])
def test_an_amount_typed_as_it_is_written_here_is_never_a_thousandth_of_it(typed):
    """Django's own whole numbers read 100.000 as one hundred."""
    amount = CostBlock().child_blocks["amount"]
    assert amount.clean(amount.value_from_datadict({"a": typed}, {}, "a")) == 100_000


@pytest.mark.parametrize(("typed", "amount"), [("1.500.000", 1_500_000), ("2.000", 2_000), ("500", 500), ("", None)])
def test_amounts_with_and_without_points(typed, amount):
    block = CostBlock().child_blocks["amount"]
    assert block.clean(block.value_from_datadict({"a": typed}, {}, "a")) == amount


@pytest.mark.parametrize("typed", ["100.5", "một trăm", "1.00.000", "1.0000.000", "-5", "0"])
def test_what_is_no_amount_is_refused(typed):
    block = CostBlock().child_blocks["amount"]
    with pytest.raises(forms.ValidationError):
        block.clean(block.value_from_datadict({"a": typed}, {}, "a"))


@pytest.mark.django_db
def test_the_edit_form_of_a_page_reads_and_shows_dates_day_first():
    form_class = ProcedurePage.get_edit_handler().get_form_class()
    page = ProcedurePage(updated_on=AUGUST)
    form = form_class(instance=page, for_user=None)
    assert 'value="03/08/2022"' in str(form["updated_on"])
    assert form.fields["updated_on"].clean("03/08/2022") == AUGUST
