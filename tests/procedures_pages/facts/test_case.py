"""The case: what is true for *this* reader? Pure, no database."""

from __future__ import annotations

import dataclasses
import random
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procedures_pages.factories import QuestionFactory, RequiredDocumentFactory
from procedures_pages.facts import phrases
from procedures_pages.facts.case import TAILORED
from procedures_pages.facts.procedure import (
    Answer,
    Channel,
    Cost,
    Deadline,
    Entry,
    Form,
    OfficeFacts,
    Output,
    ProcessingTime,
    Question,
    Statement,
    Step,
)
from procedures_pages.parameters import meant

from ..strategies import cases
from .cases import case_of, deciding

WHO = QuestionFactory.build(id="ai", answers=("toi", "nguoi-khac"))
WHERE = QuestionFactory.build(id="o-dau", answers=("nha", "thue", "muon"))
ALWAYS = RequiredDocumentFactory.build(id="to-khai")
PROXY = RequiredDocumentFactory.build(id="uy-quyen", applies={"ai": ("nguoi-khac",)})
LEASE = RequiredDocumentFactory.build(id="hop-dong", applies={"o-dau": ("thue", "muon")})
QUESTIONS_OF_THE_SAMPLE = ("ban-photo", "dat", "doi-tuong", "khoan", "ly-do", "nguoi-nop", "nhom", "noi-cap", "truong-hop", "vneid")
BOTH = RequiredDocumentFactory.build(id="giay-kep", applies={"ai": ("nguoi-khac",), "o-dau": ("thue",)})


def read(**given: str | list[str]):
    answers = {name.replace("_", "-"): [v] if isinstance(v, str) else v for name, v in given.items()}
    return case_of((WHO, WHERE), (ALWAYS, PROXY, LEASE, BOTH), answers)


def needed(checklist) -> list[str]:
    return [d.id for d in checklist.needed]


def waiting(checklist) -> list[str]:
    return [o.fact.id for o in checklist.open]


def left_out(documents, checklist) -> list:
    """What the answers ruled out, told from the rule itself: some named question was answered otherwise."""
    chosen = {q.id: a.id for q, a in checklist.chosen}
    return [d for d in documents if any(q in chosen and chosen[q] not in wanted for q, wanted in d.applies)]


# --- What a paper is ---


@pytest.mark.parametrize(
    "other",
    [
        {"name": "Giấy khác"},
        {"originals": 2},
        {"copies": 1},
        {"copies": 3},
        {"handling": "show"},
        {"form": "Mẫu số 9"},
        {"alternatives": ("Thẻ",)},
    ],
    ids=str,
)
def test_a_paper_of_which_something_else_must_be_brought_is_another_version(other):
    paper = dataclasses.replace(ALWAYS, name="Giấy khai sinh", originals=1, copies=2, handling="submit", form="", alternatives=())
    assert dataclasses.replace(paper, **other).version != paper.version


# --- The rule ---


def test_a_document_that_names_no_question_always_applies():
    assert "to-khai" in needed(read())


def test_a_document_applies_when_its_answer_was_given():
    assert "uy-quyen" in needed(read(ai="nguoi-khac"))


def test_a_document_is_left_out_when_another_answer_was_given():
    checklist = read(ai="toi")
    assert "uy-quyen" not in needed(checklist) + waiting(checklist)


def test_any_of_the_named_answers_to_one_question_will_do():
    assert "hop-dong" in needed(read(o_dau="thue"))
    assert "hop-dong" in needed(read(o_dau="muon"))


def test_all_named_questions_must_match():
    assert "giay-kep" in needed(read(ai="nguoi-khac", o_dau="thue"))
    assert "giay-kep" not in needed(read(ai="nguoi-khac", o_dau="muon")) + waiting(read(ai="nguoi-khac", o_dau="muon"))


def test_a_document_waits_while_one_of_its_questions_is_unanswered():
    (only,) = [o for o in read(ai="nguoi-khac").open if o.fact.id == "giay-kep"]
    assert [(q.id, [a.id for a in answers]) for q, answers in only.conditions] == [("o-dau", ["thue"])]


