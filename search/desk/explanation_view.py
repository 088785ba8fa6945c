"""The desk's page "Vì sao kết quả này?"."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from office.desk.access import may_review
from office.desk.menus import GuardedMenuItem

from ..index import backfill
from ..meaning import health
from ..query.reading import MAX_LENGTH
from ..searching import searcher
from .explanation import explain

LABEL = _("Vì sao kết quả này?")


def explanation(request: HttpRequest) -> HttpResponse:
    """``q`` what a reader would type. For those who may review."""
    if not may_review(request.user):
        raise PermissionDenied
    raw = request.GET.get("q", "")[: MAX_LENGTH * 2]
    explained = explain(searcher(), raw, "vi") if raw.strip() else None
    context = {"explained": explained, "q": raw, "waiting": backfill.missing().count(), "trouble": health.trouble()}
    return render(request, "search/desk/explanation.html", context)


@hooks.register("register_admin_urls")
def explanation_urls() -> list[Any]:
    return [path("vi-sao-ket-qua-nay/", explanation, name="search_explanation")]


@hooks.register("register_reports_menu_item")
def explanation_menu_item() -> MenuItem:
    return GuardedMenuItem(LABEL, reverse_lazy("search_explanation"), name="vi-sao", icon_name="help", order=51, may=may_review)
