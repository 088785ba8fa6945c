"""The checklist: which papers does *this* reader need? Pure, no database."""

from __future__ import annotations

import dataclasses
import random
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procedures_pages.factories import QuestionFactory, RequiredDocumentFactory
from procedures_pages.facts.checklist import tailor
from procedures_pages.facts.procedure import Answer, Question
from procedures_pages.parameters import meant

from ..strategies import cases

WHO = QuestionFactory.build(id="ai", answers=("toi", "nguoi-khac"))
WHERE = QuestionFactory.build(id="o-dau", answers=("nha", "thue", "muon"))
ALWAYS = RequiredDocumentFactory.build(id="to-khai")
PROXY = RequiredDocumentFactory.build(id="uy-quyen", applies={"ai": ("nguoi-khac",)})
LEASE = RequiredDocumentFactory.build(id="hop-dong", applies={"o-dau": ("thue", "muon")})
QUESTIONS_OF_THE_SAMPLE = ("ban-photo", "dat", "doi-tuong", "khoan", "ly-do", "nguoi-nop", "nhom", "noi-cap", "truong-hop", "vneid")
BOTH = RequiredDocumentFactory.build(id="giay-kep", applies={"ai": ("nguoi-khac",), "o-dau": ("thue",)})


def read(**given: str | list[str]):
    answers = {name.replace("_", "-"): [v] if isinstance(v, str) else v for name, v in given.items()}
    return tailor((WHO, WHERE), (ALWAYS, PROXY, LEASE, BOTH), answers)


def needed(checklist) -> list[str]:
    return [d.id for d in checklist.needed]


def waiting(checklist) -> list[str]:
    return [o.document.id for o in checklist.open]


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
    (only,) = [o for o in read(ai="nguoi-khac").open if o.document.id == "giay-kep"]
    assert [(q.id, [a.id for a in answers]) for q, answers in only.conditions] == [("o-dau", ["thue"])]


def test_a_document_ruled_out_by_one_answer_does_not_wait_for_another():
    assert "giay-kep" not in waiting(read(ai="toi"))


def test_a_document_whose_question_was_removed_still_shows():
    orphan = RequiredDocumentFactory.build(applies={"cau-hoi-da-bo": ("x",)})
    assert tailor((WHO,), (orphan,), {}).needed == (orphan,)


def test_open_documents_with_the_same_condition_stand_in_one_group():
    second = RequiredDocumentFactory.build(id="uy-quyen-2", applies={"ai": ("nguoi-khac",)})
    checklist = tailor((WHO,), (PROXY, ALWAYS, second), {})
    assert [[d.id for d in group.documents] for group in checklist.open_groups] == [["uy-quyen", "uy-quyen-2"]]


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
    checklist = tailor(asked, (ALWAYS,), {name: ["x"]})
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
    checklist = tailor(asked, (), {name: ["co"]})
    assert (checklist.ignored, checklist.chosen) == (1, ())


def test_a_question_that_the_page_no_longer_has_is_counted():
    paper = RequiredDocumentFactory.build(id="to-khai", applies={"noi-o": ("thanh-pho",)})
    assert tailor((WHO,), (paper,), {"noi-o": ["thanh-pho"]}).ignored == 1
    assert tailor((WHO,), (paper,), {"noi-o-cu": ["thanh-pho"]}).ignored == 0


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
    assert tailor((WHO,), (ALWAYS,), {name: ["toi"]}).query == "ai=toi"


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
    assert tailor((WHO,), (ALWAYS,), {name: ["lon"]}).ignored == 0


def test_a_question_whose_name_is_like_that_of_a_foreign_parameter_is_still_asked():
    question = QuestionFactory.build(id="ref-giay", answers=("co", "khong"))
    assert tailor((question,), (), {"ref-giay": ["co"]}).query == "ref-giay=co"


def test_a_thousand_parameters_are_read_no_further_than_the_limit():
    assert tailor((WHO,), (ALWAYS,), {f"x{n}": ["1"] for n in range(1000)}).ignored <= 40


def test_an_answer_counts_however_many_unknown_parameters_stand_before_it():
    crowded = {**{f"x{n}": ["1"] for n in range(100)}, "ai": ["toi"]}
    assert tailor((WHO,), (ALWAYS,), crowded).query == "ai=toi"


# --- For any questions, documents and answers ---


