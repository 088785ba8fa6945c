"""Which papers of a case a waiver is about."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from procedures_pages.register.classification.attaching import attach, attach_all
from procedures_pages.register.classification.rows import judge
from procedures_pages.register.parsing.records import RegisterCase, RegisterRow

DATA = "Cơ sở dữ liệu quốc gia về dân cư"
IDENTITY = "- Hộ chiếu/Thẻ căn cước hoặc các giấy tờ khác có dán ảnh để chứng minh về nhân thân"
RESIDENCE = "- Giấy tờ chứng minh nơi cư trú của người nuôi"
NUMBER = "Trường hợp giấy tờ tùy thân là: Hộ chiếu, Thẻ căn cước thì người nuôi chỉ cần cung cấp thông tin số định danh cá nhân"
FALLBACK = "Trường hợp không khai thác được thông tin thì cơ quan yêu cầu người nuôi xuất trình bản chính giấy tờ để chứng minh"


def attached(*texts: str, name: str = "* Giấy tờ phải xuất trình:"):
    rows = tuple(RegisterRow(text, int(text.startswith("-")), 0, position=n) for n, text in enumerate(texts))
    return [(a.waiver, [paper.row.text for paper in a.papers]) for a in attach(judge(RegisterCase(name, rows)))]


def test_a_row_of_its_own_is_about_the_paper_it_names_under_whatever_name():
    ((waiver, papers),) = attached("- Tờ khai nuôi mèo", IDENTITY, NUMBER, RESIDENCE)
    assert (waiver.how, papers) == ("number", [IDENTITY])


def test_it_takes_the_fallback_that_the_case_gives_for_all():
    ((waiver, _),) = attached(IDENTITY, NUMBER, FALLBACK)
    assert waiver.fallback == FALLBACK


def test_a_waiver_without_data_takes_no_fallback_for_failed_look_ups():
    ((waiver, papers),) = attached("- Giấy ủy quyền", "Trường hợp người đi nộp là cha, mẹ thì không phải nộp giấy ủy quyền", FALLBACK)
    assert (waiver.how, waiver.fallback, papers) == ("waived", "", ["- Giấy ủy quyền"])


def test_a_paper_may_waive_itself():
    own = f"- Giấy chứng nhận kết hôn (không phải nộp nếu đã có trong {DATA})"
    ((_, papers),) = attached(own, IDENTITY)
    assert papers == [own]


def test_a_paper_may_waive_another_paper_of_its_case():
    other = f"- Báo cáo nuôi mèo; người nuôi không phải nộp bản sao Thẻ căn cước nếu đã có trong {DATA}"
    ((_, papers),) = attached(other, IDENTITY)
    assert papers == [IDENTITY]


def test_a_waiver_of_what_the_case_does_not_ask_for_is_about_none():
    other = "- Báo cáo nuôi mèo; người nuôi không phải nộp Phiếu lý lịch tư pháp"
    assert [papers for _, papers in attached(other, RESIDENCE)] == [[]]


def test_these_papers_are_all_papers_of_the_case_but_what_the_applicant_fills_in():
    these = f"Trường hợp các thông tin trong các giấy tờ này đã có trong {DATA} thì không phải tải lên"
    assert [papers for _, papers in attached("- Tờ khai nuôi mèo", IDENTITY, RESIDENCE, these)] == [[IDENTITY, RESIDENCE]]


def test_an_application_is_never_what_is_looked_up():
    asked = "- Giấy đề nghị đăng ký doanh nghiệp"
    spared = f"Cơ quan khai thác thông tin trong {DATA} để thay thế thành phần hồ sơ Bản sao giấy chứng nhận đăng ký doanh nghiệp"
    paper = "- Bản sao giấy chứng nhận đăng ký doanh nghiệp"
    assert [papers for _, papers in attached(asked, paper, spared)] == [[paper]]
    assert [papers for _, papers in attached(asked, spared)] == [[]]


def test_other_papers_are_known_by_most_of_their_telling_words():
    tail, collar = "- Giấy giám định đuôi mèo vằn", "- Giấy giám định vòng cổ"
    assert [papers for _, papers in attached(tail, collar, "Mèo già không phải nộp giấy giám định đuôi mèo vằn")] == [[tail]]


def test_one_telling_word_is_not_enough():
    note = "Mèo già không phải nộp giấy tờ mèo"
    assert [papers for _, papers in attached("- Ảnh cưới của mèo", note)] == [[]]


def test_copies_of_the_papers_above_are_no_paper_of_their_own():
    these = f"Trường hợp các thông tin trong các giấy tờ này đã có trong {DATA} thì không phải tải lên"
    copies = "- Trường hợp gửi qua bưu chính thì phải gửi kèm bản sao có chứng thực các giấy tờ phải xuất trình nêu trên"
    assert [papers for _, papers in attached(IDENTITY, copies, these)] == [[IDENTITY]]


def over_cases(note_case: str):
    cases = {
        "* Giấy tờ phải nộp:": ["- Giấy ủy quyền của chủ mèo"],
        note_case: ["Trường hợp người đi nộp là cha, mẹ thì không phải nộp giấy ủy quyền"],
    }
    judged = [(name, judge(RegisterCase(name, tuple(RegisterRow(text, 0, 0) for text in texts)))) for name, texts in cases.items()]
    return [[paper.row.text for paper in a.papers] for a in attach_all(judged)]


def test_a_note_of_the_record_is_about_the_papers_of_the_other_cases():
    assert over_cases("* Lưu ý:") == [["- Giấy ủy quyền của chủ mèo"]]


def test_another_case_is_not_about_them():
    assert over_cases("Trường hợp mèo lạc") == [[]]


@given(st.lists(st.sampled_from([IDENTITY, RESIDENCE, NUMBER, FALLBACK, "- Đơn", "Mèo già không phải nộp đơn", ""]), max_size=6))
def test_each_waiver_of_a_case_comes_once_and_its_papers_are_of_the_case(texts):
    judged = judge(RegisterCase("", tuple(RegisterRow(text, 0, 0, position=n) for n, text in enumerate(texts))))
    found = attach(judged)
    assert len(found) == sum(len(row.waivers) for row in judged)
    assert all(paper in judged and paper.kind == "paper" for a in found for paper in a.papers)
