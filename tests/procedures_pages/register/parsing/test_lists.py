"""Lists as offices export them: what stands around the header, how codes and areas are written, which files are none and why."""

import csv
import io
import zipfile
from datetime import datetime

import pytest
from openpyxl import Workbook

from procedures_pages.register.parsing.list_headers import HEADER_WITHIN
from procedures_pages.register.parsing.sources import UnreadableSource, kind_of, read_source
from procedures_pages.register.parsing.text_record import Note, Refusal
from tests.vietnamese.misreadings import in_1258, tcvn3, vni

HEADER = ["STT", "Mã số", "Tên", "Cơ quan ban hành", "Cơ quan thực hiện", "Lĩnh vực"]
NAMES = ["Cấp giấy phép thử nghiệm A", "Cấp lại giấy phép thử nghiệm B", "Cấp đổi giấy phép thử nghiệm C"]
CODES = ["1.900001", "2.900002", "1.900030"]
WARD = "Ủy ban nhân dân cấp xã"
ROWS = [[n, code, name, "Bộ Thử nghiệm", WARD, "Hộ tịch"] for n, (code, name) in enumerate(zip(CODES, NAMES, strict=True), 1)]
ALL = [(code, name, "Hộ tịch", (WARD,)) for code, name in zip(CODES, NAMES, strict=True)]


def book(path, *rows, change=lambda sheet: None, title="Sheet"):
    made = Workbook()
    made.active.title = title
    for row in rows:
        made.active.append(row)
    change(made.active)
    made.save(path / "danh-sach.xlsx")
    return path / "danh-sach.xlsx"


def stubs(path):
    return [(p.code, p.name, p.area, p.executing) for p in read_source(path) if not isinstance(p, Note | Refusal)]


def refusals(path):
    return [(r.line, r.reason) for r in read_source(path) if isinstance(r, Refusal)]


def notes(path):
    return [n.text for n in read_source(path) if isinstance(n, Note)]


def without(*labels):
    """Header and rows without some columns."""
    kept = [at for at, label in enumerate(HEADER) if label not in labels]
    return [[row[at] for at in kept] for row in (HEADER, *ROWS)]


# --- The header ---
@pytest.mark.parametrize("above", [0, 1, 11, 29, HEADER_WITHIN - 1])
def test_a_title_of_many_lines_may_stand_above(tmp_path, above):
    path = book(tmp_path, *[["DANH SÁCH THỦ TỤC HÀNH CHÍNH"]] * above, HEADER, *ROWS)
    assert stubs(path) == ALL
    assert refusals(path) == []
    assert notes(path) == [f"Đã đọc trang tính “Sheet”, tiêu đề ở dòng {above + 1}."]


@pytest.mark.parametrize(
    ("code", "name", "executing", "area"),
    [
        ("MÃ TTHC", "TÊN THỦ TỤC HÀNH CHÍNH", "CƠ QUAN THỰC HIỆN", "LĨNH VỰC"),
        ("Mã số\nTTHC", "Tên thủ tục\nhành chính", "Cơ quan\nthực hiện", "Lĩnh\nvực"),
        ("Mã số (*)", "Tên (*)", "Cơ quan thực hiện:", "Lĩnh vực:"),
        ("Mã thủ tục hành chính", "Tên TTHC", "Cơ quan, đơn vị thực hiện", "Lĩnh vực TTHC"),
        ("Mã số hồ sơ", "Thủ tục hành chính", "Cơ quan giải quyết", "Nhóm lĩnh vực"),
        ("Ma so", "Ten thu tuc", "Co quan thuc hien", "Linh vuc"),
        ("Số hồ sơ TTHC (trên Cổng DVC)", "Tên thủ tục (1)", "Đơn vị thực hiện TTHC", "Lĩnh vực (2)"),
        ("M· sè", "Tªn thñ tôc", "C¬ quan thùc hiÖn", "LÜnh vùc"),
    ],
)
def test_headers_as_offices_word_them(tmp_path, code, name, executing, area):
    assert stubs(book(tmp_path, ["DANH SÁCH"], ["STT", code, name, "Cơ quan công bố", executing, area], *ROWS)) == ALL


