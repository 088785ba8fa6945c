"""What somebody types into a box for money, read back while it is typed: in groups of three, and in words."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.templatetags.static import static
from django.urls import path, reverse_lazy
from django.utils.html import format_html
from django.views.decorators.http import require_safe
from wagtail import hooks

from vietnamese.money import grouped, read_dong

from ..dong import in_words, unreadable


@require_safe
def read_amount(request: HttpRequest) -> JsonResponse:
    """``?so=4 triệu`` in; ``{"amount": "4.000.000", "words": "bốn triệu đồng"}``, or ``{"wrong": why}`` out."""
    text = request.GET.get("so", "")[:100]
    amount = read_dong(text)
    if amount is None:
        return JsonResponse({"wrong": unreadable(text)} if text.strip() else {})
    return JsonResponse({"amount": grouped(amount), "words": in_words(amount)})


@hooks.register("register_admin_urls")
def amount_urls() -> list[Any]:
    return [path("doc-so-tien/", read_amount, name="read_amount")]


@hooks.register("insert_editor_js")
def amount_script() -> str:
    return format_html('<script src="{}" data-read="{}"></script>', static("desk/amounts.js"), reverse_lazy("read_amount"))