def test_a_document_ruled_out_by_one_answer_does_not_wait_for_another():
    assert "giay-kep" not in waiting(read(ai="toi"))


def test_a_document_whose_question_was_removed_still_shows():
    orphan = RequiredDocumentFactory.build(applies={"cau-hoi-da-bo": ("x",)})
    assert case_of((WHO,), (orphan,), {}).needed == (orphan,)


def test_open_documents_with_the_same_condition_stand_in_one_group():
    second = RequiredDocumentFactory.build(id="uy-quyen-2", applies={"ai": ("nguoi-khac",)})
    checklist = case_of((WHO,), (PROXY, ALWAYS, second), {})
    assert [[d.id for d in group.documents] for group in checklist.open_groups] == [["uy-quyen", "uy-quyen-2"]]


# --- Every kind of fact follows the case ---


TIMES = (
    ProcessingTime("days", 7, applies=(("ai", frozenset({"toi"})),)),
    ProcessingTime("days", 10, applies=(("ai", frozenset({"nguoi-khac"})),)),
)


@pytest.mark.parametrize(
    ("kind", "fact"),
    [
        ("times", TIMES[0]),
        ("deadlines", Deadline("days", 60, applies=TIMES[0].applies)),
        ("costs", Cost("phi", "free", applies=TIMES[0].applies)),
        ("channels", Channel("post", applies=TIMES[0].applies)),
        ("steps", Step("Ký", applies=TIMES[0].applies)),
        ("outputs", Output("Giấy", applies=TIMES[0].applies)),
        ("conditions", Statement("Đủ 18 tuổi.", TIMES[0].applies)),
        ("advice", Statement("Nên đi sớm.", TIMES[0].applies)),
        ("offices", OfficeFacts("", "Phường nơi ở cũ", "", "", "", "", "", "", applies=TIMES[0].applies)),
        ("forms", Form("to-khai", "Mẫu số 1b", applies=TIMES[0].applies)),
    ],
)
def test_a_fact_of_any_kind_is_open_then_decided_or_gone(kind, fact):
    def of(given):
        return [(one.fact, bool(one.conditions)) for one in getattr(case_of((WHO,), (), given, **{kind: (fact,)}), kind)]

    assert (of({}), of({"ai": ["toi"]}), of({"ai": ["nguoi-khac"]})) == ([(fact, True)], [(fact, False)], [])
    assert case_of((WHO,), (), {}, **{kind: (fact,)}).live == (WHO,)


# --- Another form for some, another office for some ---

PAPER = RequiredDocumentFactory.build(id="to-khai", form="Mẫu số 1", form_url="/mau-1.docx", form_names=("Mẫu số 1", "Mẫu số 2"))
OTHER_FORM = Form("to-khai", "Mẫu số 2", "/mau-2.pdf", "pdf", 2048, (("o-dau", frozenset({"thue", "muon"})),))


def with_forms(given, *forms, papers=(PAPER,)):
    return case_of((WHO, WHERE), papers, given, forms=forms or (OTHER_FORM,))


def told_forms(case):
    (paper,) = (told.fact for told in case.documents)
    return [(told.fact.form, phrases.when_words(told.conditions)) for told in case.forms_of(paper)]


def test_a_form_for_some_stands_beside_the_papers_own_until_an_answer_decides():
    case = with_forms({})
    assert told_forms(case) == [("Mẫu số 1", ""), ("Mẫu số 2", "trừ khi là nha")]
    assert case.live == (WHERE,)


def test_an_answer_puts_the_form_and_its_file_in_the_place_of_the_papers_own():
    (paper,) = with_forms({"o-dau": ["thue"]}).needed
    assert (paper.form, paper.form_url, paper.form_kind, paper.form_bytes) == ("Mẫu số 2", "/mau-2.pdf", "pdf", 2048)
    assert told_forms(with_forms({"o-dau": ["thue"]})) == [("Mẫu số 2", "")]
    assert told_forms(with_forms({"o-dau": ["nha"]})) == [("Mẫu số 1", "")]


