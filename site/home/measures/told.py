"""All measures as lines to read and to take away, each with how it is counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vietnamese.numbers import decimal

from .completeness import PARTS, Filled, completeness, measured_pages
from .reach import DAYS, Reach, reach
from .timeliness import Delays, Looked, looked, of_laws, of_records

YEAR = 365
COMPLETE, TIMELY, REACHED = gettext_lazy("Đầy đủ"), gettext_lazy("Kịp thời"), gettext_lazy("Tiếp cận")


@dataclass(frozen=True, slots=True)
class Measure:
    """``value`` None: nothing to measure it by. ``of``: out of so many, None where it is no share. ``scope``: an area, or all."""

    group: str
    name: str
    how: str
    value: float | None
    of: int | None = None
    scope: str = ""

    @property
    def percent(self) -> int | None:
        """Whole per cent, rounded down: 100 are all."""
        return int(self.value * 100 / self.of) if self.of and self.value is not None else None

    @property
    def words(self) -> str:
        """ "40 / 44 (90%)", "12,5"; a dash where there is nothing to measure it by."""
        if self.value is None or self.of == 0:
            return "–"
        value = decimal(self.value, 1)
        return value if self.of is None else f"{value} / {self.of} ({self.percent}%)"


@dataclass(frozen=True, slots=True)
class Report:
    """``parts``: (label, how) of each part; ``areas``: all together first. ``timely``, ``reached``: the other lines."""

    everything: Filled
    areas: list[Filled]
    timely: list[Measure]
    reached: list[Measure]

    @property
    def lines(self) -> list[Measure]:
        """Everything, one line a number."""
        filled = [self.everything, *self.areas]
        return [line for one in filled for line in _complete(one)] + self.timely + self.reached


def measured() -> Report:
    """Sixteen queries, however many pages there are."""
    today = timezone.localdate()
    since = today - timedelta(days=YEAR - 1)
    pages = measured_pages()
    everything, areas = completeness(pages)
    timely = [*_looked(looked(today)), *_records(of_records(pages, since, today)), *_laws(of_laws(since, today))]
    return Report(everything, areas, timely, list(_reached(reach())))


def _complete(filled: Filled) -> Iterator[Measure]:
    scope = filled.area or _("Mọi trang")
    yield Measure(str(COMPLETE), _("Đủ cả"), _("Trang có đủ các phần dưới đây."), filled.whole, filled.pages, scope)
    for part in PARTS:
        yield Measure(str(COMPLETE), str(part.label), str(part.how), filled.parts[part.name], filled.pages, scope)


def _looked(found: Looked) -> list[Measure]:
    how = _("Trang có người đối chiếu với nguồn trong hạn rà của trang; hạn chung hay hạn riêng như ở “Trang đến hạn rà”.")
    return [
        Measure(str(TIMELY), _("Trang được kiểm tra trong hạn"), how, found.in_time, found.pages),
        Measure(str(TIMELY), _("Trang chưa ai kiểm tra"), _("Trang đang đăng chưa ghi lần kiểm tra nào."), found.never, found.pages),
    ]


def _records(delays: Delays) -> list[Measure]:
    how = _(
        "Số ngày từ ngày của bản chụp có bản ghi đã đổi đến khi có người đối chiếu trang; chỗ phải sửa thì đến lần đăng sau đó. "
        "Tính các lần xong trong 365 ngày qua."
    )
    names = (_("Bản ghi đổi: số lần đã theo"), _("Bản ghi đổi: số ngày ở giữa"), _("Bản ghi đổi: số ngày lâu nhất"))
    waits = (_("Bản ghi đổi: đang chờ"), _("Bản ghi đổi: chờ lâu nhất, ngày"))
    return _delays(delays, names, waits, how)


def _laws(delays: Delays) -> list[Measure]:
    how = _(
        "Số ngày từ khi văn bản mới có hiệu lực (hoặc được ghi vào đây, nếu muộn hơn) đến khi có người trả lời ở “Luật đổi”. "
        "Tính các lần xong trong 365 ngày qua."
    )
    names = (_("Luật đổi: số lần đã theo"), _("Luật đổi: số ngày ở giữa"), _("Luật đổi: số ngày lâu nhất"))
    waits = (_("Luật đổi: đang chờ"), _("Luật đổi: chờ lâu nhất, ngày"))
    return _delays(delays, names, waits, how)


def _delays(delays: Delays, names: tuple[str, str, str], waits: tuple[str, str], how: str) -> list[Measure]:
    values: tuple[Any, ...] = (len(delays.done), delays.median, delays.longest)
    middle = _("Một nửa số lần nhanh hơn, một nửa chậm hơn.")
    hows = (how, f"{middle} {how}", how)
    told = [Measure(str(TIMELY), name, why, value) for name, why, value in zip(names, hows, values, strict=True)]
    still = _("Tính đến hôm nay.")
    told += [Measure(str(TIMELY), waits[0], still, len(delays.waiting)), Measure(str(TIMELY), waits[1], still, delays.longest_waiting)]
    return told


def _reached(found: Reach) -> Iterator[Measure]:
    days = _("%(n)s ngày qua.") % {"n": DAYS}

    def line(name: str, how: str, value: float, of: int | None = None) -> Measure:
        return Measure(str(REACHED), name, f"{how} {days}", value, of)

    if found.is_counting:
        yield line(_("Lượt tìm"), _("Đếm theo ngày, không ghi ai tìm."), found.asked)
        yield line(_("Lượt tìm có kết quả"), _("Lượt tìm ra ít nhất một kết quả."), found.asked - found.missed, found.asked)
        yield line(_("Lượt tìm không thấy"), _("Lượt tìm không ra kết quả nào."), found.missed, found.asked)
        yield line(_("Kết quả được mở"), _("Số lần một kết quả được mở từ trang tìm."), found.opened)
    else:
        yield Measure(str(REACHED), _("Lượt tìm"), _("Không đếm: người quản lý máy chủ đã tắt SEARCH_LEARNING."), None)
    said = found.yes + found.no
    yield line(_("Người đọc nói trang đúng"), _("Bấm “Đúng” dưới trang, trên tổng số lần trả lời."), found.yes, said)
    yield line(_("Người đọc nói chưa đúng"), _("Góp ý gửi từ nút “Chưa đúng”, trên tổng số lần trả lời."), found.no, said)
    answered = _("Góp ý đã có người ghi kết quả, trên số góp ý gửi trong cùng thời gian.")
    yield line(_("Góp ý đã trả lời"), answered, found.no - found.unanswered, found.no)
