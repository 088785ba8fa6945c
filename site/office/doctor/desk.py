"""The desk's page "Kiểm tra hệ thống": what every check finds, and the clock's jobs. For administrators."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from ..desk.menus import GuardedMenuItem
from .jobs import job_table
from .registry import examine

LABEL = _("Kiểm tra hệ thống")
NAME = "doctor"


def may_see(user: Any) -> bool:
    return bool(user.is_superuser)


@require_safe
def doctor(request: HttpRequest) -> HttpResponse:
    if not may_see(request.user):
        raise PermissionDenied
    return render(request, "office/desk/doctor.html", {"found": examine(), "jobs": job_table()})


@hooks.register("register_admin_urls")
def doctor_urls() -> list[Any]:
    return [path("kiem-tra-he-thong/", doctor, name=NAME)]


@hooks.register("register_settings_menu_item")
def doctor_menu_item() -> MenuItem:
    return GuardedMenuItem(LABEL, reverse_lazy(NAME), name="kiem-tra-he-thong", icon_name="check", order=900, may=may_see)
