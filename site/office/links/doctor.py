"""What ``manage.py doctor`` asks of links that lead out."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from office.doctor.registry import Finding, register

from .models import DeadSubmission, Link, State


def outgoing() -> Finding:
    dead, failing = DeadSubmission.objects.count(), Link.objects.filter(state=State.FAILING).count()
    todo = _("Xem Báo cáo, mục Liên kết hỏng.")
    if dead:
        words = ngettext("%(n)d liên kết nộp hồ sơ không mở được.", "%(n)d liên kết nộp hồ sơ không mở được.", dead)
        return Finding("warn", words % {"n": dead}, todo)
    if failing:
        words = ngettext("%(n)d liên kết ra ngoài không mở được.", "%(n)d liên kết ra ngoài không mở được.", failing)
        return Finding("warn", words % {"n": failing}, todo)
    return Finding(
        "ok", _("Liên kết ra ngoài đều mở được.") if settings.CHECK_LINKS else _("Không thử liên kết ra ngoài: CHECK_LINKS=false.")
    )


def register_all() -> None:
    register("links", gettext_lazy("Liên kết ra ngoài"), outgoing)
