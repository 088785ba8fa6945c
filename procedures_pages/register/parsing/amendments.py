"""Which circulars amend which, as far as the titles of a record's laws say so. Pure: no Django."""

from __future__ import annotations

import re
from collections.abc import Iterable

_QUOTED = re.compile(r"sửa đổi|bổ sung|thay thế|bãi bỏ", re.IGNORECASE)
_CIRCULAR = re.compile(r"(?<![\w/.])\d{1,4}/\d{4}/TT-[A-ZĐ][A-ZĐƯ\d]*")


def quotes_another(title: str) -> bool:
    """Whether the title of a law says that it changes another."""
    return bool(_QUOTED.search(title))


def amends(title: str, number: str) -> bool:
    """Whether a law of that title amends the circular of that number: not where it only details what amends it."""
    first = _QUOTED.search(title)
    return first is not None and number in title[first.end() :] and "quy định chi tiết" not in title[: first.start()].lower()


def amending(form: str, laws: Iterable[tuple[str, str]]) -> list[str]:
    """The numbers among laws (number, title) that amend a circular named in the words about a form, without those named there already."""
    circulars = _CIRCULAR.findall(form)
    found = (number for number, title in laws if "/TT-" in number and any(amends(title, circular) for circular in circulars))
    return [number for number in dict.fromkeys(found) if number not in circulars]