@given(cases(), st.randoms(use_true_random=False))
def test_any_answers_in_any_order_give_the_same_list(case, chance: random.Random):
    asked, papers, address = case
    shuffled = list(address.items())
    chance.shuffle(shuffled)
    mixed = {name: chance.sample(values, len(values)) for name, values in shuffled}
    assert tailor(asked, papers, mixed) == tailor(asked, papers, address)


@given(cases())
def test_needed_open_and_left_out_share_out_the_documents(case):
    asked, papers, address = case
    checklist = tailor(asked, papers, address)
    shared_out = [*checklist.needed, *(o.document for o in checklist.open), *left_out(papers, checklist)]
    assert sorted(d.id for d in shared_out) == sorted(d.id for d in papers)


@given(cases())
def test_nothing_applies_twice(case):
    checklist = tailor(*case)
    ids = needed(checklist) + waiting(checklist)
    assert len(ids) == len(set(ids))


@given(cases())
def test_the_order_of_the_page_is_kept(case):
    asked, papers, address = case
    checklist = tailor(asked, papers, address)
    order = [d.id for d in papers]
    assert needed(checklist) == sorted(needed(checklist), key=order.index)
    assert waiting(checklist) == sorted(waiting(checklist), key=order.index)


@given(cases())
def test_a_tailored_address_read_back_gives_the_same_checklist(case):
    asked, papers, address = case
    checklist = tailor(asked, papers, address)
    again = tailor(asked, papers, parse_qs(checklist.query))
    assert (again.chosen, again.needed, again.open, again.ignored) == (checklist.chosen, checklist.needed, checklist.open, 0)


@given(cases())
def test_groups_hold_every_open_document_once(case):
    checklist = tailor(*case)
    assert sorted(d.id for g in checklist.open_groups for d in g.documents) == sorted(waiting(checklist))


@given(cases(), st.text(max_size=20), st.lists(st.text(max_size=20), max_size=3))
def test_noise_in_the_address_changes_no_document(case, name, values):
    asked, papers, address = case
    if meant(name, {q.id for q in asked}) is None and name not in address:
        noisy = tailor(asked, papers, {**address, name: values})
        assert (noisy.needed, noisy.open) == (tailor(asked, papers, address).needed, tailor(asked, papers, address).open)


@given(cases())
def test_once_every_question_is_answered_nothing_stays_open(case):
    asked, papers, _address = case
    answered = {q.id: [q.answers[0].id] for q in asked}
    assert tailor(asked, papers, answered).open == ()


# --- Ids that were changed ---


def test_a_former_answer_stands_for_the_one_that_took_its_place():
    who = QuestionFactory.build(id="ai", answers=(Answer("chinh-toi", "Tôi", ("toi",)), Answer("nguoi-khac", "Người khác")))
    assert tailor((who,), (), {"ai": ["toi"]}).query == "ai=chinh-toi"


def test_an_id_that_another_answer_has_now_is_that_answers():
    who = QuestionFactory.build(id="ai", answers=(Answer("a", "A", ("b",)), Answer("b", "B")))
    assert tailor((who,), (), {"ai": ["b"]}).query == "ai=b"


def test_a_former_question_is_read_too():
    who = Question("ai", "Ai nộp?", "", (Answer("toi", "Tôi"), Answer("khac", "Khác")), ("nguoi-nop",))
    assert tailor((who,), (), {"nguoi-nop": ["toi"]}).query == "ai=toi"


def test_the_old_and_the_new_name_with_two_answers_are_no_answer():
    who = Question("ai", "Ai nộp?", "", (Answer("toi", "Tôi"), Answer("khac", "Khác")), ("nguoi-nop",))
    checklist = tailor((who,), (), {"nguoi-nop": ["toi"], "ai": ["khac"]})
    assert (checklist.query, checklist.ignored) == ("", 1)


# --- What a tick was given to ---


def test_a_paper_has_another_version_where_what_to_bring_is_another():
    same = RequiredDocumentFactory.build(id="a", name="Giấy", note="Lời cũ.", originals=1)
    assert same.version == dataclasses.replace(same, note="Lời mới.", issuer="Nơi khác").version
    assert same.version != dataclasses.replace(same, originals=2).version
    assert same.version != dataclasses.replace(same, alternatives=("Hộ chiếu",)).version
