"""A deadline as what a device needs to work it out."""

import pytest

from procedures_pages.factories import DeadlineFactory, ProcedureFactsFactory, QuestionFactory
from procedures_pages.facts.case import tailor
from procedures_pages.facts.reminders import Reminder, reminder_of

WHO = QuestionFactory.build(id="ai", answers=("toi", "nguoi-khac"))
IF_I = (("ai", frozenset({"toi"})),)


def of(*deadlines, given=None, **more):
    return reminder_of(tailor(ProcedureFactsFactory.build(deadlines=deadlines, **more), given or {}))


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, Reminder("Ngày sinh", days=60)),
        ({"amount": 15, "counted_from": "kể từ ngày mất"}, Reminder("Ngày mất", days=15)),
        ({"amount": 30, "counted_from": "trước ngày giấy phép hết hạn"}, Reminder("Ngày giấy phép hết hạn", days=-30)),
        ({"amount": 6, "unit": "months"}, Reminder("Ngày sinh", months=6)),
        ({"amount": 1, "unit": "years"}, Reminder("Ngày sinh", months=12)),
        ({"counted_from": "from the day of birth"}, Reminder("Day of birth", days=60)),
        ({"unit": "working_days", "amount": 3}, None),
        ({"unit": "hours", "amount": 12}, None),
        ({"unit": "before", "amount": None, "counted_from": "trước ngày giấy phép hết hiệu lực"}, None),
        ({"counted_from": "khi có thay đổi"}, None),
    ],
)
def test_reminders(fields, expected):
    assert of(DeadlineFactory.build(**fields)) == expected


def test_only_one_that_is_decided():
    assert of() is None
    assert of(DeadlineFactory.build(), DeadlineFactory.build(amount=90)) is None
    deadlines = (DeadlineFactory.build(applies=IF_I),)
    assert of(*deadlines, questions=(WHO,)) is None
    assert of(*deadlines, questions=(WHO,), given={"ai": ["toi"]}) == Reminder("Ngày sinh", days=60)