def test_a_paper_that_was_ticked_off_is_the_same_paper_once_its_form_is_decided():
    versions = {with_forms(given).needed[0].version for given in ({}, {"o-dau": ["thue"]}, {"o-dau": ["nha"]})}
    assert versions == {PAPER.version}
    assert dataclasses.replace(PAPER, form_names=("Mẫu số 1", "Mẫu số 3")).version != PAPER.version


def test_what_a_paper_waits_for_is_not_said_again_of_its_form():
    waiting_paper = dataclasses.replace(PAPER, applies=(("ai", frozenset({"nguoi-khac"})),), form="")
    form = dataclasses.replace(OTHER_FORM, applies=(*waiting_paper.applies, *OTHER_FORM.applies))
    assert told_forms(with_forms({}, form, papers=(waiting_paper,))) == [("Mẫu số 2", "trừ khi là nha")]
    assert told_forms(with_forms({"o-dau": ["thue"]}, form, papers=(waiting_paper,))) == [("Mẫu số 2", "")]


def test_a_paper_without_a_form_for_everybody_has_none_where_no_other_is():
    bare = dataclasses.replace(PAPER, form="", form_url="")
    assert told_forms(with_forms({"o-dau": ["nha"]}, papers=(bare,))) == []


COUNTER = OfficeFacts("quay", "Quầy của phường", "phường Thử", "", "", "", "", "")
LAST_HOME = OfficeFacts("", "Phường nơi ở cũ", "", "", "", "", "", "", applies=(("ai", frozenset({"toi"})),))
ELSEWHERE = OfficeFacts("", "Sở Thử", "", "", "", "", "", "", applies=(("ai", frozenset({"nguoi-khac"})),))


def test_offices_are_told_with_their_condition_until_an_answer_decides():
    def line(given):
        return phrases.offices_line(case_of((WHO,), (), given, offices=(COUNTER, LAST_HOME, ELSEWHERE)))

    assert line({}) == "Phường nơi ở cũ khi là toi; Sở Thử khi là nguoi-khac"
    assert (line({"ai": ["toi"]}), line({"ai": ["nguoi-khac"]})) == ("Phường nơi ở cũ", "Sở Thử")


def test_the_counters_of_the_unit_are_not_told_apart():
    assert phrases.offices_line(case_of((), (), {}, offices=(COUNTER,))) == ""
    assert phrases.offices_line(case_of((), (), {}, offices=(COUNTER, dataclasses.replace(LAST_HOME, applies=())))) == "Phường nơi ở cũ"


def test_what_must_come_out_for_somebody_names_office_and_form_where_they_differ():
    facts = {"offices": (COUNTER, LAST_HOME, ELSEWHERE), "forms": (OTHER_FORM,)}
    lines = phrases.outcome_lines(case_of((WHO, WHERE), (PAPER,), {"ai": ["toi"], "o-dau": ["thue"]}, **facts))
    assert lines[0].endswith("nộp 1 bản chính. Mẫu số 2")
    assert "Nơi nộp: Phường nơi ở cũ" in lines
    plain = dataclasses.replace(PAPER, form_names=())
    lines = phrases.outcome_lines(case_of((), (plain,), {}, offices=(COUNTER,)))
    assert not any("Mẫu" in line or "Nơi nộp" in line for line in lines)


# --- Another code for some ---

WITH_FOREIGNER = Entry(
    "2.000748", "Thủ tục có yếu tố nước ngoài", "https://dichvucong.gov.vn/nuoc-ngoai", "Sở", (("ai", frozenset({"nguoi-khac"})),)
)


def entries(**given):
    case = case_of((WHO,), (), given, other_entries=(WITH_FOREIGNER,))
    return case, [(one.fact.code, bool(one.conditions)) for one in case.entries]


def test_the_pages_own_code_holds_until_an_answer_brings_another():
    case, told = entries()
    assert case.live == (WHO,)
    assert told == [(case.entry.code, False), ("2.000748", True)]
    assert case.entry.code != "2.000748"
    assert phrases.entry_line(case) == f"{case.entry.code}; 2.000748 {phrases.answer_phrase(WHO, WHO.answers[1])}"


