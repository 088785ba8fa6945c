"""Findings: each once, with a key of exactly the part of the record they were found against."""

from django.utils import translation

from procedures_pages.register.parsing.records import RegisterChannel
from procedures_pages.register.truth.findings import RULES, Compared, findings

from ..factories import record
from .asking import RECORD, ask, channel, page


def test_every_rule_explains_itself():
    assert all(rule.explain() and rule.name == name for name, rule in RULES.items())


def test_a_page_that_says_what_its_record_says_has_no_findings():
    from procedures_pages.factories import RequiredDocumentFactory as Paper
    from procedures_pages.facts.procedure import LegalResource

    papers = (Paper(name="Tờ khai nuôi mèo"), Paper(name="Sổ tiêm phòng của mèo", originals=0, copies=1))
    legal = (LegalResource("12/2024/NĐ-CP", "Nghị định về nuôi mèo"),)
    assert findings(Compared(page(documents=papers, legal=legal, channels=(channel(costs=()),)), (RECORD,))) == []


def test_without_a_record_only_rules_that_need_none_are_asked():
    assert ask("legal_equal", page()) == []
    assert ask("dates_hold", page(verified_on=None)) == []


def test_a_key_lasts_as_long_as_its_part_of_the_record():
    facts = page(channels=(channel(amount=10, costs=()),))
    two = RegisterChannel("in_person", 10, "working_days", (), "Nhà ở riêng lẻ: 7 ngày làm việc")
    (found,) = ask("times_by_case", facts, record(channels=(two,)))
    (elsewhere,) = ask("times_by_case", facts, record(channels=(two,), conditions="Mèo phải khỏe."))
    (changed,) = ask("times_by_case", facts, record(channels=(RegisterChannel("in_person", 10, "working_days", (), "Nhà ở: 8 ngày"),)))
    assert found.key == elsewhere.key != changed.key


def test_a_key_is_the_same_in_whatever_language_the_desk_speaks():
    facts = page(channels=(channel(amount=5, costs=()),))
    (found,) = ask("same_time", facts, RECORD)
    with translation.override("en"):
        (read,) = ask("same_time", facts, RECORD)
    assert (read.key, read.page) == (found.key, "5 working days")
