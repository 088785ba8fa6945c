"""Facts in words: times, costs, counts, ways of handing in. One place, so that page, print, message and search say the same."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from vietnamese.money import dong

from .checklist import Checklist, OpenDocument
from .facts import Channel, Cost, ProcedureFacts, ProcessingTime, RequiredDocument

CHANNELS = {"in_person": lambda: _("Tại quầy"), "online": lambda: _("Trực tuyến"), "post": lambda: _("Qua bưu chính")}


def channel_name(kind: str) -> str:
    return CHANNELS[kind]() if kind in CHANNELS else ""


def time_words(time: ProcessingTime) -> str:
    """"3 ngày làm việc"; without what it counts from."""
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
    """"2.000 đồng/trang", "Miễn phí", "Không thu", "Theo nghị quyết HĐND tỉnh", "Chưa có thông tin": never one for another."""
    if cost.basis == "amount" and cost.amount is not None:
        return dong(cost.amount, cost.per or None)
    return {
        "free": _("Miễn phí"),
        "not_charged": _("Không thu"),
        "by_council": _("Theo nghị quyết Hội đồng nhân dân tỉnh"),
    }.get(cost.basis, _("Chưa có thông tin"))


def counts_words(document: RequiredDocument) -> str:
    """"1 bản chính, 1 bản sao"."""
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


def papers_count(n: int) -> str:
    return ngettext("%(n)s giấy tờ", "%(n)s giấy tờ", n) % {"n": n}


def case_words(checklist: Checklist) -> str:
    """"Một mình tôi; Tôi tự nộp"; empty without answers."""
    return "; ".join(a.label for _q, a in checklist.chosen)


def condition_words(document: OpenDocument) -> str:
    """What must be answered for the paper to be needed: "“Tôi thuê nhà” hoặc “Tôi mượn nhà”, trừ khi “Người khác nộp thay”"."""
    wanted, excepted = [], []
    for question, answers in document.conditions:
        others = [a for a in question.answers if a not in answers]
        if len(answers) > 1 and len(others) == 1:
            excepted.append(_("trừ khi “%(answer)s”") % {"answer": others[0].label})
        else:
            wanted.append(_(" hoặc ").join(f"“{a.label}”" for a in answers))
    return ", ".join([_(" và ").join(wanted), *excepted] if wanted else excepted)


def main_channel(facts: ProcedureFacts) -> Channel | None:
    """The one the summary speaks of: at the counter where there is one."""
    return facts.channel("in_person") or (facts.channels[0] if facts.channels else None)


def main_cost(facts: ProcedureFacts) -> Cost | None:
    channel = main_channel(facts)
    return channel.costs[0] if channel and channel.costs else None


def facts_line(facts: ProcedureFacts, checklist: Checklist | None = None) -> str:
    """"4 giấy tờ · 3 ngày làm việc · 100.000 đồng": for search hits and preview cards. Without answers: the papers everyone needs."""
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
    "ward": lambda: _("Cấp phường, xã"),
    "province": lambda: _("Cấp tỉnh"),
    "ministry": lambda: _("Cấp bộ"),
    "other": lambda: _("Cơ quan khác"),
}
AUDIENCES = {
    "citizen": lambda: _("Công dân Việt Nam"),
    "overseas_vietnamese": lambda: _("Người Việt Nam định cư ở nước ngoài"),
    "foreigner": lambda: _("Người nước ngoài"),
    "household_business": lambda: _("Hộ kinh doanh"),
    "enterprise": lambda: _("Doanh nghiệp"),
    "organisation": lambda: _("Tổ chức"),
    "agency": lambda: _("Cơ quan nhà nước"),
}
SERVICE_MODES = {
    "full": lambda: _("Toàn trình"),
    "partial": lambda: _("Một phần"),
    "in_person_only": lambda: _("Chỉ nộp trực tiếp"),
    "unknown": lambda: _("Chưa rõ"),
}
STATUSES = {
    "in_force": lambda: _("Đang áp dụng"),
    "under_review": lambda: _("Đang rà soát"),
    "about_to_change": lambda: _("Sắp thay đổi"),
    "replaced": lambda: _("Đã thay thế"),
    "abolished": lambda: _("Đã bãi bỏ"),
}


def level_name(level: str) -> str:
    return LEVELS[level]() if level in LEVELS else ""


def audience_name(audience: str) -> str:
    return AUDIENCES[audience]() if audience in AUDIENCES else audience


def service_mode_name(mode: str) -> str:
    return SERVICE_MODES.get(mode, SERVICE_MODES["unknown"])()


def status_name(status: str) -> str:
    return STATUSES[status]() if status in STATUSES else ""
