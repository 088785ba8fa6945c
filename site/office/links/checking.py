"""What becomes of a link: asked with HEAD, then GET where that is refused; led on three times at most; and what it means.

``failing``: no reader gets there. ``unknown``: somebody answers, but a program cannot tell. Nothing else than a browser's reader knows.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .asking import Answer, NoAnswer, Stopwatch, ask
from .guard import Target, Unusable, target_of
from .manners import REDIRECTS, Manners, agent, joined

HOPS = 3
FOR_GOOD = (301, 308)
ALIVE, FAILING, UNKNOWN = "alive", "failing", "unknown"
# It asks who is there, or how often: for a reader's browser that may be no hindrance.
REFUSES_PROGRAMS = (401, 403, 407, 429, 451)
REASONS = {
    "": gettext_lazy("Mở được"),
    "status": gettext_lazy("Máy chủ báo lỗi"),
    "name": gettext_lazy("Không có tên miền này"),
    "connect": gettext_lazy("Không kết nối được"),
    "timeout": gettext_lazy("Quá 5 giây chưa trả lời"),
    "broken": gettext_lazy("Trả lời không đọc được"),
    "certificate": gettext_lazy("Chứng thư bảo mật hỏng"),
    "chain": gettext_lazy("Chứng thư bảo mật thiếu nguồn, trình duyệt có thể vẫn mở"),
    "loop": gettext_lazy("Chuyển hướng vòng tròn"),
    "hops": gettext_lazy("Chuyển hướng quá ba lần"),
    "address": gettext_lazy("Dẫn vào mạng nội bộ hoặc cổng lạ"),
    "unusable": gettext_lazy("Không phải địa chỉ trang web"),
    "robots": gettext_lazy("Trang ấy không cho chương trình đọc"),
    "refused": gettext_lazy("Máy chủ từ chối chương trình"),
}
UNSURE = ("chain", "robots", "refused")


@dataclass(frozen=True, slots=True)
class Outcome:
    """``reason``: a name of REASONS. ``leads_to``: where it ends up, "" where it leads nowhere else; ``for_good``: by permanent redirects
    alone. ``reached``: whether any machine answered, so that it is not our own way out that is broken."""

    state: str
    reason: str = ""
    detail: str = ""
    leads_to: str = ""
    for_good: bool = False
    reached: bool = True


def words(reason: str, detail: str) -> str:
    """ "Máy chủ báo lỗi (404)"."""
    told = str(REASONS.get(reason, reason))
    return _("%(told)s (%(detail)s)") % {"told": told, "detail": detail} if detail else told


def check(url: str, manners: Manners) -> Outcome:
    """Never raises; takes five seconds of the net's time at most, and whatever the pace asks for."""
    watch, for_good = Stopwatch(), True
    seen: list[Target] = []
    at: Target | None = None
    try:
        at = target_of(url)
        for _hop in range(HOPS + 1):
            if at in seen:
                return _failed("loop", "", at, seen)
            if not manners.allow(at):
                return _failed("robots", "", at, seen, len(seen) > 0)
            seen.append(at)
            answer = _asked(at, manners, watch)
            if answer.status not in REDIRECTS or not answer.location:
                return _judged(answer, at, seen, for_good)
            for_good = for_good and answer.status in FOR_GOOD
            at = target_of(joined(at, answer.location))
        return _failed("hops", "", at, seen)
    except NoAnswer as none:
        return _failed(none.reason, none.detail, at, seen, none.reached or len(seen) > 1)
    except Unusable:
        return _failed("unusable", "", None, seen, len(seen) > 0)


def _asked(at: Target, manners: Manners, watch: Stopwatch) -> Answer:
    """What HEAD says; what GET says where HEAD was refused, or answered as no reader is: some servers know GET alone."""
    try:
        manners.wait(at)
        answer = ask(at, "HEAD", agent(), watch, manners.may)
        if answer.status < 400 or answer.status == 429:
            return answer
    except NoAnswer as none:
        if none.reason != "broken":
            raise
    manners.wait(at)
    return ask(at, "GET", agent(), watch, manners.may)


def _judged(answer: Answer, at: Target, seen: list[Target], for_good: bool) -> Outcome:
    if answer.status in REFUSES_PROGRAMS:
        return _failed("refused", str(answer.status), at, seen)
    if answer.status >= 400 or answer.status in REDIRECTS:
        return _failed("status", str(answer.status), at, seen)
    led = len(seen) > 1
    return Outcome(ALIVE, leads_to=at.url if led else "", for_good=led and for_good)


def _failed(reason: str, detail: str, at: Target | None, seen: list[Target], reached: bool = True) -> Outcome:
    leads_to = at.url if at is not None and seen and at != seen[0] else ""
    return Outcome(UNKNOWN if reason in UNSURE else FAILING, reason, detail, leads_to, reached=reached)
