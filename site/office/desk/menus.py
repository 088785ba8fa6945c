"""Lines of the desk's menus."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wagtail.admin.menu import MenuItem


class GuardedMenuItem(MenuItem):
    """Shown to those whom ``may`` lets in."""

    def __init__(self, *args: Any, may: Callable[[Any], bool] = lambda user: True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.may = may

    def is_shown(self, request: Any) -> bool:
        return self.may(request.user)
