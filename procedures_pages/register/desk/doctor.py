"""What ``manage.py doctor`` asks of the guides: are there any that say other than their record?"""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from office.doctor.registry import Finding, register

from ..review.queue import waiting
from ..truth.checking import check_pages


def pages_to_mend() -> Finding:
    """Published pages with a difference that nobody has given a reason for, and those whose record went, changed or was found wrong."""
    differing = {truth.facts.code for truth in check_pages() if truth.open}
    waits = [review for review in waiting() if review.state != "unchecked"]
    if not differing and not waits:
        return Finding("ok", _("Không trang nào khác bản ghi của nó."))
    told = []
    if differing:
        words = ngettext("%(n)d trang khác bản ghi mà chưa có lý do", "%(n)d trang khác bản ghi mà chưa có lý do", len(differing))
        told.append(words % {"n": len(differing)})
    if waits:
        words = ngettext("%(n)d trang có bản ghi đã đổi hoặc điều phải sửa", "%(n)d trang có bản ghi đã đổi hoặc điều phải sửa", len(waits))
        told.append(words % {"n": len(waits)})
    return Finding("warn", "; ".join(told) + ".", _("Mở Cơ sở dữ liệu quốc gia, mục trang chờ đối chiếu; chi tiết: manage.py check_truth."))


def register_all() -> None:
    register("pages", gettext_lazy("Trang phải sửa"), pages_to_mend)