def test_other_columns_in_another_order(tmp_path):
    header = ["Lĩnh vực", "Mã lĩnh vực", "Tên", "Tên cơ quan công bố", "Cấp thực hiện", "Mã số", "Mã QĐ", "Cơ quan thực hiện", "Mức độ"]
    rows = [["Hộ tịch", "G15-HT04", name, "Bộ", "Cấp xã", code, "77/QĐ", WARD, 4] for code, name in zip(CODES, NAMES, strict=True)]
    assert stubs(book(tmp_path, header, *rows)) == ALL


def test_a_header_of_two_rows_with_merged_cells(tmp_path):
    def merge(sheet):
        for cells in ("A2:A3", "B2:C2", "D2:D3", "E2:E3", "F2:F3"):
            sheet.merge_cells(cells)

    two = [
        ["STT", "Thủ tục hành chính", None, "Cơ quan ban hành", "Cơ quan thực hiện", "Lĩnh vực"],
        [None, "Mã số", "Tên", None, None, None],
    ]
    path = book(tmp_path, ["DANH MỤC"], *two, ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"], *ROWS, change=merge)
    assert stubs(path) == ALL
    assert refusals(path) == []


def test_a_header_repeated_on_each_page_is_no_row(tmp_path):
    path = book(tmp_path, HEADER, ROWS[0], HEADER, ROWS[1], [1, 2, 3, 4, 5, 6], ROWS[2])
    assert stubs(path) == ALL
    assert refusals(path) == []


def test_a_workbook_without_a_list_is_refused_with_what_was_looked_for(tmp_path):
    with pytest.raises(UnreadableSource, match=r"tiêu đề có cột “Mã số” và cột “Tên thủ tục”.*“Sổ chi”"):
        read_source(book(tmp_path, ["Ngày", "Số tiền"], ["1/1", 5], title="Sổ chi"))


# --- Codes ---
@pytest.mark.parametrize(
    ("value", "shown", "code"),
    [
        (1.900001, "General", "1.900001"),
        (1.90003, "General", "1.900030"),
        (1.9, "0.000000", "1.900000"),
        (1.01336, "0.0000000", "1.0133600"),
        (1.0133611, "General", "1.0133611"),
        (1900030, "General", "1.900030"),
        (19000301, "0", "1.9000301"),
        ("1.900030", "@", "1.900030"),
        (" 1.900 030\u00a0", "@", "1.900030"),
        ("'1.900030", "@", "1.900030"),
        ("1,900030", "@", "1.900030"),
        ("1.900030.", "@", "1.900030"),
        ("1900030", "@", "1.900030"),
        ("\u200b1.900030\ufeff", "@", "1.900030"),
        ("1.900030.000.00.00.H62", "@", "1.900030"),
        ("2.000815.01", "@", "2.000815.01"),
    ],
)
def test_codes_as_spreadsheets_keep_them(tmp_path, value, shown, code):
    def form(sheet):
        sheet["A2"].number_format = shown

    assert [stub[0] for stub in stubs(book(tmp_path, ["Mã số", "Tên"], [value, "Tên"], change=form))] == [code]


@pytest.mark.parametrize(
    ("value", "told"), [("1.90003", "số 0 ở cuối"), ("1.9000", "số 0"), ("H62-1", "không đúng dạng"), ("12", "không đúng dạng")]
)
def test_a_code_that_is_none_is_refused_with_its_row(tmp_path, value, told):
    ((line, reason),) = refusals(book(tmp_path, HEADER, [1, value, "Tên", "", WARD, "Hộ tịch"], ROWS[1]))
    assert line == 2
    assert told in reason


@pytest.mark.parametrize(
    "row", [[3, None, "Tên không mã", None, WARD, "Hộ tịch"], [3, "chưa có", "Tên không mã"], [3, None, "Tên không mã"]]
)
def test_a_procedure_without_a_code_is_refused_and_named(tmp_path, row):
    path = book(tmp_path, HEADER, ROWS[0], row, ROWS[1])
    ((line, reason),) = refusals(path)
    assert (line, "Tên không mã" in reason, len(stubs(path))) == (3, True, 2)


def test_a_code_without_a_name_is_refused(tmp_path):
    assert "1.900001 không có tên" in refusals(book(tmp_path, HEADER, [1, "1.900001", None, "", WARD, "Hộ tịch"]))[0][1]


# --- Areas ---
def test_an_area_and_an_authority_merged_down(tmp_path):
    bare = [[*ROWS[0]], [*ROWS[1][:4], None, None], [*ROWS[2][:4], None, None]]
    path = book(
        tmp_path,
        ["DANH SÁCH"],
        HEADER,
        *bare,
        [4, "1.900099", "Khác", "Bộ"],
        change=lambda sheet: (sheet.merge_cells("E3:E5"), sheet.merge_cells("F3:F5")),
    )
    assert stubs(path) == [*ALL, ("1.900099", "Khác", "", ())]


def test_a_procedure_merged_over_several_rows_is_one(tmp_path):
    def merge(sheet):
        for column in "ABCEF":
            sheet.merge_cells(f"{column}2:{column}4")

    more = [[None, None, None, f"Bộ {n}"] for n in range(2)]
    path = book(tmp_path, HEADER, ROWS[0], *more, ROWS[1], ROWS[2], change=merge)
    assert stubs(path) == ALL
    assert refusals(path) == []


@pytest.mark.parametrize(
    "section",
    [
        ["I. Lĩnh vực Hộ tịch"],
        ["I", "LĨNH VỰC HỘ TỊCH"],
        ["I.", None, "Hộ tịch (3 TTHC)"],
        ["LĨNH VỰC: HỘ TỊCH"],
        ["1. Lĩnh vực hộ tịch"],
        ["HỘ TỊCH"],
        [None, None, "II. HỘ TỊCH"],
    ],
)
def test_an_area_in_a_row_of_its_own(tmp_path, section):
    header, *rows = without("Lĩnh vực")
    path = book(tmp_path, header, ["A. THỦ TỤC HÀNH CHÍNH CẤP XÃ"], section, *rows, change=lambda sheet: sheet.merge_cells("A2:E2"))
    assert {(area.capitalize(), len(stubs(path))) for _code, _name, area, _body in stubs(path)} == {("Hộ tịch", 3)}
    assert refusals(path) == []


def test_each_section_has_its_area_and_a_level_ends_it(tmp_path):
    header, *rows = without("Lĩnh vực")
    path = book(tmp_path, header, ["I. Hộ tịch"], rows[0], ["II. CHỨNG THỰC"], rows[1], ["B. THỦ TỤC HÀNH CHÍNH CẤP TỈNH"], rows[2])
    assert [area for _code, _name, area, _body in stubs(path)] == ["Hộ tịch", "Chứng thực", ""]


def test_an_area_with_the_registers_own_code(tmp_path):
    (stub,) = [
        s for s in read_source(book(tmp_path, HEADER, [1, "1.900001", "Tên", "", WARD, "G15-HT04 Hộ tịch"])) if not isinstance(s, Note)
    ]
    assert (stub.area, stub.area_code) == ("Hộ tịch", "G15-HT04")


# --- What stands around ---
def test_sums_and_signatures_are_no_procedures(tmp_path):
    footer = [
        [None, None, "Tổng cộng: 3 thủ tục"],
        ["Tổng số", None, 3],
        [],
        [None, None, None, "Vĩnh Yên, ngày 20 tháng 7 năm 2026"],
        [None, None, "NGƯỜI LẬP BIỂU", None, "TM. ỦY BAN NHÂN DÂN"],
        [None, None, "(Ký, ghi rõ họ tên)", None, "KT. CHỦ TỊCH"],
        [None, None, "Nguyễn Thị Hoa"],
        ["Ghi chú: danh mục này thay danh mục năm 2025."],
    ]
    path = book(tmp_path, HEADER, *ROWS, *footer)
    assert stubs(path) == ALL
    assert refusals(path) == []


def test_a_subtotal_between_rows_is_no_procedure(tmp_path):
    path = book(tmp_path, HEADER, ROWS[0], ["Cộng:", None, None, None, 1], ROWS[1], [None, None, "Tổng cộng", 2], ROWS[2])
    assert (stubs(path), refusals(path)) == (ALL, [])


def test_names_that_begin_like_sums_are_procedures(tmp_path):
    names = ["Công nhận hộ nghèo", "Tổng hợp báo cáo", "Phổ biến, giáo dục pháp luật", "Căn cước công dân"]
    rows = [[n, None, name, None, WARD, "Hộ tịch"] for n, name in enumerate(names, 1)]
    assert len(refusals(book(tmp_path, HEADER, *rows, ROWS[0]))) == 4


# --- Sheets ---
def sheets(path, *named):
    made = Workbook()
    made.remove(made.active)
    for title, state, rows in named:
        sheet = made.create_sheet(title)
        sheet.sheet_state = state
        for row in rows:
            sheet.append(row)
    made.save(path / "danh-sach.xlsx")
    return path / "danh-sach.xlsx"


def test_the_sheet_that_has_the_header_is_read_whichever_it_is(tmp_path):
    path = sheets(tmp_path, ("Bìa", "visible", [["Ủy ban"]]), ("Trống", "visible", []), ("Cấp xã", "visible", [HEADER, *ROWS]))
    assert (stubs(path), notes(path)) == (ALL, ["Đã đọc trang tính “Cấp xã”, tiêu đề ở dòng 1."])


def test_every_sheet_with_a_list_is_read_and_refusals_name_theirs(tmp_path):
    path = sheets(tmp_path, ("Tỉnh", "visible", [HEADER, ROWS[0]]), ("Xã", "visible", [HEADER, ROWS[1], [9, "x9", "Tên"], ROWS[2]]))
    assert stubs(path) == ALL
    assert len(notes(path)) == 2
    assert [r.source for r in read_source(path) if isinstance(r, Refusal)] == ["danh-sach.xlsx, trang tính “Xã”"]


def test_a_hidden_sheet_is_read_only_where_no_other_has_a_list(tmp_path):
    old = [HEADER, [1, "1.900099", "Thủ tục cũ", "", WARD, "Hộ tịch"]]
    assert stubs(sheets(tmp_path, ("Cũ", "hidden", old), ("Mới", "visible", [HEADER, *ROWS]))) == ALL
    assert stubs(sheets(tmp_path, ("Bìa", "visible", [["Bìa"]]), ("Danh sách", "hidden", [HEADER, *ROWS]))) == ALL


def test_rows_that_a_filter_hides_are_read(tmp_path):
    def hide(sheet):
        sheet.row_dimensions[3].hidden = True

    assert stubs(book(tmp_path, HEADER, *ROWS, change=hide)) == ALL


def test_a_sheet_that_says_it_has_one_cell_is_read_whole(tmp_path):
    path = book(tmp_path, HEADER, *ROWS)
    packed = zipfile.ZipFile(path)
    files = {name: packed.read(name) for name in packed.namelist()}
    name = "xl/worksheets/sheet1.xml"
    files[name] = files[name].replace(b'<dimension ref="A1:F4"/>', b'<dimension ref="A1"/>')
    assert b'ref="A1"/>' in files[name]
    with zipfile.ZipFile(path, "w") as out:
        for file, data in files.items():
            out.writestr(file, data)
    assert stubs(path) == ALL


def test_formulas_without_values_and_dates_are_refused_not_guessed(tmp_path):
    path = book(tmp_path, HEADER, [1, "=A1", "Công thức", "", WARD, "x"], [2, datetime(2026, 1, 9), "Ngày", "", WARD, "x"], ROWS[0])
    assert (len(stubs(path)), len(refusals(path))) == (1, 2)


# --- Charsets ---
@pytest.mark.parametrize(("charset", "write"), [("TCVN3", tcvn3), ("VNI", vni), ("UTF-8", lambda text: text.encode().decode("latin-1"))])
def test_cells_in_an_old_charset_come_out_in_unicode_and_it_is_told(tmp_path, charset, write):
    rows = [[write(cell) if isinstance(cell, str) else cell for cell in row] for row in ROWS]
    path = book(tmp_path, HEADER, *rows)
    # The .VnTime fonts have no capitals with tone marks.
    assert [(code, name, area, bodies[0].casefold()) for code, name, area, bodies in stubs(path)] == [
        (*row[:3], WARD.casefold()) for row in ALL
    ]
    assert any(charset in note for note in notes(path))


@pytest.mark.parametrize("broken", ["C\ufffdp gi\ufffdy phép", "C?p gi?y phép", "CÃ¡»�p giáº", "Ä‘á»\ufffd nghị"])
def test_a_row_with_lost_letters_is_refused_and_the_rest_goes_on(tmp_path, broken):
    path = book(tmp_path, HEADER, ROWS[0], [2, "2.900002", broken, "", WARD, "Hộ tịch"], ROWS[2])
    ((line, reason),) = refusals(path)
    assert (line, "Chữ bị hỏng" in reason, len(stubs(path))) == (3, True, 2)


# --- Text files ---
def as_csv(delimiter=",", title=True, quoting=csv.QUOTE_MINIMAL):
    out = io.StringIO()
    rows = csv.writer(out, delimiter=delimiter, quoting=quoting)
    rows.writerows([*([["DANH SÁCH"]] if title else []), HEADER, *ROWS])
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        as_csv().encode(),
        as_csv(";").encode("utf-8-sig"),
        as_csv("\t", title=False).encode("utf-16"),
        as_csv("\t").encode("utf-16-le"),
        as_csv("|", quoting=csv.QUOTE_ALL).encode(),
        b"sep=;\r\n" + as_csv(";").encode(),
        as_csv().replace("\r\n", "\r").encode(),
        in_1258(as_csv(";")),
        as_csv().replace("1.900030", "1.90003").encode(),
    ],
    ids=["utf-8", "bom", "utf-16", "utf-16 without mark", "quoted", "sep", "old mac", "1258", "lost zero"],
)
@pytest.mark.parametrize("name", ["danh-sach.csv", "danh-sach.xlsx", "danh-sach.txt"])
def test_a_list_as_text_is_read_as_the_list_it_is(tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    assert kind_of(tmp_path / name) == "list"
    assert stubs(tmp_path / name) == ALL
    assert refusals(tmp_path / name) == []


def test_a_damaged_row_of_a_text_is_refused_and_the_rest_goes_on(tmp_path):
    data = as_csv().encode().replace("Cấp lại".encode(), b"C\xe1\xba l\xe1\xba\xa1i")
    (tmp_path / "a.csv").write_bytes(data)
    assert (len(stubs(tmp_path / "a.csv")), [line for line, _why in refusals(tmp_path / "a.csv")]) == (2, [4])


@pytest.mark.parametrize("broken", range(3))
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_quotation_mark_that_is_not_closed_takes_no_other_row_with_it(tmp_path, delimiter, broken):
    lines = as_csv(delimiter).splitlines()
    lines[2 + broken] = delimiter.join(["1", ROWS[broken][1], f'"{ALL[broken][1]}', "", "", ""])
    (tmp_path / "a.csv").write_text("\r\n".join(lines), "utf-8")
    told = refusals(tmp_path / "a.csv")
    if broken < 2:
        assert [(line, "ngoặc kép" in why) for line, why in told] == [(3 + broken, True)]
        assert stubs(tmp_path / "a.csv") == [row for n, row in enumerate(ALL) if n != broken]
    else:  # Nothing stands behind it that it could take.
        assert [code for code, *_more in stubs(tmp_path / "a.csv")] == [code for code, *_more in ALL]


@pytest.mark.parametrize("code", ["2.900002", "2900002", "'2.900002", "2.900002-Xoa", "2.900002.01", "2.900002.000.00.00.H62"])
def test_a_row_behind_it_is_known_by_its_code_however_that_is_written(tmp_path, code):
    lines = ["Mã số;Tên", f'{CODES[0]};"{NAMES[0]}', f"{code};{NAMES[1]}", f"{CODES[2]};{NAMES[2]}"]
    (tmp_path / "a.csv").write_text("\n".join(lines), "utf-8")
    assert [name for _code, name, *_more in stubs(tmp_path / "a.csv")] == NAMES[1:]
    assert [line for line, _why in refusals(tmp_path / "a.csv")] == [2]


@pytest.mark.parametrize("name", ['"Cấp lại\ngiấy phép\nlần hai"', '"Cấp lại giấy" phép lần hai', '"Cấp lại ""giấy"" phép"'])
def test_quotation_marks_that_are_closed_are_as_they_were(tmp_path, name):
    lines = as_csv(",").splitlines()
    lines[2] = f"1,{ROWS[0][1]},{name},,,"
    (tmp_path / "a.csv").write_text("\n".join(lines), "utf-8")
    assert (len(stubs(tmp_path / "a.csv")), refusals(tmp_path / "a.csv")) == (3, [])


PAGE = "<html><meta charset=utf-8><table>{}</table></html>"


def as_html():
    return "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in (HEADER, *ROWS))


@pytest.mark.parametrize("name", ["danh-sach.xls", "danh-sach.xlsx", "danh-sach.html"])
def test_a_web_page_under_the_name_of_a_workbook_is_read(tmp_path, name):
    (tmp_path / name).write_text(PAGE.format(as_html()), "utf-8")
    assert (kind_of(tmp_path / name), stubs(tmp_path / name)) == ("list", ALL)


def test_a_web_page_with_merged_cells_and_entities(tmp_path):
    rows = "<tr><th>Mã số<br>TTHC<th>Tên&nbsp;TTHC<th>Lĩnh vực<tr><td>1.900001<td>A &amp; B<td rowspan=2>Hộ tịch<tr><td>2.900002<td>C"
    (tmp_path / "a.xls").write_text(f"<!DOCTYPE html><body><table><tr><td colspan=3>Danh sách</table><table>{rows}</table>", "utf-8")
    assert stubs(tmp_path / "a.xls") == [("1.900001", "A & B", "Hộ tịch", ()), ("2.900002", "C", "Hộ tịch", ())]


def test_a_web_page_without_a_list_says_what_it_is_and_how_to_save_it(tmp_path):
    (tmp_path / "a.xlsx").write_text(PAGE.format("<tr><td>Xin chào"), "utf-8")
    (refusal,) = read_source(tmp_path / "a.xlsx")
    assert "trang web lưu dưới tên “a.xlsx”" in refusal.reason
    assert "lưu lại thành .xlsx" in refusal.reason


def test_a_list_among_the_texts_of_an_archive_is_read(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("ds.csv", as_csv())
        archive.writestr("ds.xlsx", book(tmp_path, HEADER, *ROWS).read_bytes())
        archive.writestr("ds.xls", OLE)
    assert stubs(tmp_path / "a.zip") == ALL
    assert [("nhập riêng" in reason, "đời cũ" in reason) for _line, reason in refusals(tmp_path / "a.zip")] == [
        (True, False),
        (False, True),
    ]


# --- Files that are none ---
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def zipped(name):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, "<x/>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (OLE + "Workbook".encode("utf-16-le"), "Đây là tệp Excel đời cũ (.xls): mở bằng Excel, lưu lại thành .xlsx"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "Tệp có mật khẩu: mở bằng Excel"),
        (OLE + "WordDocument".encode("utf-16-le"), "Đây là tệp Word đời cũ (.doc)"),
        (b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?><Workbook/>', "Đây là bảng tính XML đời cũ"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "Đây là trang web lưu dưới tên"),
        (zipped("xl/workbook.bin"), "Đây là tệp Excel nhị phân (.xlsb): mở bằng Excel, lưu lại thành .xlsx"),
        (zipped("word/document.xml"), "Đây là tệp Word (.docx)"),
        (zipped("content.xml"), "Đây là tệp OpenDocument (.ods, .odt): mở bằng LibreOffice"),
        (b"%PDF-1.7\n", "Đây là tệp PDF"),
        (b"Rar!\x1a\x07", "Đây là kho lưu trữ .rar"),
        (b"7z\xbc\xaf\x27\x1c", "Đây là kho lưu trữ .7z"),
        (b"{\\rtf1\\ansi", "Đây là tệp văn bản RTF"),
    ],
    ids=["xls", "locked", "doc", "xml", "mht", "xlsb", "docx", "ods", "pdf", "rar", "7z", "rtf"],
)
@pytest.mark.parametrize("name", ["danh-sach.xlsx", "danh-sach.xls"])
def test_other_files_are_refused_with_what_they_are_and_what_to_do(tmp_path, name, data, told):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(UnreadableSource) as refused:
        read_source(tmp_path / name)
    assert told in str(refused.value)
