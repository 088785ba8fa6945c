"""Made-up register records, in the shape of the real ones: as text, as objects, as rows of the database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from procedures_pages.models import RegisterRecord
from procedures_pages.register.parsing.records import RegisterCase, RegisterProcedure, RegisterRow
from procedures_pages.register.parsing.text_record import parse_text
from procedures_pages.register.versions.importer import Importer

JULY, AUGUST = date(2026, 7, 1), date(2026, 8, 1)
CODE = "9.000001"

TEXT = """Chi tiết thủ tục hành chính
Mã thủ tục: {code}
Số quyết định: {decision}
Tên thủ tục: {name}
Cấp thực hiện: {level}
Loại thủ tục: TTHC được luật giao quy định chi tiết
Lĩnh vực: {area}
Trình tự thực hiện:
    - Bước 1: Người nuôi mèo nộp hồ sơ.
    - Bước 2: Phường xem hồ sơ và trả kết quả.

Cách thức thực hiện:
{channels}

Thành phần hồ sơ:
{rows}

Đối tượng thực hiện: {audiences}
Cơ quan thực hiện: {executing}
Cơ quan có thẩm quyền: Không có thông tin
Địa chỉ tiếp nhận HS: Không có thông tin
Cơ quan được ủy quyền: Không có thông tin
Cơ quan phối hợp: Không có thông tin
Kết quả thực hiện: Thẻ mèo
Căn cứ pháp lý:
  * Nghị định số 12/2024/NĐ-CP ngày 05/02/2024 về nuôi mèo (12/2024/NĐ-CP)

Yêu cầu, điều kiện thực hiện: {conditions}
Từ khóa: Không có thông tin
Mô tả: Không có thông tin
"""
CHANNEL = """  * Hình thức nộp: DIRECT
    Thời hạn giải quyết: 3 WORKING_DAY
    Phí, lệ phí: {fee}"""
PAPERS = ("Tờ khai nuôi mèo|1|0", "Sổ tiêm phòng của mèo|0|1", "Giấy tờ nộp kèm phải rõ ràng, không tẩy xóa.|0|0")
DEFAULTS = {
    **{"code": CODE, "decision": "77/QĐ-ABC", "name": "Thủ tục đăng ký nuôi mèo", "level": "Cấp Xã", "area": "Thú nuôi"},
    **{"audiences": "Công dân Việt Nam", "executing": "Ủy ban nhân dân cấp xã", "conditions": "Không có thông tin", "fee": "0 VNĐ ()"},
}


def rows_text(papers: tuple[str, ...] = PAPERS, case: str = "") -> str:
    """Each paper is "text|originals|copies"."""
    lines = [f"  [ {case} ]"] if case else []
    for paper in papers:
        text, originals, copies = paper.rsplit("|", 2)
        lines += [f"    - {text}", f"      Số lượng: Bản chính: {originals}, Bản sao: {copies}"]
    return "\n".join(lines)


def record_text(**changes: str) -> str:
    """One record as the register publishes it. ``rows`` and ``channels`` are whole sections."""
    values = {**DEFAULTS, **changes}
    values.setdefault("rows", rows_text())
    values.setdefault("channels", CHANNEL.format(fee=values["fee"]))
    return TEXT.format(**values)


def record(**changes: object) -> RegisterProcedure:
    """The same as an object, parsed, with fields of RegisterProcedure replaced."""
    return replace(parse_text(record_text()), **changes)


def case_of(*texts: str, name: str = "") -> RegisterCase:
    """A case whose rows have one original each."""
    return RegisterCase(name, tuple(RegisterRow(text, 1, 0, "", n) for n, text in enumerate(texts)))


def store(*reads: object, day: date = JULY, **options: object) -> dict:
    """Imports what was read; the report."""
    return Importer(day, "thu.tar.xz", **options).store(reads).as_json()


def stored(**changes: object) -> RegisterRecord:
    """One imported record."""
    procedure = record(**changes)
    store(procedure)
    return RegisterRecord.objects.get(code=procedure.code)
