"""For whom: a record narrower than the page, a code called former that is of today, two codes without a question."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from django.utils.translation import gettext as _

from vietnamese.folding import fold

from ....facts.phrases import audience_name
from ..findings import Compared, Difference, rule
from ..said import SUMMARY, page_texts

# What in a record's name narrows it, and the words by which a page says so too.
NARROWER = {
    "có yếu tố nước ngoài": ("nước ngoài",),
    "khu vực biên giới": ("biên giới", "nước láng giềng"),
    "lưu động": ("lưu động", "tại nhà"),
    "người khuyết tật": ("khuyết tật",),
}
LONGEST_TITLE = 255
MOST_PROPOSED = 3  # of records of the same name; more are none
SUBJECTS = {
    "citizen": ("cong dan",),
    "overseas_vietnamese": ("nguoi viet nam dinh cu",),
    "foreigner": ("nguoi nuoc ngoai",),
    "enterprise": ("doanh nghiep",),
    "organisation": ("to chuc", "hop tac xa"),
    "agency": ("can bo", "co quan"),
}


@rule(lambda: _("Tên và đối tượng của bản ghi không được hẹp hơn trang; mỗi mã hiện hành là một câu trả lời riêng."))
def same_audience(compared: Compared) -> Iterator[Difference]:
    facts = compared.facts
    own = f"{facts.title} {facts.summary}".lower()
    by_case = {entry.code for entry in facts.other_entries}
    for record in compared.records:
        for words, said in NARROWER.items():
            narrower = words in record.name.lower() and record.code not in by_case
            if narrower and not any(word in own for word in said) and not _cut_off(facts.title, record.name):
                yield Difference(SUMMARY, facts.title, f"{record.code}: {record.name}", record.name)
    subjects = [fold(name) for record in compared.records for name in record.audiences]
    for audience in facts.audiences if subjects else ():
        starts = SUBJECTS.get(audience, ())
        if starts and not any(subject.startswith(starts) for subject in subjects):
            words = ", ".join(dict.fromkeys(name for record in compared.records for name in record.audiences))
            yield Difference(SUMMARY, _("Đối tượng: %(audience)s") % {"audience": audience_name(audience)}, words)
    present = [code.value for code in facts.codes if code.present and code.value not in by_case]
    if len(present) > 1:
        yield Difference(SUMMARY, ", ".join(present), _("hai mã hiện hành mà trang không hỏi gì để phân biệt"))


def _cut_off(title: str, name: str) -> bool:
    """Whether the title is the record's name as far as it fits: of a draft that nobody has named yet."""
    return len(name) > LONGEST_TITLE and title == name[:LONGEST_TITLE].strip()


@rule(lambda: _("Mã mà trang gọi là mã cũ thì không còn là bản ghi hiện hành của Cơ sở dữ liệu quốc gia."), without_record=True)
def former_codes_are_gone(compared: Compared) -> Iterator[Difference]:
    for code in compared.facts.codes:
        name = compared.register.names.get(code.value)
        if name and not code.present and not compared.facts.is_gone:
            yield Difference(SUMMARY, _("Mã cũ: %(code)s") % {"code": code.value}, f"{code.value}: {name}")


@rule(lambda: _("Trang không có bản ghi mà Cơ sở dữ liệu quốc gia có bản ghi cùng tên thì dẫn tới bản ghi ấy."), without_record=True)
def same_name_elsewhere(compared: Compared) -> Iterator[Difference]:
    facts = compared.facts
    if compared.records or facts.is_gone or not facts.official_name:
        return
    own = bare_name(facts.official_name)
    found = [f"{code} {name}" for code, name in compared.register.names.items() if bare_name(name) == own]
    said = " ".join(text.words for text in page_texts(facts))
    missing = [words for words in found if words.split()[0] not in said]
    if 0 < len(missing) == len(found) <= MOST_PROPOSED:
        yield Difference(SUMMARY, facts.official_name, "; ".join(missing))


@lru_cache(maxsize=8192)
def bare_name(name: str) -> str:
    """ "Thủ tục cấp giấy phép môi trường (cấp tỉnh)" → "cap giay phep moi truong"."""
    return " ".join(re.sub(r"\(.*?\)", " ", fold(name)).removeprefix("thu tuc ").split())
