"""No page lives twice. Wagtail's alias is a second page, live with its original, with the same title and codes.

It is offered nowhere: not when copying (``titles.PageCopyForm``), not for a translation, not as the rule of a whole language. One that is
there all the same (made before, or as a placeholder by wagtail-localize) is in no list, search, sitemap or API (``published``), its
address leads to its original, and it becomes a draft when it is made a page of its own.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from wagtail import hooks

from .once import stored


class NeverTwice:
    """Of every page model: an alias that becomes a page of its own is not live until somebody publishes it."""

    def save(self: Any, *args: Any, **kwargs: Any) -> Any:
        names = kwargs.get("update_fields")
        of_its_own = self.pk and self.alias_of_id is None and (names is None or {"alias_of", "alias_of_id"} & {*names})
        if of_its_own and (before := stored(self)) is not None and before.alias_of_id is not None:
            self.live, self.has_unpublished_changes, self.live_revision = False, True, None
            if names is not None:
                kwargs["update_fields"] = {*names, "live", "has_unpublished_changes", "live_revision"}
        return super().save(*args, **kwargs)  # type: ignore[misc]


def withdraw_offers() -> None:
    """Takes back what wagtail-localize offers: to fill a language with aliases. Called once, when all apps are ready."""
    from wagtail_localize.locales.components import LOCALE_COMPONENTS
    from wagtail_localize.models import LocaleSynchronization

    LOCALE_COMPONENTS[:] = [component for component in LOCALE_COMPONENTS if component["model"] is not LocaleSynchronization]


def _refuse(request: HttpRequest, page_id: int) -> HttpResponse:
    messages.error(request, _("Không đổi bản dịch thành bản sao theo trang gốc. Muốn bỏ bản dịch thì gỡ hoặc xóa trang này."))
    return redirect("wagtailadmin_pages:edit", page_id)


@hooks.register("register_admin_urls", order=-1)
def alias_urls() -> list[Any]:
    """In the place of wagtail-localize's own view, which stands later in the list."""
    return [path("localize/page/<int:page_id>/convert_to_alias/", _refuse)]


@hooks.register("construct_page_action_menu")
def without_alias(menu_items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    menu_items[:] = [item for item in menu_items if item.name != "localize-convert-to-alias"]
