"""The link from a screen of the desk to the chapter that tells of it."""

from typing import Any

from django import template

from office.desk.handbook import url_for

register = template.Library()


@register.simple_tag(takes_context=True)
def handbook_url(context: Any) -> str:
    """Of the screen that is being shown; "" where no request is known, as in a letter."""
    request = getattr(context, "request", None) or context.get("request")
    return url_for(request) if request is not None else ""
