"""Lists taken away as CSV and XLSX; nothing in them is calculated."""

import io

import pytest
from openpyxl import load_workbook

from office.desk.exports import neutral

from ..factories import record, store
from .conftest import at


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_what_a_spreadsheet_would_calculate_gets_an_apostrophe(start):
    assert neutral(f"{start}1+1") == f"'{start}1+1"


@pytest.mark.parametrize("value", ["", "a=b", "1.000001", " =1", 7, None, True])
def test_everything_else_stays_as_it_is(value):
    assert neutral(value) is value


def csv_of(client, **query):
    response = client.get(at("records", export="csv", **query))
    return b"".join(response.streaming_content).decode("utf-8-sig")


def test_csv_has_the_filtered_list_and_vietnamese_headings(editor):
    store(record(code="9.000001", name="Nuôi mèo"), record(code="9.000002", name="Nuôi chó", area="Chó"))
    text = csv_of(editor, linh_vuc="Chó")
    assert text.splitlines()[0].startswith("Mã thủ tục,Tên,Lĩnh vực,Cấp thực hiện,Cơ quan,Hướng dẫn")
    assert "Nuôi chó" in text
    assert "Nuôi mèo" not in text


def test_csv_begins_with_the_mark_by_which_excel_knows_utf_8(editor):
    store(record())
    response = editor.get(at("records", export="csv"))
    assert b"".join(response.streaming_content).startswith(b"\xef\xbb\xbf")


def test_csv_is_not_cut_at_the_page(editor):
    store(*(record(code=f"9.{n:06}") for n in range(1, 61)))
    assert len(csv_of(editor).splitlines()) == 61


@pytest.mark.parametrize("export", ["csv", "xlsx"])
def test_a_name_that_is_a_formula_is_only_text(editor, export):
    store(record(name='=HYPERLINK("http://a.vn")'))
    response = editor.get(at("records", export=export))
    data = b"".join(response.streaming_content)
    if export == "csv":
        assert "'=HYPERLINK" in data.decode()
    else:
        cell = load_workbook(io.BytesIO(data)).active["B2"]
        assert (cell.data_type, cell.value[:2]) == ("s", "'=")


def test_areas_are_exported(editor):
    store(record(area="-Thú nuôi"))
    response = editor.get(at("areas", export="csv"))
    assert "'-Thú nuôi,1,1,0,0%" in b"".join(response.streaming_content).decode()
