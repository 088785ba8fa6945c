"""What the desk shows of the site as a whole."""

from __future__ import annotations

from typing import Any

from wagtail import hooks

from .measures import desk  # noqa: F401 (registers its address)
from .setup import panel


@hooks.register("construct_homepage_panels")
def add_next_steps(request: Any, panels: list[Any]) -> None:
    if panel.may_see(request.user):
        panels.append(panel.NextStepsPanel(request))
