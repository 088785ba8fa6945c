"""The desk's front page says when Elasticsearch does not answer or is behind: readers notice nothing, so somebody has to."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.template.loader import render_to_string
from wagtail import hooks
from wagtail.admin.ui.components import Component

from .engines.choosing import elasticsearch
from .index import state

KEPT_SECONDS = 15  # an editor's page must not wait for a dead server each time


class SearchHealthPanel(Component):
    name = "search_health"
    order = 10

    def render_html(self, parent_context: Any = None) -> str:
        return render_to_string("search/desk/health.html") if not is_well() else ""


def is_well() -> bool:
    """Whether the server answers and holds the present index, as of the last seconds. True where none is set up."""
    if not settings.SEARCH_URL:
        return True
    known = cache.get("search:well")
    if known is None:
        try:
            now = state.current()
            known = elasticsearch(settings.SEARCH_URL).engine.index.holds() == (now.generation, now.stamp)  # type: ignore[attr-defined]
        except Exception:  # whatever it is, it is not well
            known = False
        cache.set("search:well", known, KEPT_SECONDS)
    return bool(known)


@hooks.register("construct_homepage_panels")
def add_health_panel(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(SearchHealthPanel())
