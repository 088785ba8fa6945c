"""Facts in words: times, costs, counts, ways of handing in. One place, so that page, print, message and search say the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from vietnamese.folding import fold
from vietnamese.money import dong

from .checklist import Checklist, OpenDocument, OpenGroup
from .procedure import Answer, Channel, Cost, ProcedureFacts, ProcessingTime, Question, RequiredDocument

CHANNELS = {"in_person": gettext_lazy("Tại quầy"), "online": gettext_lazy("Trực tuyến"), "post": gettext_lazy("Qua bưu chính")}


def channel_name(kind: str) -> str:
    return str(CHANNELS.get(kind, ""))


def time_words(time: ProcessingTime) -> str:
    """ "3 ngày làm việc"; without what it counts from."""
    n = time.amount or 0
    if time.unit == "same_day":
        return _("Trong ngày")
    if time.unit == "working_days":
        return ngettext("%(n)s ngày làm việc", "%(n)s ngày làm việc", n) % {"n": n}
    if time.unit == "days":
        return ngettext("%(n)s ngày", "%(n)s ngày", n) % {"n": n}
    if time.unit == "hours":
        return ngettext("%(n)s giờ", "%(n)s giờ", n) % {"n": n}
    if time.unit == "months":
        return ngettext("%(n)s tháng", "%(n)s tháng", n) % {"n": n}
    return _("Chưa có thông tin")


def cost_kind(cost: Cost) -> str:
    return _("Phí") if cost.kind == "phi" else _("Lệ phí")


def cost_words(cost: Cost) -> str:
    """ "2.000 đồng/trang", "Miễn phí", "Không thu", "Theo nghị quyết HĐND tỉnh", "Chưa có thông tin": never one for another."""
    if cost.basis == "amount" and cost.amount is not None:
        return dong(cost.amount, cost.per or None)
    return {
        "free": _("Miễn phí"),
        "not_charged": _("Không thu"),
        "by_council": _("Theo nghị quyết Hội đồng nhân dân tỉnh"),
    }.get(cost.basis, _("Chưa có thông tin"))


class Counted(Protocol):
    """What has a number of originals and of copies."""

    @property
    def originals(self) -> int: ...
    @property
    def copies(self) -> int: ...


def counts_words(document: Counted) -> str:
    """ "1 bản chính, 1 bản sao"."""
    parts = []
    if document.originals:
        parts.append(ngettext("%(n)s bản chính", "%(n)s bản chính", document.originals) % {"n": document.originals})
    if document.copies:
        parts.append(ngettext("%(n)s bản sao", "%(n)s bản sao", document.copies) % {"n": document.copies})
    return ", ".join(parts)


def handling_words(document: RequiredDocument) -> str:
    return _("Nộp") if document.handling == "submit" else _("Xuất trình (cho xem rồi nhận lại)")


def handling_short(document: RequiredDocument) -> str:
    return _("Nộp") if document.handling == "submit" else _("Xuất trình")


def online_words(document: RequiredDocument) -> str:
    """How the same paper is handed in online; empty where nobody has said."""
    return {
        "photo": _("Nộp trực tuyến: tải ảnh chụp"),
        "digital": _("Nộp trực tuyến: khai trên Cổng"),
        "not_needed": _("Nộp trực tuyến: không cần"),
    }.get(document.handling_online, "")


def file_words(document: RequiredDocument) -> str:
    """The form's file before it is loaded on a telephone: "DOCX, 48 KB"."""
    size = _("%(n)s KB") % {"n": max(1, round(document.form_bytes / 1024))} if document.form_bytes else ""
    return ", ".join(filter(None, (document.form_kind.upper(), size)))


def papers_count(n: int) -> str:
    return ngettext("%(n)s giấy tờ", "%(n)s giấy tờ", n) % {"n": n}


# Answers that say nothing without their question.
BARE = {"co", "khong", "dung", "sai", "roi", "chua", "yes", "no"}


def answer_words(question: Question, answer: Answer) -> str:
    """ "Một mình tôi"; a bare yes or no comes with its question: "Có người nộp thay? Không"."""
    return f"{question.label} {answer.label}" if fold(answer.label) in BARE else answer.label


def case_words(checklist: Checklist) -> str:
    """ "Một mình tôi; Tôi tự nộp"; empty without answers."""
    return "; ".join(answer_words(q, a) for q, a in checklist.chosen)


def _one_of(question: Question, answers: list[Answer]) -> str:
    return _(" hoặc ").join(f"“{answer_words(question, a)}”" for a in answers)


