"""A reader who is sent somewhere else is told where: a page of this site or a code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from django.utils.translation import gettext as _

from vietnamese.folding import fold

from ....code_shapes import CODE
from ..amounts import sentences
from ..findings import Compared, Difference, rule
from ..said import CONDITIONS, PAPERS, QUESTIONS, STEPS, SUMMARY, page_texts, record_texts

_ELSEWHERE = re.compile(r"\b(?:lam luon cung luc|lam cung luc|dang ky luon|lam mot luot|thu tuc (?:khac|rieng)|viec rieng|lam rieng)\b")
_DESK = re.compile(r"\bhoi (?:tai )?quay\b|\bquay huong dan\b")
# Where a reader is sent away for something to do; that a fee is not known is said by the cost itself.
_PARTS = (SUMMARY, QUESTIONS, PAPERS, STEPS, CONDITIONS)
_OPENING = re.compile(r"^(?:thu tuc )?(?:dang ky |cap |ho tro )?")
LEAST_WORDS = 3


@rule(
    lambda: _("Câu chỉ người đọc sang việc khác (“hỏi tại quầy”, “làm cùng lúc”, “thủ tục khác”) phải dẫn tới một trang hoặc một mã."),
    without_record=True,
)
def pointer_links(compared: Compared) -> Iterator[Difference]:
    facts = compared.facts
    if facts.is_gone:
        return
    of_record = ""
    linked = [fold(link.title) for link in facts.related]
    asking: dict[str, list[str]] = {}
    for text in page_texts(facts):
        if text.part not in _PARTS or CODE.search(text.words) or any(title in fold(text.words) for title in linked):
            continue
        for sentence in sentences(text.words):
            plain = fold(sentence)
            if not (_ELSEWHERE.search(plain) or _DESK.search(plain)):
                continue
            of_record = of_record or fold(" ".join(text for record in compared.records for text in record_texts(record)))
            if plain.strip(" .") in of_record:  # the record's own words
                continue
            if _ELSEWHERE.search(plain):
                yield Difference(text.part, sentence, _proposed(plain, compared) or _("chưa dẫn tới trang hay mã nào"), sentence)
            else:
                asking.setdefault(text.part, []).append(sentence)
    for part, said in asking.items():  # of each part once, however often it says so
        yield Difference(part, " / ".join(said), _("chưa dẫn tới trang hay mã nào"), " / ".join(said))


@lru_cache(maxsize=8192)
def _core(name: str) -> str:
    """The words of a record's name by which a sentence may speak of it; "" where they are too few."""
    core = _OPENING.sub("", fold(name).strip())
    return core if len(core.split()) >= LEAST_WORDS else ""


def _proposed(sentence: str, compared: Compared) -> str:
    """The one record of the register whose whole name stands in the sentence; "" where there is none, or several."""
    own = {code.value for code in compared.facts.codes}
    found = [
        f"{code} {name}" for code, name in compared.register.names.items() if code not in own and (core := _core(name)) and core in sentence
    ]
    return found[0] if len(found) == 1 else ""
