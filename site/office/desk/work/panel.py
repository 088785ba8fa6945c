"""The first screen itself: three figures, what waits in groups, one action a row; zero says so."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import UserObjectsInWorkflowModerationPanel, WorkflowObjectsToModeratePanel

from ..access import may_review
from . import counters, flow  # noqa: F401 (tell of their rows)
from .rows import Desk, day_of, figures, gathered

EVERYTHING = "tat-ca"


def age_words(since: date | datetime | None, today: date) -> str:
    """ "Hôm nay", "3 ngày", "3 ngày nữa"; empty where nobody knows."""
    if since is None:
        return ""
    days = (today - day_of(since)).days
    if days == 0:
        return _("Hôm nay")
    if days < 0:
        return ngettext("%(n)s ngày nữa", "%(n)s ngày nữa", -days) % {"n": -days}
    return ngettext("%(n)s ngày", "%(n)s ngày", days) % {"n": days}


class WorkPanel(Component):
    name = "work"
    template_name = "office/desk/work.html"
    order = 12

    def __init__(self, request: Any) -> None:
        self.request = request

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        desk = Desk(self.request.user, everything=bool(self.request.GET.get(EVERYTHING)))
        return {"desk": desk, "work": gathered(desk), "figures": figures(desk)}


@hooks.register("construct_homepage_panels", order=200)
def work_panel(request: Any, panels: list[Any]) -> None:
    """In place of Wagtail's two lists of what is in a workflow: these rows are the same, among the others."""
    if may_review(request.user):
        panels[:] = [p for p in panels if not isinstance(p, (UserObjectsInWorkflowModerationPanel, WorkflowObjectsToModeratePanel))]
        panels.append(WorkPanel(request))
