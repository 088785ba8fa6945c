"""A change of law in words, for readers and for the desk. Pure but for the reader's language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ..facts.phrases import day_words

# So long before its day readers are told of a change.
AHEAD = timedelta(days=60)
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


@dataclass(frozen=True, slots=True)
class LawChange:
    """What the text ``number`` does from ``since`` on to ``target`` (a number), on which a page rests."""

    kind: str
    number: str
    title: str
    link: str
    since: date
    target: str
    articles: str = ""

    @property
    def act(self) -> str:
        """ "Nghị định 309/2026/NĐ-CP", its kind in the reader's language."""
        return act_name(self.number, self.title)


def act_name(number: str, title: str) -> str:
    """By what the title begins with, else by the sign in the number; the number alone where neither says what it is."""
    kind = next((kind for kind in KINDS if title.casefold().startswith(kind.casefold())), "")
    if not kind and (sign := _SIGN.search(number)):
        kind = SIGNS.get(sign[1], "")
    return f"{KINDS[kind]} {number}" if kind else number


def is_told(change: LawChange, day: date) -> bool:
    """Whether readers of ``day`` are told: from its day on, and some weeks ahead."""
    return change.since <= day + AHEAD


def sentence(change: LawChange, day: date) -> str:
    """What a page that rests on the old text says of it on ``day``."""
    told = {"act": change.act, "day": day_words(change.since)}
    if change.since > day:
        ahead = {
            "amends": _("Từ %(day)s, %(act)s sửa quy định về việc này; chúng tôi đang rà lại."),
            "repeals": _("Từ %(day)s, %(act)s bãi bỏ quy định về việc này; chúng tôi đang rà lại."),
            "replaces": _("Từ %(day)s, %(act)s thay quy định về việc này; chúng tôi đang rà lại."),
            "guides": _("Từ %(day)s, %(act)s hướng dẫn thêm về việc này; chúng tôi đang rà lại."),
        }
        return ahead[change.kind] % told
    since = {
        "amends": _("%(act)s đã sửa quy định về việc này từ %(day)s; chúng tôi đang rà lại."),
        "repeals": _("%(act)s đã bãi bỏ quy định về việc này từ %(day)s; chúng tôi đang rà lại."),
        "replaces": _("%(act)s đã thay quy định về việc này từ %(day)s; chúng tôi đang rà lại."),
        "guides": _("%(act)s đã hướng dẫn thêm về việc này từ %(day)s; chúng tôi đang rà lại."),
    }
    return since[change.kind] % told


def verb(kind: str) -> str:
    """ "Sửa đổi, bổ sung", before the numbers of what is changed."""
    verbs = {
        "amends": _("Sửa đổi, bổ sung"),
        "repeals": _("Bãi bỏ"),
        "replaces": _("Thay thế"),
        "guides": _("Hướng dẫn, quy định chi tiết"),
    }
    return verbs[kind]


def age_words(since: date, day: date) -> str:
    """ "đã 12 ngày", "hôm nay", "còn 33 ngày"."""
    days = (day - since).days
    if days == 0:
        return _("từ hôm nay")
    if days < 0:
        return ngettext("còn %(n)d ngày", "còn %(n)d ngày", -days) % {"n": -days}
    return ngettext("đã %(n)d ngày", "đã %(n)d ngày", days) % {"n": days}
