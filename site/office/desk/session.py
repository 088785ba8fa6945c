"""Whether somebody is still logged in, asked by a form before it is sent: what was typed is not given to the log-in screen."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail import hooks


@require_safe
@never_cache
def still_in(request: HttpRequest) -> JsonResponse:
    """``{"token": …, "user": …}`` for the forms of whoever is in. The desk leads everybody else to the log-in screen."""
    return JsonResponse({"token": get_token(request), "user": request.user.pk})


@hooks.register("register_admin_urls")
def session_urls() -> list[Any]:
    return [path("phien/", still_in, name="desk_session")]


@hooks.register("insert_editor_js")
def session_over() -> str:
    """The words of the dialogue that the desk's script opens."""
    return render_to_string("office/desk/session_over.html")
