"""When are two papers one? Pure. Told here for lists that are merged and for the places that papers have."""

from __future__ import annotations

import re

from vietnamese.folding import fold
from vietnamese.slugs import slugify

# A page may name what amended the circular, or not: the form is the same.
_AMENDED = re.compile(r"\W*\b(?:được )?sửa đổi(?:, bổ sung)? (?:bởi|tại|theo)\b.*", re.IGNORECASE | re.DOTALL)
# "01", "1a", "b34", "04/2020/tt-btp", and the "ii" of "phu luc ii".
_NUMBER = re.compile(r"[a-z]*[0-9][\w/.-]*|(?<=phu luc )[ivx]+\b")


def name_key(name: str) -> str:
    """The same for a name however it is written: "GIẤY chứng sinh", "Giấy chứng sinh." A likeness would not do: "của hai bên"."""
    return slugify(name) or fold(name)


def form_key(form: str) -> str:
    """The numbers of a form and of what it belongs to: "01 155/2018/nd-cp"; the text where it has none; "" without a form.

    "Mẫu kèm Thông tư 04/2020/TT-BTP" and "Tờ khai đăng ký khai sinh, kèm Thông tư 04/2020/TT-BTP, sửa đổi bởi …" are one form, if papers
    of one name have them.
    """
    told = fold(_AMENDED.sub("", form) or form)
    numbers = {number.strip("./-") for number in _NUMBER.findall(told)}
    return " ".join(sorted(numbers)) or told.strip()
