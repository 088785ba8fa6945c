"""The desk's front page says when a part of search is not at work: readers notice nothing, so somebody has to.

Elasticsearch does not answer or is behind; the model of search by meaning cannot be had.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.template.loader import render_to_string
from wagtail import hooks
from wagtail.admin.ui.components import Component

from ..index import state
from ..meaning import health
from ..process_state import kept
from ..searching import elasticsearch
from .outage import DeskOutage
from .rebuilding import FAILED

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as StrOrPromise

KEPT_SECONDS = 15  # an editor's page must not wait for a dead server each time


class SearchHealthPanel(Component):
    name = "search_health"
    order = 10

    def render_html(self, parent_context: Any = None) -> str:
        troubles = {"elasticsearch": not is_well(), "desk": bool(cache.get(FAILED)), "meaning": meaning_trouble()}
        return render_to_string("search/desk/health.html", troubles) if any(troubles.values()) else ""


def is_well() -> bool:
    """Whether the server answers and holds the present index, as of the last seconds. True where none is set up."""
    if not settings.SEARCH_URL:
        return True
    if kept(DeskOutage).is_on:
        return False
    known = cache.get("search:well")
    if known is None:
        try:
            now = state.current()
            known = elasticsearch(settings.SEARCH_URL).engine.index.holds() == (now.generation, now.stamp)  # type: ignore[attr-defined]
        except Exception:  # whatever it is, it is not well
            known = False
        cache.set("search:well", known, KEPT_SECONDS)
    return bool(known)


def meaning_trouble() -> StrOrPromise:
    """What is wrong with search by meaning, as of the last seconds; "" where it is at work, only starting, or switched off on purpose."""
    known = cache.get("search:meaning")
    if known is None:
        known = health.state()
        cache.set("search:meaning", known, KEPT_SECONDS)
    return "" if known in {"starting", "off"} else health.trouble(known)


@hooks.register("construct_homepage_panels")
def add_health_panel(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(SearchHealthPanel())
