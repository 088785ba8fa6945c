"""The tables of a text record: ways of handing in, cases with their rows, laws, lists of names. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from .records import Method, RegisterCase, RegisterChannel, RegisterFee, RegisterLaw, RegisterRow, Unit
from .sections import NOTHING, Section, SourceLine

METHODS: dict[str, Method] = {"DIRECT": "in_person", "ONLINE": "online", "POSTAL": "post"}
UNITS: dict[str, Unit] = {
    **{"WORKING_DAY": "working_days", "DAY": "days", "ngày": "days", "HOUR": "hours", "MONTH": "months", "YEAR": "years"},
    **{"MINUTE": "minutes", "OTHER": "other", "": ""},
}
TIME = re.compile(r"(?P<amount>\d{1,6}(?:[.,]\d{1,4})?)?\s*(?P<unit>[A-Z_]+|ngày)?")
FEE = re.compile(r"(?P<amount>\d[\d.,]*)\s*(?P<currency>[^\W\d_]{2,12})\s*\((?P<note>.*)\)", re.DOTALL)
NEXT_FEE = re.compile(r"\s\|\s(?=\d[\d.,]*\s*[^\W\d_]{2,12}\s*\()")
COUNTS = re.compile(r"Số lượng:\s*Bản chính:\s*(\d{1,6})?\s*,\s*Bản sao:\s*(\d{1,6})?\s*")
CHANNEL_FIELDS = ("* Hình thức nộp:", "Thời hạn giải quyết:", "Phí, lệ phí:", "Mô tả:")
# No fee in Vietnam is smaller: the register then means dollars or thousands.
SMALLEST_FEE = 1000
CURRENCIES = {"VNĐ": "VND", "VND": "VND", "ĐỒNG": "VND", "Đ": "VND", "USD": "USD", "EUR": "EUR"}
DOLLARS = re.compile(r"USD|đô la|đô-la|\$", re.IGNORECASE)
NUMBER = re.compile(r"\d[\d.]*/(?:\d{4}/)?[^\W\d_][\w-]*[^\W_]")
LAW_DATE = re.compile(r"ngày\s+(\d{1,2})\s*(?:/|tháng|-|\.)\s*(\d{1,2})\s*(?:/|năm|-|\.)\s*(\d{4})")
BODY = re.compile(
    r",\s*(?=(?:Ủy ban|UBND|Chủ tịch|Sở|Bộ|Cục|Chi cục|Tổng cục|Ngân hàng|Công an|Trung tâm|Văn phòng|Phòng|Ban|Chi nhánh"
    r"|Thanh tra|Viện|Trường|Cơ quan|Kho bạc|Bảo hiểm|Thuế|Hải quan|Đại sứ|Cảng|Tòa án|Hội đồng|Thủ tướng|Chính phủ)\b)"
)
PAPER = re.compile(
    r"\s*;\s*|,\s*(?=(?:Giấy|Quyết định|Văn bản|Thông báo|Công văn|Bản|Chứng|Biên bản|Thẻ|Sổ|Phiếu|Tờ|Hồ sơ|Kết quả|Danh sách|Hợp đồng)\b)"
)


def value(text: str) -> str:
    """The text, or nothing where the register says that it has none."""
    text = text.strip()
    return "" if text.rstrip(".") == NOTHING else text


def names(text: str, cut: re.Pattern[str]) -> tuple[str, ...]:
    """A list the register wrote in one line, cut where ``cut`` fits."""
    return tuple(part.strip() for part in cut.split(value(text).replace("\n", " ")) if part.strip(" ,;."))


def read_time(text: str) -> tuple[float | None, Unit, str]:
    """(amount, unit, words) of "3 WORKING_DAY", "1 OTHER" or "Không quá 15 ngày làm việc OTHER"."""
    text = value(text)
    exact = TIME.fullmatch(text)
    if exact and (exact["unit"] or "") in UNITS:
        amount = float(exact["amount"].replace(",", ".")) if exact["amount"] else None
        whole = int(amount) if amount is not None and amount == int(amount) else amount
        return whole, UNITS[exact["unit"] or ""], ""
    return None, "other", text.removesuffix("OTHER").rstrip()


def read_fees(text: str) -> tuple[RegisterFee, ...]:
    """The fees of one row: "0 VNĐ ()", "50000 VNĐ (Lệ phí) | 20000 VNĐ (Bản sao)", or words alone."""
    text = value(text)
    if not text:
        return ()
    dollars = bool(DOLLARS.search(text))
    return tuple(_fee(part.strip(), dollars) for part in NEXT_FEE.split(text))


def _fee(text: str, dollars: bool) -> RegisterFee:
    match = FEE.fullmatch(text)
    currency = match and CURRENCIES.get(match["currency"].upper())
    if not match or not currency:
        return RegisterFee(None, "VND", text)
    return fee(match["amount"], currency, match["note"].strip(), dollars)


def fee(amount: str, currency: str, note: str, dollars: bool = False) -> RegisterFee:
    """``amount`` as written; 0 is "not entered". ``dollars``: the words beside it speak of dollars."""
    number = _whole(amount)
    if currency == "VND" and number and number < SMALLEST_FEE:
        currency = "USD" if dollars else ""
    return RegisterFee(number or None, currency, note)


def _whole(text: str) -> int:
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", text):
        return int(re.sub(r"[.,]", "", text))
    return int(float(text.replace(",", ".").strip("."))) if re.fullmatch(r"\d{1,15}(?:[.,]\d*)?", text) else 0


def read_channels(section: Section) -> tuple[RegisterChannel, ...]:
    """One channel for each "* Hình thức nộp"; lines without a label go on with the field above them."""
    rows: list[dict[str, list[str]]] = []
    field = ""
    for line in section.lines:
        label = next((label for label in CHANNEL_FIELDS if line.text.startswith(label)), None)
        if label == CHANNEL_FIELDS[0]:
            rows.append({})
        if label and rows and label not in rows[-1]:
            field = label
            rows[-1][field] = [line.text[len(label) :].strip()]
        elif rows:
            rows[-1][field].append(line.text)
    return tuple(_channel({key: "\n".join(lines) for key, lines in row.items()}) for row in rows)


def _channel(row: dict[str, str]) -> RegisterChannel:
    method, time, fees, description = (row.get(label, "") for label in CHANNEL_FIELDS)
    amount, unit, words = read_time(time)
    known = METHODS.get(method.upper(), "other")
    description = value(description)
    if known == "other" and method:
        description = f"{method}. {description}".strip()
    return RegisterChannel(known, amount, unit, read_fees(fees), description, words)


def read_cases(section: Section) -> tuple[RegisterCase, ...]:
    """Rows under "[ name ]"; rows before any name stand in a case without one. A row ends with its "Số lượng"."""
    cases: list[tuple[str, list[RegisterRow]]] = []
    pending: list[str] = []

    def close(originals: int | None = None, copies: int | None = None) -> None:
        if pending:
            if not cases:
                cases.append(("", []))
            rows = cases[-1][1]
            rows.append(RegisterRow("\n".join(pending), originals, copies, "", len(rows)))
            pending.clear()

    for line in section.lines:
        counts = COUNTS.fullmatch(line.text)
        if counts and pending:
            close(*(int(n) if n else None for n in counts.groups()))
        elif line.text.startswith("[") and line.text.endswith("]") and not pending:
            cases.append((line.text[1:-1].strip(), []))
        elif line.text.rstrip(".") == f"{NOTHING} thành phần hồ sơ":
            continue
        else:
            _row_line(line, pending)
    close()
    return tuple(RegisterCase(name, tuple(rows)) for name, rows in cases)


def _row_line(line: SourceLine, pending: list[str]) -> None:
    pending.append(line.text.removeprefix("- ") if not pending else line.text)


def read_laws(section: Section) -> tuple[RegisterLaw, ...]:
    """One law for each "* title (number)"; a title may go on over several lines."""
    titles: list[str] = []
    for line in section.lines:
        if line.text.startswith("* ") or not titles:
            titles.append(line.text.removeprefix("* "))
        else:
            titles[-1] += f" {line.text}"
    return tuple(read_law(title) for title in titles if title.rstrip(".") != f"{NOTHING} căn cứ pháp lý")


def read_law(text: str, number: str = "") -> RegisterLaw:
    """ "Nghị định … (123/2015/NĐ-CP)": the number in the last brackets, else the first in the title.

    The date is there where the title says it of this number.
    """
    title = text
    if not number:
        tail = re.search(r"\s*\(([^()]*)\)\s*$", text)
        inside = tail and NUMBER.search(tail[1])
        first = NUMBER.search(text)
        if tail and (inside or not first):
            number = inside[0] if inside else tail[1].strip()
            # Brackets that say more than the number stay in the title.
            title = text[: tail.start()] if number == tail[1].strip() else text
        elif first:
            number = first[0]
    return RegisterLaw(number, title.strip() or text.strip(), law_date(title, number))


def law_date(title: str, number: str) -> date | None:
    """The day the title gives to the law itself, not to one that it amends."""
    match = LAW_DATE.search(title)
    if not match:
        return None
    before = NUMBER.findall(title[: match.start()])
    year = re.search(r"/(\d{4})/", number)
    if (before and before[-1] != number) or (year and year[1] != match[3]):
        return None
    try:
        return date(int(match[3]), int(match[2]), int(match[1]))
    except ValueError:
        return None


def distinct(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))
