"""Screens that Wagtail opens to everybody who may enter the desk, though only some have a use for them: choosers, dialogues, two reports.

Whoever has none is led back with Wagtail's own word, as from any other screen. Who may do what is decided by rights alone, here as there.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from wagtail import hooks
from wagtail.admin.auth import permission_denied
from wagtail.documents.permissions import permission_policy as documents
from wagtail.images.permissions import permission_policy as images
from wagtail.permissions import task_permission_policy as tasks
from wagtail.permissions import workflow_permission_policy as workflows
from wagtail.snippets.views.snippets import get_snippet_model_from_url_params

from .access import may_review

ENTERING = "wagtailadmin.access_admin"
CHANGING = ("add", "change", "delete")

May = Callable[[Any, dict[str, Any]], bool]


def may_work(user: Any) -> bool:
    """Whether somebody may do anything beyond entering and reading: with pages, or with any other thing."""
    return may_review(user) or bool(user.get_all_permissions() - {ENTERING})


def _works(user: Any, _values: dict[str, Any]) -> bool:
    return may_work(user)


def _draws_workflows(user: Any, _values: dict[str, Any]) -> bool:
    return bool(workflows.user_has_any_permission(user, CHANGING) or tasks.user_has_any_permission(user, CHANGING))


def _has_documents(user: Any, _values: dict[str, Any]) -> bool:
    return bool(documents.user_has_any_permission(user, (*CHANGING, "choose")))


def _has_images(user: Any, _values: dict[str, Any]) -> bool:
    return bool(images.user_has_any_permission(user, (*CHANGING, "choose")))


def _of_model(user: Any, app: str, model: str) -> bool:
    """A right over this kind of thing: readers' reports, say, are chosen nowhere, and a chooser would still list them."""
    try:
        kind = get_snippet_model_from_url_params(app, model)
    except Http404:
        return True  # the view says so itself
    return bool(kind.snippet_viewset.permission_policy.user_has_any_permission(user, (*CHANGING, "view")))


SNIPPETS = "wagtailsnippetchoosers_"
# The beginning of an address' name → who may.
DOORS: dict[str, May] = {
    "wagtailadmin_choose_": _works,
    "wagtailadmin_tag_": _works,
    "wagtailembeds:": _works,
    "wagtailadmin_api:": _works,
    "wagtailadmin_api:images:": _has_images,
    "wagtailadmin_api:documents:": _has_documents,
    "wagtailimages_chooser:": _has_images,
    "wagtaildocs_chooser:": _has_documents,
    "wagtailadmin_pages:choose_parent": _works,
    "wagtailadmin_pages:move_confirm": _works,
    "wagtailadmin_reports:site_history": _works,
    "translations_report": _works,
    "wagtailadmin_workflows:task_cho": _draws_workflows,
    "wagtail_localize:snippets_api_": lambda user, values: _of_model(user, values["app_label"], values["model_name"]),
}


def doors(view_name: str) -> list[May]:
    """Who is asked about before the address of that name opens; nobody, for most."""
    if view_name.startswith(SNIPPETS):
        app, _underscore, model = view_name.removeprefix(SNIPPETS).partition(":")[0].rpartition("_")
        return [lambda user, _values: _of_model(user, app, model)]
    if view_name.endswith(":confirm_workflow_cancellation"):  # of pages and of shared records
        return [_works]
    return [may for beginning, may in DOORS.items() if view_name.startswith(beginning)]


class AskAtTheDoor:
    """Stands before the views named here. Nobody else's log-in is looked at: a reader's page needs no session."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, _view: Any, _args: Any, values: dict[str, Any]) -> HttpResponse | None:
        asked = doors(request.resolver_match.view_name if request.resolver_match else "")
        if not asked or not request.user.is_authenticated or all(may(request.user, values) for may in asked):
            return None
        answer: HttpResponse = permission_denied(request)
        return answer


@hooks.register("construct_reports_menu", order=200)
def without_closed_doors(request: HttpRequest, menu_items: list[Any]) -> None:
    """A report that would lead back is not in the menu."""

    def opens(item: Any) -> bool:
        try:
            match = resolve(urlsplit(str(item.url)).path)
        except Resolver404:  # a line that leads outside
            return True
        return all(may(request.user, match.kwargs) for may in doors(match.view_name))

    menu_items[:] = [item for item in menu_items if opens(item)]
