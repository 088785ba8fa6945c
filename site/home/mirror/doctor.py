"""What ``manage.py doctor`` asks of the mirror."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from office.doctor.registry import Finding, register
from vietnamese.dates import hour_and_day

from .folder import Folder

# All of it is made anew within an hour.
OLD = timedelta(hours=2)


def mirror() -> Finding | None:
    if not settings.MIRROR_DIR:
        return None
    entries = Folder(Path(settings.MIRROR_DIR)).load().get("entries") or {}
    if not entries:
        return Finding("warn", _("Chưa có bản lưu trong %(folder)s.") % {"folder": settings.MIRROR_DIR}, _("Chạy manage.py build_mirror."))
    oldest = datetime.fromtimestamp(min(entry["made"] for entry in entries.values()), tz=UTC)
    told = _("Bản lưu có %(n)d địa chỉ, trang cũ nhất làm lúc %(moment)s.") % {
        "n": len(entries),
        "moment": hour_and_day(oldest),
    }
    if timezone.now() - oldest > OLD:
        return Finding("warn", told, _("Xem việc “mirror” của đồng hồ, hoặc chạy manage.py build_mirror."))
    return Finding("ok", told)


def register_check() -> None:
    register("mirror", gettext_lazy("Bản lưu tĩnh"), mirror)
