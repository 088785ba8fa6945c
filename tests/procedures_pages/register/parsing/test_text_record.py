"""Texts of the register become typed records; what is none is refused with its line."""

import unicodedata
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procedures_pages.register.parsing.text_record import Refused, audiences, parse_text, source_mark

from ..factories import record, record_text, rows_text


def test_every_field_of_a_record_is_typed():
    p = parse_text(
        record_text(area="G15-TP03 Thú nuôi", audiences="Công dân Việt Nam, Người nước ngoài", executing="Ủy ban nhân dân cấp xã, Sở Thú y")
    )
    assert (p.code, p.name, p.decision) == ("9.000001", "Thủ tục đăng ký nuôi mèo", "77/QĐ-ABC")
    assert (p.levels, p.area, p.area_code) == (("ward",), "Thú nuôi", "G15-TP03")
    assert p.audiences == ("Công dân Việt Nam", "Người nước ngoài")
    assert p.executing == ("Ủy ban nhân dân cấp xã", "Sở Thú y")
    assert p.outputs == ("Thẻ mèo",)
    assert p.steps.count("Bước") == 2
    assert (p.laws[0].number, p.laws[0].date) == ("12/2024/NĐ-CP", date(2024, 2, 5))


def test_a_field_without_information_is_empty():
    p = parse_text(record_text())
    assert (p.deciding, p.delegated, p.reception_address, p.conditions, p.keywords, p.description) == ((), (), "", "", (), "")


@pytest.mark.parametrize("code", ["1.0133611", "2.009182739", "2.000815.01", "1.014955-Xoa"])
def test_codes_of_every_length_and_kind_stay_text(code):
    assert parse_text(record_text(code=code)).code == code


@pytest.mark.parametrize("code", ["", "1001193", "1.00", "../../etc", "1.001193; DROP TABLE", "１.００１１９３"])
def test_what_is_no_code_is_refused_with_its_line(code):
    with pytest.raises(Refused) as refused:
        parse_text(record_text(code=code))
    assert refused.value.line == 2
    assert "Mã thủ tục" in refused.value.reason


def test_a_record_without_a_name_is_refused_with_its_line():
    with pytest.raises(Refused) as refused:
        parse_text(record_text(name=""))
    assert refused.value.line == 4


@pytest.mark.parametrize("text", ["", "Thư gửi mẹ", "\0\0\0", "Chi tiết thủ tục hành chính"])
def test_a_text_that_is_no_record_is_refused(text):
    with pytest.raises(Refused):
        parse_text(text)


def test_marks_in_pieces_new_style_tones_and_invisible_characters_are_put_right():
    p = parse_text(unicodedata.normalize("NFD", record_text(name="Thủ tục\u00a0uỷ\u200b quyền  hoá đơn")))
    assert p.name == "Thủ tục ủy quyền hóa đơn"
    assert p.audiences == ("Công dân Việt Nam",)


def test_the_source_is_kept_as_it_came():
    text = record_text(name="Thủ tục uỷ quyền")
    assert parse_text(text).raw == text


def test_a_free_text_that_looks_like_labels_stays_text():
    p = parse_text(record_text(conditions="Có mèo.\nThành phần hồ sơ: xem trên.\nTừ khóa:"))
    assert p.conditions == "Có mèo.\nThành phần hồ sơ: xem trên.\nTừ khóa:"
    assert len(p.cases[0].rows) == 3


def test_a_name_of_several_lines_becomes_one():
    assert parse_text(record_text(name="Thủ tục đăng ký\nnuôi mèo")).name == "Thủ tục đăng ký nuôi mèo"


def test_rows_stand_under_their_case():
    p = parse_text(
        record_text(rows=rows_text(("Tờ khai|1|0",), "* Giấy tờ phải nộp:") + "\n" + rows_text(("Thẻ|1|2",), "Giấy tờ xuất trình"))
    )
    assert [case.name for case in p.cases] == ["* Giấy tờ phải nộp:", "Giấy tờ xuất trình"]
    assert (p.cases[1].rows[0].originals, p.cases[1].rows[0].copies) == (1, 2)


def test_a_row_of_several_lines_is_one_row():
    p = parse_text(record_text(rows="    - Tờ khai\n      có ảnh\n      Số lượng: Bản chính: 1, Bản sao: 0"))
    assert [row.text for row in p.cases[0].rows] == ["Tờ khai\ncó ảnh"]


def test_a_record_without_papers_has_no_case():
    assert parse_text(record_text(rows="  Không có thông tin thành phần hồ sơ.")).cases == ()


def test_the_rows_own_dash_stays_for_putting_them_in_order():
    assert parse_text(record_text(rows=rows_text(("- Tờ khai|1|0",)))).cases[0].rows[0].text == "- Tờ khai"


def test_an_audience_with_commas_in_its_name_is_one():
    assert audiences("Công dân Việt Nam, Tổ chức (không bao gồm doanh nghiệp, HTX), Doanh nghiệp") == (
        "Công dân Việt Nam",
        "Tổ chức (không bao gồm doanh nghiệp, HTX)",
        "Doanh nghiệp",
    )


def test_the_mark_of_a_source_changes_with_every_letter():
    assert source_mark("a") == source_mark("a") != source_mark("b")


@given(st.text(max_size=400))
def test_any_text_is_a_record_or_refused(text):
    with suppress(Refused):
        assert parse_text(text).code


@given(st.dictionaries(st.sampled_from(["name", "rows", "channels", "conditions", "executing", "area", "level"]), st.text(max_size=80)))
def test_a_record_with_any_text_in_any_field_is_a_record_or_refused(changes):
    with suppress(Refused):
        assert parse_text(record_text(**changes)).name


def test_a_record_is_equal_to_itself_parsed_again():
    assert record() == record()
