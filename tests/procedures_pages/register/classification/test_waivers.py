"""Waivers: made-up rows for each rule and each thing that only looks like one, what is read out of them, any text for the whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procedures_pages.register.classification.rows import judge_row
from procedures_pages.register.classification.rules.waivers import RULES
from procedures_pages.register.classification.waivers import waivers_in
from procedures_pages.register.parsing.records import RegisterRow
from vietnamese.normal import clean

DATA = "Cơ sở dữ liệu quốc gia về mèo"

# --- A rule, how the paper is handled then, the paper in the row's words, the row ---

WAIVERS = [
    ("number_is_enough", "number", "Sổ tiêm, Thẻ mèo", "Sổ tiêm, Thẻ mèo thì người nuôi chỉ cần cung cấp thông tin số định danh mèo"),
    ("number_is_enough", "number", "Giấy phép nuôi mèo", "Bản sao hoặc cung cấp số Giấy phép nuôi mèo, ngày cấp"),
    (
        "number_is_enough",
        "number",
        "tài liệu chứng minh chỗ nuôi",
        f"Thông tin về tài liệu chứng minh chỗ nuôi để cơ quan tra cứu trên {DATA}",
    ),
    ("not_to_be_handed_in", "looked_up", "bản sao sổ tiêm", f"Trường hợp sổ tiêm đã có trong {DATA} thì không phải nộp bản sao sổ tiêm"),
    (
        "not_to_be_handed_in",
        "looked_up",
        "Bản sao sổ tiêm",
        f"(Trường hợp khai thác được thông tin trong {DATA}: Người nuôi không phải nộp Bản sao sổ tiêm)",
    ),
    ("not_to_be_handed_in", "waived", "giấy ủy quyền", "Trường hợp người đi nộp là cha, mẹ thì không cần nộp giấy ủy quyền"),
    ("not_to_be_handed_in", "waived", "Hợp đồng nuôi", "Hợp đồng nuôi (Nếu người nuôi tự nuôi thì không cần thủ tục này)"),
    ("not_to_be_handed_in", "waived", "Ảnh mèo", "Ảnh mèo. Mèo dưới một tuổi không phải nộp thành phần hồ sơ này"),
    ("not_asked_for", "looked_up", "Sổ tiêm", f"Sổ tiêm (Không yêu cầu người nuôi nộp giấy tờ này khi trạm khai thác được trên {DATA})"),
    (
        "left_out_of_the_dossier",
        "number",
        "bản sao giấy tờ pháp lý của cá nhân",
        "Trường hợp kê khai số định danh cá nhân thì hồ sơ không bao gồm bản sao giấy tờ pháp lý của cá nhân",
    ),
    (
        "exempt",
        "waived",
        "Báo cáo nuôi mèo",
        "Báo cáo nuôi mèo; Thành phần hồ sơ trong thủ tục này được miễn trừ trong trường hợp đã gửi tới trạm",
    ),
    ("exempt", "waived", "giấy khám", "Mèo đã tiêm được miễn nộp giấy khám"),
    ("not_applied", "waived", "Ảnh mèo", "Ảnh mèo. Thành phần hồ sơ trên không áp dụng đối với mèo đen"),
    (
        "stands_for_the_paper",
        "looked_up",
        "Bản sao sổ tiêm",
        f"Cơ quan thú y khai thác thông tin đã có trong {DATA} để thay thế thành phần hồ sơ Bản sao sổ tiêm",
    ),
    (
        "stands_for_the_paper",
        "replaced",
        "giấy tờ chứng minh kinh nghiệm nuôi",
        "Người nuôi được sử dụng thẻ hội viên đã cấp để thay thế giấy tờ chứng minh kinh nghiệm nuôi",
    ),
    (
        "only_where_data_fail",
        "looked_up",
        "Giấy tờ chứng minh nơi ở",
        f"Giấy tờ chứng minh nơi ở trong trường hợp cơ quan không thể khai thác được thông tin trong {DATA}",
    ),
    (
        "only_where_data_fail",
        "looked_up",
        "Bản sao sổ tiêm",
        "Bản sao sổ tiêm (không áp dụng đối với trường hợp đã được kết nối, chia sẻ trên Hệ thống thông tin về mèo)",
    ),
    (
        "only_where_data_fail",
        "looked_up",
        "Giấy xác nhận nơi ở",
        "Lưu ý: Trường hợp không khai thác được thông tin thì người nuôi nộp bản sao Giấy xác nhận nơi ở",
    ),
    (
        "office_looks_it_up",
        "looked_up",
        "nơi cư trú",
        f"Công chức chịu trách nhiệm khai thác, sử dụng thông tin về nơi cư trú của người nuôi từ {DATA}",
    ),
    ("number_is_enough", "number", "Bản sao sổ tiêm", "Bản sao sổ tiêm; hoặc tài liệu chỉ dẫn thông tin về sổ tiêm"),
    (
        "only_where_data_fail",
        "looked_up",
        "Bản sao sổ tiêm, thẻ mèo",
        "+ Bản sao sổ tiêm, thẻ mèo (trong trường hợp chưa được tích hợp, kết nối và chia sẻ dữ liệu quốc gia)",
    ),
    (
        "only_one_is_needed",
        "waived",
        "Giấy bổ nhiệm trưởng trạm",
        "Giấy bổ nhiệm trưởng trạm. Trường hợp giao cho phó trạm thì chỉ cần gửi văn bản ủy quyền",
    ),
    ("only_one_is_needed", "waived", "Sổ tiêm và thẻ mèo", "Sổ tiêm và thẻ mèo; từ năm 2026, mèo con chỉ phải nộp giấy chứng sinh"),
    (
        "only_one_is_needed",
        "waived",
        "Sổ tiêm và thẻ mèo",
        "Sổ tiêm và thẻ mèo. Nếu có biên bản thì người nuôi chỉ nộp bản gốc giấy chứng nhận",
    ),
]


@pytest.mark.parametrize(("rule", "how", "spares", "text"), WAIVERS)
def test_each_rule(rule, how, spares, text):
    (waiver,) = waivers_in(text)
    assert (waiver.rule, waiver.how, waiver.spares) == (rule, how, spares)


def test_every_rule_has_a_row_here():
    assert {rule.__name__ for rule in RULES} == {rule for rule, *_ in WAIVERS}


NO_WAIVERS = [
    "Đơn xin nuôi mèo",
    "Bản sao sổ tiêm (xuất trình bản chính để đối chiếu)",
    "Trường hợp không khai thác được thông tin thì cơ quan yêu cầu người nuôi xuất trình bản chính giấy tờ để chứng minh",
    "Trường hợp không tra cứu được thì cơ quan yêu cầu người nuôi bổ sung thành phần hồ sơ",
    "Hộ chiếu hoặc giấy tờ có giá trị thay thế hộ chiếu",
    "Trường hợp không có sổ tiêm thì nộp giấy xác nhận của bác sĩ thú y",
    "Trường hợp không có sổ tiêm thì được thay thế bằng bản sao quyết định",
    "Giấy ủy quyền. Văn bản ủy quyền này không bắt buộc phải công chứng, chứng thực",
    "Danh sách mèo, không bắt buộc phải có chữ ký của mèo vắng mặt",
    "Người tiếp nhận không được yêu cầu nộp bản sao giấy tờ đó",
    "Người tiếp nhận không được yêu cầu người nuôi nộp thêm giấy tờ mà pháp luật không quy định",
    "Giấy phép phải được hợp pháp hóa lãnh sự, trừ trường hợp được miễn hợp pháp hóa lãnh sự",
    "Văn bản đề nghị được miễn, giảm phí nuôi mèo",
    "Giấy tờ chứng minh thuộc đối tượng được miễn phí nuôi mèo",
    "Hồ sơ xác định đối tượng không phải nộp thuế mèo",
    "Người nuôi chỉ nộp văn bản này một lần, không phải nộp lại văn bản này trong hồ sơ sau",
    "Giấy phép nuôi (trừ trường hợp không phải nộp giấy phép theo quy định)",
    "Ảnh mèo, trừ mèo đen",
    "Văn bản thẩm định chưa bắt buộc; không yêu cầu bắt buộc xuất trình văn bản này tại thời điểm trình hồ sơ nhưng phải có kết quả sau",
    f"Người tiếp nhận khai thác thông tin trong {DATA} nếu người nuôi đã cung cấp họ tên. Trường hợp không có thì đề nghị kê khai đầy đủ",
    "Phiếu đề nghị cấp quyền khai thác thông tin trong cơ sở dữ liệu về mèo",
    "Báo cáo khai thác khoáng sản trong trường hợp chưa có giấy phép khai thác",
    "Trường hợp giấy tờ đã có bản sao điện tử thì người nuôi được sử dụng bản điện tử này",
    "Giấy đăng ký nuôi mèo được thay thế bằng dữ liệu điện tử khi thực hiện dịch vụ công trực tuyến",
    "Trường hợp không có hợp pháp hóa lãnh sự phải cung cấp đường dẫn tra cứu về mèo, kèm theo văn bản của trạm",
    "Từ lần nuôi tiếp theo, người nuôi chỉ cần nộp giấy chứng nhận của mèo",
    "Các năm tiếp theo chỉ cần gửi hợp đồng nuôi mèo mới",
    "Hộ chiếu mèo chỉ nộp một lần khi nhập mèo lần đầu",
    "Khi dự thi mèo chỉ cần nộp bản sao giấy tiêm không cần công chứng",
    "Người nuôi chỉ phải nộp các tài liệu chứng minh nội dung thay đổi",
]


@pytest.mark.parametrize("text", NO_WAIVERS)
def test_what_only_looks_like_a_waiver_is_none(text):
    assert waivers_in(text) == ()


# --- What is read out of a row ---

FALLBACK = (
    "Trường hợp không khai thác được dữ liệu về mèo, trạm yêu cầu người nuôi bổ sung Bản sao sổ tiêm theo Điều 8 Nghị quyết 66.7/2025/NQ-CP"
)
ROW = f"Trạm khai thác thông tin đã có trong {DATA} để thay thế thành phần hồ sơ Bản sao sổ tiêm. {FALLBACK}."


def test_the_fallback_and_the_law_come_as_the_row_has_them_and_are_no_waiver_of_their_own():
    (waiver,) = waivers_in(f"Cơ quan thú y: {ROW}")
    assert (waiver.fallback, waiver.basis) == (FALLBACK, "66.7/2025/NQ-CP")


def test_the_law_of_the_sentence_itself_comes_first():
    (waiver,) = waivers_in(f"Người nuôi không phải nộp sổ tiêm theo Nghị định số 18/2026/NĐ-CP. {FALLBACK}")
    assert waiver.basis == "18/2026/NĐ-CP"


def test_a_form_that_is_cited_elsewhere_in_the_row_is_no_basis():
    (waiver,) = waivers_in("Tờ khai theo Mẫu 1 Thông tư số 04/2020/TT-BTP. Mèo già không phải nộp ảnh mèo.")
    assert (waiver.spares, waiver.basis, waiver.fallback) == ("ảnh mèo", "", "")


def test_two_sentences_about_one_paper_are_one_waiver_and_two_papers_are_two():
    twice = f"Bản sao sổ tiêm trong trường hợp không tra cứu được trên {DATA}. Trường hợp tra cứu được thì không phải nộp sổ tiêm."
    assert [w.spares for w in waivers_in(twice)] == ["Bản sao sổ tiêm"]
    both = "Mèo già không phải nộp ảnh mèo. Mèo con không phải nộp giấy khám."
    assert [w.spares for w in waivers_in(both)] == ["ảnh mèo", "giấy khám"]


def test_a_row_of_its_own_that_names_no_paper_spares_an_unnamed_one():
    text = f"Trường hợp các thông tin trong các giấy tờ này đã có trong {DATA} thì không phải tải lên"
    assert [w.spares for w in waivers_in(text)] == [""]


def test_the_name_of_the_case_waives_nothing():
    assert not judge_row("Miễn nộp ảnh mèo đối với mèo đen", RegisterRow("Ảnh mèo", 1, 0)).waives


@pytest.mark.parametrize("kind", ["paper", "remark"])
def test_a_row_may_waive_whatever_its_kind(kind):
    paper = "Bản sao sổ tiêm. Trường hợp mèo già thì không phải nộp sổ tiêm"
    remark = "Trường hợp mèo già thì không phải nộp sổ tiêm"
    judged = judge_row("", RegisterRow(paper if kind == "paper" else remark, 0, 0))
    assert (judged.kind, judged.waives) == (kind, True)


PIECES = [
    *(
        "Trường hợp ",
        "thì ",
        "không phải nộp ",
        "không yêu cầu ",
        "bản sao ",
        "giấy tờ này",
        "sổ tiêm",
        ". ",
        "; ",
        ": ",
        "(",
        ")",
        "\u200b",
    ),
    *(
        "khai thác được ",
        "không tra cứu được ",
        f"trên {DATA} ",
        "để thay thế thành phần hồ sơ ",
        "miễn nộp ",
        "66.7/2025/NQ-CP",
        "½ ",
        "…",
    ),
]
texts = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=16).map("".join))


@given(texts)
def test_every_word_of_a_waiver_stands_in_the_row(text):
    whole = clean(text)
    for waiver in waivers_in(text):
        assert all(part in whole for part in (waiver.spares, waiver.sentence, waiver.fallback, waiver.basis))
        assert waiver.how in ("number", "looked_up", "waived", "replaced")


def test_a_very_long_row_is_no_trouble():
    assert waivers_in("trường hợp không tra cứu được thì không phải nộp giấy tờ hoặc " * 2000)
