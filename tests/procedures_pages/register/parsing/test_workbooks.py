"""The portal's list in a spreadsheet."""

import pytest
from openpyxl import Workbook

from procedures_pages.register.parsing import UnreadableSource, read
from procedures_pages.register.parsing.text_record import Note, Refusal

HEADER = ["Mã số", "Tên", "Cơ quan ban hành", "Cơ quan thực hiện", "Lĩnh vực"]
ROW = ["9.000001", "Đăng ký nuôi mèo", "Bộ Thú y", "Ủy ban nhân dân cấp xã", "Thú nuôi"]


def workbook(path, *rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path / "danh-sach.xlsx")
    return path / "danh-sach.xlsx"


def found(path):
    return [read_one for read_one in read(path) if not isinstance(read_one, Note)]


def test_the_list_gives_stubs(tmp_path):
    (stub,) = found(workbook(tmp_path, ["DANH SÁCH THỦ TỤC HÀNH CHÍNH"], HEADER, ROW))
    assert (stub.code, stub.name, stub.area, stub.executing, stub.is_stub) == (
        "9.000001",
        "Đăng ký nuôi mèo",
        "Thú nuôi",
        ("Ủy ban nhân dân cấp xã",),
        True,
    )


def test_a_row_without_a_code_is_refused_with_its_line_and_the_rest_goes_on(tmp_path):
    refusal, stub = found(workbook(tmp_path, ["DANH SÁCH"], HEADER, ["1.00119", "Tên", "", "Bộ"], ROW))
    assert (isinstance(refusal, Refusal), refusal.line) == (True, 3)
    assert stub.code == "9.000001"


def test_empty_rows_are_passed_over(tmp_path):
    assert [stub.code for stub in found(workbook(tmp_path, ["DANH SÁCH"], HEADER, [], [None, ""], ROW))] == ["9.000001"]


def test_a_sheet_without_the_header_is_refused(tmp_path):
    with pytest.raises(UnreadableSource, match="tiêu đề"):
        read(workbook(tmp_path, ["Sổ thu chi"], ["Ngày", "Tiền"], ["1/1", 5]))


def test_a_damaged_workbook_is_refused(tmp_path):
    path = workbook(tmp_path, ["DANH SÁCH"], HEADER, ROW)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    with pytest.raises(UnreadableSource):
        list(read(path))
