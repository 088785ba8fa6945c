"""What a change of a record means, told in example people."""

from __future__ import annotations

import pytest

from procedures_pages.factories import QuestionFactory
from procedures_pages.factories import RequiredDocumentFactory as Paper
from procedures_pages.facts.procedure import ExamplePerson
from procedures_pages.register.parsing.records import RegisterCase, RegisterChannel, RegisterRow
from procedures_pages.register.truth.effects import effects

from ..factories import record
from .asking import page

WHO = QuestionFactory.build(id="ai", answers=("toi", "nguoi-khac"))
FORM, BIRTH, LETTER = "Tờ khai đăng ký nuôi mèo theo mẫu", "Giấy chứng sinh của mèo", "Văn bản ủy quyền nộp hồ sơ"
FACTS = page(
    questions=(WHO,),
    documents=(
        Paper(id="to-khai", name="Tờ khai đăng ký nuôi mèo"),
        Paper(id="chung-sinh", name="Giấy chứng sinh của mèo"),
        Paper(id="uy-quyen", name="Văn bản ủy quyền nộp hồ sơ", applies={"ai": ("nguoi-khac",)}),
    ),
    people=(
        ExamplePerson("hanh", "Chị Hạnh", "Chị tự đến.", (("ai", "toi"),), ()),
        ExamplePerson("binh", "Bác Bình", "Bác nhờ cháu.", (("ai", "nguoi-khac"),), ()),
    ),
)


def of(*texts, **more):
    rows = tuple(RegisterRow(*(text if isinstance(text, tuple) else (text, 1, 0)), "", n) for n, text in enumerate(texts))
    return record(cases=(RegisterCase("", rows),), **more)


def told(old, new, facts=FACTS):
    return [(effect.person.name if effect.person else "", *effect.lines) for effect in effects(facts, old, new)]


def test_nothing_changed_is_nobodys_matter():
    assert told(of(FORM, BIRTH), of(FORM, BIRTH)) == []


def test_a_paper_that_is_gone_is_told_to_those_who_bring_it():
    line = "từ nay không phải nộp “Giấy chứng sinh của mèo”"
    assert told(of(FORM, BIRTH), of(FORM)) == [("Chị Hạnh", line), ("Bác Bình", line)]
    assert told(of(FORM, BIRTH, LETTER), of(FORM, BIRTH)) == [("Bác Bình", "từ nay không phải nộp “Văn bản ủy quyền nộp hồ sơ”")]


def test_other_numbers_of_a_paper_are_told():
    lines = told(of(FORM, BIRTH), of(FORM, ("Giấy chứng sinh của mèo con", 0, 2)))
    assert lines[0] == ("Chị Hạnh", "“Giấy chứng sinh của mèo”: bản ghi đổi từ 1 bản chính thành 2 bản sao")


def test_a_paper_that_the_office_looks_up_from_now_on_is_told():
    spared = f"{BIRTH}. Trường hợp đã có dữ liệu thì không phải nộp giấy chứng sinh của mèo"
    (line, _other) = told(of(FORM, f"{BIRTH} (bản do trạm thú y cấp sau khi mèo ra đời)"), of(FORM, f"{spared}"))
    assert line[0] == "Chị Hạnh"
    assert "Giấy chứng sinh của mèo" in line[1]


def test_a_paper_that_the_page_does_not_know_is_everybodys():
    assert told(of(FORM), of(FORM, "Sổ tiêm phòng dại")) == [("", "bản ghi thêm giấy mà trang chưa có: “Sổ tiêm phòng dại”")]


@pytest.mark.parametrize(("amount", "words"), [(2, "Tại quầy: thời hạn từ 3 ngày làm việc thành 2 ngày làm việc"), (3, "")])
def test_another_time_is_told_to_all_who_may_come(amount, words):
    now = of(FORM, channels=(RegisterChannel("in_person", amount, "working_days"),))
    was = of(FORM, channels=(RegisterChannel("in_person", 3, "working_days"),))
    assert told(was, now) == ([("Chị Hạnh", words), ("Bác Bình", words)] if words else [])
