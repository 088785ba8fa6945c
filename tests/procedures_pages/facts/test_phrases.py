"""Facts in words: never one thing said for another."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from procedures_pages.factories import (
    ChannelFactory,
    CostFactory,
    DeadlineFactory,
    ProcedureFactsFactory,
    ProcessingTimeFactory,
    QuestionFactory,
    RequiredDocumentFactory,
)
from procedures_pages.facts import phrases
from procedures_pages.facts.case import tailor
from procedures_pages.facts.procedure import Answer, Code, Cost, Deadline, ProcessingTime, Source, Untranslated
from procedures_pages.templatetags.procedure_words import then_apart

from .cases import case_of, deciding

WHO = QuestionFactory.build(id="ai", answers=("toi", "nguoi-khac"))
WHERE = QuestionFactory.build(id="o-dau", answers=("nha", "thue", "muon", "khac"))


@pytest.fixture(autouse=True)
def _vietnamese():
    with translation.override("vi"):
        yield


def condition(**applies) -> str:
    """The condition of one document that applies so, while nothing is answered."""
    document = RequiredDocumentFactory.build(applies={name.replace("_", "-"): answers for name, answers in applies.items()})
    (waiting,) = case_of((WHO, WHERE), (document,), {}).open
    return phrases.condition_words(waiting)


# --- Cases ---


def test_a_bare_yes_or_no_comes_with_its_question():
    yes_or_no = QuestionFactory.build(id="thay", label="Có người nộp thay?", answers=())
    yes_or_no = replace(yes_or_no, answers=(Answer("co", "Có"), Answer("khong", "Không")))
    document = RequiredDocumentFactory.build(applies={"thay": ("co",)})
    (waiting,) = case_of((yes_or_no,), (document,), {}).open
    assert phrases.condition_words(waiting) == "Khi trả lời “Có người nộp thay? Có”"
    assert phrases.case_words(case_of((yes_or_no,), (document,), {"thay": ["khong"]})) == "Có người nộp thay? Không"


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (Answer("khong", "Không, hoặc không có bên Việt Nam", phrase="nếu bên Việt Nam chưa từng ly hôn"), "bên Việt Nam chưa từng ly hôn"),
        (Answer("co", "Có, thuê đất", phrase="khi thuê đất"), "thuê đất"),
        (Answer("co", "Có, thuê đất"), "Đổi diện tích đất? Có, thuê đất"),
        (Answer("toi", "Một mình tôi, không ai khác", phrase="nếu ở một mình"), "Một mình tôi, không ai khác"),
    ],
)
def test_a_yes_or_no_that_goes_on_is_told_where_its_question_is_not_to_be_seen(answer, told):
    assert phrases.answer_words(QuestionFactory.build(label="Đổi diện tích đất?", answers=()), answer) == told


@pytest.mark.parametrize(
    ("name", "label"), [("Mẫu số 1b", ""), ("mẫu kèm Thông tư 04/2020/TT-BTP", ""), ("Tờ khai đăng ký kết hôn", "Mẫu: "), ("", "Mẫu: ")]
)
def test_a_form_that_says_it_is_one_is_not_called_so_twice(name, label):
    assert phrases.form_label(name) == label


def test_a_form_under_its_own_name_does_not_say_it_again():
    under = phrases.form_under
    assert under("Tờ khai, kèm Thông tư 04/2020/TT-BTP", "Tờ khai") == "Mẫu kèm Thông tư 04/2020/TT-BTP"
    assert under("Tờ khai đăng ký, kèm Thông tư 04/2020/TT-BTP", "Tờ khai") == "Mẫu: Tờ khai đăng ký, kèm Thông tư 04/2020/TT-BTP"
    assert under("Mẫu số 1b", "Tờ khai") == "Mẫu số 1b"


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


BOTH_CHANNELS = (ChannelFactory.build(kind="in_person"), ChannelFactory.build(kind="online"))


def told(given=None, **facts):
    return tailor(ProcedureFactsFactory.build(**facts), given or {})


def applying(**answers):
    return tuple((question, frozenset(of)) for question, of in answers.items())


def test_one_time_for_all_channels_is_told_once():
    assert phrases.time_lines(told(channels=BOTH_CHANNELS)) == ["3 ngày làm việc"]


def test_times_that_differ_are_told_by_channel():
    times = (ProcessingTime("working_days", 3, channels=("in_person",)), ProcessingTime("days", 7, channels=("online",)))
    assert phrases.time_lines(told(channels=BOTH_CHANNELS, times=times)) == ["Tại quầy: 3 ngày làm việc", "Trực tuyến: 7 ngày"]


BY_CASE = (
    ProcessingTime("days", 7, "kể từ ngày nhận đủ hồ sơ", applies=applying(ai=("toi",))),
    ProcessingTime("days", 10, "kể từ ngày nhận đủ hồ sơ", applies=applying(ai=("nguoi-khac",))),
)


def test_a_time_that_depends_on_the_case_is_told_with_its_condition():
    case = told(questions=(WHO,), times=BY_CASE)
    assert phrases.time_summary(case) == "7 ngày khi là toi; 10 ngày khi là nguoi-khac"
    assert phrases.counted_from(case) == "kể từ ngày nhận đủ hồ sơ"


def test_a_time_too_long_for_a_glance_is_told_without_its_conditions(monkeypatch):
    monkeypatch.setattr(phrases, "GLANCE", 20)
    case = told(questions=(WHO,), times=BY_CASE)
    assert phrases.time_glance(case) == "7 hoặc 10 ngày, tùy trường hợp"
    other = told(questions=(WHO,), times=(BY_CASE[0], replace(BY_CASE[1], unit="working_days")))
    assert phrases.time_glance(other) == "7 ngày hoặc 10 ngày làm việc, tùy trường hợp"
    decided = told(times=(ProcessingTime("working_days", 30, "kể từ ngày nhận đủ hồ sơ"),))
    assert phrases.time_glance(decided) == phrases.time_summary(decided)


def test_a_short_time_is_told_whole_at_a_glance():
    case = told(questions=(WHO,), times=BY_CASE)
    assert phrases.time_glance(case) == phrases.time_summary(case)
    assert phrases.facts_line(case) == "1 giấy tờ · 7 ngày khi là toi; 10 ngày khi là nguoi-khac · 100.000 đồng"


def test_the_time_of_a_decided_case_stands_alone():
    case = told({"ai": ["nguoi-khac"]}, questions=(WHO,), times=BY_CASE)
    assert (phrases.time_summary(case), phrases.time_lines(case)) == ("10 ngày", ["10 ngày kể từ ngày nhận đủ hồ sơ"])


def test_a_value_that_several_cases_share_is_told_once():
    times = (*BY_CASE, ProcessingTime("days", 10, "kể từ ngày nhận đủ hồ sơ", applies=applying(**{"o-dau": ("thue",)})))
    assert (
        phrases.time_summary(told(questions=(WHO, WHERE), times=times)) == "7 ngày khi là toi; 10 ngày khi là nguoi-khac hoặc khi là thue"
    )


def test_the_last_value_for_several_answers_is_for_the_other_cases():
    times = (
        ProcessingTime("days", 7, "kể từ ngày nộp", applies=applying(**{"o-dau": ("nha",)})),
        ProcessingTime("days", 10, "kể từ ngày nộp", applies=applying(**{"o-dau": ("thue", "muon", "khac")})),
    )
    case = told(questions=(WHERE,), times=times)
    assert phrases.time_lines(case) == ["7 ngày khi là nha; 10 ngày trong trường hợp khác, kể từ ngày nộp"]


def test_a_value_is_for_the_other_cases_only_where_all_are_named():
    times = (
        ProcessingTime("days", 7, applies=applying(**{"o-dau": ("nha",)})),
        ProcessingTime("days", 10, applies=applying(**{"o-dau": ("thue", "muon")})),
    )
    assert phrases.time_summary(told(questions=(WHERE,), times=times)) == "7 ngày khi là nha; 10 ngày khi là thue hoặc là muon"


def test_a_time_by_channel_and_by_case_is_told_by_both():
    times = (
        ProcessingTime("days", 7, channels=("in_person",), applies=applying(ai=("toi",))),
        ProcessingTime("days", 10, channels=("in_person",), applies=applying(ai=("nguoi-khac",))),
        ProcessingTime("days", 2, channels=("online",)),
    )
    case = told(questions=(WHO,), channels=BOTH_CHANNELS, times=times)
    assert phrases.time_lines(case) == ["Tại quầy: 7 ngày khi là toi; 10 ngày khi là nguoi-khac", "Trực tuyến: 2 ngày"]


# --- The citizen's deadline ---


@pytest.mark.parametrize(
    ("deadline", "words", "english"),
    [
        (Deadline("days", 60, "từ ngày sinh"), "60 ngày từ ngày sinh", "60 days từ ngày sinh"),
        (Deadline("working_days", 1, "kể từ ngày có thay đổi"), "1 ngày làm việc kể từ ngày có thay đổi", "1 working day kể từ"),
        (Deadline("hours", 24, "sau khi đến"), "24 giờ sau khi đến", "24 hours sau"),
        (Deadline("months", 2, "từ ngày cấp"), "2 tháng từ ngày cấp", "2 months từ"),
        (Deadline("years", 1, "từ ngày cấp"), "1 năm từ ngày cấp", "1 year từ"),
        (Deadline("working_days", 3, "trước ngày nghỉ"), "ít nhất 3 ngày làm việc trước ngày nghỉ", "at least 3 working days trước"),
        (Deadline("before", None, "trước ngày giấy phép hết hạn"), "trước ngày giấy phép hết hạn", "trước ngày giấy phép hết hạn"),
        (Deadline("days", 3, "before the shop closes"), "ít nhất 3 ngày before the shop closes", "at least 3 days before the shop closes"),
    ],
)
def test_a_deadline_is_told_with_what_it_counts_from_and_before_a_day_as_the_least(deadline, words, english):
    assert phrases.deadline_words(deadline) == words
    with translation.override("en"):
        assert phrases.deadline_words(deadline).startswith(english)


def test_a_deadline_that_depends_on_the_case_is_told_with_its_condition_and_alone_once_decided():
    deadlines = (DeadlineFactory.build(amount=10, applies=applying(ai=("toi",)), after="Bị phạt."), DeadlineFactory.build(amount=15))
    facts = {"questions": (WHO,), "deadlines": deadlines[:1]}
    assert phrases.deadline_summary(told(**facts)) == "10 ngày từ ngày sinh khi là toi"
    decided = told({"ai": ["toi"]}, **facts)
    assert (phrases.deadline_summary(decided), phrases.deadline_notes(decided)) == ("10 ngày từ ngày sinh", ["Bị phạt."])
    ruled_out = told({"ai": ["nguoi-khac"]}, **facts)
    assert (phrases.deadline_summary(ruled_out), phrases.deadline_notes(ruled_out)) == ("", [])


def test_a_procedure_without_a_deadline_tells_none():
    assert (phrases.deadline_summary(told()), phrases.deadline_notes(told())) == ("", [])
    assert not any(line.startswith("Hạn") for line in phrases.outcome_lines(told()))


def test_what_comes_out_for_somebody_names_the_deadline_before_the_time_of_the_office():
    lines = phrases.outcome_lines(told(deadlines=(DeadlineFactory.build(),)))
    assert lines.index("Hạn: 60 ngày từ ngày sinh") == lines.index("Thời hạn: 3 ngày làm việc") - 1


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
    costs = (CostFactory.build(amount=100_000, channels=("in_person",)), CostFactory.build(amount=50_000, channels=("online",)))
    case = told(channels=BOTH_CHANNELS, costs=costs)
    assert phrases.cost_lines(case) == ["Tại quầy: Lệ phí: 100.000 đồng", "Trực tuyến: Lệ phí: 50.000 đồng"]
    assert phrases.has_more_costs(case)


def test_costs_that_agree_are_told_once():
    case = told(channels=BOTH_CHANNELS)
    assert (phrases.cost_lines(case), phrases.has_more_costs(case)) == (["Lệ phí: 100.000 đồng"], False)


def test_a_cost_that_depends_on_the_case_is_told_with_its_condition():
    costs = (
        CostFactory.build(amount=100_000, applies=applying(ai=("toi",))),
        CostFactory.build(basis="free", applies=applying(ai=("nguoi-khac",))),
    )
    case = told(questions=(WHO,), costs=costs)
    assert phrases.cost_summary(case) == "100.000 đồng khi là toi; Miễn phí khi là nguoi-khac"
    assert phrases.cost_lines(case) == ["Lệ phí: 100.000 đồng khi là toi", "Lệ phí: Miễn phí khi là nguoi-khac"]
    assert phrases.cost_summary(told({"ai": ["toi"]}, questions=(WHO,), costs=costs)) == "100.000 đồng"


@pytest.mark.parametrize(
    ("usual", "other", "told_first"),
    [
        ({"basis": "free"}, {"amount": 8_000}, ("Miễn phí", "có trường hợp mất phí")),
        ({"basis": "free"}, {"basis": "by_council"}, ("Miễn phí", "có trường hợp tỉnh quy định")),
        ({"amount": 8_000}, {"basis": "free"}, ("8.000 đồng", "có trường hợp miễn phí")),
        ({"amount": 8_000}, {"amount": 9_000}, ("8.000 đồng", "mức phí tùy trường hợp")),
        ({"basis": "free"}, {"basis": "free"}, ("Miễn phí", "mức phí tùy trường hợp")),
    ],
)
def test_a_cost_too_long_for_a_glance_is_the_usual_one_and_says_that_there_are_others(monkeypatch, usual, other, told_first):
    monkeypatch.setattr(phrases, "COST_GLANCE", 10)
    costs = tuple(
        CostFactory.build(**{"amount": None, **told}, label=label, applies=applying(ai=(who,)))
        for told, label, who in ((usual, "Đúng hạn", "toi"), (other, "Quá hạn", "nguoi-khac"))
    )
    assert phrases.cost_glance(told(questions=(WHO,), costs=costs)) == told_first
    assert phrases.cost_glance(told({"ai": ["toi"]}, questions=(WHO,), costs=costs)) == (told_first[0], "")


def test_a_short_cost_is_told_whole_at_a_glance():
    case = told(questions=(WHO,), costs=(CostFactory.build(basis="free", applies=applying(ai=("toi",))),))
    assert phrases.cost_glance(case) == ("Miễn phí khi là toi", "")
    assert phrases.cost_glance(told(costs=())) == ("", "")


def test_the_same_note_of_several_costs_is_told_once():
    cost = CostFactory.build(note="Hỏi tại quầy.")
    assert phrases.cost_notes(told(costs=(cost, replace(cost, amount=5)))) == ["Hỏi tại quầy."]


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
    assert condition(ai=("nguoi-khac",)) == "Khi là nguoi-khac"


def test_answers_of_one_question_are_joined_by_or():
    assert condition(o_dau=("thue", "muon")) == "Khi là thue hoặc là muon"


def test_answers_of_two_questions_are_joined_by_and():
    assert condition(ai=("toi",), o_dau=("nha",)) == "Khi là toi, và khi là nha"


def test_the_few_answers_that_do_not_need_it_are_named_instead():
    assert condition(o_dau=("nha", "thue", "muon")) == "Trừ khi là khac"


def test_a_condition_and_an_exception_stand_together():
    assert condition(ai=("toi",), o_dau=("nha", "thue", "muon")) == "Khi là toi, trừ khi là khac"


def test_the_case_is_told_in_the_order_of_the_questions():
    checklist = case_of((WHO, WHERE), deciding(WHO, WHERE), {"o-dau": ["nha"], "ai": ["toi"]})
    assert phrases.case_words(checklist) == "Nhãn của toi; Nhãn của nha"


def test_no_answers_are_no_case():
    assert phrases.case_words(case_of((WHO,), (), {})) == ""


# --- The line for search hits and preview cards ---


def test_the_facts_line_says_papers_time_and_cost():
    case = told(documents=tuple(RequiredDocumentFactory.build() for _ in range(4)))
    assert phrases.facts_line(case) == "4 giấy tờ · 3 ngày làm việc · 100.000 đồng"


def test_the_facts_line_counts_from_where_papers_depend_on_answers():
    documents = (RequiredDocumentFactory.build(), RequiredDocumentFactory.build(applies={"ai": ("toi",)}))
    assert phrases.facts_line(case_of((WHO,), documents, {})).startswith("từ 1 giấy tờ")


def test_the_facts_line_of_an_answered_checklist_counts_its_own_papers():
    documents = (RequiredDocumentFactory.build(), RequiredDocumentFactory.build(applies={"ai": ("toi",)}))
    assert phrases.facts_line(case_of((WHO,), documents, {"ai": ["toi"]})).startswith("2 giấy tờ")


def test_the_facts_line_leaves_out_what_is_not_known():
    case = told(times=(ProcessingTimeFactory.build(unit="unknown"),), costs=(CostFactory.build(basis="unknown"),))
    assert phrases.facts_line(case) == "1 giấy tờ"


def test_the_facts_line_of_a_procedure_without_channels_times_and_costs_counts_its_papers():
    assert phrases.facts_line(told(channels=(), times=(), costs=())) == "1 giấy tờ"


def test_the_summary_speaks_of_the_counter_where_there_is_one():
    times = (ProcessingTime("days", 7, channels=("online",)), ProcessingTime("days", 3, channels=("in_person",)))
    case = told(channels=(ChannelFactory.build(kind="online"), ChannelFactory.build(kind="in_person")), times=times)
    assert (phrases.main_channel(case), phrases.time_summary(case)) == ("in_person", "3 ngày")


# --- Papers that nobody demands, and other procedures ---


NUMBER = RequiredDocumentFactory.build(
    handling="number", fallback="Mang theo phòng khi quầy không tra được.", basis="Nghị định 18/2026/NĐ-CP"
)


def test_a_paper_of_which_the_number_is_enough_says_so_with_its_basis():
    assert phrases.reserve_words(NUMBER) == "Chỉ cần đọc số. Mang theo phòng khi quầy không tra được. Nghị định 18/2026/NĐ-CP."


def test_it_is_no_paper_to_bring():
    case = told(documents=(NUMBER, RequiredDocumentFactory.build()))
    assert phrases.facts_line(case).startswith("1 giấy tờ")
    assert [r.fact for r in case.in_reserve] == [NUMBER]


def test_counts_for_each_person_say_so():
    assert phrases.counts_words(RequiredDocumentFactory.build(per_person=True)) == "mỗi người 1 bản chính"


ABROAD = QuestionFactory.build(
    id="noi-sinh",
    answers=(Answer("day", "Ở đây", phrase="khi sinh ở đây"), Answer("kia", "Ở kia", (), "khi sinh ở kia", "1.001022", "Nhận con")),
)


def test_an_answer_that_leads_elsewhere_says_where():
    case = case_of((ABROAD, WHO), deciding(WHO), {"noi-sinh": ["kia"]})
    assert phrases.exit_words(case) == phrases.facts_line(case) == "Việc này làm theo thủ tục khác: Nhận con (mã 1.001022)"
    assert phrases.exit_words(case_of((ABROAD,), (), {"noi-sinh": ["day"]})) == ""


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


# --- A page of then ---


def of_then(**more):
    cost = CostFactory.build(kind="le_phi", basis="amount", amount=100_000)
    source = Source("", "", date(2022, 8, 1))
    return tailor(ProcedureFactsFactory.build(status="under_review", source=source, costs=(cost,), **more), {})


def test_a_time_and_a_fee_of_then_are_never_told_as_todays():
    case = of_then()
    assert phrases.time_summary(case) == "3 ngày làm việc (quy định năm 2022)"
    assert phrases.time_lines(case) == ["3 ngày làm việc (quy định năm 2022)"]
    assert phrases.cost_summary(case) == "100.000 đồng (quy định năm 2022)"
    assert phrases.cost_lines(case) == ["Lệ phí: 100.000 đồng (quy định năm 2022)"]


def test_a_deadline_of_then_is_told_as_of_then():
    assert phrases.deadline_summary(of_then(deadlines=(DeadlineFactory.build(),))) == "60 ngày từ ngày sinh (quy định năm 2022)"


@pytest.mark.parametrize(
    ("note", "told"),
    [
        ("Đang rà soát: theo quy định năm 2022. Chưa rõ.", "Theo quy định năm 2022. Chưa rõ."),
        ("Theo quy định năm 2022.", "Theo quy định năm 2022."),
        ("Đang rà soát:", "Đang rà soát:"),
        ("Lưu ý: chưa rõ.", "Lưu ý: chưa rõ."),
        ("", ""),
    ],
)
def test_a_note_beside_its_status_does_not_say_it_again(note, told):
    assert phrases.note_of_status(ProcedureFactsFactory.build(status="under_review", status_note=note)) == told


@pytest.mark.parametrize(
    ("note", "told"),
    [
        ("Theo quy định năm 2022.", '3 ngày làm việc<span class="then"> (quy định năm 2022)</span>'),
        ("Chưa rõ nay còn không.", "3 ngày làm việc (quy định năm 2022)"),
    ],
)
def test_large_letters_may_leave_out_the_year_where_the_note_tells_it(note, told):
    source = Source("", "", date(2022, 8, 1))
    facts = ProcedureFactsFactory.build(status="under_review", status_note=note, source=source)
    assert then_apart(phrases.time_summary(tailor(facts, {})), facts) == told
    assert then_apart("3 ngày làm việc", ProcedureFactsFactory.build(status_note=note)) == "3 ngày làm việc"


def test_the_facts_line_of_a_page_of_then_counts_its_papers_alone():
    assert phrases.facts_line(of_then()) == "1 giấy tờ"


@pytest.mark.parametrize("changes", [{"status": "in_force"}, {"source": Source("", "1.001612", date(2026, 7, 1))}])
def test_a_page_that_was_compared_or_is_in_force_is_of_today(changes):
    values = {"status": "under_review", "source": Source("", "", date(2022, 8, 1)), **changes}
    assert tailor(ProcedureFactsFactory.build(**values), {}).year_of_then is None


def test_an_amount_and_a_day_are_told_as_english_writes_them():
    with translation.override("en"):
        assert phrases.cost_words(Cost("phi", "amount", 8_000, "copy")) == "8,000 VND per copy"
        assert (phrases.day_words(date(2026, 11, 24)), phrases.month_words(date(2026, 7, 1))) == ("24 November 2026", "July 2026")
    assert (phrases.day_words(date(2026, 11, 24)), phrases.month_words(date(2026, 7, 1))) == ("24/11/2026", "07/2026")


def test_the_line_of_a_page_that_nobody_has_translated_is_in_one_language():
    cost = CostFactory.build(amount=2_000, per="trang")
    with translation.override("en"):
        mixed = phrases.listed_line(told(costs=(cost,)), "vi")
        plain = phrases.listed_line(told(costs=(CostFactory.build(amount=2_000, per=""),)), "vi")
        assert "2,000 VND per trang" in phrases.listed_line(told(costs=(cost,)), "en")
    assert mixed.endswith("2.000 đồng/trang")
    assert isinstance(mixed, Untranslated)
    assert plain.endswith("2,000 VND")
    assert not isinstance(plain, Untranslated)