def condition_words(waiting: OpenDocument | OpenGroup) -> str:
    """When the paper is needed: "Nếu “Tôi thuê nhà” hoặc “Tôi mượn nhà”, trừ khi “Người khác nộp thay”".

    Where most answers would do, the few that would not are named instead.
    """
    wanted, excepted = [], []
    for question, answers in waiting.conditions:
        others = [a for a in question.answers if a not in answers]
        if 0 < len(others) < len(answers):
            excepted.append(_one_of(question, others))
        else:
            wanted.append(_one_of(question, list(answers)))
    if not wanted:
        return _("Trừ khi %(answers)s") % {"answers": _(" hoặc ").join(excepted)}
    words = _("Nếu %(answers)s") % {"answers": _(" và ").join(wanted)}
    return _("%(words)s, trừ khi %(answers)s") % {"words": words, "answers": _(" hoặc ").join(excepted)} if excepted else words


def main_channel(facts: ProcedureFacts) -> Channel | None:
    """The one the summary speaks of: at the counter where there is one."""
    return facts.channel("in_person") or (facts.channels[0] if facts.channels else None)


def main_cost(facts: ProcedureFacts) -> Cost | None:
    channel = main_channel(facts)
    return channel.costs[0] if channel and channel.costs else None


def _by_channel(facts: ProcedureFacts, words: Callable[[Channel], str]) -> list[str]:
    """One line where all channels say the same, else one for each, with the channel's name."""
    said = {words(c) for c in facts.channels}
    if len(said) == 1:
        return list(said)
    return [f"{channel_name(c.kind)}: {words(c)}" for c in facts.channels]


def time_lines(facts: ProcedureFacts) -> list[str]:
    """ "3 ngày làm việc kể từ ngày nhận đủ hồ sơ"; by channel where they differ."""
    return _by_channel(facts, lambda c: f"{time_words(c.time)} {c.time.counted_from}".strip())


def cost_line(cost: Cost) -> str:
    """ "Phí chứng thực: 2.000 đồng/trang"."""
    return f"{cost.label or cost_kind(cost)}: {cost_words(cost)}"


def cost_lines(facts: ProcedureFacts) -> list[str]:
    """Every cost once; by channel where they differ."""
    if len({tuple(map(cost_line, c.costs)) for c in facts.channels}) <= 1:
        return [cost_line(cost) for c in facts.channels[:1] for cost in c.costs]
    return _by_channel(facts, lambda c: "; ".join(map(cost_line, c.costs)))


def _once(texts: Iterable[str]) -> list[str]:
    return [text for text in dict.fromkeys(texts) if text]


def cost_notes(facts: ProcedureFacts) -> list[str]:
    return _once(cost.note for c in facts.channels for cost in c.costs)


def facts_line(facts: ProcedureFacts, checklist: Checklist | None = None) -> str:
    """ "4 giấy tờ · 3 ngày làm việc · 100.000 đồng": for search hits and preview cards. Without answers: the papers everyone needs."""
    always = len(checklist.needed) if checklist else sum(1 for d in facts.documents if not d.applies)
    depends = (len(checklist.open) if checklist else len(facts.documents) - always) > 0
    parts = []
    if always:
        parts.append(_("từ %(papers)s") % {"papers": papers_count(always)} if depends else papers_count(always))
    channel = main_channel(facts)
    if channel and channel.time.unit != "unknown":
        parts.append(time_words(channel.time).lower())
    cost = main_cost(facts)
    if cost and cost.basis in ("amount", "free", "not_charged"):
        parts.append(cost_words(cost))
    return " · ".join(parts)


LEVELS = {
    "ward": gettext_lazy("Cấp phường, xã"),
    "province": gettext_lazy("Cấp tỉnh"),
    "ministry": gettext_lazy("Cấp bộ"),
    "other": gettext_lazy("Cơ quan khác"),
}
AUDIENCES = {
    "citizen": gettext_lazy("Công dân Việt Nam"),
    "overseas_vietnamese": gettext_lazy("Người Việt Nam định cư ở nước ngoài"),
    "foreigner": gettext_lazy("Người nước ngoài"),
    "household_business": gettext_lazy("Hộ kinh doanh"),
    "enterprise": gettext_lazy("Doanh nghiệp"),
    "organisation": gettext_lazy("Tổ chức"),
    "agency": gettext_lazy("Cơ quan nhà nước"),
}
SERVICE_MODES = {
    "full": gettext_lazy("Toàn trình"),
    "partial": gettext_lazy("Một phần"),
    "in_person_only": gettext_lazy("Chỉ nộp trực tiếp"),
    "unknown": gettext_lazy("Chưa rõ"),
}
STATUSES = {
    "in_force": gettext_lazy("Đang áp dụng"),
    "under_review": gettext_lazy("Đang rà soát"),
    "about_to_change": gettext_lazy("Sắp thay đổi"),
    "replaced": gettext_lazy("Đã thay thế"),
    "abolished": gettext_lazy("Đã bãi bỏ"),
}


def level_name(level: str) -> str:
    return str(LEVELS.get(level, ""))


def audience_name(audience: str) -> str:
    return str(AUDIENCES.get(audience, audience))


def service_mode_name(mode: str) -> str:
    return str(SERVICE_MODES.get(mode, SERVICE_MODES["unknown"]))


def status_name(status: str) -> str:
    return str(STATUSES.get(status, ""))
