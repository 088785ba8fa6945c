"""What a legal text is called in a sentence: "Thông tư 68/2025/TT-BTC", its kind in the reader's language. Pure but for that language."""

from __future__ import annotations

import re

from django.utils.translation import gettext_lazy

KINDS = {
    "Bộ luật": gettext_lazy("Bộ luật"),
    "Luật": gettext_lazy("Luật"),
    "Pháp lệnh": gettext_lazy("Pháp lệnh"),
    "Nghị quyết": gettext_lazy("Nghị quyết"),
    "Nghị định": gettext_lazy("Nghị định"),
    "Thông tư": gettext_lazy("Thông tư"),
    "Quyết định": gettext_lazy("Quyết định"),
    "Chỉ thị": gettext_lazy("Chỉ thị"),
}
SIGNS = {"NQ": "Nghị quyết", "NĐ": "Nghị định", "TT": "Thông tư", "TTLT": "Thông tư", "QĐ": "Quyết định", "CT": "Chỉ thị"}
_SIGN = re.compile(r"/(\w+?)\d*(?:-|$)")


def act_name(number: str, title: str) -> str:
    """By what the title begins with, else by the sign in the number; the number alone where neither says what it is."""
    kind = next((kind for kind in KINDS if title.casefold().startswith(kind.casefold())), "")
    if not kind and (sign := _SIGN.search(number)):
        kind = SIGNS.get(sign[1], "")
    return f"{KINDS[kind]} {number}" if kind else number
