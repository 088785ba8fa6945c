"""The desk's words for what the register's records have in code."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from office.provinces import full_name
from vietnamese.money import dong

from ...facts.phrases import LEVELS
from ..classification.places import NATIONAL, SOME_PROVINCE
from ..versions.diff import Difference

LEVEL_NAMES = {**LEVELS, "district": gettext_lazy("Cấp huyện (cũ)")}
FIELD_NAMES = {
    "name": gettext_lazy("Tên thủ tục"),
    "decision": gettext_lazy("Quyết định công bố"),
    "levels": gettext_lazy("Cấp thực hiện"),
    "kind": gettext_lazy("Loại thủ tục"),
    "area": gettext_lazy("Lĩnh vực"),
    "audiences": gettext_lazy("Đối tượng"),
    "cases": gettext_lazy("Thành phần hồ sơ"),
    "steps": gettext_lazy("Trình tự thực hiện"),
    "channels": gettext_lazy("Cách thức thực hiện, thời hạn, phí"),
    "executing": gettext_lazy("Cơ quan thực hiện"),
    "deciding": gettext_lazy("Cơ quan có thẩm quyền"),
    "delegated": gettext_lazy("Cơ quan được ủy quyền"),
    "coordinating": gettext_lazy("Cơ quan phối hợp"),
    "reception_address": gettext_lazy("Địa chỉ tiếp nhận hồ sơ"),
    "outputs": gettext_lazy("Kết quả"),
    "conditions": gettext_lazy("Yêu cầu, điều kiện"),
    "laws": gettext_lazy("Căn cứ pháp lý"),
    "keywords": gettext_lazy("Từ khóa"),
    "description": gettext_lazy("Mô tả"),
    "related": gettext_lazy("Thủ tục liên quan"),
    "case_codes": gettext_lazy("Mã các trường hợp"),
}
# The parts of a page by their marks (``data-part``).
PART_NAMES = {
    "tom-tat": gettext_lazy("Tóm tắt"),
    "nop-truc-tuyen": gettext_lazy("Nộp trực tuyến"),
    "cau-hoi": gettext_lazy("Câu hỏi"),
    "giay-to": gettext_lazy("Giấy tờ"),
    "trinh-tu": gettext_lazy("Các bước"),
    "noi-nop": gettext_lazy("Nơi nộp"),
    "thoi-han": gettext_lazy("Cách nộp, thời hạn"),
    "le-phi": gettext_lazy("Phí, lệ phí"),
    "ket-qua": gettext_lazy("Kết quả"),
    "dieu-kien": gettext_lazy("Điều kiện"),
    "can-cu": gettext_lazy("Căn cứ pháp lý"),
    "cap-nhat": gettext_lazy("Ngày"),
}
METHODS = {
    "in_person": gettext_lazy("Trực tiếp"),
    "online": gettext_lazy("Trực tuyến"),
    "post": gettext_lazy("Bưu chính"),
    "other": gettext_lazy("Cách khác"),
}
UNITS = {
    "working_days": gettext_lazy("ngày làm việc"),
    "days": gettext_lazy("ngày"),
    "hours": gettext_lazy("giờ"),
    "months": gettext_lazy("tháng"),
    "years": gettext_lazy("năm"),
    "minutes": gettext_lazy("phút"),
    "other": gettext_lazy("(không ghi đơn vị)"),
}

# As ``differences`` writes them: "[* Giấy tờ phải nộp:] - Tờ khai", "online | 3 | days |  | 5000 VND phí | …".
CASE = re.compile(r"\[[\s*+–-]*(?P<case>[^\]]*?)[\s:;]*\]\s*[-–+*]?\s*")
CHANNEL_BAR = re.compile(r"\s\|(?:\s|$)")
FEE = re.compile(r"(?P<amount>–|\d+) VND\b")


def level_names(levels: str) -> str:
    """The stored "ward,province" in words."""
    return ", ".join(str(LEVEL_NAMES.get(level, level)) for level in levels.split(",") if level)


def place_name(place: str) -> str:
    """The stored "national" or "phu-tho" in words."""
    told = {NATIONAL: _("Toàn quốc"), SOME_PROVINCE: _("Một tỉnh, chưa rõ tỉnh nào")}
    return told.get(place) or full_name(place) or _("Không rõ")


def field_name(field: str) -> str:
    """A field's label; the row order or raw way of writing, which no field names, is "cách ghi"."""
    return str(FIELD_NAMES.get(field, field))


def field_names(fields: list[str]) -> str:
    """The changed fields of a record, in a row of words."""
    return ", ".join(field_name(field) for field in fields) or _("chỉ cách ghi")


def said(field: str, text: str) -> str:
    """One side of a change as an editor reads it: what stands there as a token of the code is put into words."""
    if field == "levels":
        return str(LEVEL_NAMES.get(text, text))
    if field == "cases":
        found = CASE.match(text)
        return f"({found['case']}) {text[found.end() :]}" if found else text
    if field == "channels":
        return _channel_words(text)
    return text


def _channel_words(text: str) -> str:
    parts = [part.strip() for part in CHANNEL_BAR.split(text, maxsplit=5)]
    if len(parts) < 6:
        return text
    method, amount, unit, words, fees, description = parts
    time = f"{amount} {UNITS.get(unit, unit)}".strip() if amount else ""
    costs = "; ".join(_fee_words(fee) for fee in fees.split("; ") if fee)
    return " · ".join(part for part in (str(METHODS.get(method, method)), time, words, costs, description) if part)


def _fee_words(fee: str) -> str:
    found = FEE.match(fee)
    if not found:
        return fee
    amount = _("không ghi mức thu") if found["amount"] == "–" else dong(int(found["amount"]))
    return f"{amount} {fee[found.end() :].strip()}".strip()


def side_by_side(difference: Difference) -> list[tuple[str, str]]:
    """[(old, new)] of one field; an empty side means that there is nothing."""
    return [(said(difference.field, change.old), said(difference.field, change.new)) for change in difference.changes]
