"""What is true of a paper: conditional, alternatives, several, handed in or shown. Made-up rows."""

from __future__ import annotations

import pytest

from procedures_pages.register.classification.rows import judge_row
from procedures_pages.register.parsing.records import RegisterRow


def one(text: str, originals: int = 1, case: str = ""):
    return judge_row(case, RegisterRow(text, originals, 0))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Sổ tiêm của mèo (nếu có)", True),
        ("Giấy ủy quyền trong trường hợp nuôi hộ", True),
        ("Giấy khám mèo (đối với mèo già)", True),
        ("Trường hợp nuôi hộ thì nộp giấy ủy quyền", True),
        ("Sổ tiêm của mèo", False),
        ("Sổ tiêm của mèo; ảnh mèo (nếu có)", False),
        ("Đơn xin nuôi mèo và ảnh mèo (nếu có)", False),
        ("Đơn nêu rõ tên mèo, trong đó có tuổi mèo (nếu có)", False),
        ("Đơn ghi rõ màu lông, nêu tên mèo", False),
    ],
)
def test_conditional_is_what_covers_the_whole_row(text, said):
    assert one(text, 1).conditional is said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Giấy khai sinh mèo hoặc giấy tờ có giá trị tương đương", True),
        ("Một trong các giấy tờ sau: sổ tiêm; thẻ mèo", True),
        ("Hóa đơn mua mèo hoặc hợp đồng mua mèo", True),
        ("Bản chính hoặc bản sao sổ tiêm", False),
        ("Sổ tiêm (bản sao hoặc bản chính)", False),
        ("Quyết định (đối với chó) hoặc nghị quyết (đối với mèo)", False),
        ("Đơn xin nuôi chó hoặc mèo", False),
    ],
)
def test_alternatives_are_papers_not_copies_or_cases(text, said):
    assert one(text, 1).alternatives is said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Đơn xin nuôi mèo; bản sao sổ tiêm", True),
        ("Tờ trình kèm danh sách mèo", True),
        ("Quyết định (đối với chó) hoặc nghị quyết (đối với mèo)", True),
        ("Bản sao các giấy tờ nêu trên", True),
        ("Đơn xin nuôi mèo", False),
        ("Đơn theo Mẫu số 01 ban hành kèm theo Quyết định số 5/2031/QĐ-MEO", False),
        ("Một trong các giấy tờ sau: sổ tiêm; thẻ mèo", False),
        ("Hóa đơn mua mèo hoặc hợp đồng mua mèo", False),
        ("Báo cáo gồm các nội dung: danh sách mèo; kế hoạch nuôi", False),
    ],
)
def test_several(text, said):
    assert one(text, 1).several is said


@pytest.mark.parametrize(
    ("text", "case", "said"),
    [
        ("Sổ tiêm", "", "submit"),
        ("Xuất trình sổ tiêm", "", "show"),
        ("Sổ tiêm", "* Giấy tờ phải xuất trình:", "show"),
        ("Gửi kèm bản sao sổ tiêm", "* Giấy tờ phải xuất trình:", "submit"),
        ("Sổ tiêm", "Giấy tờ phải nộp và phải xuất trình", "submit"),
        ("Sổ tiêm. Trường hợp nuôi hộ phải xuất trình thêm thẻ mèo", "", "unclear"),
    ],
)
def test_handling(text, case, said):
    assert one(text, 1, case=case).handling == said
