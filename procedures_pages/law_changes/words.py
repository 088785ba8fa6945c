"""A change of law in words, for readers and for the desk. Pure but for the reader's language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from office.legal_names import act_name

from ..facts.phrases import day_words

# So long before its day readers are told of a change.
AHEAD = timedelta(days=60)


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
