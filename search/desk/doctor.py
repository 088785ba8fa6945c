"""What ``manage.py doctor`` asks of search."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from office.doctor.registry import Finding, register

from ..index import indexing
from ..meaning import health as meaning_health
from .health import is_well


def index() -> Finding:
    """Compares the index with its sources, as the clock does each half minute."""
    behind = indexing.drift()
    if not behind:
        return Finding("ok", _("Chỉ mục tìm kiếm đúng với những gì đã đăng và đã nhập."))
    words = ngettext("Chỉ mục tìm kiếm lệch %(n)d mục.", "Chỉ mục tìm kiếm lệch %(n)d mục.", behind)
    return Finding("warn", words % {"n": behind}, _("Đồng hồ sẽ làm lại trong nửa phút; nếu không, chạy manage.py update_search."))


def elasticsearch() -> Finding | None:
    if not settings.SEARCH_URL:
        return None
    if is_well():
        return Finding("ok", _("Elasticsearch trả lời và có chỉ mục hiện hành."))
    told = _("Elasticsearch không trả lời hoặc chưa có chỉ mục hiện hành; trang tìm bằng cơ sở dữ liệu.")
    return Finding("warn", told, _("Xem SEARCH_URL và máy chủ Elasticsearch."))


def meaning() -> Finding:
    """Asks whether there is a model; starts none."""
    state = meaning_health.state()
    if state in {"ready", "starting"}:
        return Finding("ok", _("Phần tìm theo nghĩa chạy."))
    told = str(meaning_health.trouble(state))
    return Finding("ok", told) if state == "off" else Finding("warn", told, _("Xem nhật ký của máy chủ."))


def register_all() -> None:
    register("search-index", gettext_lazy("Chỉ mục tìm kiếm"), index)
    register("elasticsearch", gettext_lazy("Elasticsearch"), elasticsearch)
    register("meaning", gettext_lazy("Tìm theo nghĩa"), meaning)
