"""What readers see change: each kind of change as one pair of lines, in words, and nothing where nothing changes."""

from dataclasses import replace

import pytest

from procedures_pages.factories import (
    CostFactory,
    DeadlineFactory,
    ProcedureFactsFactory,
    ProcessingTimeFactory,
    RequiredDocumentFactory,
)
from procedures_pages.facts.changes import Change, changes, people_changes
from procedures_pages.facts.procedure import ExamplePerson, Statement


@pytest.fixture
def facts():
    return ProcedureFactsFactory(
        documents=(RequiredDocumentFactory(id="to-khai", name="Tờ khai", originals=1, copies=0, note=""),),
        costs=(CostFactory(kind="le_phi", basis="amount", amount=8000, label="", note="", per=""),),
        times=(ProcessingTimeFactory(unit="working_days", amount=3, counted_from="", note=""),),
    )


def test_the_same_page_changes_nothing(facts):
    assert changes(facts, replace(facts)) == []


def test_a_fee_is_told_in_dong(facts):
    after = replace(facts, costs=(replace(facts.costs[0], amount=50_000),))
    assert changes(facts, after) == [Change("Phí, lệ phí", "Lệ phí: 8.000 đồng", "Lệ phí: 50.000 đồng")]


def test_a_time_is_told_in_days(facts):
    after = replace(facts, times=(replace(facts.times[0], amount=5),))
    assert [(c.part, c.before, c.after) for c in changes(facts, after)] == [("Thời hạn", "3 ngày làm việc", "5 ngày làm việc")]


def test_a_paper_that_comes_stands_beside_nothing(facts):
    new = RequiredDocumentFactory(id="moi", name="Giấy mới", originals=0, copies=2, note="")
    (change,) = changes(facts, replace(facts, documents=(*facts.documents, new)))
    assert (change.part, change.before) == ("Giấy tờ", "")
    assert change.after.startswith("Giấy mới: 2 bản sao.")


def test_a_paper_that_goes(facts):
    (change,) = changes(facts, replace(facts, documents=()))
    assert change.before.startswith("Tờ khai: ")
    assert change.after == ""


def test_a_paper_that_changes_stands_beside_itself_wherever_it_stands(facts):
    other = RequiredDocumentFactory(id="khac", name="Giấy khác", note="")
    before = replace(facts, documents=(*facts.documents, other))
    after = replace(facts, documents=(other, replace(facts.documents[0], copies=1)))
    (change,) = changes(before, after)
    assert change.before.startswith("Tờ khai: 1 bản chính.")
    assert change.after.startswith("Tờ khai: 1 bản chính, 1 bản sao.")


def test_a_deadline_that_comes(facts):
    after = replace(facts, deadlines=(DeadlineFactory(unit="days", amount=60, counted_from="từ ngày sinh", after=""),))
    assert changes(facts, after) == [Change("Hạn của người dân", "", "60 ngày từ ngày sinh")]


def test_words_that_nobody_acts_upon_say_so(facts):
    after = replace(facts, summary="Câu khác.", advice=(Statement("Nên gọi trước."),))
    assert {c.part: c.acts for c in changes(facts, after)}.items() >= {"Tóm tắt": False, "Lời khuyên": False}.items()
    assert not any(c.acts for c in changes(facts, after))


def test_an_example_person_for_whom_the_fee_changes(facts):
    person = ExamplePerson("an", "Chị An", "Chị đến quầy.", (), ())
    before = replace(facts, people=(person,))
    after = replace(before, costs=(replace(facts.costs[0], amount=50_000),))
    (change,) = people_changes(before, after)
    assert (change.person.id, change.lost, change.new) == (person.id, ("Lệ phí: 8.000 đồng",), ("Lệ phí: 50.000 đồng",))
    assert people_changes(before, replace(before, summary="Khác.")) == []
