"""Dates as they are written here (Nghị định 30/2020/NĐ-CP, Phụ lục I): day before month, a zero before days 1 to 9 and months 1 and 2."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
# Of the program's own, because the names that Python knows follow the machine it runs on.
ENGLISH_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
ENGLISH_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def short(value: date) -> str:
    """A date (or a moment, taken in Vietnam's zone) in; "03/08/2022" out."""
    day = _day(value)
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def prose(value: date) -> str:
    """A date (or a moment) in; "ngày 03 tháng 8 năm 2022" out."""
    day = _day(value)
    month = f"{day.month:02}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def month(value: date) -> str:
    """A date (or a moment) in; "08/2022" out."""
    return short(value)[3:]


def weekday(value: date) -> str:
    """A date (or a moment) in; "thứ Tư" out."""
    return WEEKDAYS[_day(value).weekday()]


def english_weekday(value: date) -> str:
    """A date (or a moment) in; "Wednesday" out."""
    return ENGLISH_WEEKDAYS[_day(value).weekday()]


def english(value: date) -> str:
    """A date (or a moment) in; "3 August 2022" out: for English text, where 03/08/2022 is 8 March to half of its readers."""
    return f"{_day(value).day} {english_month(value)}"


def english_month(value: date) -> str:
    """A date (or a moment) in; "August 2022" out."""
    day = _day(value)
    return f"{ENGLISH_MONTHS[day.month - 1]} {day.year}"


def stamp(value: datetime) -> str:
    """A moment in; "03/08/2022 09:18" out, in Vietnam's zone. A moment without a zone is taken as Vietnam's."""
    moment = _local(value)
    return f"{short(moment)} {moment:%H:%M}"


def hour_and_day(value: datetime) -> str:
    """A moment in; "09:18 03/08/2022" out, as ``stamp`` but for the order: for what is told of an hour."""
    moment = _local(value)
    return f"{moment:%H:%M} {short(moment)}"


def _day(value: date) -> date:
    return _local(value).date() if isinstance(value, datetime) else value


def _local(value: datetime) -> datetime:
    return value.astimezone(ZONE) if value.tzinfo else value.replace(tzinfo=ZONE)
