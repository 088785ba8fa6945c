"""Laws: those of the record are those of the page; what the text cites is listed; nothing rests on a law that another has followed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from django.utils.translation import gettext as _

from vietnamese.dates import short
from vietnamese.folding import fold

from ....facts.procedure import LegalResource
from ...parsing.amendments import amends, quotes_another
from ...parsing.law_numbers import LEGAL_NUMBER
from ..amounts import legal_numbers
from ..findings import Compared, Difference, rule
from ..said import FEES, LAW, PAPERS, page_texts, record_texts

_OF_PARLIAMENT = re.compile(r"/(?:QH|UBTVQH)\d+$")
_DRESSING = re.compile(
    r"\(.*?\)|\bluat so\b|\bso\b|[\d./-]+(?:qh|ubtvqh)\d+|\bcua quoc hoi\b"
    r"|\bngay \d.*$|\bnam \d{4}|\b\d{4}\b|\bduoc sua doi.*$|^[\s\d.)*-]+"
)


def tidy(number: str) -> str:
    """The register writes "86/2018/nđ-cp", too."""
    return "".join(number.upper().split())


@rule(lambda: _("Căn cứ pháp lý như bản ghi: không thiếu, không thừa văn bản nào."))
def legal_equal(compared: Compared) -> Iterator[Difference]:
    own = {tidy(law.number): law for law in compared.facts.legal}
    recorded = {tidy(law.number): law for record in compared.records for law in record.laws if law.number}
    for number, law in recorded.items():
        if number not in own:
            yield Difference(LAW, _("không có văn bản này"), f"{number} {law.title}".strip(), number)
    named = {tidy(number) for record in compared.records for text in record_texts(record) for number in legal_numbers(text)}
    for number in own:
        if recorded and LEGAL_NUMBER.fullmatch(number) and number not in recorded and number not in named:
            yield Difference(LAW, f"{number} {own[number].title}", _("bản ghi không nêu văn bản này"), ", ".join(sorted(recorded)))


@rule(lambda: _("Văn bản mà lời của trang nhắc đến phải có trong căn cứ pháp lý."), without_record=True)
def cited_is_listed(compared: Compared) -> Iterator[Difference]:
    listed = {tidy(law.number) for law in compared.facts.legal}
    recorded = {tidy(law.number) for record in compared.records for law in record.laws}
    # What the record itself cites and does not list is the register's matter.
    running = "\n".join(text for record in compared.records for text in record_texts(record))
    for text in page_texts(compared.facts):
        for number in dict.fromkeys(legal_numbers(text.words)):
            if tidy(number) not in listed and (tidy(number) in recorded or number not in running):
                yield Difference(text.part, f"{number}: “{text.words}”", _("không có trong căn cứ pháp lý của trang"), number)


@rule(lambda: _("Một văn bản có một tên trên mọi trang."), without_record=True)
def one_title(compared: Compared) -> Iterator[Difference]:
    titles: dict[str, set[str]] = {}
    for page in (compared.facts, *compared.pages):
        for law in page.legal:
            titles.setdefault(law.number, set()).add(law.title)
    for law in compared.facts.legal:
        others = titles[law.number] - {law.title}
        if others:
            yield Difference(LAW, f"{law.number} {law.title}", "; ".join(sorted(others)))


@rule(lambda: _("Mẫu đơn, tờ khai nêu văn bản kèm mẫu cùng các văn bản sửa đổi của nó."))
def form_with_amendments(compared: Compared) -> Iterator[Difference]:
    amending = list(_amendments(compared))
    running = "\n".join(text for record in compared.records for text in record_texts(record))
    forms = [(document.name, form) for document in compared.facts.documents for form in document.every_form]
    for paper, form in forms:
        if form.rstrip("…") in running:  # the record's own words
            continue
        numbers = [number for number in legal_numbers(form) if "/TT-" in number]
        for number in numbers:
            for by, title in amending:
                if by not in numbers and amends(title, number):
                    yield Difference(PAPERS, f"{paper}: {form}", f"{by} {title}", by)


def _amendments(compared: Compared) -> Iterator[tuple[str, str]]:
    """(number, title) of the laws of page and record that amend a circular which their title names."""
    recorded = [(law.number, law.title) for record in compared.records for law in record.laws]
    own = [(law.number, law.title) for law in compared.facts.legal]
    seen: set[str] = set()
    for number, title in (*recorded, *own):
        if number not in seen and "/TT-" in number and quotes_another(title):
            seen.add(number)
            yield number, title


@rule(lambda: _("Không dựa vào văn bản đã có văn bản mới hơn cùng tên, hay chỉ áp dụng đến một ngày sắp tới."), without_record=True)
def newer_law(compared: Compared) -> Iterator[Difference]:
    facts = compared.facts
    if facts.is_gone:
        return
    listed = {law.number for law in facts.legal}
    newest = _newest(compared)
    for law in facts.legal:
        key = _name_of(law, compared)
        if key and key in newest:
            number, title = newest[key]
            if _year(number) > _year(law.number) and number not in listed:
                yield Difference(LAW, f"{law.number} {law.title}", f"{number} {title}", number)
    recorded = {law.number for record in compared.records for law in record.laws}
    said = {number for text in page_texts(facts) for number in legal_numbers(text.words)}
    ending: dict[str, list[str]] = {}
    for end in compared.register.ends:
        if end.law in listed | recorded | said:
            ending.setdefault(end.law, []).append(short(end.day))
    text = " ".join(text.words for text in page_texts(facts))
    for number, days in ending.items():
        if not any(day in text for day in days):
            words = _("%(number)s chỉ áp dụng đến hết ngày %(days)s") % {"number": number, "days": ", ".join(sorted(set(days)))}
            yield Difference(FEES, _("không nói ngày hết áp dụng"), words)


def _newest(compared: Compared) -> dict[str, tuple[str, str]]:
    """{name: (number, title) of the newest law of that name in the register}."""
    out: dict[str, tuple[str, str]] = {}
    for number, titles in compared.register.laws.items():
        for title in titles:
            key = law_name(number, title)
            if key and (key not in out or _year(number) > _year(out[key][0])):
                out[key] = (number, title)
    return out


def _name_of(law: LegalResource, compared: Compared) -> str:
    own = law_name(law.number, law.title)
    return own or next(filter(None, (law_name(law.number, title) for title in sorted(compared.register.laws.get(law.number, ())))), "")


@lru_cache(maxsize=8192)  # every page asks for the names of all laws of the register
def law_name(number: str, title: str) -> str:
    """ "Luật Xây dựng số 50/2014/QH13" → "luat xay dung"; "" for what is no law of parliament, amends another or has no name."""
    if not _OF_PARLIAMENT.search(number) or quotes_another(title):
        return ""
    name = " ".join(_DRESSING.sub(" ", fold(title)).split()).strip(" .,;:-")
    return name if name.startswith(("luat ", "bo luat ", "phap lenh ")) and len(name.split()) > 1 else ""


def _year(number: str) -> int:
    return int(number.split("/")[1])
