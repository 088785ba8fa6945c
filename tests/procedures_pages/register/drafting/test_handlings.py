"""How a draft handles a paper, given the waivers of its case."""

from __future__ import annotations

from procedures_pages.register.classification.attaching import attach
from procedures_pages.register.classification.rows import judge
from procedures_pages.register.drafting.handlings import Handled, handled
from procedures_pages.register.parsing.records import RegisterCase, RegisterRow

DATA = "Cơ sở dữ liệu quốc gia về dân cư"
IDENTITY = "- Hộ chiếu/Thẻ căn cước để chứng minh về nhân thân"
NUMBER = "Trường hợp giấy tờ tùy thân là: Hộ chiếu, Thẻ căn cước thì người nuôi chỉ cần cung cấp thông tin số định danh cá nhân"
FALLBACK = "Trường hợp không khai thác được thông tin thì cơ quan yêu cầu người nuôi xuất trình bản chính giấy tờ để chứng minh"


def of(first: str, *others: str, case: str = "") -> Handled:
    """The handling of the first row of a case."""
    rows = tuple(RegisterRow(text, int(text.startswith("-")), 0, position=n) for n, text in enumerate((first, *others)))
    judged = judge(RegisterCase(case, rows))
    return handled(next(row for row in judged if row.row.text == first), attach(judged))


def test_without_a_waiver_a_paper_is_handled_as_its_row_says():
    assert of("- Đơn xin nuôi mèo") == Handled("submit")
    assert of("- Xuất trình sổ tiêm") == Handled("show")


def test_a_number_is_enough_and_the_fallback_of_the_case_comes_along():
    assert of(IDENTITY, NUMBER, FALLBACK, case="* Giấy tờ phải xuất trình:") == Handled("number", FALLBACK)


def test_a_look_up_brings_fallback_and_law():
    fallback = "Trường hợp không khai thác được dữ liệu, cơ quan yêu cầu người nuôi nộp bổ sung theo Nghị quyết 66.7/2025/NQ-CP"
    said = f"- Giấy chứng nhận kết hôn. Trường hợp đã có trong {DATA} thì không phải nộp. {fallback}"
    assert of(said) == Handled("looked_up", fallback, "66.7/2025/NQ-CP")


def test_a_number_wins_over_a_look_up():
    looked_up = f"Người nuôi không phải nộp bản sao Hộ chiếu khi cơ quan khai thác được thông tin trên {DATA}"
    assert of(IDENTITY, looked_up, NUMBER).handling == "number"


def test_what_nobody_hands_in_any_more_is_waived():
    assert of("- Ảnh mèo. Người nuôi không phải nộp ảnh mèo") == Handled("waived")


def test_a_waiver_for_some_is_a_note_and_the_paper_stays():
    some = "Trường hợp người đi nộp là cha, mẹ thì không phải nộp giấy ủy quyền"
    assert of("- Giấy ủy quyền", some) == Handled("submit", notes=(some,))


def test_an_easier_paper_is_a_note_and_the_paper_stays():
    easier = "Người nuôi được sử dụng thẻ hội viên đã cấp để thay thế giấy tờ chứng minh kinh nghiệm nuôi mèo"
    assert of("- Giấy tờ chứng minh kinh nghiệm nuôi mèo", easier) == Handled("submit", notes=(easier,))


def test_a_waiver_of_another_paper_changes_nothing():
    assert of("- Đơn xin nuôi mèo", IDENTITY, NUMBER) == Handled("submit")
