"""Facts in words: never one thing said for another."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from procedures_pages.factories import (
    ChannelFactory,
    CostFactory,
    ProcedureFactsFactory,
    ProcessingTimeFactory,
    QuestionFactory,
    RequiredDocumentFactory,
)
from procedures_pages.facts import phrases
from procedures_pages.facts.checklist import tailor
from procedures_pages.facts.procedure import Answer, Code, Cost, ProcessingTime

WHO = QuestionFactory.build(id="ai", answers=("toi", "nguoi-khac"))
WHERE = QuestionFactory.build(id="o-dau", answers=("nha", "thue", "muon", "khac"))


@pytest.fixture(autouse=True)
def _vietnamese():
    with translation.override("vi"):
        yield


def condition(**applies) -> str:
    """The condition of one document that applies so, while nothing is answered."""
    document = RequiredDocumentFactory.build(applies={name.replace("_", "-"): answers for name, answers in applies.items()})
    (waiting,) = tailor((WHO, WHERE), (document,), {}).open
    return phrases.condition_words(waiting)


# --- Cases ---


def test_a_bare_yes_or_no_comes_with_its_question():
    yes_or_no = QuestionFactory.build(id="thay", label="Có người nộp thay?", answers=())
    yes_or_no = replace(yes_or_no, answers=(Answer("co", "Có"), Answer("khong", "Không")))
    document = RequiredDocumentFactory.build(applies={"thay": ("co",)})
    (waiting,) = tailor((yes_or_no,), (document,), {}).open
    assert phrases.condition_words(waiting) == "Nếu “Có người nộp thay? Có”"
    assert phrases.case_words(tailor((yes_or_no,), (document,), {"thay": ["khong"]})) == "Có người nộp thay? Không"


# --- Time ---


@pytest.mark.parametrize(
    ("unit", "amount", "words"),
    [
        ("working_days", 3, "3 ngày làm việc"),
        ("days", 15, "15 ngày"),
        ("hours", 8, "8 giờ"),
        ("months", 2, "2 tháng"),
        ("same_day", None, "Trong ngày"),
        ("unknown", None, "Chưa có thông tin"),
    ],
)
def test_a_time_is_said_with_its_unit(unit, amount, words):
    assert phrases.time_words(ProcessingTime(unit, amount)) == words


def test_working_days_and_days_are_never_said_alike():
    assert phrases.time_words(ProcessingTime("working_days", 5)) != phrases.time_words(ProcessingTime("days", 5))


def test_english_counts_one_working_day_in_the_singular():
    with translation.override("en"):
        assert phrases.time_words(ProcessingTime("working_days", 1)) == "1 working day"
        assert phrases.time_words(ProcessingTime("working_days", 3)) == "3 working days"


def test_one_time_for_all_channels_is_told_once():
    facts = ProcedureFactsFactory.build(channels=(ChannelFactory.build(kind="in_person"), ChannelFactory.build(kind="online")))
    assert phrases.time_lines(facts) == ["3 ngày làm việc"]


def test_times_that_differ_are_told_by_channel():
    facts = ProcedureFactsFactory.build(
        channels=(
            ChannelFactory.build(kind="in_person"),
            ChannelFactory.build(kind="online", time=ProcessingTimeFactory.build(unit="days", amount=7)),
        )
    )
    assert phrases.time_lines(facts) == ["Tại quầy: 3 ngày làm việc", "Trực tuyến: 7 ngày"]


# --- Cost ---


@pytest.mark.parametrize(
    ("cost", "words"),
    [
        (CostFactory.build(amount=100_000), "100.000 đồng"),
        (CostFactory.build(amount=2_000, per="trang"), "2.000 đồng/trang"),
        (CostFactory.build(basis="free"), "Miễn phí"),
        (CostFactory.build(basis="not_charged"), "Không thu"),
        (CostFactory.build(basis="by_council"), "Theo nghị quyết Hội đồng nhân dân tỉnh"),
        (CostFactory.build(basis="unknown"), "Chưa có thông tin"),
    ],
)
def test_a_cost_says_which_of_the_five_it_is(cost, words):
    assert phrases.cost_words(cost) == words


@given(st.sampled_from(["amount", "by_council", "unknown"]), st.sampled_from(["phi", "le_phi"]))
def test_a_cost_without_a_number_is_never_called_free(basis, kind):
    assert phrases.cost_words(Cost(kind, basis)) not in ("Miễn phí", "Không thu")


@given(st.integers(1, 10**10))
def test_an_amount_reads_back_as_the_same_number(amount):
    assert int(phrases.cost_words(Cost("phi", "amount", amount)).removesuffix(" đồng").replace(".", "")) == amount


def test_phi_and_le_phi_are_different_words():
    assert {phrases.cost_kind(Cost(kind, "free")) for kind in ("phi", "le_phi")} == {"Phí", "Lệ phí"}


def test_a_cost_line_names_what_it_pays_for():
    assert phrases.cost_line(Cost("phi", "amount", 2_000, "trang", "Phí chứng thực")) == "Phí chứng thực: 2.000 đồng/trang"


def test_costs_that_differ_are_told_by_channel():
    facts = ProcedureFactsFactory.build(
        channels=(
            ChannelFactory.build(kind="in_person", costs=(CostFactory.build(amount=100_000),)),
            ChannelFactory.build(kind="online", costs=(CostFactory.build(amount=50_000),)),
        )
    )
    assert phrases.cost_lines(facts) == ["Tại quầy: Lệ phí: 100.000 đồng", "Trực tuyến: Lệ phí: 50.000 đồng"]


def test_costs_that_agree_are_told_once():
    both = tuple(ChannelFactory.build(kind=kind) for kind in ("in_person", "online"))
    assert phrases.cost_lines(ProcedureFactsFactory.build(channels=both)) == ["Lệ phí: 100.000 đồng"]


def test_the_same_note_of_several_costs_is_told_once():
    cost = CostFactory.build(note="Hỏi tại quầy.")
    channels = (ChannelFactory.build(kind="in_person", costs=(cost,)), ChannelFactory.build(kind="online", costs=(cost,)))
    assert phrases.cost_notes(ProcedureFactsFactory.build(channels=channels)) == ["Hỏi tại quầy."]


# --- Papers ---


@pytest.mark.parametrize(
    ("originals", "copies", "words"), [(1, 0, "1 bản chính"), (0, 2, "2 bản sao"), (1, 1, "1 bản chính, 1 bản sao"), (0, 0, "")]
)
def test_originals_and_copies_are_counted_apart(originals, copies, words):
    assert phrases.counts_words(RequiredDocumentFactory.build(originals=originals, copies=copies)) == words


def test_handing_in_and_showing_are_different_words():
    submit, show = (RequiredDocumentFactory.build(handling=h) for h in ("submit", "show"))
    assert (phrases.handling_short(submit), phrases.handling_short(show)) == ("Nộp", "Xuất trình")
    assert phrases.handling_words(show) == "Xuất trình (cho xem rồi nhận lại)"


@pytest.mark.parametrize("online", ["photo", "digital", "not_needed"])
def test_each_way_of_handing_in_online_has_words(online):
    assert phrases.online_words(RequiredDocumentFactory.build(handling_online=online)).startswith("Nộp trực tuyến")


def test_nothing_is_said_about_online_where_the_record_says_nothing():
    assert phrases.online_words(RequiredDocumentFactory.build(handling_online="")) == ""


# --- Conditions ---


def test_a_condition_names_its_answer():
    assert condition(ai=("nguoi-khac",)) == "Nếu “Nhãn của nguoi-khac”"


def test_answers_of_one_question_are_joined_by_or():
    assert condition(o_dau=("thue", "muon")) == "Nếu “Nhãn của thue” hoặc “Nhãn của muon”"


def test_answers_of_two_questions_are_joined_by_and():
    assert condition(ai=("toi",), o_dau=("nha",)) == "Nếu “Nhãn của toi” và “Nhãn của nha”"


def test_the_few_answers_that_do_not_need_it_are_named_instead():
    assert condition(o_dau=("nha", "thue", "muon")) == "Trừ khi “Nhãn của khac”"


def test_a_condition_and_an_exception_stand_together():
    assert condition(ai=("toi",), o_dau=("nha", "thue", "muon")) == "Nếu “Nhãn của toi”, trừ khi “Nhãn của khac”"


def test_the_case_is_told_in_the_order_of_the_questions():
    checklist = tailor((WHO, WHERE), (), {"o-dau": ["nha"], "ai": ["toi"]})
    assert phrases.case_words(checklist) == "Nhãn của toi; Nhãn của nha"


def test_no_answers_are_no_case():
    assert phrases.case_words(tailor((WHO,), (), {})) == ""


# --- The line for search hits and preview cards ---


def test_the_facts_line_says_papers_time_and_cost():
    facts = ProcedureFactsFactory.build(documents=tuple(RequiredDocumentFactory.build() for _ in range(4)))
    assert phrases.facts_line(facts) == "4 giấy tờ · 3 ngày làm việc · 100.000 đồng"


def test_the_facts_line_counts_from_where_papers_depend_on_answers():
    documents = (RequiredDocumentFactory.build(), RequiredDocumentFactory.build(applies={"ai": ("toi",)}))
    facts = ProcedureFactsFactory.build(questions=(WHO,), documents=documents)
    assert phrases.facts_line(facts).startswith("từ 1 giấy tờ")


def test_the_facts_line_of_an_answered_checklist_counts_its_own_papers():
    documents = (RequiredDocumentFactory.build(), RequiredDocumentFactory.build(applies={"ai": ("toi",)}))
    facts = ProcedureFactsFactory.build(questions=(WHO,), documents=documents)
    checklist = tailor(facts.questions, facts.documents, {"ai": ["toi"]})
    assert phrases.facts_line(facts, checklist).startswith("2 giấy tờ")


def test_the_facts_line_leaves_out_what_is_not_known():
    channel = ChannelFactory.build(time=ProcessingTimeFactory.build(unit="unknown"), costs=(CostFactory.build(basis="unknown"),))
    assert phrases.facts_line(ProcedureFactsFactory.build(channels=(channel,))) == "1 giấy tờ"


def test_the_facts_line_of_a_procedure_without_channels_counts_its_papers():
    assert phrases.facts_line(ProcedureFactsFactory.build(channels=())) == "1 giấy tờ"


def test_the_summary_speaks_of_the_counter_where_there_is_one():
    facts = ProcedureFactsFactory.build(channels=(ChannelFactory.build(kind="online"), ChannelFactory.build(kind="in_person")))
    assert phrases.main_channel(facts).kind == "in_person"


# --- Names and codes ---


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_choice_has_its_words_in_both_languages(lang):
    with translation.override(lang):
        for names in (phrases.CHANNELS, phrases.LEVELS, phrases.AUDIENCES, phrases.SERVICE_MODES, phrases.STATUSES):
            words = [str(v) for v in names.values()]
            assert all(words)
            assert len(set(words)) == len(words)


def test_a_choice_nobody_knows_has_no_words_and_does_not_fail():
    assert (phrases.level_name("?"), phrases.status_name("?"), phrases.channel_name("?")) == ("", "", "")


def test_the_present_code_is_shown_before_a_former_one():
    facts = ProcedureFactsFactory.build(codes=(Code("1.000001", False), Code("1.000002", True)))
    assert (facts.code, [c.value for c in facts.former_codes]) == ("1.000002", ["1.000001"])


def test_without_a_present_code_the_first_former_one_is_shown():
    assert ProcedureFactsFactory.build(codes=(Code("1.000001", False),)).code == "1.000001"


def test_a_procedure_without_codes_has_an_empty_code():
    assert ProcedureFactsFactory.build(codes=()).code == ""
