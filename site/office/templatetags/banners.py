"""The office's notices over a page."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils import timezone

from office.banners.shown import over, published

from .languages import bare

register = template.Library()
# Of a list of procedures, the area that it is of.
AREA = "linh-vuc"


@register.inclusion_tag("office/banners.html", takes_context=True)
def banners(context: dict[str, Any]) -> dict[str, Any]:
    """Over the page of the context's ``request``; its area is that of its ``facts``, or the one that a list was asked for."""
    if "banners_in_preview" in context:
        return {"banners": context["banners_in_preview"]}
    known = published()
    request = context.get("request")
    if not known or request is None:
        return {"banners": []}
    area = getattr(getattr(context.get("facts"), "area", None), "slug", "") or request.GET.get(AREA, "")
    return {"banners": list(over(known, bare(request.path), area, timezone.now()))}
