"""Numbers with what they count: money, measures, shares, from–to, "năm (05) ngày"."""

from __future__ import annotations

import re
import unicodedata

from .names import MEASURES, UNITS
from .numerals import DIGITS, MAX_DIGITS, cardinal, decimals, in_groups, one_by_one, ordinal, roman, row
from .rules import Rule, follows, rule, words_before

_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?(?![.\d])|\d{1,3}(?:,\d{3}){2,}(?![,\d])|\d+(?:,\d+)?(?![.,]?\d)"
_SOME = r"\d+(?:[.,]\d+){0,9}"
_UNIT = "|".join(re.escape(unit) for unit in sorted(UNITS, key=len, reverse=True))
# A row number where they stand before it: a nought in front is said.
_ROWS = (
    *("số", "mẫu", "mẫu số", "phụ lục", "biểu", "biểu số", "tổ", "khu", "ngõ", "ngách", "hẻm", "kiệt", "thửa", "tờ bản đồ"),
    *("thông tư", "nghị định", "nghị quyết", "quyết định"),
)
_HOUSES = ("số", "số nhà", "nhà", "ngõ", "ngách", "hẻm", "kiệt", "tổ", "thửa", "địa chỉ", "lô", "mức độ", "tỷ lệ", "tỉ lệ")
_AMOUNT = re.compile(r" (?:đồng|người|USD|VNĐ|VND|đô la)(?![^\W_])")
_SHARED = re.compile(r" (?:số|tổng|diện tích|giá|mức|thời|vốn|người|thành viên|cổ phần|suất|tiền|lương|năm|ngày)")
# What is counted by another piece: "2 lần/năm".
_PIECES = "đồng|lần|giờ|ngày|bản|tờ|người|tháng|điểm|suất|buổi|ca|tiết|bộ|phút|trang|hồ sơ|triệu|nghìn|học sinh|cháu|con"
_IN_ROMAN = (
    "phụ lục|phần|chương|mục|tiểu mục|quý|thế kỷ|hạng|cấp|loại|bậc|nhóm|khóa|khoá|lần thứ|đại hội|kỳ|vùng|đợt|tập|quyển|mẫu|biểu|khu vực"
    "|giai đoạn|bảng"
)
_OF_NUMBERS = frozenset((*DIGITS, "mười", "mươi", "mốt", "tư", "lăm", "nhăm", "linh", "lẻ", "trăm", "nghìn", "ngàn", "triệu", "tỷ", "tỉ"))


def number(written: str) -> str:
    """Digits with points and commas in; the number's words out. Points part thousands, a comma decimals; other points are said."""
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", written):
        written = written.replace(".", "")
    elif re.fullmatch(r"\d{1,3}(?:,\d{3}){2,}", written):
        written = written.replace(",", "")
    whole, comma, part = written.partition(",")
    if comma and whole.isdecimal() and part.isdecimal():
        return f"{number(whole)} phẩy {decimals(part)}"
    if not written.isdecimal():
        return " ".join("chấm" if p == "." else "phẩy" if p == "," else row(p) for p in re.findall(r"\d+|[.,]", written))
    return in_groups(written) if len(written) > MAX_DIGITS else cardinal(int(written))


def said_number(sign: str) -> str:
    """A sign that means a number and is no digit of ours in (①, ½, Ⅳ); its words out, between blanks."""
    value = unicodedata.numeric(sign, -1.0)
    if value == int(value) and 0 <= value < 10**MAX_DIGITS:
        return f" {cardinal(int(value))} "
    above, _, below = unicodedata.normalize("NFKC", sign).partition("\u2044")
    if above.isdecimal() and below.isdecimal():
        return f" {cardinal(int(above))} phần {ordinal(int(below))} "
    return " "


def _counted(found: re.Match[str]) -> str:
    """An amount and its unit, and what it is paid or measured for: "2.000 đ/trang", "km/h"."""
    unit = found["unit"]
    said = [number(found["number"]), UNITS[unit]]
    for one in re.findall(r"[^/ ]+", found["per"]):
        measured = unit in MEASURES and (one in MEASURES or one in {"giờ", "giây", "phút"})
        said += ["trên" if measured else "một", "giây" if one == "s" else UNITS.get(one, one)]
    return " ".join(said)


def _fraction(found: re.Match[str]) -> str:
    above, below = found[1], found[2]
    shared = int(above) < int(below) and (int(below) <= 5 or _SHARED.match(found.string, found.end()))
    if shared and not follows(found, _HOUSES):
        return f"{cardinal(int(above))} phần {ordinal(int(below))}"
    return f"{row(above)} trên {row(below)}"


def _in_brackets(found: re.Match[str]) -> str:
    """ "năm (05) ngày" is said once; two different numbers are both said."""
    return "" if f" {words_before(found)}".endswith(f" {number(found['digits'])}") else found[0]


def _in_words_too(found: re.Match[str]) -> str:
    """ "05 (năm) ngày" is said once, as it is written in words."""
    return found["words"] if all(word in _OF_NUMBERS for word in found["words"].lower().split()) else found[0]


