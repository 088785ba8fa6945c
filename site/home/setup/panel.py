"""What to do next, on the desk's front page of a new office."""

from __future__ import annotations

from typing import Any

from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.ui.components import Component

from .state import missing_parts, next_steps


class NextStepsPanel(Component):
    name = "next-steps"
    template_name = "home/desk/next_steps.html"
    order = 5

    def __init__(self, request: Any) -> None:
        self.request = request

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        missing = missing_parts()
        return {"missing": missing, "steps": [] if missing else next_steps(self.request.user)}


def may_see(user: Any) -> bool:
    """Whoever writes or publishes pages."""
    return bool(user_has_any_page_permission(user))
