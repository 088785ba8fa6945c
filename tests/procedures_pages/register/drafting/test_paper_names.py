"""What a draft's document starts with. Made-up rows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procedures_pages.register.classification.rows import judge_row
from procedures_pages.register.drafting.paper_names import CONDITION, FORM, NAME, NOTE, cut, suggest
from procedures_pages.register.parsing.records import RegisterRow


def suggestion(text: str, originals: int | None = 1, copies: int | None = 0, form: str = "", case: str = ""):
    return suggest(judge_row(case, RegisterRow(text, originals, copies, form)))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("- a) Đơn xin nuôi mèo;", "Đơn xin nuôi mèo"),
        ("Đơn xin nuôi mèo theo mẫu.", "Đơn xin nuôi mèo"),
        ("Đơn xin nuôi mèo theo Mẫu số 01 ban hành kèm theo Nghị định số 9/2031/NĐ-CP;", "Đơn xin nuôi mèo"),
        ("Đơn xin nuôi mèo (Mẫu số 01)", "Đơn xin nuôi mèo"),
        ("Đơn nuôi mèo theo mẫu số 1/M kèm theo Thông tư số 8/2021/TT-ABC (đã được sửa đổi tại Thông tư số 9/2025/TT-ABC)", "Đơn nuôi mèo"),
        ("Mẫu số 28. Đơn xin nuôi mèo", "Đơn xin nuôi mèo"),
        ("Tờ khai của mèo mẫu số 04/TK-MEO", "Tờ khai của mèo"),
        ("01 bản sao có chứng thực sổ tiêm", "Sổ tiêm"),
        ("Sổ tiêm: 01 bản chụp.", "Sổ tiêm"),
        ("Sổ tiêm (02 bản chính)", "Sổ tiêm"),
        ("Bản sao hoặc bản chính giấy khai sinh mèo", "Giấy khai sinh mèo"),
        ("Trường hợp nuôi hộ thì phải có giấy ủy quyền", "Giấy ủy quyền"),
        ("Trường hợp nuôi hộ, kèm theo hồ sơ phải có bản sao giấy ủy quyền", "Giấy ủy quyền"),
        ("Giấy tờ về chuồng, bao gồm: hợp đồng thuê; ảnh chuồng", "Giấy tờ về chuồng"),
        ("Thành phần hồ sơ 2: Dự thảo giấy mèo", "Dự thảo giấy mèo"),
        ("Bản vẽ chuồng mèo", "Bản vẽ chuồng mèo"),
        ("Giấy mèo (hoặc thẻ mèo; sổ mèo) còn hạn", "Giấy mèo (hoặc thẻ mèo; sổ mèo) còn hạn"),
        ("Mẫu số 01:", "Mẫu số 01"),
    ],
)
def test_the_name_is_the_paper_itself(text, name):
    assert suggestion(text).name == name


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Đơn theo Mẫu số 01", "Mẫu số 01"),
        ("Đơn (mẫu TK07)", "Mẫu TK07"),
        (
            "Đơn theo Mẫu số 05 Phụ lục III ban hành kèm theo Thông tư số 3/2031/TT-MEO ngày 1/2/2031",
            "Mẫu số 05 Phụ lục III ban hành kèm theo Thông tư số 3/2031/TT-MEO",
        ),
        ("Báo cáo theo Phụ lục V ban hành kèm theo Nghị định 9/2031/NĐ-CP", "Phụ lục V ban hành kèm theo Nghị định 9/2031/NĐ-CP"),
        ("Đơn theo mẫu", ""),
        ("Mẫu lông của mèo", ""),
    ],
)
def test_the_form_is_what_the_row_names(text, form):
    assert suggestion(text).form == form


def test_the_registers_own_form_comes_first():
    assert suggestion("Đơn theo Mẫu số 01", form="don-meo.docx").form == "don-meo.docx"


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("Giấy ủy quyền trong trường hợp nuôi hộ", "nuôi hộ"),
        ("Giấy khám mèo (đối với mèo già)", "mèo già"),
        ("Trường hợp nuôi hộ thì nộp giấy ủy quyền", "nuôi hộ"),
        ("Đối với mèo ngoại: Giấy nguồn gốc", "mèo ngoại"),
        ("Nếu mèo đã già, phải nộp giấy khám", "mèo đã già"),
        ("Sổ tiêm (nếu có)", ""),
        ("Sổ tiêm, trừ trường hợp mèo con", ""),
        ("Sổ tiêm", ""),
    ],
)
def test_the_condition_is_said_in_short(text, condition):
    assert suggestion(text).condition == condition


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("Sổ tiêm (nếu có)", "Nếu có"),
        ("Sổ tiêm, trừ trường hợp mèo con", "Trừ trường hợp mèo con"),
        ("Bản sao có chứng thực sổ tiêm", "Bản sao có chứng thực"),
        ("Đơn xin nuôi mèo; ảnh mèo", "Ảnh mèo"),
        ("Đơn xin nuôi mèo. Đơn phải có chữ ký", "Đơn phải có chữ ký"),
        ("Bản chính sổ tiêm", ""),
        ("Đơn xin nuôi mèo", ""),
    ],
)
def test_the_note_is_what_is_left(text, note):
    assert suggestion(text).note == note


@pytest.mark.parametrize(
    ("text", "originals", "copies", "counts"),
    [
        ("Sổ tiêm", 2, 3, (2, 3)),
        ("Bản sao sổ tiêm", 1, 0, (0, 1)),
        ("Bản sao sổ tiêm", 0, 0, (0, 1)),
        ("Sổ tiêm: 02 bản sao", 0, 0, (0, 2)),
        ("Sổ tiêm: 03 bản chính", None, None, (3, 0)),
        ("02 ảnh mèo", 0, 0, (2, 0)),
        ("Đơn", 0, 0, (1, 0)),
        ("Đơn", -1, None, (1, 0)),
    ],
)
def test_counts_are_the_registers_or_what_the_words_say(text, originals, copies, counts):
    found = suggestion(text, originals, copies)
    assert (found.originals, found.copies) == counts


def test_handling_is_submit_or_show():
    assert suggestion("Sổ tiêm", case="Giấy tờ phải xuất trình").handling == "show"
    assert suggestion("Sổ tiêm. Trường hợp nuôi hộ phải xuất trình thêm thẻ mèo").handling == "submit"


def test_a_long_name_is_cut_where_its_tail_begins():
    found = suggestion("Giấy khám sức khỏe của mèo do trạm thú y cấp, " + "mèo rất ngoan " * 20)
    assert found.name == "Giấy khám sức khỏe của mèo"
    assert found.note.startswith("Do trạm thú y cấp")


@given(st.text(max_size=60), st.integers(1, 30))
def test_cutting_keeps_to_the_length(text, most):
    assert len(cut(text, most)) <= max(most, 1)


pieces = st.sampled_from(
    ["Trường hợp ", "thì nộp ", "bản sao ", "đơn ", "(nếu có)", "(", ")", ": ", "; ", "theo Mẫu số 01 ", "01 ", "gồm:", "mèo "]
)
texts = st.one_of(st.text(max_size=300), st.lists(pieces, max_size=40).map("".join))


@given(texts, st.one_of(st.none(), st.integers(-1, 4)), st.text(max_size=200))
def test_any_row_has_a_suggestion_that_fits(text, count, form):
    found = suggestion(text, count, count, form)
    assert len(found.name) <= NAME
    assert len(found.note) <= NOTE
    assert len(found.condition) <= CONDITION
    assert len(found.form) <= FORM
    assert found.originals + found.copies >= 1
    assert found.name or not any(c.isalnum() for c in text)
