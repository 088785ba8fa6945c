"""From cases and rows to questions and documents: only what asks the reader something becomes a question."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procedures_pages.register.drafting.suggestions import is_for_some, suggested
from procedures_pages.register.parsing.records import RegisterCase, RegisterLaw, RegisterRow

from ..factories import case_of


def applies(cases):
    return [document["applies"] for _, document in suggested(cases).documents]


def answers(cases):
    return [[a["label"] for a in question["answers"]] for _, question in suggested(cases).questions]


@pytest.mark.parametrize("name", ["Trường hợp cấp lại", "a) Đối với mèo lớn", "Hồ sơ cấp mới", "Khi mèo lạc", "Gia hạn thẻ mèo"])
def test_a_name_that_says_for_whom_is_a_case(name):
    assert is_for_some(name)


@pytest.mark.parametrize(
    "name", ["", "* Giấy tờ phải nộp:", "Giấy tờ phải xuất trình", "* Lưu ý: trường hợp gửi thư", "Thành phần hồ sơ", "Bao gồm"]
)
def test_a_name_that_is_for_everybody_is_none(name):
    assert not is_for_some(name)


def test_papers_to_hand_in_and_to_show_are_for_everybody():
    cases = (case_of("Tờ khai", name="* Giấy tờ phải nộp:"), case_of("Căn cước", name="* Giấy tờ phải xuất trình:"))
    assert (answers(cases), applies(cases)) == ([], [[], []])


def test_cases_become_the_answers_of_one_question():
    cases = (case_of("Đơn A", name="Trường hợp cấp mới:"), case_of("Đơn B", name="Trường hợp cấp lại:"))
    assert answers(cases) == [["Trường hợp cấp mới", "Trường hợp cấp lại"]]
    assert applies(cases) == [["truong-hop=truong-hop-1"], ["truong-hop=truong-hop-2"]]


def test_beside_papers_for_everybody_there_is_an_answer_for_the_rest():
    cases = (case_of("Đơn"), case_of("Giấy A", name="Trường hợp một"), case_of("Giấy B", name="Trường hợp hai"))
    assert answers(cases) == [["Trường hợp một", "Trường hợp hai", "Không thuộc các trường hợp này"]]
    assert applies(cases)[0] == []


def test_one_case_beside_papers_for_everybody_is_a_yes_or_no():
    cases = (case_of("Đơn"), case_of("Giấy ủy quyền", name="Trường hợp ủy quyền"))
    assert answers(cases) == [["Có", "Không"]]
    assert applies(cases) == [[], ["dieu-kien-1=co"]]


def test_one_case_alone_asks_nothing():
    assert answers((case_of("Đơn", name="Trường hợp cấp lại"),)) == []


def test_more_cases_than_a_question_holds_are_told_in_notes():
    found = suggested(tuple(case_of(f"Đơn số {n}", name=f"Trường hợp {n}") for n in range(9)))
    assert found.questions == []
    assert [document["note"][:13] for _, document in found.documents] == [f"Trường hợp {n}." for n in range(9)]


def test_one_condition_is_asked_once():
    rows = [RegisterRow(f"Giấy {n} trong trường hợp người khác nộp thay.", 1, 0) for n in "ab"]
    found = suggested((RegisterCase("", tuple(rows)),))
    assert len(found.questions) == 1
    assert found.documents[0][1]["applies"] == found.documents[1][1]["applies"]


rows = st.builds(RegisterRow, st.text(min_size=1, max_size=300), st.integers(0, 30), st.integers(0, 30))


@given(st.lists(st.builds(RegisterCase, st.text(max_size=120), st.lists(rows, max_size=6).map(tuple)), max_size=12).map(tuple))
def test_every_row_is_a_document_or_a_remark_and_every_limit_holds(cases):
    found = suggested(cases)
    texts = [document["source_row"] for _, document in found.documents] + found.remarks
    assert sorted(texts) == sorted(row.text for case in cases for row in case.rows)
    assert len(found.questions) <= 5
    slugs = {f"{q['slug']}={a['slug']}" for _, q in found.questions for a in q["answers"]}
    for _, document in found.documents:
        assert set(document["applies"]) <= slugs
        assert len(document["name"]) <= 140
        assert len(document["note"]) <= 260
    for _, question in found.questions:
        assert len(question["label"]) <= 90
        assert 2 <= len(question["answers"]) <= 6


def test_a_paper_of_which_the_record_says_that_the_number_is_enough_is_drafted_so():
    rows = (
        RegisterRow("- Thẻ căn cước công dân hoặc Thẻ căn cước để chứng minh về nhân thân.", 1, 0),
        RegisterRow(
            "- Giấy tờ tùy thân sử dụng là: Hộ chiếu, Thẻ căn cước thì chỉ cần cung cấp thông tin số định danh cá nhân, nơi nhận có trách"
            " nhiệm tra cứu theo Nghị định 18/2026/NĐ-CP.",
            0,
            0,
        ),
        RegisterRow("- Tờ khai theo mẫu.", 1, 0),
    )
    card, form = [value for _kind, value in suggested((RegisterCase("Giấy tờ phải nộp", rows),)).documents]
    assert (card["handling"], card["basis"]) == ("number", "18/2026/NĐ-CP")
    assert form["handling"] == "submit"
    assert "basis" not in form


def forms(row, *laws):
    return [value["form"] for _kind, value in suggested((case_of(row),), laws).documents]


def test_a_form_is_named_with_the_circulars_of_the_record_that_amend_its_own():
    row = "Tờ khai theo mẫu số 01 ban hành kèm theo Thông tư số 04/2020/TT-ABC"
    amending = RegisterLaw("04/2024/TT-ABC", "Thông tư sửa đổi, bổ sung một số điều của Thông tư số 04/2020/TT-ABC")
    assert forms(row, amending) == ["Mẫu số 01 ban hành kèm theo Thông tư số 04/2020/TT-ABC (sửa đổi, bổ sung bởi 04/2024/TT-ABC)"]
    assert forms(row, RegisterLaw("04/2020/TT-ABC", "Thông tư về mèo")) == ["Mẫu số 01 ban hành kèm theo Thông tư số 04/2020/TT-ABC"]


def test_more_amendments_than_a_form_holds_are_left_to_the_editor():
    row = "Tờ khai theo mẫu số 01 ban hành kèm theo Thông tư số 04/2020/TT-ABC"
    many = [RegisterLaw(f"{n}/2024/TT-ABC", "Sửa đổi Thông tư số 04/2020/TT-ABC") for n in range(10, 30)]
    assert forms(row, *many) == ["Mẫu số 01 ban hành kèm theo Thông tư số 04/2020/TT-ABC"]
