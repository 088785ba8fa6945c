"""Papers, remarks, headings: one made-up row or more for each rule, any text for the whole, the labelled rows for the figures."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procedures_pages.register.classification.evaluation import measure, read_labels
from procedures_pages.register.classification.rows import judge, judge_row
from procedures_pages.register.classification.rules import RULES
from procedures_pages.register.parsing.records import RegisterCase, RegisterRow
from tests.places import SHARED

LABELS = SHARED / "data" / "rows_dev.json"

PIECES = [
    *("- ", "+ ", "a) ", "đ) ", "1.1. ", "(iv) ", "(", ")", ": ", "; ", ". ", "\u200b", "\x00"),
    *(
        "Trường hợp ",
        "thì ",
        "phải nộp ",
        "không phải nộp ",
        "nếu có",
        "bản sao ",
        "đơn ",
        "giấy tờ sau:",
        "gồm:",
        "hoặc ",
        "cơ quan ",
        "01 ",
    ),
]
texts = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
counts = st.one_of(st.none(), st.integers(-2, 5))
rows = st.builds(RegisterRow, texts, counts, counts)


def one(text: str, originals: int | None = 0, copies: int | None = 0, case: str = ""):
    return judge_row(case, RegisterRow(text, originals, copies))


# --- Kinds: a row, its counts, the rule that must speak ---

REMARKS = [
    ("note_word", "Lưu ý: mang theo giấy tờ của con mèo khi nộp đơn", 0),
    ("note_word", "* Ghi chú: đơn viết tay cũng được nhận", 1),
    ("number_of_sets", "- Số lượng hồ sơ: 02 (hai) bộ", 1),
    ("number_of_sets", "Số bộ hồ sơ 03 bộ", 0),
    ("number_of_sets", "Đối với mèo nhà: 01 bản sao sổ tiêm; đối với mèo lạc: số lượng mỗi thành phần hồ sơ là 01 bản", 0),
    ("number_of_sets", "(01) bộ hồ sơ (bản giấy) và một bản điện tử gồm: các tệp văn bản về mèo", 0),
    ("in_brackets", "(Trường hợp nộp qua mạng, thành phần hồ sơ là bản quét của các giấy tờ trên.)", 0),
    ("officials_act", "Cơ quan quản lý mèo tra cứu thông tin về con mèo trong cơ sở dữ liệu", 0),
    ("officials_act", "- Trường hợp mèo đã có tên thì cán bộ tiếp nhận tự kiểm tra tên mèo", 0),
    ("translations", "Giấy tờ bằng tiếng nước ngoài phải kèm bản dịch ra tiếng Việt", 0),
    ("fetching_the_result", "+ Khi đến trạm thú y nhận kết quả, người nuôi xuất trình giấy hẹn", 0),
    ("nothing_to_hand_in", "Trường hợp mèo đã có số thì không phải nộp bản sao sổ tiêm", 0),
    ("nothing_to_hand_in", "Trường hợp nuôi chó: thực hiện theo quy định tại mục A", 1),
    ("nothing_to_hand_in", "Miễn các tài liệu tại mục 2 đối với mèo già", 1),
    ("demand_on_papers", "Các giấy tờ nêu trên phải được đóng dấu đỏ", 0),
    ("demand_on_papers", "Các tài liệu trong hồ sơ phải được viết bằng mực xanh", 1),
    ("demand_on_papers", "Phiếu này là biểu mẫu điện tử, người nuôi tự điền", 0),
    (
        "asked_where_data_fail",
        "Nếu không khai thác được nơi ở của mèo thì trạm yêu cầu người nuôi nộp một trong các giấy tờ sau: sổ tiêm, ảnh mèo",
        1,
    ),
    ("looks", "Giấy thỏa thuận nuôi chung, biên bản chia mèo phải thể hiện tên của mèo", 0),
    ("looks", "Bộ hồ sơ của mèo được quy định như sau: mèo đứng trước, sổ tiêm đứng sau", 0),
    ("demand_on_papers", "- Các loại tài liệu nêu tại dấu (+) thứ 2 phải được dịch ra tiếng Việt", 1),
    ("looks", "Bản sao có chứng thực hoặc bản chụp đối với các tài liệu nêu trên", 0),
    ("counted_note", "+) Đã hoàn thành khóa huấn luyện mèo", 1),
    ("counted_note", "+ Thuộc một trong các trường hợp quy định tại Luật Mèo", 1),
    ("counted_note", "Người nuôi và người bán chịu trách nhiệm trước pháp luật về con mèo", 1),
    (
        "counted_note",
        "Về nơi ở của mèo: Công chức chịu trách nhiệm khai thác thông tin về nơi ở của mèo; có thể yêu cầu người nuôi nộp sổ hộ khẩu mèo",
        1,
    ),
    ("counted_note", "Trường hợp nộp hồ sơ trực tuyến thì mèo phải gửi qua dịch vụ bưu chính về trạm", 1),
    ("counted_note", "Trường hợp hồ sơ có chữ của mèo thì phải được dịch ra tiếng Việt", 1),
    ("counted_note", "Từ lần đề nghị nuôi con mèo thứ hai trở đi, hồ sơ chỉ cần các thứ ở mục 1", 1),
    ("nothing_said", "Người nuôi mèo chịu trách nhiệm về mèo của mình", 0),
    ("nothing_said", "Trường hợp gửi hồ sơ qua mạng thì sổ tiêm phải gửi qua bưu điện về trạm", 0),
]
HEADINGS = [
    ("in_brackets", "(đối với trường hợp mèo bị lạc)", 0),
    ("list_to_come", "Giấy tờ về nguồn gốc của mèo, bao gồm:", 1),
    ("list_to_come", "+ Giấy tờ phải xuất trình", 0),
    ("list_to_come", "- Người nuôi nộp hoặc tải lên các giấy tờ sau:", 0),
    ("list_to_come", "Trường hợp nuôi hai con mèo:", 1),
    ("list_to_come", "Hồ sơ đề nghị cấp thẻ mèo:", 1),
    ("bare_condition", "+ Đối với mèo lông dài ở thị trấn", 0),
    ("bare_condition", "+ Đối với hồ sơ đề nghị gia hạn nuôi mèo", 1),
    ("list_to_come", "- Bản sao toàn bộ hồ sơ của mèo, trong đó có thông tin về cha mẹ mèo, gồm:", 0),
]
PAPERS = [
    ("list_inside", "Giấy tờ về chuồng mèo gồm: - Bản sao hợp đồng thuê chuồng; - Ảnh chuồng", 0),
    ("list_inside", "Hồ sơ của người nuôi, gồm: đơn xin nuôi; sổ tiêm", 1),
    ("paper_under_condition", "Trường hợp nuôi hộ thì phải nộp bản sao giấy ủy quyền", 0),
    ("paper_under_condition", "Đối với mèo ngoại: Giấy chứng nhận nguồn gốc", 0),
    ("paper_under_condition", "Nếu mèo đã già, người nuôi gửi kèm giấy khám sức khỏe của mèo", 0),
    (
        "paper_under_condition",
        "Trường hợp nuôi mèo theo Luật Mèo được sửa đổi, bổ sung tại khoản 2 Điều 1, người nuôi khai và nộp 02 bản chính tờ khai mèo",
        0,
    ),
    ("applicant_hands_in", "Người nuôi mèo ngoại nộp bản sao giấy nhập cảnh của mèo", 0),
    ("names_a_paper", "- Đơn xin nuôi mèo", 0),
    ("names_a_paper", "a) 02 (hai) ảnh mèo cỡ 3x4", 0),
    ("names_a_paper", "Mẫu số 07:", 0),
    ("names_a_paper", "Xuất trình sổ tiêm của mèo", 0),
    ("names_a_paper", "Báo cáo về đời mèo, trong đó có các nội dung sau:", 1),
    ("names_a_paper", "Bản kê: đơn thuốc của mèo", 0),
    ("counted", "Vòng cổ của mèo", 1),
    ("counted", "+ Khi trạm thú y yêu cầu trình: vòng cổ của mèo", 1),
    ("counted", "Trạm thú y có trách nhiệm tra cứu số mèo, nếu không tra cứu được thì người nuôi nộp vòng cổ", 1),
]
CASES = [(rule, kind, *row) for kind, group in (("remark", REMARKS), ("heading", HEADINGS), ("paper", PAPERS)) for rule, *row in group]


@pytest.mark.parametrize(("rule", "kind", "text", "originals"), CASES)
def test_each_rule(rule, kind, text, originals):
    judged = one(text, originals)
    assert (judged.kind, judged.rules[0]) == (kind, rule)


def test_a_row_that_repeats_its_case_is_its_heading():
    assert (
        one(
            "b) Bản sao sổ tiêm phòng của mèo theo từng năm tuổi:",
            0,
            1,
            "b) Bản sao sổ tiêm phòng của mèo theo từng năm tuổi: Đối với mèo con",
        ).kind
        == "heading"
    )
    assert one("Bản sao sổ tiêm:", 0, 1, "Bản sao sổ tiêm").rules == ("repeats_case",)


def test_every_rule_has_a_row_here():
    assert {rule.__name__ for rule in RULES} - {rule for rule, *_ in CASES} == {"repeats_case"}


def test_only_papers_have_traits():
    judged = one("Lưu ý: nếu có đơn hoặc giấy tờ khác thì xuất trình; bản sao sổ tiêm")
    assert (judged.conditional, judged.alternatives, judged.several, judged.handling) == (False, False, False, "unclear")


# --- A whole case ---


def test_a_case_comes_in_reading_order_and_a_paper_followed_by_deeper_rows_is_their_heading():
    published = tuple(RegisterRow(text, 1, 0, position=n) for n, text in enumerate(["- Phương án nuôi:", "+ Sơ đồ chuồng", "- Ảnh mèo"]))
    assert [j.kind for j in judge(RegisterCase("", published))] == ["heading", "paper", "paper"]
    assert judge_row("", published[0]).kind == "paper"
    shuffled = tuple(RegisterRow(text, 1, 0) for text in ["b) Ảnh mèo", "a) Đơn"])
    assert [j.row.text for j in judge(RegisterCase("", shuffled))] == ["a) Đơn", "b) Ảnh mèo"]


def test_a_case_without_rows_has_none():
    assert judge(RegisterCase("", ())) == ()


@given(texts, st.lists(rows, max_size=6))
def test_any_case_keeps_every_row_once(name, published):
    judged = judge(RegisterCase(name, tuple(published)))
    assert Counter(j.row for j in judged) == Counter(published)


@given(texts, rows)
def test_a_row_is_always_judged_the_same(name, row):
    judged = judge_row(name, row)
    assert judged == judge_row(name, row)
    assert judged.rules


def test_a_very_long_row_is_no_trouble():
    assert judge_row("", RegisterRow("thì nộp giấy tờ hoặc " * 2000, 0, 0)).rules


# --- The labelled rows ---


@pytest.mark.skipif(not LABELS.is_file(), reason="the labelled rows (shared/data/rows_dev.json) are not here")
def test_the_labelled_rows_reach_the_targets():
    figures = measure(read_labels(LABELS))
    assert figures["paper"]["precision"] >= 0.95
    assert figures["paper"]["recall"] >= 0.95
    assert figures["kind_accuracy"] >= 0.97
    assert min(figures[f"{field}_accuracy"] for field in ("conditional", "alternatives", "handling", "several")) >= 0.95
