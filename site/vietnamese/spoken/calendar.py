"""Days, months, weekdays and times of day: "24/11/2026" is said "ngày hai mươi tư tháng mười một năm …", "7h30" "bảy giờ ba mươi"."""

from __future__ import annotations

import re

from .numerals import cardinal, ordinal
from .rules import Rule, follows, rule, words_before

_D, _M, _Y = r"(?P<day>0?[1-9]|[12]\d|3[01])", r"(?P<month>0?[1-9]|1[0-2])", r"(?P<year>[12]\d{3})"
_START, _END = r"(?<![\d.,/-])", r"(?![\d/]|[.,-]\d)"
_A_DATE = r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}"
_A_TIME = r"\d{1,2} ?(?:[hg]|giờ) ?(?:\d{2})?(?: ?phút)?|\d{1,2}:\d{2}"
# Words after which "1/7" is a day of a year, not a fraction.
_DAY_FOLLOWS = ("ngày", "từ", "đến", "trước", "sau", "lễ", "dịp", "hôm", "sáng", "chiều", "khánh", "hạn", "vào", "nay", "mùng")
_ANOTHER_DAY = re.compile(r"(?:ngày|lễ|dịp) (?:\d{1,2}/\d{1,2},? (?:và )?){0,4}\d{1,2}/\d{1,2}(?:,| và|,? hoặc)\Z")
_OF_A_WHOLE = r"(?! (?:ngày|tháng|số|tổng|diện tích|giá|mức|thời gian|vốn|thành viên|cổ phần|người))"


def day(number: int) -> str:
    """1 to 10 are "mùng một" to "mùng mười"."""
    return f"mùng {cardinal(number)}" if number <= 10 else cardinal(number)


def _date(found: re.Match[str]) -> str:
    parts = found.groupdict()
    said = "" if follows(found, ["ngày", "hôm"]) else "ngày "
    said += f"{day(int(parts['day']))} tháng {ordinal(int(parts['month']))}"
    return said + (f" năm {cardinal(int(parts['year']))}" if parts.get("year") else "")


def _day_of_year(found: re.Match[str]) -> str:
    """ "từ 1/7 đến 31/8", "lễ 30/4 và 1/5"; with a dash only after "ngày", since "từ 5-7 ngày" counts."""
    if "-" in found[0] and not follows(found, ["ngày"]):
        return found[0]
    return _date(found) if follows(found, _DAY_FOLLOWS) or _ANOTHER_DAY.search(words_before(found)) else found[0]


def _month(found: re.Match[str]) -> str:
    if follows(found, ["tỷ lệ", "tỉ lệ", "bản đồ", "số"]):
        return found[0]
    said = "" if follows(found, ["tháng"]) else "tháng "
    return f"{said}{ordinal(int(found['month']))} năm {cardinal(int(found['year']))}"


def _time(found: re.Match[str]) -> str:
    hour, minute = int(found["hour"]), found["minute"] or "00"
    if int(minute) == 0:
        said = f"{cardinal(hour)} giờ"
    elif int(minute) < 10 or found["minutes"]:
        said = f"{cardinal(hour)} giờ {cardinal(int(minute))} phút"
    else:
        said = f"{cardinal(hour)} giờ {cardinal(int(minute))}"
    return said


def _ordinal(found: re.Match[str]) -> str:
    number = int(found["n"])
    first = number == 1 and found["said"].lower() == "thứ "
    return f"{found['said']}{'nhất' if first else ordinal(number)}"


_HOUR, _MINUTE = r"(?P<hour>[01]?\d|2[0-4])", r"(?P<minute>[0-5]\d)"

RULES: tuple[Rule, ...] = (
    # From one day, time, weekday to another.
    rule(rf"(?<![\d/.-])({_A_DATE}) ?[-–—] ?(?={_A_DATE})", r"\1 đến ", signs="-–—"),
    rule(rf"(?<![\d:])({_A_TIME}) ?[-–—] ?(?={_A_TIME})", r"\1 đến ", any_case=True, signs="-–—"),
    rule(r"(?<![^\W_])(thứ) ([2-7]) ?[-–—] ?(?:thứ )?([2-7])(?!\d)", r"\1 \2 đến thứ \3", any_case=True, signs="-–—"),
    rule(r"(?<![^\W_])((?:thứ |T)7 ?(?:,|và|/) ?)CN(?![^\W_])", r"\1chủ nhật", any_case=True, signs="C"),
    rule(r"(?<![^\W_])((?:thứ |T)[2-7]) ?(?:[-–—]|đến) ?CN(?![^\W_])", r"\1 đến chủ nhật", any_case=True, signs="C"),
    rule(r"(?<![^\W_])((?:thứ |T)[2-7]) ?[-–—] ?(?=chủ nhật)", r"\1 đến ", any_case=True, signs="-–—"),
    rule(r"(?<![^\W_])T([2-7]) ?[-–—] ?T([2-7])(?![^\W_])", r"thứ \1 đến thứ \2", signs="T"),
    rule(r"(?<![^\W_])T([2-7])(?![\w/.-])", r"thứ \1", signs="T"),
    rule(r"(?<![^\W_])T(?=(?:0?[1-9]|1[0-2])/[12]\d{3}(?!\d))", "tháng ", signs="T"),
    # Days.
    rule(rf"{_START}{_D} ?([/.-]) ?{_M} ?\2 ?{_Y}{_END}", _date, signs="/.-"),
    rule(rf"{_START}{_Y}-{_M}-{_D}{_END}", _date, signs="-"),
    rule(rf"(?<=ngày ){_D} tháng {_M}(?: năm {_Y})?(?!\d)", _date, any_case=True),
    rule(rf"(?<=ngày ){_D}(?= (?:hằng|hàng|mỗi|đầu|cuối) tháng| (?:của|mỗi) tháng)", lambda found: day(int(found["day"])), any_case=True),
    rule(rf"{_START}{_D} ?[/-] ?{_M}{_END}{_OF_A_WHOLE}", _day_of_year, signs="/-"),
    rule(rf"{_START}{_M} ?[/-] ?{_Y}{_END}", _month, signs="/-"),
    rule(rf"(?<![^\W_])(tháng ){_M}(?![\d/.,-]\d|\d)", lambda found: found[1] + ordinal(int(found["month"])), any_case=True),
    rule(r"(?<![^\W_])(?P<said>(?:thứ|quý) )0?(?P<n>[1-9])(?![\d.,/-]\d|\d)", _ordinal, any_case=True),
    # Times of day. A letter g alone is a weight.
    rule(rf"(?<![\d.,:/]){_HOUR} ?(?:h|giờ) ?{_MINUTE}(?P<minutes> ?(?:phút|p(?![^\W_])|'))?(?!\d)", _time, any_case=True, signs="hHgG"),
    rule(rf"(?<![\d.,:/]){_HOUR}g{_MINUTE}(?P<minutes> ?phút)?(?!\d)", _time, signs="g"),
    rule(rf"(?<![\d.,:/]){_HOUR}:{_MINUTE}(?::[0-5]\d)?(?P<minutes> ?phút)?(?![\d:])", _time, signs=":"),
)