def _in_roman(found: re.Match[str]) -> str:
    value = roman(found[2])
    if value is None:
        return found[0]
    said = f"{found[1]} {ordinal(value) if found[1].lower() == 'quý' else cardinal(value)}"
    stroke, more = found[3], found[4]
    if not stroke:
        return said
    if stroke == "/" and len(more) == 4:
        return f"{said} năm {cardinal(int(more))}"
    return f"{said} {'chấm ' if stroke == '.' else ''}{row(more)}"


def _quarter(found: re.Match[str]) -> str:
    return f"{found[1]} {ordinal(int(found[2]))} năm {cardinal(int(found[3]))}"


def _plain(found: re.Match[str]) -> str:
    written = found[0]
    if not written.isdecimal():
        return number(written)
    if written[0] == "0" and len(written) > 1 and (len(written) > 2 or follows(found, _ROWS)):
        return in_groups(written) if len(written) > 5 else one_by_one(written)
    return in_groups(written) if len(written) > 6 and not _AMOUNT.match(found.string, found.end()) else number(written)


# Before codes are looked for: "quý IV/2025" is none.
ROMAN: tuple[Rule, ...] = (
    rule(rf"(?<![^\W_])((?i:{_IN_ROMAN})) ([IVX]{{1,7}})(?:([/.-])(\d{{1,4}}))?(?![^\W_])", _in_roman, signs="IVX"),
    rule(r"(?<![^\W_])(quý) ([1-4]) ?/ ?([12]\d{3})(?![\d/])", _quarter, any_case=True, signs="/"),
)

RULES: tuple[Rule, ...] = (
    rule(r" \(0?(?P<digits>\d{1,9})\)", _in_brackets, signs="("),
    rule(r"(?<![\w.,/])\d[\d.]{0,14} \((?P<words>[^\W\d_]{2,7}(?: [^\W\d_]{2,7}){0,9})\)", _in_words_too, signs="("),
    # "100 000 đồng"
    rule(r"(?<![\w.,/])(\d{1,3})((?: \d{3}){1,4})(?= ?(?:đồng|đ|VNĐ|VND)(?![^\W_]))", lambda found: found[1] + found[2].replace(" ", "")),
    # "4 x 6 cm", "4cm x 6cm"
    rule(r"(?<=\d)( ?(?:cm|mm|m))? ?[x×X*] ?(?=\d)", r"\1 nhân ", signs="x×X*"),
    rule(r"(?<![\w)])[-−](?=\d+(?:,\d+)? ?°)", "âm ", signs="°"),
    # From–to.
    rule(
        rf"(?<![\w/.,-])({_SOME}) ?(%|°C|°|đồng|đ(?![^\W_]))? ?[-–—] ?(?={_SOME}(?:(?![\w/-]|[-–—]\d)| ?[đ%°mkcg]))",
        r"\1\2 đến ",
        signs="-–—",
    ),
    rule(r"(?<![\w/.-])(\d{1,4}) ?[–—] ?(?=\d)", r"\1 đến ", signs="–—"),
    rule(rf"\$ ?({_SOME})", r"\1 $", signs="$"),
    # By the piece.
    rule(r"(?<=[^\W\d_]) ?/ ?0?1 (?=[^\W\d_])", " một ", signs="/"),
    rule(r"(?<=[^\W\d_])/(?=\d)", " cho ", signs="/"),
    rule(r"(\d (?:triệu|nghìn|ngàn|tỷ|tỉ|trăm) )(đồng|USD|VNĐ|VND|đ) ?/ ?(?=[^\W\d_])", r"\1đồng một ", signs="/"),
    rule(rf"(\d ?(?:{_PIECES})) ?/ ?(?=[^\W\d_])", r"\1 một ", signs="/"),
    rule(r"(?<= một )([^\W\d_]{1,9}) ?/ ?(?=(?:ngày|tháng|năm|lần|người|buổi|tuần|giờ|bản)(?![^\W_]))", r"\1 một ", signs="/"),
    rule(rf"(?<= một )({_UNIT})(?![^\W_])", lambda found: UNITS[found[1]], signs="/"),
    rule(
        rf"(?<![\w.,/])(?P<number>{_NUMBER}) ?(?P<unit>{_UNIT})(?![^\W_])(?P<per>(?: ?/ ?(?:{_UNIT}|s|[^\W\d_]{{1,9}})(?![^\W_])){{0,3}})",
        _counted,
    ),
    rule(r"(?<![\w/.,-])(\d{1,3}) ?/ ?(\d{1,3})(?![\w/]|[.,]\d)", _fraction, signs="/"),
    rule(r"(?<=\d)/(?=\d)", " trên ", signs="/:"),
    rule(r"(?<=\d) ?: ?(?=\d)", " trên ", signs="/:"),
    # "1. Tờ khai", "2.1) Bản sao": numbers of a list.
    rule(r"\A([-+*•] ?)?(\d{1,2}(?:\.\d{1,2}){0,3})[.)/](?= ?[^\W\d_])", r"\2, ", signs=".)/"),
    # Whatever is left, alone and inside words.
    rule(rf"(?<![^\W_]){_SOME}(?![^\W_])", _plain),
    rule(_SOME, lambda found: f" {_plain(found)} "),
)
