"""Rules about papers."""

from dataclasses import replace

from procedures_pages.factories import RequiredDocumentFactory as Paper
from procedures_pages.facts.procedure import Source
from procedures_pages.register.parsing.records import RegisterCase, RegisterRow

from ..factories import record
from .asking import page, said


def rows(*asked):
    """A record of rows (text, originals, copies)."""
    return record(cases=(RegisterCase("", tuple(RegisterRow(*row, "", n) for n, row in enumerate(asked))),))


FORM = ("Tờ khai đăng ký nuôi mèo theo mẫu", 1, 0)
UNNAMED = Source("", "", None)  # a page that names no record
BOOK = ("- Bản sao sổ tiêm phòng của mèo", 0, 1)


def test_a_row_with_a_quantity_that_no_paper_is_like_is_missing():
    facts = page(documents=(Paper(name="Tờ khai đăng ký nuôi mèo"),))
    assert said("papers_of_rows", facts, rows(FORM, BOOK)) == [("không có giấy tờ này", "Bản sao sổ tiêm phòng của mèo (1 bản sao)")]


def test_a_paper_under_another_name_in_an_alternative_or_a_note_is_not_missing():
    renamed = Paper(name="Sổ tiêm phòng của con mèo", copies=1, originals=0)
    noted = Paper(name="Giấy về con mèo", note="Kèm sổ tiêm phòng mèo đã đóng dấu.")
    other = Paper(name="Giấy về con mèo", alternatives=("Sổ tiêm phòng",))
    for paper in (renamed, noted, other):
        assert said("papers_of_rows", page(documents=(Paper(name="Tờ khai đăng ký nuôi mèo"), paper)), rows(FORM, BOOK)) == []


def test_remarks_rows_without_a_quantity_and_the_form_filled_in_online_are_no_papers():
    asked = rows(FORM, ("Giấy tờ nộp kèm phải rõ ràng, không tẩy xóa.", 0, 0), ("Mẫu hộ tịch điện tử tương tác đăng ký nuôi mèo", 1, 0))
    assert said("papers_of_rows", page(documents=(Paper(name="Tờ khai đăng ký nuôi mèo"),)), asked) == []


def test_a_paper_drafted_from_a_row_is_that_row_whatever_it_is_called():
    facts = page(documents=(Paper(name="Đơn"), Paper(name="Con mèo", source_row=BOOK[0], originals=0, copies=1)))
    assert said("papers_of_rows", facts, rows(BOOK)) == []
    assert said("same_quantities", facts, rows(BOOK)) == []


def test_a_form_of_the_same_number_is_the_same_paper():
    asked = rows(("Đơn của chủ nuôi (theo Mẫu số 02 kèm Nghị định số 12/2024/NĐ-CP)", 1, 0))
    assert said("papers_of_rows", page(documents=(Paper(name="Giấy xin nuôi", form="Mẫu số 2 Nghị định 12/2024/NĐ-CP"),)), asked) == []


def test_quantities_are_the_records():
    facts = page(documents=(Paper(name="Tờ khai đăng ký nuôi mèo", originals=2),))
    assert said("same_quantities", facts, rows(FORM)) == [
        ("Tờ khai đăng ký nuôi mèo: 2 bản chính", "Tờ khai đăng ký nuôi mèo theo mẫu (1 bản chính)")
    ]


def test_a_row_that_says_copy_is_no_original():
    asked = rows(("Bản sao sổ tiêm phòng của mèo", 1, 0))
    assert said("same_quantities", page(documents=(Paper(name="Sổ tiêm phòng của mèo", originals=1),)), asked)
    assert not said("same_quantities", page(documents=(Paper(name="Sổ tiêm phòng của mèo", originals=0, copies=1),)), asked)


def test_two_sets_by_the_words_and_a_choice_left_to_people_are_right():
    drawings = rows(("02 bộ bản vẽ chuồng mèo", 1, 1))
    assert not said("same_quantities", page(documents=(Paper(name="Bộ bản vẽ chuồng mèo", originals=2),)), drawings)
    choice = rows(("Hợp đồng mua mèo (01 bản chính hoặc 01 bản sao có chứng thực)", 0, 1))
    assert not said("same_quantities", page(documents=(Paper(name="Hợp đồng mua mèo", originals=1),)), choice)


def test_both_sides_need_one_each():
    facts = page(documents=(Paper(name="Giấy khám sức khỏe của hai bên"),))
    asked = rows(("Giấy khám sức khỏe của hai bên", 1, 0))
    assert said("same_quantities", facts, asked)
    each = Paper(name="Giấy khám sức khỏe của hai bên", note="Mỗi người một bản.")
    for paper in (each, Paper(name="Giấy khám sức khỏe của hai bên", originals=2)):
        assert not said("same_quantities", page(documents=(paper,)), asked)


def test_one_paper_has_one_quantity_on_all_pages():
    letter = {"id": "uy-quyen", "name": "Văn bản ủy quyền"}
    copies = [page(title=f"Trang {n}", documents=(Paper(**letter, originals=0, copies=1),), source=UNNAMED) for n in range(2)]
    odd = page(title="Trang lẻ", documents=(Paper(**letter),), source=UNNAMED)
    pages = (*copies, odd)
    assert said("one_paper_one_quantity", odd, pages=pages) == [("Văn bản ủy quyền: 1 bản chính", "1 bản sao: Trang 0, Trang 1")]
    assert said("one_paper_one_quantity", copies[0], pages=pages) == []
    assert said("one_paper_one_quantity", odd, rows(("Văn bản ủy quyền", 1, 0)), pages=pages) == []


def test_whether_the_record_decides_is_not_guessed_where_it_is_not_here():
    letter = {"id": "uy-quyen", "name": "Văn bản ủy quyền"}
    copies = [page(title=f"Trang {n}", documents=(Paper(**letter, originals=0, copies=1),)) for n in range(2)]
    odd = page(title="Trang lẻ", documents=(Paper(**letter),))
    assert said("one_paper_one_quantity", odd, pages=(*copies, odd)) == []
    assert said("one_paper_one_quantity", replace(odd, source=UNNAMED), pages=(*copies, odd))
