"""Example people: what must come out for each of them, compared with what the page tells. Pure."""

from __future__ import annotations

import pytest

from procedures_pages.factories import CostFactory, ProcedureFactsFactory, QuestionFactory, RequiredDocumentFactory
from procedures_pages.facts.people import outcomes
from procedures_pages.facts.procedure import Answer, Code, ExamplePerson, Question

WHO = QuestionFactory.build(id="ai", answers=("toi", "nguoi-khac"))
PAPERS = (
    RequiredDocumentFactory.build(id="to-khai", name="Tờ khai"),
    RequiredDocumentFactory.build(id="uy-quyen", name="Giấy ủy quyền", applies={"ai": ("nguoi-khac",)}),
    RequiredDocumentFactory.build(id="can-cuoc", name="Thẻ căn cước", handling="number"),
)
ALONE = ("Tờ khai: nộp 1 bản chính", "Thẻ căn cước: chỉ cần đọc số", "Thời hạn: 3 ngày làm việc", "Lệ phí: Miễn phí", "Mã: 9.000777")


def outcome(*lines, answers=(("ai", "toi"),), questions=(WHO,)):
    facts = ProcedureFactsFactory.build(
        questions=questions,
        documents=PAPERS,
        costs=(CostFactory.build(kind="le_phi", basis="free", amount=None),),
        codes=(Code("9.000777", True),),
        people=(ExamplePerson("an", "An", "An đến quầy.", answers, lines),),
    )
    (found,) = outcomes(facts)
    return found


def test_what_comes_out_is_told_a_line_each():
    assert outcome().lines == ALONE


def test_who_gets_exactly_that_is_right():
    assert outcome(*ALONE).is_right
    assert outcome(*reversed(ALONE)).is_right


def test_a_paper_that_is_gone_or_new_is_named():
    told = outcome(*ALONE, answers=(("ai", "nguoi-khac"),))
    assert (told.is_right, told.lost, told.new) == (False, (), ("Giấy ủy quyền: nộp 1 bản chính",))
    told = outcome(*ALONE, "Giấy phép: nộp 1 bản chính")
    assert (told.is_right, told.lost, told.new) == (False, ("Giấy phép: nộp 1 bản chính",), ())


@pytest.mark.parametrize("answers", [(), (("ai", "toi"), ("o-dau", "nha")), (("ai", "ai-do"),)], ids=["none", "not asked", "unknown"])
def test_who_leaves_a_question_open_or_answers_one_that_is_not_asked_is_not_right(answers):
    told = outcome(answers=answers)
    assert not outcome(*told.lines, answers=answers).is_right


def test_nothing_written_down_is_never_right():
    assert outcome().is_unsaid
    assert not outcome().is_right


def test_who_is_led_elsewhere_gets_the_other_procedure():
    away = Answer("cha", "Cha", leads_to="1.001022", leads_to_name="Nhận cha, mẹ, con")
    question = Question("ai", "Ai?", "", (Answer("toi", "Tôi"), away))
    line = "Việc này làm theo thủ tục khác: Nhận cha, mẹ, con (mã 1.001022)"
    assert outcome(line, answers=(("ai", "cha"),), questions=(question,)).is_right
