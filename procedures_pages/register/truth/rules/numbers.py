"""Every number with a unit on the page occurs in the record, or stands beside a source of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from ....facts.phrases import deadline_words
from ..amounts import WORDS, Amount, amounts, in_words, legal_numbers, sentences
from ..findings import Compared, Difference, rule
from ..said import FEES, SUMMARY, TIME, Text, cost_text, deadline_text, page_texts, record_amounts, typed_time

# So much money is no amount that is paid, but a share of something: "1 đồng".
LEAST_MONEY = 100
# "Nên nộp sớm hơn một tháng": people's words, no number; nor is what "…" cuts off.
_ABOUT_ONE = re.compile(r"\bmột (?:ngày|tháng|năm|giờ)\b|\d\S* (?:\(\S+\) )?(?:ngày )?(?:làm )?\S*…", re.IGNORECASE)


@rule(lambda: _("Mỗi con số có đơn vị trên trang phải có trong bản ghi, hoặc đứng cạnh số hiệu văn bản của nó."))
def numbers_occur(compared: Compared) -> Iterator[Difference]:
    known = record_amounts(compared.records)
    for text, found in _named(compared):
        for amount in dict.fromkeys(found):
            if amount not in known and not (amount.unit == "dong" and amount.value < LEAST_MONEY):
                near = [other for other in known if other.unit == amount.unit]
                said = in_words(near) if near else _("không có số nào tính bằng %(unit)s") % {"unit": WORDS[amount.unit]}
                yield Difference(text.part, f"{amount}: “{text.words}”", said, f"{amount}: {in_words(near)}")


def _named(compared: Compared) -> Iterator[tuple[Text, list[Amount]]]:
    facts = compared.facts
    for time in facts.times:
        for amount in typed_time(time):
            if not legal_numbers(time.note):
                yield Text(TIME, str(amount)), [amount]
    for deadline in facts.deadlines:
        if deadline.amount is not None and deadline.unit != "before" and not legal_numbers(deadline_text(deadline)):
            yield Text(SUMMARY, deadline_words(deadline)), [Amount(float(deadline.amount), deadline.unit)]
    for cost in facts.costs:
        if cost.amount and not legal_numbers(cost_text(cost)):
            fee = Amount(float(cost.amount), "dong")
            yield Text(FEES, ". ".join(filter(None, (str(fee), cost_text(cost))))), [fee]
    for text in page_texts(facts):
        if text.part == FEES and legal_numbers(text.words):
            continue
        for sentence in sentences(text.words):
            found = amounts(_ABOUT_ONE.sub(" ", sentence))
            if found and not legal_numbers(sentence):
                yield Text(text.part, sentence), found
