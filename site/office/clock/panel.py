"""The clock on the desk's front page, for those who publish: when it ran last, what failed, loud where it stands still."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.components import Component
from wagtail.models import Page, Revision
from wagtail.permission_policies.pages import PagePermissionPolicy

from .publishing import overdue_pages, overdue_revisions
from .status import LATE, clock_state

MAX_NAMED = 10


def may_see(user: Any) -> bool:
    """Whoever publishes pages, whichever."""
    return bool(PagePermissionPolicy().user_has_any_permission(user, {"publish"}))


class ClockPanel(Component):
    name = "clock"
    template_name = "office/desk/clock_panel.html"
    order = 20

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        state = clock_state()
        # What has waited for longer than the clock takes, whyever: the list is right also where no clock ever ran.
        since = timezone.now() - LATE
        waiting = _links(overdue_revisions().filter(approved_go_live_at__lt=since)[:MAX_NAMED])
        staying = _links(overdue_pages().filter(expire_at__lt=since)[:MAX_NAMED])
        return {"clock": state, "waiting": waiting, "staying": staying, "is_off": not settings.CLOCK}


def _links(rows: Iterable[Any]) -> list[tuple[str, str, Any]]:
    """(address of the editor, name, hour) of each version that waits to go live or page that should be down."""
    found = []
    for row in rows:
        if isinstance(row, Page):
            found.append((reverse("wagtailadmin_pages:edit", args=[row.pk]), row.title, row.expire_at))
        elif isinstance(row, Revision) and row.base_content_type.model_class() is Page:
            found.append((reverse("wagtailadmin_pages:edit", args=[row.object_id]), row.object_str, row.approved_go_live_at))
    return found
