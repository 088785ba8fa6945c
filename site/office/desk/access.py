"""Who may see what on the desk, for every room's views and menus."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from wagtail.admin.auth import user_has_any_page_permission


def may_review(user: Any) -> bool:
    """Whoever writes, publishes or manages pages."""
    return bool(user_has_any_page_permission(user))


class ReviewersOnly:
    """A view for those who work on pages."""

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if not may_review(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
