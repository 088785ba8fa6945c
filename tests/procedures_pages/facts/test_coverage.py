"""Whom a page forgets: found by walking what people can answer."""

from __future__ import annotations

from hypothesis import given

from procedures_pages.factories import DeadlineFactory, ProcedureFactsFactory, QuestionFactory, RequiredDocumentFactory
from procedures_pages.facts.coverage import holes, whole_cases
from procedures_pages.facts.procedure import Answer, Form, OfficeFacts, ProcessingTime, Question

from ..strategies import cases

WHO = QuestionFactory.build(id="ai", answers=("toi", "nguoi-khac"))
WHERE = QuestionFactory.build(id="o-dau", answers=("nha", "thue", "muon"))


def only(question, *answers):
    return ((question, frozenset(answers)),)


def found(**facts):
    return [(hole.field, hole.case.query, hole.is_double) for hole in holes(ProcedureFactsFactory.build(**facts))]


def test_a_page_that_tells_everybody_has_none():
    times = (ProcessingTime("days", 7, applies=only("ai", "toi")), ProcessingTime("days", 9, applies=only("ai", "nguoi-khac")))
    assert found(questions=(WHO,), times=times) == []


def test_a_case_without_a_time_is_named():
    assert found(questions=(WHO,), times=(ProcessingTime("days", 7, applies=only("ai", "toi")),)) == [("times", "ai=nguoi-khac", False)]


def test_two_times_for_one_case_contradict_each_other():
    times = (ProcessingTime("days", 7), ProcessingTime("days", 9, applies=only("o-dau", "thue")))
    assert found(questions=(WHERE,), times=times) == [("times", "o-dau=thue", True)]


def test_two_deadlines_for_one_case_contradict_each_other_and_none_is_no_hole():
    deadlines = (DeadlineFactory.build(), DeadlineFactory.build(amount=15, applies=only("o-dau", "thue")))
    assert found(questions=(WHERE,), deadlines=deadlines) == [("deadlines", "o-dau=thue", True)]
    assert found(questions=(WHERE,), deadlines=deadlines[1:]) == []


def test_a_case_without_an_office_is_named_where_others_have_one():
    office = OfficeFacts("", "Sở Thử", "", "", "", "", "", "", applies=only("ai", "toi"))
    assert found(questions=(WHO,), offices=(office,)) == [("places", "ai=nguoi-khac", False)]
    assert found(questions=(WHO,), offices=()) == []


def test_two_forms_of_one_paper_for_one_case_contradict_each_other():
    paper = (RequiredDocumentFactory.build(id="to-khai"),)
    forms = (Form("to-khai", "Mẫu số 1", applies=only("o-dau", "thue")), Form("to-khai", "Mẫu số 2", applies=only("o-dau", "thue", "muon")))
    assert found(questions=(WHERE,), documents=paper, forms=forms) == [("documents", "o-dau=thue", True)]
    assert found(questions=(WHERE,), documents=paper, forms=forms[1:]) == []


def test_a_case_without_papers_is_named_unless_it_leads_elsewhere():
    paper = (RequiredDocumentFactory.build(applies={"ai": ("toi",)}),)
    assert found(questions=(WHO,), documents=paper) == [("documents", "ai=nguoi-khac", False)]
    leading = Question("ai", "Ai?", "", (Answer("toi", "Tôi"), Answer("nguoi-khac", "Khác", leads_to="1.001022", leads_to_name="Khác")))
    assert found(questions=(leading,), documents=paper) == []


def test_each_case_is_walked_once_however_many_answers_are_idle_in_it():
    both = RequiredDocumentFactory.build(applies={"ai": ("toi",), "o-dau": ("thue",)})
    facts = ProcedureFactsFactory.build(questions=(WHO, WHERE), documents=(both,))
    assert sorted(case.query for case in whole_cases(facts)) == [
        "ai=nguoi-khac",
        "ai=toi&o-dau=muon",
        "ai=toi&o-dau=nha",
        "ai=toi&o-dau=thue",
    ]


def test_of_too_many_cases_some_are_walked_the_same_each_time():
    asked = tuple(QuestionFactory.build(id=f"q{n}", answers=("a", "b", "c")) for n in range(5))
    papers = tuple(RequiredDocumentFactory.build(applies={q.id: ("a",)}) for q in asked)
    facts = ProcedureFactsFactory.build(questions=asked, documents=papers)
    first, second = ([case.query for case in whole_cases(facts, 20)] for _turn in range(2))
    assert first == second
    assert 0 < len(first) <= 20


@given(cases())
def test_nothing_is_open_in_a_whole_case(case):
    asked, papers, _address = case
    for whole in whole_cases(ProcedureFactsFactory.build(questions=asked, documents=papers)):
        assert not whole.open
        assert not whole.live