def test_an_answer_decides_code_name_link_and_authority_at_once():
    assert entries(ai=["nguoi-khac"])[0].entry == WITH_FOREIGNER
    case, told = entries(ai=["toi"])
    assert told == [(case.entry.code, False)]
    assert case.entry.authority == "Ủy ban nhân dân cấp xã (phường)"


# --- Only questions that decide something ---


def test_a_question_that_nothing_depends_on_is_not_live():
    assert case_of((WHO, WHERE), (PROXY,), {}).live == (WHO,)


def test_a_question_is_no_longer_live_once_another_answer_has_decided():
    assert case_of((WHO, WHERE), (BOTH,), {}).live == (WHO, WHERE)
    assert case_of((WHO, WHERE), (BOTH,), {"ai": ["toi"]}).live == ()
    assert case_of((WHO, WHERE), (BOTH,), {"ai": ["nguoi-khac"]}).live == (WHERE,)


def test_an_answer_that_decides_nothing_leaves_the_address():
    assert case_of((WHO, WHERE), (BOTH,), {"ai": ["toi"], "o-dau": ["thue"]}).query == "ai=toi"
    assert case_of((WHO, WHERE), (ALWAYS,), {"ai": ["toi"]}).query == ""


def test_of_two_answers_that_each_make_the_other_idle_the_first_question_keeps_its_own():
    assert case_of((WHO, WHERE), (BOTH,), {"ai": ["toi"], "o-dau": ["nha"]}).query == "ai=toi"


def test_an_answer_that_a_later_one_makes_idle_stays():
    """Nobody's question goes from under the hand."""
    assert case_of((WHO, WHERE), (BOTH,), {"ai": ["nguoi-khac"], "o-dau": ["nha"]}).query == "ai=nguoi-khac&o-dau=nha"


# --- Answers that lead elsewhere ---


ABROAD = Question(
    "noi-sinh", "Sinh ở đâu?", "", (Answer("day", "Ở đây"), Answer("kia", "Ở kia", leads_to="1.001022", leads_to_name="Khác"))
)


def test_an_answer_that_leads_elsewhere_is_asked_for_though_no_fact_depends_on_it():
    assert case_of((ABROAD,), (ALWAYS,), {}).live == (ABROAD,)
    assert case_of((ABROAD,), (ALWAYS,), {"noi-sinh": ["day"]}).query == "noi-sinh=day"


def test_once_it_is_given_nothing_else_is_asked_and_nothing_is_to_bring():
    case = case_of((ABROAD, WHO), (ALWAYS, PROXY), {"noi-sinh": ["kia"], "ai": ["toi"]})
    assert (case.exit.leads_to, case.live, case.query) == ("1.001022", (), "noi-sinh=kia")
    assert not any(getattr(case, name) for name in TAILORED)


# --- Papers that nobody demands ---


@pytest.mark.parametrize("handling", ["number", "looked_up", "waived"])
def test_a_paper_that_nobody_demands_is_neither_needed_nor_open(handling):
    papers = (dataclasses.replace(ALWAYS, handling=handling), dataclasses.replace(PROXY, handling=handling))
    case = case_of((WHO,), papers, {})
    assert (case.needed, case.open) == ((), ())
    assert [(one.fact.id, bool(one.conditions)) for one in case.in_reserve] == [("to-khai", False), ("uy-quyen", True)]


# --- What the address says wrongly ---


FOREIGN = [
    "utm_source",
    "fbclid",
    "gclid",
    "gad_source",
    "gbraid",
    "wbraid",
    "msclkid",
    "ttclid",
    "twclid",
    "igshid",
    "igsh",
    "mibextid",
    "sfnsn",
]
FOREIGN += [
    "_gl",
    "_ga",
    "srsltid",
    "yclid",
    "zarsrc",
    "zclid",
    "mc_cid",
    "ref",
    "from",
    "source",
    "si",
    "s",
    "amp",
    "v",
    "lang",
    "mau-sac",
    "\x00",
    "",
]


