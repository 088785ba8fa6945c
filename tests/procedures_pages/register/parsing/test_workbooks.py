"""The portal's list in a spreadsheet."""

import zipfile

import pytest
from openpyxl import Workbook

from procedures_pages.register.parsing.sources import UnreadableSource, read_source
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
    return [read_one for read_one in read_source(path) if not isinstance(read_one, Note)]


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
        read_source(workbook(tmp_path, ["Sổ thu chi"], ["Ngày", "Tiền"], ["1/1", 5]))


def test_a_damaged_workbook_is_refused(tmp_path):
    path = workbook(tmp_path, ["DANH SÁCH"], HEADER, ROW)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    with pytest.raises(UnreadableSource):
        list(read_source(path))


def rewritten(path, change):
    """The workbook with its first sheet changed, well packed."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/worksheets/sheet1.xml"] = change(parts["xl/worksheets/sheet1.xml"])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def long_list(path):
    return workbook(path, HEADER, *([f"9.{n:06}", *ROW[1:]] for n in range(1, 901)))


@pytest.mark.parametrize(
    "change",
    [lambda xml: xml[: len(xml) * 9 // 10], lambda xml: xml[:9000], lambda xml: xml.replace(b'<row r="850"', b'</x><row r="850"')],
    ids=["its end is missing", "nearly all is missing", "no XML"],
)
def test_a_sheet_that_breaks_off_in_the_middle_is_refused_before_its_first_row(tmp_path, change):
    with pytest.raises(UnreadableSource, match="Không đọc được bảng tính"):
        read_source(rewritten(long_list(tmp_path), change))


def test_a_workbook_with_a_wrong_sum_is_refused_before_its_first_row(tmp_path):
    path = long_list(tmp_path)
    with zipfile.ZipFile(path) as archive:
        info = archive.getinfo("xl/worksheets/sheet1.xml")
    data = bytearray(path.read_bytes())
    at = data.index(info.CRC.to_bytes(4, "little"), info.header_offset)
    for place in (at, data.index(info.CRC.to_bytes(4, "little"), at + 4)):
        data[place] ^= 0xFF
    path.write_bytes(bytes(data))
    with pytest.raises(UnreadableSource, match="bị hỏng"):
        read_source(path)
