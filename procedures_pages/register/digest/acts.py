"""Which records tell of the same act, each for another level or province, and which of a level that is no more. Pure: no Django.

"Cấp hộ chiếu phổ thông (thực hiện tại cấp tỉnh)" and "Cấp hộ chiếu phổ thông – cấp Trung ương" are one act.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from vietnamese.normal import clean, old_tone_style

ABOLISHED_ON = "01/07/2025"  # the last day of the level between province and ward was the one before
DISTRICT = "district"

_LEVEL = r"(?:cấp\s+)?(?:trung ương|tw|bộ|tỉnh|huyện|xã|phường|cơ sở|địa phương)"
_DONE_AT = r"(?:(?:được\s+)?(?:thực hiện|giải quyết)\s+)?(?:(?:tại|ở)\s+)?"
_BRACKET = re.compile(rf"\s*[(\[]\s*{_DONE_AT}{_LEVEL}\s*[)\]]")
_AT_THE_END = re.compile(rf"[\s,–-]+{_DONE_AT}cấp\s+(?:trung ương|tw|bộ|tỉnh|huyện|xã|phường)[\s.;]*$")
_COMPETENT = re.compile(
    r"[\s,]*\(?\b(?:thuộc\s+)?thẩm quyền(?:\s+(?:giải quyết|thực hiện|cấp phép|cấp))?\s+của\s+"
    r"(?:(?:chủ tịch\s+)?(?:ubnd|ủy ban nhân dân)\s+(?:cấp\s+)?(?:tỉnh|xã|huyện)|cấp (?:tỉnh|xã|huyện|trung ương))\)?[\s.]*$"
)
_IN_A_PROVINCE = re.compile(r"[\s,(]+(?:trên địa bàn|tại|ở|của)\s+(?:tỉnh|thành phố)\s+[^\W\d]+(?:\s[^\W\d]+){0,2}\)?[\s.]*$")
_BEGINNING = re.compile(r"^\W*(?:\d{1,2}[.)]\s+)?(?:thủ tục\b\s*(?:về\s+(?:việc\s+)?)?:?)?\s*")
_BETWEEN = re.compile(r"[\W_]+")
_AT_DISTRICT = re.compile(r"\bcấp huyện\b|\b(?:tại|ở) huyện\)")
_DISTRICT_BODY = re.compile(r"\bhuyện$")


@lru_cache(maxsize=20_000)
def act_of(name: str) -> str:
    """An official name in; what the act is called whoever does it out: no level, no province, no "Thủ tục", no signs, small letters."""
    said = old_tone_style(clean(name)).lower()
    said = _BEGINNING.sub("", _BRACKET.sub(" ", said))
    for ending in (_COMPETENT, _AT_THE_END, _IN_A_PROVINCE):
        said = ending.sub("", said) or said
    return _BETWEEN.sub(" ", said).strip()


def is_of_an_abolished_level(name: str, levels: Collection[str], authority: str) -> bool:
    """Whether a record tells only of what districts did: its name says so, or they are its only level, or all its bodies are theirs."""
    bodies = [body.strip().lower() for body in authority.split(";") if body.strip()]
    only_there = bool(bodies) and all(map(_DISTRICT_BODY.search, bodies))
    return bool(_AT_DISTRICT.search(clean(name).lower())) or set(levels) == {DISTRICT} or only_there