@pytest.mark.parametrize("name", [*FOREIGN, *(name.upper() for name in FOREIGN), "x" * 10_000, "тест", "🙂", "a.b", "amp;fbclid"])
def test_what_never_was_a_question_is_passed_over_in_silence(name):
    asked = tuple(QuestionFactory.build(id=one) for one in QUESTIONS_OF_THE_SAMPLE)
    checklist = case_of(asked, (ALWAYS,), {name: ["x"]})
    assert (checklist.ignored, checklist.chosen, checklist.query) == (0, (), "")


@pytest.mark.parametrize(
    "name",
    [
        "truong-hopp",
        "trưong-hop",
        "truonghop",
        "truong_hop",
        "truong hop",
        "turong-hop",
        "nguoi-nộp",
        "nguoi-nop2",
        "nguoi-nom",
        "noi-capp",
    ],
)
def test_a_misspelt_question_is_counted(name):
    asked = tuple(QuestionFactory.build(id=one) for one in ("truong-hop", "nguoi-nop", "noi-cap"))
    checklist = case_of(asked, deciding(*asked), {name: ["co"]})
    assert (checklist.ignored, checklist.chosen) == (1, ())


def test_a_question_that_the_page_no_longer_has_is_counted():
    paper = RequiredDocumentFactory.build(id="to-khai", applies={"noi-o": ("thanh-pho",)})
    assert case_of((WHO,), (paper,), {"noi-o": ["thanh-pho"]}).ignored == 1
    assert case_of((WHO,), (paper,), {"noi-o-cu": ["thanh-pho"]}).ignored == 0


COPIED = [
    "toi.",
    "toi,",
    "toi)",
    "toi).",
    "toi;",
    "toi/",
    "toi ",
    " toi",
    "toi\u200b",
    "\ufefftoi",
    "toi»",
    "“toi”",
    "toi nhé",
    "toi\xa0và",
    "TOI",
    "Toi",
]
COPIED += ["toi?fbclid=1", "toi#giay-to", "toi…", "ｔｏｉ", "toi\n"]


@pytest.mark.parametrize("value", COPIED)
def test_an_answer_is_read_as_it_was_copied(value):
    checklist = read(ai=value)
    assert (checklist.query, checklist.ignored) == ("ai=toi", 0)


@pytest.mark.parametrize("name", ["amp;ai", "amp;amp;ai", "AI", "?ai", "ai ", "\u200bai", "ai\u00ad"])
def test_a_question_is_read_as_it_was_copied(name):
    assert case_of((WHO,), (PROXY,), {name: ["toi"]}).query == "ai=toi"


def test_an_answer_with_hyphens_is_read_with_dashes():
    assert read(ai="nguoi–khac").query == read(ai="nguoi\u2011khac.").query == "ai=nguoi-khac"


@pytest.mark.parametrize("value", ["toii", "to", "toi-x", "không-toi", "toivà", "x toi", "nguoi", "\x00"])
def test_an_answer_that_is_spelt_otherwise_is_not_guessed(value):
    checklist = read(ai=value)
    assert (checklist.ignored, checklist.chosen) == (1, ())


def test_the_same_answer_in_two_forms_counts_once():
    assert read(ai=["toi", "toi."]).query == "ai=toi"
    assert read(ai=["toi", "khong-co"]).query == ""


def test_an_unknown_answer_is_ignored_and_counted():
    checklist = read(ai="meo")
    assert (checklist.ignored, checklist.chosen) == (1, ())


def test_two_answers_to_one_question_are_no_answer_and_counted():
    checklist = read(ai=["toi", "nguoi-khac"])
    assert (checklist.ignored, checklist.chosen) == (1, ())


def test_the_same_answer_given_twice_counts_once():
    checklist = read(ai=["toi", "toi"])
    assert (checklist.ignored, checklist.query) == (0, "ai=toi")


def test_an_empty_answer_is_simply_no_answer():
    checklist = read(ai="")
    assert (checklist.ignored, checklist.chosen) == (0, ())


@pytest.mark.parametrize("name", ["co", "trang"])
def test_the_sites_own_parameters_are_no_unknown_questions(name):
    assert case_of((WHO,), (ALWAYS,), {name: ["lon"]}).ignored == 0


def test_a_question_whose_name_is_like_that_of_a_foreign_parameter_is_still_asked():
    question = QuestionFactory.build(id="ref-giay", answers=("co", "khong"))
    assert case_of((question,), deciding(question), {"ref-giay": ["co"]}).query == "ref-giay=co"


def test_a_thousand_parameters_are_read_no_further_than_the_limit():
    assert case_of((WHO,), (ALWAYS,), {f"x{n}": ["1"] for n in range(1000)}).ignored <= 40


def test_an_answer_counts_however_many_unknown_parameters_stand_before_it():
    crowded = {**{f"x{n}": ["1"] for n in range(100)}, "ai": ["toi"]}
    assert case_of((WHO,), (PROXY,), crowded).query == "ai=toi"


# --- For any questions, documents and answers ---


@given(cases(), st.randoms(use_true_random=False))
def test_any_answers_in_any_order_give_the_same_list(case, chance: random.Random):
    asked, papers, address = case
    shuffled = list(address.items())
    chance.shuffle(shuffled)
    mixed = {name: chance.sample(values, len(values)) for name, values in shuffled}
    assert case_of(asked, papers, mixed) == case_of(asked, papers, address)


@given(cases())
def test_needed_open_and_left_out_share_out_the_documents(case):
    asked, papers, address = case
    checklist = case_of(asked, papers, address)
    shared_out = [*checklist.needed, *(o.fact for o in checklist.open), *left_out(papers, checklist)]
    assert sorted(d.id for d in shared_out) == sorted(d.id for d in papers)


@given(cases())
def test_a_paper_has_no_form_that_the_answers_rule_out_and_every_other(case):
    asked, papers, address = case
    forms = tuple(Form("to-khai", f"Mẫu {p.id}", applies=p.applies) for p in papers)
    checklist = case_of(asked, (ALWAYS,), address, forms=forms)
    (paper,) = checklist.needed
    out = {f"Mẫu {p.id}" for p in left_out(papers, checklist)}
    told = [form.fact.form for form in checklist.forms_of(paper)]
    assert sorted(told) == sorted({form.form for form in forms} - out)
    assert paper.form not in out


@given(cases())
def test_nothing_applies_twice(case):
    checklist = case_of(*case)
    ids = needed(checklist) + waiting(checklist)
    assert len(ids) == len(set(ids))


@given(cases())
def test_the_order_of_the_page_is_kept(case):
    asked, papers, address = case
    checklist = case_of(asked, papers, address)
    order = [d.id for d in papers]
    assert needed(checklist) == sorted(needed(checklist), key=order.index)
    assert waiting(checklist) == sorted(waiting(checklist), key=order.index)


@given(cases())
def test_a_tailored_address_read_back_gives_the_same_checklist(case):
    asked, papers, address = case
    checklist = case_of(asked, papers, address)
    again = case_of(asked, papers, parse_qs(checklist.query))
    assert (again.chosen, again.needed, again.open, again.ignored) == (checklist.chosen, checklist.needed, checklist.open, 0)


@given(cases())
def test_groups_hold_every_open_document_once(case):
    checklist = case_of(*case)
    assert sorted(d.id for g in checklist.open_groups for d in g.documents) == sorted(waiting(checklist))


@given(cases(), st.text(max_size=20), st.lists(st.text(max_size=20), max_size=3))
def test_noise_in_the_address_changes_no_document(case, name, values):
    asked, papers, address = case
    if meant(name, {q.id for q in asked}) is None and name not in address:
        noisy = case_of(asked, papers, {**address, name: values})
        assert (noisy.needed, noisy.open) == (case_of(asked, papers, address).needed, case_of(asked, papers, address).open)


@given(cases())
def test_once_every_question_is_answered_nothing_stays_open(case):
    asked, papers, _address = case
    answered = {q.id: [q.answers[0].id] for q in asked}
    assert case_of(asked, papers, answered).open == ()


# --- Ids that were changed ---


def test_a_former_answer_stands_for_the_one_that_took_its_place():
    who = QuestionFactory.build(id="ai", answers=(Answer("chinh-toi", "Tôi", ("toi",)), Answer("nguoi-khac", "Người khác")))
    assert case_of((who,), deciding(who), {"ai": ["toi"]}).query == "ai=chinh-toi"


def test_an_id_that_another_answer_has_now_is_that_answers():
    who = QuestionFactory.build(id="ai", answers=(Answer("a", "A", ("b",)), Answer("b", "B")))
    assert case_of((who,), deciding(who), {"ai": ["b"]}).query == "ai=b"


def test_a_former_question_is_read_too():
    who = Question("ai", "Ai nộp?", "", (Answer("toi", "Tôi"), Answer("khac", "Khác")), ("nguoi-nop",))
    assert case_of((who,), deciding(who), {"nguoi-nop": ["toi"]}).query == "ai=toi"


def test_the_old_and_the_new_name_with_two_answers_are_no_answer():
    who = Question("ai", "Ai nộp?", "", (Answer("toi", "Tôi"), Answer("khac", "Khác")), ("nguoi-nop",))
    checklist = case_of((who,), deciding(who), {"nguoi-nop": ["toi"], "ai": ["khac"]})
    assert (checklist.query, checklist.ignored) == ("", 1)


# --- What a tick was given to ---


def test_a_paper_has_another_version_where_what_to_bring_is_another():
    same = RequiredDocumentFactory.build(id="a", name="Giấy", note="Lời cũ.", originals=1)
    assert same.version == dataclasses.replace(same, note="Lời mới.", issuer="Nơi khác").version
    assert same.version != dataclasses.replace(same, originals=2).version
    assert same.version != dataclasses.replace(same, alternatives=("Hộ chiếu",)).version


# --- For any facts ---


@given(cases())
def test_every_live_question_decides_something_and_every_other_nothing(case):
    asked, papers, address = case
    now = case_of(asked, papers, address)
    given_ = {q.id: [a.id] for q, a in now.chosen}
    for question in asked:
        if question.id in given_:
            continue
        lists = {tuple(d.id for d in case_of(asked, papers, {**given_, question.id: [a.id]}).needed) for a in question.answers}
        waiting_for = any(question in [q for q, _a in one.conditions] for one in now.open)
        assert (question in now.live) == waiting_for
        assert question in now.live or len(lists) == 1


@given(cases())
def test_every_answer_that_stays_decided_something_when_its_turn_came(case):
    asked, papers, address = case
    before = {}
    for question, answer in case_of(asked, papers, address).chosen:
        assert question in case_of(asked, papers, before).live
        before[question.id] = [answer.id]


def test_who_does_not_know_is_asked_the_next_question_and_all_stays_open():
    unsure = read(ai="khong-ro")
    assert (unsure.unsure, unsure.next, unsure.live) == ((WHO,), WHERE, (WHO, WHERE))
    assert (needed(unsure), waiting(unsure)) == (["to-khai"], ["uy-quyen", "hop-dong", "giay-kep"])
    assert (unsure.turn, unsure.turns, unsure.ignored) == (2, 2, 0)
    assert (unsure.query, unsure.answers_query) == ("ai=khong-ro", "")
    assert unsure.query_without(WHO) == ""
    # With the other answer the address holds both, and the facts are those of that answer alone.
    both = read(ai="khong-ro", o_dau="thue")
    assert (both.query, both.answers_query, both.next) == ("o-dau=thue&ai=khong-ro", "o-dau=thue", None)
    assert both.documents == read(o_dau="thue").documents


def test_not_knowing_leaves_the_address_when_nothing_depends_on_it():
    assert case_of((WHO, WHERE), (ALWAYS, LEASE), {"ai": ["khong-ro"]}).query == ""


def test_an_answer_is_more_than_not_knowing_and_an_editors_own_answer_of_that_name_is_one():
    assert read(ai=["khong-ro", "toi"]).ignored == 1
    own = QuestionFactory.build(id="ai", answers=("toi", "khong-ro"))
    case = case_of((own,), (RequiredDocumentFactory.build(id="giay", applies={"ai": ("khong-ro",)}),), {"ai": ["khong-ro"]})
    assert (case.unsure, needed(case)) == ((), ["giay"])
